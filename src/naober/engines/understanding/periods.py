"""When: "vanaf maart", "tot eind 2027", "volgende maand 4 maanden", "week 32-36", "per direct".

"Tot maart" ends before March; "t/m maart", "tot eind maart" and "to March" in "October to March"
end with it. A single day after "tot" is the last day. Without a year it is the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from naober.engines.understanding.dates import Interval, add_days, add_months, day_of, week_of
from naober.engines.understanding.numbers import VALUE_PATTERN, as_decimal
from naober.engines.understanding.points import Point, find_points
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Period, Span

_THE = r"(?:\s(?:de|het|the|ca\.?|ongeveer|in|aan))?\s?$"
_FROM = re.compile(
    rf"(?:\b(?:vanaf|van|per|met ingang van|m\.i\.v\.?|start(?:end)?(?: in| op| per)?"
    rf"|ingaande(?: per)?"
    rf"|(?:seizoen|campagne|oogst|season|campaign|harvest)\s(?:is\s|zit\s)?(?:klaar|afgelopen|voorbij|erop"
    rf"|gedaan|stopt|eindigt|done|finished|over|ends|finishes)(?:\s(?:in|per|op))?"
    rf"|sinds|na|na afloop van|from|starting(?: in| from)?|as of|as from|since|after){_THE})"
)
_UNTIL = re.compile(
    rf"\b(?:tot(?: aan| uiterlijk)?|until|till|til|uiterlijk(?: tot)?|before|voor|by|up to"
    rf"|t/m|tm|tot en met|through|to|up to and including){_THE}"
)
_WITH_END = re.compile(rf"\b(?:t/m|tm|tot en met|through|including|by|uiterlijk){_THE}")
_DURING = re.compile(
    rf"\b(?:in|op|tijdens|gedurende|rond|during|on|over|for|deze|hele|heel|around|halverwege|van"
    rf"|periode){_THE}"
)
_JOIN = re.compile(
    r"[\s,]*(?:(?P<dash>-{1,2}|/|t/m|tm|tot en met|to|through|en|and|&)"
    r"|(?P<until>tot(?: aan)?|until|till|til))(?:\s(?:de|het|the))?\s*"
)
_BARE_END = re.compile(
    r"\s?(?:-{1,2}|t/m|tm|tot en met|tot|to|en|and)\s?(?P<week>[0-5]?[0-9])(?![0-9%]|[.,][0-9])"
)

_DAY_BEFORE = re.compile(
    r"(?<![\w.,/-])(?:van\s|from\s|tussen\s|between\s)?(?P<day>[0-3]?[0-9])"
    r"\s?(?:-|t/m|tot en met|tot|to|en|and|through)\s?$"
)

_SPANS = {
    "dag": 1, "dagen": 1, "day": 1, "days": 1, "werkdagen": 1, "week": 7, "weken": 7, "wkn": 7,
    "weekjes": 7, "weeks": 7, "wk": 7,
}  # fmt: skip
_MONTH_SPANS = {
    "maand": 1, "maanden": 1, "mnd": 1, "mnden": 1, "maandjes": 1, "month": 1, "months": 1,
    "kwartaal": 3, "kwartalen": 3, "quarter": 3, "quarters": 3, "halfjaar": 6, "jaar": 12,
    "jaren": 12, "jr": 12, "year": 12, "years": 12,
}  # fmt: skip
_LASTING = "|".join(sorted((*_SPANS, *_MONTH_SPANS), key=len, reverse=True))
_DURATION = re.compile(
    rf"(?P<how>\b(?:voor|for|gedurende|binnen|within|over|in|een periode van|a period of|duur"
    rf"|(?:de )?(?:komende|eerste|eerstkomende|aankomende)|(?:the )?next|looptijd|minimaal|max"
    rf"|maximaal|minstens|ca\.?|about|contract van|de duur van)\s)?"
    rf"(?P<number>{VALUE_PATTERN}|komende|volgende)"
    rf"(?:(?:\s?-\s?|\stot\s|\sa\s|\sto\s)(?P<upto>{VALUE_PATTERN}))?"
    rf"[\s-]?(?P<span>{_LASTING})\b(?:\slang)?"
    r"(?!\s?(?:/|per\b|p/|p\.|a\s(?:week|month|day)|in de week|ervaring|oud|old|experience|of exp"
    r"|geleden|ago|garantie|warranty|of age|werkervaring))"
)
_NOT_A_DURATION = re.compile(r"(?:\b(?:per|elke|elk|iedere|ieder|every|each|om de|p)|/)\s?$")
_AT_ONCE = re.compile(
    r"\b(?:per direct|direct beschikbaar|direct inzetbaar|direct leverbaar|per omgaande"
    r"|onmiddellijk|meteen|z\.?s\.?m\b\.?|zo snel mogelijk|asap|a\.s\.a\.p\.?|immediately"
    r"|right away|straight away|vanaf nu|per heden|from now(?: on)?|met spoed|as soon as possible)"
)
_NOTE = re.compile(
    r"\b(?:doorlopend|structureel|continu|het hele jaar(?: door)?|hele jaar(?: door)?|jaarrond"
    r"|permanent|all year(?: round)?|year[\s-]?round|continuous(?:ly)?|ongoing|24/7|onbepaalde tijd"
    r"|(?:in|tijdens|gedurende|buiten) (?:de |het )?[a-z]*(?:campagne|oogst|seizoen)"
    r"|(?:in|during|outside) (?:the )?(?:campaign|harvest|season)|in het weekend"
    r"|(?:in|tijdens) (?:de )?weekend(?:en|s)?|nachts|'s avonds|in de (?:nacht|avond)|at night"
    r"|overdag|(?:at|in|on) weekends?"
    r")\b"
)


@dataclass(frozen=True, slots=True)
class _Duration:
    days: int
    months: int
    start: int
    end: int
    how: str


def period(reading: Reading, today: date) -> Period | None:
    """The period that the sentence names, or None. Dates are worked out from `today`."""
    durations = tuple(_durations(reading))
    found = _from_points(reading, today, durations) or _from_durations(reading, today, durations)
    return found or _note(reading)


def _note(reading: Reading) -> Period | None:
    match = _NOTE.search(reading.folded)
    if match is None or not reading.free(*match.span()):
        return None
    written = reading.text[match.start() : match.end()]
    return Period(None, None, reading.claim(*match.span()), written)


# Durations ---------------------------------------------------------------------------------------


def _durations(reading: Reading) -> Iterator[_Duration]:
    for match in _DURATION.finditer(reading.folded):
        if _NOT_A_DURATION.search(reading.folded[max(0, match.start() - 8) : match.start()]):
            continue
        if match["number"] in ("een", "a", "an") and not match["how"]:
            continue  # "een week" alone, "5 t a week"
        number = as_decimal(match["upto"] or match["number"], reading.language)
        if match["number"] in ("komende", "volgende"):
            number = None if match["span"] in ("week", "maand", "jaar") else 1.0
        if number is None or not 0 < number < 10_000 or not reading.free(*match.span()):
            continue
        days, months = _length(number, match["span"])
        yield _Duration(days, months, match.start(), match.end(), (match["how"] or "").strip())


def _length(number: float, span: str) -> tuple[int, int]:
    """Days and whole months; half a month is fifteen days."""
    if span in _SPANS:
        return round(number * _SPANS[span]), 0
    months = number * _MONTH_SPANS[span]
    return round(30 * (months % 1)), int(months)


def _after(day: date, duration: _Duration) -> date:
    return add_days(add_months(day, duration.months), duration.days)


def _from_durations(
    reading: Reading, today: date, durations: tuple[_Duration, ...]
) -> Period | None:
    now = _at_once(reading)
    if not durations:
        return Period(today, None, now, reading.text[now.start : now.end]) if now else None
    duration = durations[0]
    span = reading.claim(duration.start, duration.end)
    start, end = _bounds(duration, today, at_once=now is not None)
    return Period(start, end, now or span, reading.text[span.start : span.end])


def _bounds(duration: _Duration, today: date, *, at_once: bool) -> tuple[date | None, date | None]:
    """From when and until when a time lasts; a bare "3 maanden" says neither."""
    if at_once or "komende" in duration.how or "next" in duration.how:
        return today, add_days(_after(today, duration), -1)
    if duration.how in ("over", "in"):
        return _after(today, duration), None
    if duration.how in ("binnen", "within"):
        return today, _after(today, duration)
    return None, None


def _at_once(reading: Reading) -> Span | None:
    match = _AT_ONCE.search(reading.folded)
    return reading.claim(*match.span()) if match and reading.free(*match.span()) else None


# Points ------------------------------------------------------------------------------------------


def _from_points(reading: Reading, today: date, durations: tuple[_Duration, ...]) -> Period | None:
    points = tuple(find_points(reading, today))
    for index, point in enumerate(points):
        role, start = _role(reading.folded, point)
        if point.weak and not role and not _joined_to_next(reading.folded, points, index):
            continue
        if point.week and role == "from" and _is_cadence(reading.folded, start, point):
            continue
        following = points[index + 1] if index + 1 < len(points) else None
        return _period(reading, (point, following), (role, start), today, durations)
    return None


def _is_cadence(text: str, start: int, point: Point) -> bool:
    """ "per week 5 ton": not from week 5."""
    return text[start:].startswith("per") and bool(re.match(r"\s?[\w€]", text[point.end :]))


def _joined_to_next(text: str, points: tuple[Point, ...], index: int) -> bool:
    if index + 1 >= len(points):
        return False
    return bool(_JOIN.fullmatch(text[points[index].end : points[index + 1].start]))


def _role(text: str, point: Point) -> tuple[str, int]:
    """What the words before a point say of it, and where they begin."""
    window = max(0, point.start - 40)
    before = text[window : point.start]
    for role, pattern in (("with_end", _WITH_END), ("until", _UNTIL), ("from", _FROM)):
        if match := pattern.search(before):
            return role, window + match.start()
    if match := _DURING.search(before) or re.search(r"\b(?:tussen|between)\s(?:de\s)?$", before):
        return "in", window + match.start()
    return "", point.start


def _period(
    reading: Reading,
    points: tuple[Point, Point | None],
    role: tuple[str, int],
    today: date,
    durations: tuple[_Duration, ...],
) -> Period:
    point, following = points
    day, begin = _first_day(reading, point)
    if begin < point.start:
        return Period(day, point.interval.last, reading.claim(begin, point.end))
    if role[0] in ("until", "with_end"):
        end = _end(point, point.interval, exclusive=role[0] == "until")
        now = today <= end and _at_once(reading) is not None
        return Period(today if now else None, end, reading.claim(role[1], point.end))
    if point.week and (bare := _BARE_END.match(reading.folded, point.end)):
        return _weeks(reading, point, bare, role[1])
    join = following and _JOIN.fullmatch(reading.folded[point.end : following.start])
    if following is not None and join:
        return _between(reading, (point, following), role[1], today, until=bool(join["until"]))
    return _later(reading, point, following, role[1]) or _open(reading, point, role, durations)


def _later(reading: Reading, point: Point, following: Point | None, begin: int) -> Period | None:
    later = _later_end(reading, point, following)
    if later is None:
        return None
    start = point.interval.first
    span = reading.claim(begin, point.end)
    reading.claim(*later[1])
    return Period(start, max(start, later[0]), span)


def _open(
    reading: Reading, point: Point, role: tuple[str, int], durations: tuple[_Duration, ...]
) -> Period:
    """One point, with how long it lasts when that stands beside it."""
    for duration in durations:
        if -14 <= duration.start - point.end <= 14 or 0 <= role[1] - duration.end <= 8:
            return _lasting(reading, point, duration, role[1], inside=role[0] == "in")
    span = reading.claim(role[1], point.end)
    return Period(point.interval.first, None if role[0] == "from" else point.interval.last, span)


def _later_end(
    reading: Reading, point: Point, following: Point | None
) -> tuple[date, tuple[int, int]] | None:
    """The end in "vanaf mei (5 dagen) tot 1 juli", with a few words between."""
    if following is None or following.start - point.end > 60:
        return None
    role, start = _role(reading.folded, following)
    if role not in ("until", "with_end"):
        return None
    interval = following.on_or_after(point.interval.first)
    return _end(following, interval, exclusive=role == "until"), (start, following.end)


def _first_day(reading: Reading, point: Point) -> tuple[date, int]:
    """ "3" in "van 3 tot 7 mei", and where it stands; else the point's own first day."""
    first = point.interval.first
    window = max(0, point.start - 20)
    before = _DAY_BEFORE.search(reading.folded[window : point.start]) if point.is_day else None
    day = day_of(first.year, first.month, int(before["day"])) if before else None
    if before is None or day is None or day > first:
        return first, point.start
    return day, window + before.start()


def _weeks(reading: Reading, point: Point, bare: re.Match[str], start: int) -> Period:
    year = point.interval.first.isocalendar().year
    last = week_of(year, int(bare["week"])) or point.interval
    if last.last < point.interval.first:
        last = week_of(year + 1, int(bare["week"])) or point.interval
    return Period(point.interval.first, last.last, reading.claim(start, bare.end()))


def _between(
    reading: Reading, points: tuple[Point, Point], start: int, today: date, *, until: bool
) -> Period:
    """From one point to another; each takes the year that fits the other."""
    first, second = points
    if first.fixed:
        last = second.on_or_after(first.interval.first)
        begin: Interval = first.interval
    else:
        last = second.on_or_after(today)
        begin = first.on_or_before(last.last)
    end = _end(second, last, exclusive=until)
    span = reading.claim(start, second.end)
    return Period(begin.first, max(begin.first, end), span)


def _end(point: Point, interval: Interval, *, exclusive: bool) -> date:
    """The last day of what ends at a point."""
    if not exclusive or point.is_day or point.part in ("eind", "half"):
        return interval.last
    return add_days(interval.first, -1)


def _lasting(
    reading: Reading, point: Point, duration: _Duration, start: int, *, inside: bool
) -> Period:
    first = point.interval.first
    span = reading.claim(min(start, duration.start), max(point.end, duration.end))
    end = add_days(_after(first, duration), -1)
    within = inside and end < point.interval.last and not point.is_day  # two days in June
    return Period(first, point.interval.last if within else end, span)

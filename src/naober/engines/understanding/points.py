"""Points in time as people name them: "1 mei", "eind 2027", "week 32", "Q3", "volgende maand"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from naober.engines.understanding.dates import (
    Interval,
    add_days,
    add_months,
    day_of,
    month_of,
    part_of,
    quarter_of,
    this_week,
    week_of,
    year_of,
)
from naober.engines.understanding.reading import Reading

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan", "februari february feb febr", "maart march mrt mar",
            "april apr", "mei may", "juni june jun", "juli july jul", "augustus august aug",
            "september sept sep", "oktober october okt oct", "november nov", "december dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
# Words that mean something else as often: they are a month only beside a day, year or "vanaf".
_WEAK_MONTHS = frozenset(
    (
        "jan",
        "feb",
        "mar",
        "march",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "okt",
        "oct",
        "nov",
        "dec",
    )
)
_SEASONS = {
    "voorjaar": 3, "lente": 3, "spring": 3, "zomer": 6, "summer": 6, "najaar": 9, "herfst": 9,
    "autumn": 9, "winter": 12,
}  # fmt: skip
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "last": 4, "laatste": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4, "1st": 1, "2nd": 2,
    "3rd": 3, "4th": 4,
}  # fmt: skip
_PARTS = {
    "begin": "begin", "start": "begin", "early": "begin", "beginning": "begin", "half": "half",
    "medio": "half", "mid": "half", "halverwege": "half", "eind": "eind", "einde": "eind",
    "end": "eind", "late": "eind",
}  # fmt: skip

_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_S = "|".join(sorted(_SEASONS, key=len, reverse=True))
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_PART = rf"(?:\b(?P<part>{'|'.join(_PARTS)})(?:\sof|\svan)?(?:\sde|\shet|\sthe)?[\s-])"
_NO_UNIT = (
    r"(?!\s?(?:kg|kilo|t\b(?!/m)|ton|m[23]?\b|l\b|liter|st\b|stuks|pal|[kmg]w|uur|big|ibc|eur|bar\b|pie"
    r"|pcs|mm|x\b|[/.,]?[0-9]|%|°))"
)
_POINT = re.compile(
    rf"\b(?P<y1>{_YEAR})-(?P<m1>[01]?[0-9])-(?P<d1>[0-3]?[0-9])(?![0-9])"
    rf"|(?<![\w.,/-])(?P<d2>[0-3]?[0-9])(?P<sep>[-/.])(?P<m2>[01]?[0-9])(?P=sep)"
    rf"(?P<y2>{_YEAR}|[0-9]{{2}}(?![0-9]))"
    rf"|(?<![\w.,/-])(?P<d3>[0-3]?[0-9])(?:st|nd|rd|th|e)?(?:\sof)?\s?(?P<m3>{_M})\b\.?"
    rf"(?:,?\s(?P<y3>{_YEAR}))?"
    rf"|\b(?P<m4>{_M})\.?\s(?P<d4>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\w.,%°]*[\w%°])"
    rf"(?!\s(?:{_M}|ton|kg|t|m3|kuub|pallets?|kw|mw|uur|x|keer)\b)(?:,?\s(?P<y4>{_YEAR}))?"
    rf"|{_PART}?(?:\b(?P<m5>{_M})\b\.?(?:\s(?P<y5>{_YEAR}))?"
    rf"|\b(?:q|kw)(?P<q1>[1-4])\b(?:[\s-](?P<y6>{_YEAR}))?"
    rf"|\b(?P<q2>{'|'.join(_ORDINALS)})\s(?:kwartaal|quarter)\b(?:\s(?:of\s|van\s)?(?P<y7>{_YEAR}))?"
    rf"|\b(?P<q3>[1-4])e?\s?kwartaal\b(?:\s(?:van\s)?(?P<y10>{_YEAR}))?"
    rf"|\b(?P<season>{_S})(?:maanden|seizoen)?\b(?:\s(?:of\s|van\s)?(?P<y8>{_YEAR}))?"
    rf"|\b(?P<relative>volgende?|komende?|next|coming|deze|dit|this|aanstaande)\s"
    rf"(?P<what>week|maand|jaar|kwartaal|month|year|quarter|{_S})\b"
    rf"|\b(?P<year>{_YEAR}){_NO_UNIT})"
    rf"|(?<!elke )(?<!iedere )(?<!every )(?<!each )(?<!per )"
    rf"\b(?:week|weken|wk|wk\.|weeks|weeknr\.?)\s?(?P<week>[0-5]?[0-9])(?![0-9]|[.,][0-9])"
    rf"(?:\s(?P<y9>{_YEAR}))?{_NO_UNIT}"
    rf"|\b(?P<named>overmorgen|morgen|tomorrow|vandaag|today|kerst(?:vakantie|reces|stop)?|kerstmis"
    rf"|christmas|jaarwisseling|oud en nieuw|nieuwjaar|new year|bouwvak|zomervakantie"
    rf"|summer holidays?|(?:einde?|end) (?:van het|of the) (?:jaar|year)|jaareinde|year end)\b"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A day, week, month ... in the text. `fixed` when the year was said.

    `at(year)` gives its interval in any year, for those that come back each year. `part` is
    "begin", "half", "eind" or "". `weak` ones count only beside a word such as "vanaf".
    """

    interval: Interval
    start: int
    end: int
    fixed: bool = True
    part: str = ""
    weak: bool = False
    is_day: bool = False
    week: bool = False
    at: Callable[[int], Interval | None] | None = None

    def on_or_after(self, day: date) -> Interval:
        """The first of its returns that does not end before `day`."""
        if self.fixed or self.at is None:
            return self.interval
        for year in (day.year - 1, day.year, day.year + 1, day.year + 2):
            found = self.at(year)
            if found is not None and found.last >= day:
                return found
        return self.interval

    def on_or_before(self, day: date) -> Interval:
        """The last of its returns that does not begin after `day`."""
        if self.fixed or self.at is None:
            return self.interval
        for year in (day.year, day.year - 1):
            found = self.at(year)
            if found is not None and found.first <= day:
                return found
        return self.interval


def find_points(reading: Reading, today: date) -> Iterator[Point]:
    """Every point in time in the text that nobody claimed, left to right."""
    for match in _POINT.finditer(reading.folded):
        if not reading.free(*match.span()):
            continue
        point = _calendar_day(match, today) or _other(match, today)
        if point is not None:
            yield point


def _calendar_day(match: re.Match[str], today: date) -> Point | None:
    """One day, with or without its year."""
    for number in ("1", "2", "3", "4"):
        if match[f"d{number}"]:
            break
    else:
        return None
    day, written_month = int(match[f"d{number}"]), match[f"m{number}"]
    month = _MONTHS.get(written_month) or (int(written_month) if written_month.isdigit() else 0)
    year = match[f"y{number}"]
    if year:
        found = day_of(_full_year(year), month, day)
        return None if found is None else _point(match, Interval(found, found), is_day=True)
    return _yearly(match, today, lambda y: _one_day(y, month, day), is_day=True)


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _one_day(year: int, month: int, day: int) -> Interval | None:
    found = day_of(year, month, day)
    return None if found is None else Interval(found, found)


def _point(
    match: re.Match[str],
    interval: Interval,
    *,
    weak: bool = False,
    is_day: bool = False,
    week: bool = False,
) -> Point:
    part = _PARTS.get(match["part"] or "", "")
    if part:
        interval = part_of(interval, part)
    return Point(interval, match.start(), match.end(), True, part, weak, is_day, week)


def _yearly(
    match: re.Match[str],
    today: date,
    at: Callable[[int], Interval | None],
    *,
    weak: bool = False,
    is_day: bool = False,
    week: bool = False,
) -> Point | None:
    """A point without its year: the next one from today on."""
    part = _PARTS.get(match["part"] or "", "")

    def in_year(year: int) -> Interval | None:
        whole = at(year) if 1 < year < 9998 else None
        return part_of(whole, part) if part and whole else whole

    for year in (today.year - 1, today.year, today.year + 1, today.year + 2, today.year + 4):
        found = in_year(year)
        if found is not None and found.last >= today:
            return Point(
                found, match.start(), match.end(), False, part, weak and not part, is_day, week,
                in_year,
            )  # fmt: skip
    return None


def _other(match: re.Match[str], today: date) -> Point | None:
    for reader in (_month, _quarter, _season, _relative, _year, _week, _named):
        found = reader(match, today)
        if found is not None:
            return found
    return None


def _month(match: re.Match[str], today: date) -> Point | None:
    word = match["m5"]
    if not word:
        return None
    month = _MONTHS[word]
    if match["y5"]:
        return _point(match, month_of(int(match["y5"]), month))
    return _yearly(match, today, lambda year: month_of(year, month), weak=word in _WEAK_MONTHS)


def _quarter(match: re.Match[str], today: date) -> Point | None:
    written = match["q1"] or match["q2"] or match["q3"]
    if not written:
        return None
    quarter = _ORDINALS.get(written) or int(written)
    year = match["y6"] or match["y7"] or match["y10"]
    if year:
        return _point(match, quarter_of(int(year), quarter))
    return _yearly(match, today, lambda y: quarter_of(y, quarter))


def _season(match: re.Match[str], today: date) -> Point | None:
    if not match["season"]:
        return None
    month = _SEASONS[match["season"]]
    if match["y8"]:
        return _point(match, month_of(int(match["y8"]), month, 3))
    return _yearly(match, today, lambda year: month_of(year, month, 3))


def _relative(match: re.Match[str], today: date) -> Point | None:
    what = match["what"]
    if not what:
        return None
    later = match["relative"] not in ("deze", "dit", "this")
    if what in _SEASONS:
        return _yearly(match, today, lambda year: month_of(year, _SEASONS[what], 3))
    interval = _near(what, today, later=later)
    if not later and interval.first < today and not match["part"]:
        interval = Interval(today, interval.last)
    return _point(match, interval)


def _near(what: str, today: date, *, later: bool) -> Interval:
    """This or the next week, month, quarter or year."""
    if what == "week":
        return this_week(add_days(today, 7 * later))
    if what in ("maand", "month"):
        then = add_months(today.replace(day=1), int(later))
        return month_of(then.year, then.month)
    if what in ("kwartaal", "quarter"):
        then = add_months(today.replace(day=1), 3 * later)
        return quarter_of(then.year, (then.month + 2) // 3)
    return year_of(min(today.year + later, 9999))


def _year(match: re.Match[str], today: date) -> Point | None:
    if not match["year"]:
        return None
    return _point(match, year_of(int(match["year"])), weak=not match["part"])


def _week(match: re.Match[str], today: date) -> Point | None:
    if not match["week"]:
        return None
    number = int(match["week"])
    if match["y9"]:
        found = week_of(int(match["y9"]), number)
        return None if found is None else _point(match, found, week=True)
    return _yearly(match, today, lambda year: week_of(year, number), week=True)


def _named(match: re.Match[str], today: date) -> Point | None:
    name = match["named"]
    if not name:
        return None
    days = _DAYS_AWAY.get(name)
    if days is None:
        return _feast(match, name, today)
    day = add_days(today, days)
    return _point(match, Interval(day, day), is_day=True)


_DAYS_AWAY = {"overmorgen": 2, "morgen": 1, "tomorrow": 1, "vandaag": 0, "today": 0}


def _feast(match: re.Match[str], name: str, today: date) -> Point | None:
    if name.startswith(("bouwvak", "zomerv", "summer")):
        return _yearly(match, today, lambda year: month_of(year, 7, 2))
    if name.startswith(("nieuw", "new")):
        return _yearly(match, today, lambda year: _one_day(year, 1, 1), is_day=True)
    if name.startswith(("eind", "end", "jaareind", "year")):
        return _point(match, year_of(today.year))
    return _yearly(match, today, lambda year: Interval(date(year, 12, 24), date(year, 12, 31)))

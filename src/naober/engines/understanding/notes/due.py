"""When is it to be done? "Over twee weken", "na de zomer", "voor 1 maart", "dinsdag"."""

import re
from collections.abc import Iterator
from datetime import date

from naober.engines.understanding.dates import add_days, add_months, day_of, this_week
from naober.engines.understanding.points import Point, find_points
from naober.engines.understanding.reading import Reading

_NUMBERS = {
    "een": 1, "1": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3,
    "vier": 4, "four": 4, "vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7,
    "acht": 8, "eight": 8, "negen": 9, "nine": 9, "tien": 10, "ten": 10, "veertien": 14,
    "fourteen": 14, "een paar": 2, "enkele": 3, "a couple of": 2, "a few": 3, "anderhalve": 1.5,
    "anderhalf": 1.5, "een half": 0.5, "half a": 0.5,
}  # fmt: skip
_DAYS = {"dag": 1, "dagen": 1, "day": 1, "days": 1, "week": 7, "weken": 7, "weeks": 7, "wk": 7,
         "wkn": 7, "weekje": 7, "weekjes": 7, "fortnight": 14}  # fmt: skip
_MONTHS = {"maand": 1, "maanden": 1, "mnd": 1, "month": 1, "months": 1, "kwartaal": 3,
           "quarter": 3, "half jaar": 6, "halfjaar": 6, "jaar": 12, "year": 12,
           "years": 12}  # fmt: skip
_N = "|".join(sorted((re.escape(n) for n in _NUMBERS), key=len, reverse=True)) + r"|\d{1,3}"
_U = "|".join(sorted((*_DAYS, *_MONTHS), key=len, reverse=True))
_LATER = re.compile(
    rf"\b(?:over|binnen|within|na|after|in)\s(?:ca\.?\s|ongeveer\s|about\s)?(?:(?P<number>{_N})\s)"
    rf"(?P<unit>{_U})\b(?:\sof\s(?P<about>{_N})\b)?"
)
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        ("maandag monday", "dinsdag tuesday", "woensdag wednesday", "donderdag thursday",
         "vrijdag friday", "zaterdag saturday", "zondag sunday")
    )
    for word in words.split()
}  # fmt: skip
_W = "|".join(_WEEKDAYS)
_WEEKDAY = re.compile(
    rf"(?P<before>\b(?:volgende week|next week)\s(?:op\s|on\s)?)?\b(?P<day>{_W})(?:ochtend"
    rf"|middag)?\b"
    r"(?P<after>\s(?:volgende week|over een week|next week))?(?!\s\d|\sgesproken|\sgebeld)"
)
_END_OF = re.compile(
    r"\b(?:eind(?:e)?(?: van)?|end of) (?:de(?:ze)? |the |this )?(?P<unit>week|maand|month)\b"
)
_SHORT = re.compile(
    r"\b(?P<role>op|voor|uiterlijk|before|by|on)\s(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?![-/\d])"
)
_BEFORE = re.compile(r"\b(?:voor|before|tot)(?:\s(?:de|het|the))?\s?$")
_AFTER = re.compile(r"\b(?:na|after)(?:\s(?:de|het|the))?\s?$")
_BY = re.compile(r"\b(?:uiterlijk|by|t/m|op zijn laatst|ultimo)\s?$")
_THIS = re.compile(r"(?:deze|dit|this)\b")
_LEADS = re.compile(r"\b(?:in|vanaf|per|op|begin|from|on|na|voor|tot|before|after|by)(?:\sde)?\s?$")


def due(text: str, today: date) -> date | None:
    """The first day that a text names as the one to act on, from today on; None when none."""
    reading = Reading(text, "nl")
    found = [*_durations(reading.folded, today), *_days(reading.folded, today)]
    found += _points(reading, today)
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _durations(folded: str, today: date) -> Iterator[tuple[int, date]]:
    for match in _LATER.finditer(folded):
        if match[0].startswith("in ") and match["unit"] in ("jaar", "week", "maand"):
            continue  # "twee keer in de week", "in een jaar": how long, not when
        number = match["about"] or match["number"]
        count = _NUMBERS.get(number) or float(number)
        unit = match["unit"]
        if unit in _DAYS:
            yield match.start(), add_days(today, count * _DAYS[unit])
        else:
            yield match.start(), add_months(today, round(count * _MONTHS[unit]))


def _days(folded: str, today: date) -> Iterator[tuple[int, date]]:
    for match in _WEEKDAY.finditer(folded):
        day = _WEEKDAYS[match["day"]]
        if match["before"] or match["after"]:
            yield match.start() - 1, add_days(this_week(today).first, 7 + day)
        else:
            yield match.start(), add_days(today, (day - today.weekday() - 1) % 7 + 1)
    for match in _END_OF.finditer(folded):
        month_end = add_days(add_months(today.replace(day=1), 1), -1)
        week_end = add_days(this_week(today).first, 4)
        yield match.start() - 1, max(today, week_end if match["unit"] == "week" else month_end)
    for match in _SHORT.finditer(folded):
        found = _next(int(match["day"]), int(match["month"]), today)
        if found is not None:
            before = match["role"] in ("voor", "before")
            yield match.start(), max(today, add_days(found, -1)) if before else found


def _next(day: int, month: int, today: date) -> date | None:
    years = (day_of(year, month, day) for year in range(today.year, min(today.year + 5, 9999)))
    return next((found for found in years if found is not None and found >= today), None)


def _points(reading: Reading, today: date) -> Iterator[tuple[int, date]]:
    for point in find_points(reading, today):
        before = reading.folded[max(0, point.start - 24) : point.start]
        if point.weak and not _LEADS.search(before):
            continue
        found = _acted_on(point, before, reading.folded)
        if found >= today:
            yield point.start, found
        elif point.interval.last >= today:
            yield point.start, today


def _acted_on(point: Point, before: str, folded: str) -> date:
    first, last = point.interval.first, point.interval.last
    if _BEFORE.search(before):
        return last if point.part else add_days(first, -1)
    if _AFTER.search(before):
        return add_days(last, 1)
    late = point.part == "eind" or _THIS.match(folded, point.start) or _BY.search(before)
    return last if late else first

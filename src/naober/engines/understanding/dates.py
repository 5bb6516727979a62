"""Arithmetic with days, held inside the calendar so that no text can make it fail."""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to and including `last`."""

    first: date
    last: date


def add_days(day: date, days: float) -> date:
    ordinal = day.toordinal() + round(max(-4e6, min(4e6, days)))
    return date.fromordinal(max(1, min(date.max.toordinal(), ordinal)))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or the last one that month has."""
    index = day.year * 12 + day.month - 1 + max(-120_000, min(120_000, months))
    year = max(MINYEAR, min(MAXYEAR, index // 12))
    month = index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int, count: int = 1) -> Interval:
    """`count` whole months from the first of one."""
    first = date(max(MINYEAR, min(MAXYEAR, year)), month, 1)
    return Interval(first, add_days(add_months(first, count), -1))


def quarter_of(year: int, quarter: int) -> Interval:
    return month_of(year, 3 * quarter - 2, 3)


def year_of(year: int) -> Interval:
    return month_of(year, 1, 12)


def week_of(year: int, week: int) -> Interval | None:
    """An ISO week, Monday to Sunday."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Interval(first, add_days(first, 6))


def this_week(today: date) -> Interval:
    first = add_days(today, -today.weekday())
    return Interval(first, add_days(first, 6))


def part_of(interval: Interval, part: str) -> Interval:
    """ "begin", "half" or "eind" of a month, quarter or year; its ends stay the interval's own."""
    third = timedelta(days=(interval.last - interval.first).days // 3)
    if part == "begin":
        return Interval(interval.first, interval.first + third)
    if part == "half":
        middle = interval.first + (interval.last - interval.first) / 2
        return Interval(middle, middle)
    return Interval(interval.last - third, interval.last)

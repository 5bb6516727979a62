from datetime import date

import pytest

from naober.engines.understanding.dates import add_days, add_months
from naober.engines.understanding.periods import period
from naober.engines.understanding.reading import Reading

TODAY = date(2026, 11, 23)  # a Monday


def _read(text: str, today: date = TODAY) -> str | None:
    found = period(Reading(text, "nl"), today)
    return None if found is None else f"{found.start or ''}..{found.end or ''}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("vanaf maart", "2027-03-01.."),
        ("vanaf november", "2026-11-01.."),
        ("per 1 januari", "2027-01-01.."),
        ("tot maart", "..2027-02-28"),
        ("until March", "..2027-02-28"),
        ("t/m maart", "..2027-03-31"),
        ("tot eind maart", "..2027-03-31"),
        ("tot eind 2027", "..2027-12-31"),
        ("tot 2028", "..2027-12-31"),
        ("tot 1 juli", "..2027-07-01"),
        ("tot 1-7-2027", "..2027-07-01"),
        ("until 2027-07-01", "..2027-07-01"),
        ("tussen 1 mei en 1 juli", "2027-05-01..2027-07-01"),
        ("between 1 May and 1 July", "2027-05-01..2027-07-01"),
        ("from May 1 to July 1", "2027-05-01..2027-07-01"),
        ("van 3 tot 7 mei", "2027-05-03..2027-05-07"),
        ("van sept t/m jan", "2026-09-01..2027-01-31"),
        ("maart-mei", "2027-03-01..2027-05-31"),
        ("van sept 2027 t/m jan", "2027-09-01..2028-01-31"),
        ("in juni", "2027-06-01..2027-06-30"),
        ("in Q3", "2027-07-01..2027-09-30"),
        ("derde kwartaal 2028", "2028-07-01..2028-09-30"),
        ("in de zomer", "2027-06-01..2027-08-31"),
        ("week 32-36", "2027-08-09..2027-09-12"),
        ("week 48", "2026-11-23..2026-11-29"),
        ("week 50 t/m 2", "2026-12-07..2027-01-17"),
        ("volgende maand", "2026-12-01..2026-12-31"),
        ("vanaf volgende maand 4 maanden", "2026-12-01..2027-03-31"),
        ("next month for 3 months", "2026-12-01..2027-02-28"),
        ("volgende week", "2026-11-30..2026-12-06"),
        ("dit jaar", "2026-11-23..2026-12-31"),
        ("in 2027", "2027-01-01..2027-12-31"),
        ("per direct", "2026-11-23.."),
        ("per direct voor 6 weken", "2026-11-23..2027-01-03"),
        ("komende 3 maanden", "2026-11-23..2027-02-22"),
        ("over 2 weken", "2026-12-07.."),
        ("binnen 3 maanden", "2026-11-23..2027-02-23"),
        ("3 maanden", ".."),
        ("in campagne", ".."),
        ("doorlopend", ".."),
        ("two days in June", "2027-06-01..2027-06-30"),
        ("tot de kerst", "..2026-12-23"),
    ],
)
def test_when(text: str, read: str) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    "text",
    ["5 ton per week", "per week 5 ton", "elke maand", "may be", "bouwjaar 2019", "2000 kg",
     "3 jaar ervaring", "loopt nu het riool in", "", "31 februari 2027"],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize("today", [date.min, date.max, date(2028, 2, 29), date(2026, 12, 31)])
@pytest.mark.parametrize(
    "text",
    ["volgende maand 400 maanden", "vanaf 29 februari", "week 53", "tot morgen", "in de winter"],
)
def test_no_day_makes_it_fail(text: str, today: date) -> None:
    _read(text, today)


def test_days_and_months_stay_inside_the_calendar() -> None:
    assert add_days(date.max, 10) == date.max
    assert add_days(date.min, -10) == date.min
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 1, 31), -1) == date(2026, 12, 31)

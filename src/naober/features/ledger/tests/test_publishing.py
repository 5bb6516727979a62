"""Totals of closed quarters: made once, from what was written in them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from naober.features.ledger import services
from naober.features.ledger.models import Published, Route
from naober.features.ledger.tests.factories import EntryFactory
from naober.foundation.members.tests.factories import CompanyFactory, SiteFactory

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def quarter(companies, amounts, when, **more):
    for company, amount in zip(companies, amounts, strict=True):
        EntryFactory(company=company, quantity=Decimal(amount), at=when, **more)


@pytest.fixture
def companies():
    return CompanyFactory.create_batch(5)


def close(year: int, month: int, day: int) -> list[Published]:
    return services.close_quarters(today=date(year, month, day))


def test_a_quarter_is_told_when_it_is_over(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    assert close(2026, 3, 31) == []
    assert close(2026, 4, 1) == []  # what was being written at midnight may still come
    (made,) = close(2026, 4, 3)
    assert (made.kind, made.since, made.until) == ("material", date(2026, 1, 1), date(2026, 4, 1))
    assert (made.quantity, made.companies) == (150, 5)
    assert close(2026, 4, 4) == []


def test_too_few_are_told_with_the_next_quarter(companies):
    quarter(companies[:3], [10, 20, 30], at(2026, 2, 1))
    quarter(companies[3:], [40, 50], at(2026, 5, 1))
    assert close(2026, 4, 3) == []
    (made,) = close(2026, 7, 3)
    assert (made.since, made.until, made.quantity) == (date(2026, 1, 1), date(2026, 7, 1), 150)


def test_late_is_the_same_as_every_day(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    quarter(companies, [33, 41, 11, 70, 19], at(2026, 5, 1))
    late = [(row.since, row.quantity) for row in close(2027, 1, 3)]
    assert late[:2] == [(date(2026, 1, 1), 150), (date(2026, 4, 1), 174)]


def test_what_comes_later_changes_no_total(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    close(2026, 4, 3)
    with pytest.raises(ValidationError):
        services.record(
            company=companies[0],
            direction="gave",
            kind="material",
            quantity=Decimal(7),
            unit="t",
            on=date(2026, 2, 1),
            source="deal",
            key="late",
            at=at(2026, 2, 2),
        )
    # Of then, but written now: it counts in the quarter in which it was written.
    EntryFactory(company=companies[0], quantity=7, on=date(2026, 2, 1), at=at(2026, 5, 1))
    close(2026, 7, 3)
    assert [row.quantity for row in Published.objects.all()] == [150]


def test_a_correction_alone_is_never_the_difference(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    close(2026, 4, 3)
    # The same again, but for one company that took something back.
    quarter(companies, [10, 20, 30, 40, 45], at(2026, 5, 1))
    assert close(2026, 7, 3) == []


def test_what_is_taken_is_not_counted_beside_what_is_given(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1), direction="took")
    quarter(companies, [7, 8, 9, 10, 11], at(2026, 2, 1), direction="took", kind="money")
    assert {row.kind: row.quantity for row in close(2026, 4, 3)} == {"material": 150, "money": 45}


TAMPERING = ["UPDATE ledger_published SET quantity = 1", "DELETE FROM ledger_published"]


def test_the_database_refuses_to_change_a_total(companies):
    quarter(companies, [10, 20, 30, 40, 50], at(2026, 2, 1))
    close(2026, 4, 3)
    more = {
        "sqlite": """INSERT OR REPLACE INTO ledger_published (id, kind, since, until, quantity,
            companies, at) SELECT id, kind, since, until, 1, companies, at FROM ledger_published""",
        "postgresql": "TRUNCATE ledger_published",
    }
    for statement in [*TAMPERING, more[connection.vendor]]:
        with (
            pytest.raises(IntegrityError, match="stays"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Published.objects.get().quantity == 150


def test_the_database_wants_four_companies():
    with pytest.raises(IntegrityError), transaction.atomic():
        Published.objects.create(
            kind="money",
            since=date(2026, 1, 1),
            until=date(2026, 4, 1),
            quantity=Decimal(10),
            companies=3,
        )


def test_routes_where_enough_do():
    givers = [SiteFactory(place="Emmen").company for _number in range(3)]
    takers = [SiteFactory(place="Assen").company for _number in range(3)]
    alone = SiteFactory(place="Meppel").company
    for giver, taker in [*zip(givers, takers, strict=True), (alone, takers[0])]:
        EntryFactory(company=giver, counterparty=taker, at=at(2026, 2, 1))
    services.close_quarters(today=date(2026, 4, 3))
    services.close_quarters(today=date(2026, 4, 4))
    (route,) = Route.objects.all()
    assert (route.origin, route.destination, route.kind, route.times) == (
        "Emmen",
        "Assen",
        "material",
        3,
    )

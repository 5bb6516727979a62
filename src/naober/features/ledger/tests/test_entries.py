"""Rows are only added; what was wrong is taken back."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naober.features.ledger import services
from naober.features.ledger.models import UNIT_OF, Entry, Kind
from naober.features.ledger.tests.factories import EntryFactory
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def record(**changed):
    facts = {
        "company": changed.pop("company", None) or CompanyFactory(),
        "direction": "gave",
        "kind": "material",
        "quantity": Decimal(12),
        "unit": "t",
        "on": date(2026, 3, 1),
        "source": "deal",
        "key": "deal:1:gave",
    }
    return services.record(**{**facts, **changed})


def test_the_same_key_is_written_once():
    first = record()
    assert record(company=first.company, quantity=Decimal(99)) == first
    assert Entry.objects.get().quantity == 12


@pytest.mark.parametrize(
    "changed",
    [{"unit": "MWh"}, {"kind": "gold"}, {"quantity": Decimal(0)}, {"quantity": Decimal("0.0001")}],
    ids=str,
)
def test_what_cannot_be_is_refused(changed):
    with pytest.raises(ValidationError):
        record(**changed)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "MWh"},
        {"kind": "gold"},
        {"direction": "lost"},
        {"quantity": Decimal(0)},
        {"quantity": Decimal(-1)},
        {"key": ""},
        {"source": ""},
    ],
    ids=str,
)
def test_the_database_refuses_it_too(changed):
    facts = {"unit": "t", **changed}
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(**facts)


def test_nobody_trades_with_oneself():
    company = CompanyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(company=company, counterparty=company)


TAMPERING = {
    "changed": "UPDATE ledger_entry SET quantity = 1",
    "given to another": "UPDATE ledger_entry SET key = 'x', by_id = NULL",
    "removed": "DELETE FROM ledger_entry",
}
TAMPERING_SQLITE = {
    "replaced": """INSERT OR REPLACE INTO ledger_entry SELECT id, direction, kind, unit, 1, "on",
        note, confirmed_by, source, key, at, by_id, company_id, corrects_id, counterparty_id
        FROM ledger_entry""",
}
TAMPERING_POSTGRESQL = {
    "emptied": "TRUNCATE ledger_entry CASCADE",
    "upserted": """INSERT INTO ledger_entry SELECT * FROM ledger_entry
        ON CONFLICT (id) DO UPDATE SET quantity = 1""",
}


def test_the_database_refuses_to_change_or_remove_a_row():
    row = EntryFactory(by=UserFactory())
    connection.check_constraints()  # else PostgreSQL refuses to empty the table for another reason
    vendor = {"sqlite": TAMPERING_SQLITE, "postgresql": TAMPERING_POSTGRESQL}[connection.vendor]
    for statement in {**TAMPERING, **vendor}.values():
        with (
            pytest.raises(IntegrityError, match="only added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    again = Entry.objects.get()
    assert (again.pk, again.quantity, again.key, again.by) == (row.pk, 10, row.key, row.by)


def test_a_person_may_be_forgotten_but_not_replaced():
    row = EntryFactory(by=UserFactory(), note="pallets")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(by=UserFactory())
    row.by.delete()
    again = Entry.objects.get()
    assert again.by is None
    assert again.note == "pallets"


def test_a_company_with_rows_stays():
    row = EntryFactory(counterparty=CompanyFactory())
    for company in (row.company, row.counterparty):
        with pytest.raises(ProtectedError):
            company.delete()


def test_a_correction_is_a_row_of_its_own():
    row, by = EntryFactory(note="secret"), UserFactory()
    made = services.correct(entry=row, quantity=Decimal(4), note="weighed again", by=by)
    assert (made.quantity, made.kind, made.unit, made.company) == (-4, "material", "t", row.company)
    assert made.corrects == row
    assert services.left_of(row) == 6
    with pytest.raises(ValidationError):
        services.correct(entry=made, quantity=Decimal(1), note="", by=by)


class Corrections(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.decimals("0.001", "20", places=3), max_size=6))
    def test_never_below_nothing(self, takings):
        row = EntryFactory()
        for taking in takings:
            left = services.left_of(row)
            if taking > left:
                with pytest.raises(ValidationError):
                    services.correct(entry=row, quantity=taking, note="", by=None)
                assert services.left_of(row) == left
            else:
                services.correct(entry=row, quantity=taking, note="", by=None)
                assert services.left_of(row) == left - taking
        assert services.left_of(row) >= 0


def test_only_ones_own_rows_are_visible():
    giver, taker = MembershipFactory(), MembershipFactory()
    gave = EntryFactory(company=giver.company, counterparty=taker.company, note="our margin")
    took = EntryFactory(company=taker.company, counterparty=giver.company, direction="took")
    assert list(Entry.objects.visible_to(giver.user)) == [gave]
    assert list(Entry.objects.visible_to(taker.user)) == [took]
    for role in ("desk", "board", ""):
        assert not Entry.objects.visible_to(UserFactory(desk_role=role)).exists()


def test_every_kind_has_a_unit():
    assert set(UNIT_OF) == set(Kind.values)
    for kind in Kind.values:
        EntryFactory(kind=kind)

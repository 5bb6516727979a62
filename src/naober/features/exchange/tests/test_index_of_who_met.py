"""Half a million matches of which few met: the index of these is for no list of the others."""

import pytest
from django.db import connection

from naober.features.exchange.models import Match

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rather_by_an_index():
    """As of a long table, though it is empty here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")


def test_who_met_last_comes_from_the_index_alone():
    plan = Match.objects.introduced().order_by("-introduced_at", "-pk")[:5].explain()
    assert "match_met" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_who_did_not_meet_is_never_sought_in_it():
    """SQLite would: "introduced_at is null" looks to it like a value that few rows have."""
    found = Match.objects.filter(introduced_at=None, ended_at=None, score__gte=0.5)
    assert "match_met" not in found.order_by("-score", "pk").explain()
    assert "match_met" not in Match.objects.waiting_on("offer").explain()

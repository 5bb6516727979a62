"""The pages of deals: what they ask of the database, and what their forms take."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Deal
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory, tonnes

pytestmark = pytest.mark.django_db


def deals(company, count):
    for _each in range(count):
        made = MatchFactory(offer=ListingFactory(company=company), introduced_at=timezone.now())
        Deal.objects.create(
            match=made,
            offer_company=company,
            need_company=made.need_company,
            agreed="vracht " * 700,
            proposed_by_side="offer",
        )


def test_the_list_asks_as_much_for_many_as_for_few(client, giver):
    client.force_login(giver[1])
    page = reverse("exchange:deals")
    deals(giver[0], 1)
    client.get(page)
    few = _queries(client, page)
    deals(giver[0], 30)
    assert _queries(client, page) == few


def _queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_a_figure_may_have_a_comma_and_what_is_missing_is_said(client, deal, giver):
    client.force_login(giver[1])
    page = reverse("exchange:deal-report", args=[deal.pk, "material"])
    days = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    assert client.post(page, {"quantity": "", **days}).status_code == 422
    assert client.post(page, {"quantity": "12,5", **days}).status_code == 302
    assert str(deal.values.get().quantity) == "12.500"
    assert client.get(reverse("exchange:deal-report", args=[deal.pk, "gold"])).status_code == 404


def test_a_report_asks_the_other_side_on_the_page(client, deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    client.force_login(taker[1])
    page = reverse("exchange:deal", args=[deal.pk])
    answer = reverse("exchange:value-answer", args=[value.pk])
    assert answer in client.get(page).content.decode()
    client.post(answer, {"answer": "yes", "side": "need"})
    value.refresh_from_db()
    assert value.is_confirmed

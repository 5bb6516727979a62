"""The pages of deals: what they ask of the database, and what their forms take."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import deal_selectors, services
from naober.features.exchange.models import Deal
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory, tonnes
from naober.foundation.journal.models import Entry

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


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("nl", "1.500", "1500.000"),
        ("nl", "1.500,50", "1500.500"),
        ("nl", "1500,5", "1500.500"),
        ("en", "1,500", "1500.000"),
        ("en", "1,500.50", "1500.500"),
    ],
)
def test_money_is_kept_as_it_was_meant(client, deal, giver, language, typed, kept):
    assert _report_money(client, deal, giver, language, typed).status_code == 302
    value = deal.values.get()
    assert (str(value.offer_gain), str(value.quantity)) == (kept, kept)


@pytest.mark.parametrize(
    ("language", "typed", "question"),
    [
        ("nl", "1.50", "Bedoelt u 1,50 of 150?"),
        ("nl", "1,500", "Bedoelt u 1.500?"),
        ("en", "1,50", "Do you mean 1.50 or 150?"),
        ("en", "1.500", "Do you mean 1,500?"),
    ],
)
def test_money_that_can_mean_two_things_is_asked(client, deal, giver, language, typed, question):
    answer = _report_money(client, deal, giver, language, typed)
    assert answer.status_code == 422
    assert question in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert not deal.values.exists()


def _report_money(client, deal, giver, language, typed):
    giver[1].language = language
    giver[1].save()
    client.force_login(giver[1])
    page = reverse("exchange:deal-report", args=[deal.pk, "money"])
    days = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    return client.post(page, {"offer_gain": typed, **days})


def test_an_expectation_is_shown_as_it_can_be_typed_again(client, deal, giver):
    giver[1].language = "nl"
    giver[1].save()
    client.force_login(giver[1])
    page = reverse("exchange:deal-edit", args=[deal.pk])
    form = client.get(page).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    version = deal.version
    expected = {"expected_money": "12.500", "expected_material": "1,25"}
    assert client.post(page, {**sent, **expected, "version": version}).status_code == 302
    form = client.get(page).context["form"]
    assert form["expected_money"].value() == "12.500"
    assert form["expected_material"].value() == "1,25"
    assert "€ 12.500<" in client.get(reverse("exchange:deal", args=[deal.pk])).content.decode()


def test_who_reported_it_withdraws_it_until_both_confirmed(client, deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    page = reverse("exchange:deal", args=[deal.pk])
    withdraw = reverse("exchange:value-withdraw", args=[value.pk])
    client.force_login(taker[1])
    assert withdraw not in client.get(page).content.decode()
    assert client.post(withdraw).status_code == 403
    client.force_login(giver[1])
    assert withdraw in client.get(page).content.decode()
    for _twice in range(2):
        assert client.post(withdraw).status_code == 302
    value.refresh_from_db()
    assert value.ended_at is not None
    assert deal.events.filter(what="withdrawn", side="offer").count() == 1
    assert Entry.objects.filter(action="deal.withdrawn", about=f"deal:{deal.pk}").count() == 1
    assert deal_selectors.values_to_confirm(taker[1]) == []
    assert withdraw not in client.get(page).content.decode()
    with pytest.raises(ValidationError):
        services.confirm_value(value=value, side="need", by=taker[1])


def test_what_both_confirmed_is_not_withdrawn(client, deal, giver, taker):
    value = services.report_value(deal=deal, side="offer", line=tonnes(), by=giver[1])
    services.confirm_value(value=value, side="need", by=taker[1])
    with pytest.raises(ValidationError):
        services.withdraw_value(value=value, by=giver[1])
    client.force_login(giver[1])
    assert client.post(f"/api/v1/exchange/values/{value.pk}/withdraw").status_code == 422
    value.refresh_from_db()
    assert value.is_confirmed

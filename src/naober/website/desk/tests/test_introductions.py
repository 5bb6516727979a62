"""The list of who was introduced to whom: what came of it, and nothing of who hides it."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from naober.features.exchange.models import Deal, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/bureau/kennismakingen/"
KEYS = ("nothing", "proposed", "agreed", "value", "ended")


@pytest.fixture
def client(client):
    client.force_login(UserFactory(desk_role="desk"))
    return client


def introduced(offer="Zagerij Zwart", need="Kwekerij Koel", **fields) -> Match:
    return MatchFactory(
        offer=ListingFactory(company__name=offer, **fields),
        need=ListingFactory(direction="need", company__name=need),
        introduced_at=timezone.now(),
    )


def wrote(match: Match, **fields) -> Deal:
    return Deal.objects.create(
        match=match,
        offer_company=match.offer_company,
        need_company=match.need_company,
        agreed="Elke week een vracht",
        proposed_by_side="need",
        need_signed_at=timezone.now(),
        **fields,
    )


def both(match: Match, **fields) -> Deal:
    now = timezone.now()
    return wrote(match, offer_signed_at=now, confirmed_at=now, **fields)


def text_of(client, **words) -> str:
    return client.get(PAGE, words).content.decode()


def test_who_and_whom_and_nothing_yet(client):
    match = introduced()
    page = text_of(client)
    assert "Zagerij Zwart" in page
    assert "Kwekerij Koel" in page
    assert reverse("desk:company", args=[match.offer_company_id]) in page
    assert "nog niets opgeschreven</span>" in page


@pytest.mark.parametrize(
    ("write", "outcome"),
    [(None, "nothing"), (wrote, "proposed"), (both, "agreed")],
)
def test_each_outcome_has_its_list(client, write, outcome):
    match = introduced()
    if write:
        write(match)
    shown = {key: "Zagerij Zwart" in text_of(client, outcome=key) for key in KEYS}
    assert shown == {key: key == outcome for key in KEYS}


def test_a_match_without_a_yes_is_no_introduction(client):
    MatchFactory(offer=ListingFactory(company__name="Zagerij Zwart"))
    assert "Zagerij Zwart" not in text_of(client)


def test_of_who_hides_the_name_from_the_desk_there_is_nothing(client):
    """Not a row without a name either: it would tell that the other one met somebody."""
    introduced(audience_who="own")
    page = text_of(client)
    assert "Zagerij Zwart" not in page
    assert "Kwekerij Koel" not in page
    assert "Er is nog niemand voorgesteld" in page


def test_what_they_wrote_down_for_the_desk_names_them(client):
    wrote(introduced(audience_who="own"))
    assert "Zagerij Zwart" in text_of(client)


def test_a_deal_for_the_two_only_changes_nothing(client):
    both(introduced(), audience="own")
    assert "nog niets opgeschreven</span>" in text_of(client)


def test_the_workbook_has_the_same_rows(client):
    both(introduced())
    introduced(offer="Onbekend Blijvend", need="Elders Bv", audience_who="own")
    answer = client.post(reverse("desk:export"), {"sheets": ["introductions"]})
    [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
    _titles, row = list(sheet.values)
    assert (row[1], row[3], row[5]) == ("Zagerij Zwart", "Kwekerij Koel", "door beide afgesproken")


def test_any_number_of_rows_costs_the_same(client, django_assert_max_num_queries):
    introduced()
    with django_assert_max_num_queries(25) as first:
        client.get(PAGE)
    for number in range(5):
        both(introduced(offer=f"Zagerij {number}", need=f"Kwekerij {number}"))
    with django_assert_max_num_queries(len(first)):
        client.get(PAGE)


def test_leaving_is_asked_first(client):
    company = CompanyFactory(stage=Company.Stage.MEMBER)
    dossier = client.get(reverse("desk:company", args=[company.pk])).content.decode()
    leave = reverse("members:company-leave", args=[company.pk])
    assert f'href="{leave}"' in dossier
    answer = client.post(reverse("desk:stage", args=[company.pk]), {"stage": "left"})
    assert answer.url == leave
    company.refresh_from_db()
    assert company.stage == Company.Stage.MEMBER

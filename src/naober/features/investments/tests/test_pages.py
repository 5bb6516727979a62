"""The pages as people meet them: in Dutch, with what they typed kept."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from naober.features.investments.models import Figures, Investment, Pledge
from naober.features.investments.tests.factories import (
    FiguresFactory,
    InvestmentFactory,
    ParticipationFactory,
    company_of,
    pledged,
    speaker,
)
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def address(name, investment, user=None, query=""):
    arguments = [investment.pk, *([company_of(user).pk] if user else [])]
    return reverse(f"investments:{name}", args=arguments) + query


def main_of(answer):
    """Without the head, in which a token differs each time."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_desk_sets_one_up_with_dutch_numbers():
    client = client_of(UserFactory(desk_role="desk"))
    form = {
        "title": "Batterij",
        "unit": "MWh",
        "reference_size": "2,5",
        "reference_cost": "1.250.000",
        "exponent": "0,8",
        "lifetime": "15",
        "phasing": "60 / 40",
        "discount_percent": "7",
        "audience": "members",
    }
    answer = client.post(reverse("investments:new"), {**form, "phasing": "60"})
    assert answer.status_code == 422
    assert "samen 100" in answer.content.decode()
    assert "1.250.000" in answer.content.decode()
    client.post(reverse("investments:new"), form)
    made = Investment.objects.get()
    assert (made.phasing, made.reference_size, made.audience) == (
        [60, 40],
        Decimal("2.5"),
        Level.MEMBERS,
    )
    assert made.subsidy_percent == 0


def test_rough_figures_are_enough():
    user, made = speaker(), InvestmentFactory()
    where = address("figures", made, user)
    answer = client_of(user).post(where, {"size": "12", "benefit_likely": "10.000"})
    assert answer["Location"] == address("case", made, user)
    kept = Figures.objects.get()
    assert (kept.benefit_low, kept.benefit_high, kept.desk_reads) == (7_000, 13_000, False)


def test_a_pledge_that_cannot_be_read_is_kept_on_the_page():
    user, made = speaker(), InvestmentFactory(pledging=True)
    part = ParticipationFactory(investment=made, company=company_of(user))
    FiguresFactory(participation=part)
    answer = client_of(user).post(address("pledge", made, user), {"most_share": "veel"})
    assert answer.status_code == 422
    assert 'value="veel"' in answer.content.decode()
    client_of(user).post(address("pledge", made, user), {"most_share": "60.000", "rule": "equal"})
    kept = Pledge.objects.get()
    assert (kept.most_share, kept.rule) == (60_000, "equal")


def test_the_list_says_what_waits_and_how_it_stands():
    user, made = speaker(), InvestmentFactory(pledging=True)
    pledged(made)
    text = client_of(user).get(reverse("investments:investments")).content.decode()
    assert made.title in text
    assert "Zeg of u meedoet" in text
    assert "te vroeg" in text


def test_more_companies_like_yours_make_it_cheaper_and_the_file_says_the_same():
    user, made = speaker(), InvestmentFactory()
    part = ParticipationFactory(investment=made, company=company_of(user))
    FiguresFactory(participation=part, size=Decimal(100), benefit_likely=Decimal(60_000))
    client = client_of(user)
    four = client.get(address("case", made, user, "?n=4")).content.decode()
    assert "Met 4 bedrijven zo groot als het uwe" in four
    assert "570.000" in four  # a million, four times as large: 2.297 times, by four
    file = client.get(address("case-csv", made, user, "?n=4&kind=costs")).content.decode()
    assert "met 4 bedrijven;570000" in file
    for odd in ("?n=-3", "?n=veel", "?n=999999", "?n="):
        assert client.get(address("case", made, user, odd)).status_code == 200
    assert client.get(address("board-pdf", made, user)).content.startswith(b"%PDF")


def test_what_if_one_leaves_is_of_those_who_lend_their_figures():
    desk, made = UserFactory(desk_role="desk"), InvestmentFactory(pledging=True)
    lends = [pledged(made, size=20, desk_reads=True) for _ in range(3)]
    hides = pledged(made, size=4321)
    client = client_of(desk)
    page = main_of(client.get(address("group-case", made)))
    assert "1 bedrijf houdt zijn cijfers" in page
    assert hides.company.name not in page
    whole = 1_000_000 * 0.6**0.6
    assert f"{whole:,.0f}".replace(",", ".") in page
    Figures.objects.filter(participation=hides).update(size=1)
    assert main_of(client.get(address("group-case", made))) == page
    without = client.get(address("group-case", made) + f"?zonder={lends[0].company_id}&regel=equal")
    assert f"{1_000_000 * 0.4**0.6:,.0f}".replace(",", ".") in without.content.decode()

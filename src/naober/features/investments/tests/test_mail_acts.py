"""The link in the mail: a pledge without an account, once, and nothing of what was said before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation

from naober.features.investments import mail_acts, news
from naober.features.investments.models import Figures, Investment, Participation, Pledge
from naober.features.investments.tests.factories import (
    FiguresFactory,
    InvestmentFactory,
    ParticipationFactory,
    company_of,
    pledged,
    speaker,
)
from naober.foundation.notifications.services import make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A company that gave its figures, and the path of the link that was mailed to its person."""
    user = speaker()
    part = ParticipationFactory(
        investment=InvestmentFactory(pledging=True), company=company_of(user), stance="doubt"
    )
    FiguresFactory(participation=part, size=Decimal("31.5"))
    link = make_link(
        purpose=mail_acts.PURPOSE,
        person=user,
        email=user.email,
        target=mail_acts.target_of(part.investment, part.company),
    )
    return part, "/doen/" + link.split("/doen/")[1], user


def test_looking_changes_nothing_and_a_pledge_is_kept_once(asked):
    part, path, _user = asked
    page = Client().get(path).content.decode()
    assert part.investment.title in page
    assert "31,5" not in page
    assert not Pledge.objects.exists()
    sent = {"choice": "join", "least_companies": "4", "most_share": "60.000", "rule": "shapley"}
    Client().post(path, sent)
    kept = Pledge.objects.get()
    assert (kept.least_companies, kept.most_share, kept.rule) == (4, 60_000, "shapley")
    Client().post(path, {**sent, "least_companies": "9"})
    assert Pledge.objects.get().least_companies == 4


def test_what_cannot_be_read_is_asked_again_and_the_link_stays_good(asked):
    _part, path, _user = asked
    answer = Client().post(path, {"choice": "join", "least_companies": "een"})
    assert answer.status_code == 422
    assert not Pledge.objects.exists()
    Client().post(path, {"choice": "join", "least_companies": "3"})
    assert Pledge.objects.get().least_companies == 3


def test_out_by_mail(asked):
    part, path, _user = asked
    Client().post(path, {"choice": "out"})
    part.refresh_from_db()
    assert part.stance == "out"


def test_too_late_or_no_longer_of_the_company(asked):
    part, path, user = asked
    Investment.objects.update(pledges_until=timezone.now() - timedelta(minutes=1))
    assert "Dit is voorbij" in Client().get(path).content.decode()
    Client().post(path, {"choice": "join"})
    assert not Pledge.objects.exists()
    Investment.objects.update(pledges_until=timezone.now() + timedelta(days=3))
    user.memberships.update(ended_on=timezone.localdate())
    assert "Dit is voorbij" in Client().get(path).content.decode()
    assert Participation.objects.get() == part


def test_the_digest_asks_until_the_company_said_in_or_out(asked):
    part, _path, user = asked
    with translation.override("nl"):
        [item] = news.digest_items(user)
        assert item.kind == "waiting"
        assert item.acts
        Figures.objects.all().delete()
        [item] = news.digest_items(user)
        assert not item.acts  # a pledge needs a size: that is given on the site
        Participation.objects.update(stance="out")
        assert news.digest_items(user) == []
    assert part.investment.title in item.text


def test_a_second_digest_says_the_same_of_what_others_pledged(asked):
    part, _path, user = asked
    with translation.override("nl"):
        before = news.digest_items(user)
        for size in (5, 500, 50):
            pledged(part.investment, size=size, most=Decimal(1_000))
        assert news.digest_items(user) == before

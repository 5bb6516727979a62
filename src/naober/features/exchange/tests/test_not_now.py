"""A "not now" that passed: asked anew of who said so, and still a no for everybody else."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import mail_acts, rules, selectors, services
from naober.features.exchange.models import Interest, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db
DAYS = 20
TOKEN = re.compile(r'(csrfmiddlewaretoken" value|csrf-token" content|name="once" value)="[^"]+"')


@pytest.fixture
def taker():
    return MembershipFactory()


@pytest.fixture
def giver():
    return MembershipFactory()


@pytest.fixture
def match(taker, giver):
    return MatchFactory(
        offer=ListingFactory(company=giver.company, direction="offer"),
        need=ListingFactory(company=taker.company, direction="need"),
    )


def decline(match, taker, reason="time"):
    until = timezone.localdate() + timedelta(days=DAYS) if reason == "time" else None
    services.decline_match(match=match, side="need", by=taker.user, reason=reason, until=until)


def later(days):
    return services.end_unanswered(timezone.localdate() + timedelta(days=days))


def again(user):
    """As in the next request: what a person may see is looked up once."""
    return User.objects.get(pk=user.pk)


def seen(match, user):
    found = selectors.matches_of(again(user)).get(pk=match.pk)
    return found.turn, found.my_answer, found.other_answer


@pytest.mark.parametrize("asked", [True, False], ids=["asked", "not asked"])
def test_the_other_side_reads_what_it_would_of_any_no(client, match, taker, giver, asked):
    client.force_login(giver.user)
    pages = [reverse("exchange:matches"), reverse("exchange:listing", args=[match.offer_id])]
    pages += ["/api/v1/matches", reverse("home")]
    if asked:
        services.express_interest(match=match, side="offer", by=giver.user)
    read = {}
    for reason, days in (("quality", 0), ("time", 0), ("time", DAYS), ("time", DAYS + 40)):
        Interest.objects.filter(match=match, side="need").delete()
        decline(match, taker, reason)
        mails = Mail.objects.count()
        later(days)
        assert Mail.objects.count() == mails
        texts = [TOKEN.sub("", client.get(url).content.decode()) for url in pages]
        read[reason, days] = texts, seen(match, giver.user)
    assert all(one == read["quality", 0] for one in read.values()), read


def test_who_said_so_is_asked_once_more_and_then_left_in_peace(match, taker, giver):
    services.express_interest(match=match, side="offer", by=giver.user)
    decline(match, taker)
    assert seen(match, taker.user) == (4, "no", "yes")
    assert later(DAYS - 1).woken == 0
    assert later(DAYS).woken == 1
    assert later(DAYS).woken == 0
    assert seen(match, taker.user) == (0, "", "yes")
    assert rules.answer_of(match, "need") == ""
    assert mail_acts.match_is_asked(match, "need")
    assert [one.pk for one in selectors.matches_waiting_for(again(taker.user))] == [match.pk]
    later(DAYS + rules.ENDS_AFTER_DAYS)
    assert seen(match, taker.user) == (0, "", "yes")
    later(DAYS + rules.ENDS_AFTER_DAYS + 1)
    assert seen(match, taker.user) == (4, "no", "yes")
    assert Match.objects.get().ended_at is None


def test_a_yes_after_it_introduces_them(match, taker, giver):
    services.express_interest(match=match, side="offer", by=giver.user)
    decline(match, taker)
    later(DAYS)
    services.express_interest(match=match, side="need", by=taker.user)
    assert Match.objects.get().introduced_at is not None


def test_not_now_may_be_said_again(match, taker):
    decline(match, taker)
    later(DAYS)
    decline(match, taker)
    assert seen(match, taker.user) == (4, "no", "")


def test_the_database_knows_no_passed_moment_without_a_day(match):
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.create(match=match, side="need", answer="was", reason="time")

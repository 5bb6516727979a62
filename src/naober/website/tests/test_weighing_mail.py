"""Asked by mail, once and once more; voted from it without an account."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from naober.features.weighing import news, services
from naober.features.weighing.mail_acts import target_of
from naober.features.weighing.models import Ballot, Round
from naober.features.weighing.tests.factories import (
    RoundFactory,
    closed_round,
    company_of,
    round_with_votes,
    voter,
)
from naober.foundation.members.models import Company, User
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications import links
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest

pytestmark = pytest.mark.django_db


def link_for(round_, user):
    target = target_of(round_, company_of(user))
    [made] = links.make([links.Wish("weighing.vote", target, user, user.email)])
    return f"/doen/{links.token_of(made)}/"


def test_it_waits_until_the_company_voted_whoever_of_it_did():
    made, user = round_with_votes([]), voter()
    colleague = MembershipFactory(company=company_of(user)).user
    [item] = news.digest_items(user)
    assert item.kind == "waiting"
    assert item.acts[0][1:] == ("weighing.vote", f"{made.pk}:{company_of(user).pk}")
    points = {made.candidates.first().pk: 1}
    services.cast_vote(round_=made, company=company_of(user), points=points, by=colleague)
    assert news.digest_items(user) == []


def test_a_mail_when_it_is_new_and_one_reminder_no_more():
    made, user = round_with_votes([]), voter()
    User.objects.filter(pk=user.pk).update(digest="daily")
    sent = [digest.send(user, date(2026, 11, 1) + timedelta(days=n)) for n in range(3)]
    Round.objects.filter(pk=made.pk).update(closes_at=timezone.now() + timedelta(days=2))
    sent += [digest.send(user, date(2026, 11, 10) + timedelta(days=n)) for n in range(3)]
    assert sent == [True, False, False, True, False, False]
    assert "/doen/" in Mail.objects.first().text


@pytest.mark.parametrize(
    "who",
    [
        lambda: voter(stage=Company.Stage.PROSPECT),
        lambda: voter(kind=Company.Kind.PARTNER),
        lambda: UserFactory(desk_role="desk"),
    ],
    ids=["prospect", "partner", "desk"],
)
def test_who_does_not_vote_is_not_asked(who):
    round_with_votes([])
    RoundFactory()
    assert news.digest_items(who()) == []


def test_what_was_decided_is_told_once_to_all_who_take_part():
    made = closed_round()
    user = voter()
    assert news.digest_items(user) == []
    services.decide_round(round_=made, by=UserFactory(desk_role="board"))
    [item] = news.digest_items(user)
    assert (item.kind, item.url) == ("new", made.get_absolute_url())


def test_looking_changes_nothing_and_shows_no_vote():
    made, user = round_with_votes([]), voter()
    chosen, other, _third = made.candidates.all()
    services.cast_vote(round_=made, company=company_of(user), points={other.pk: 1}, by=user)
    url = link_for(made, user)
    pages = [Client().get(url).content.decode() for _ in range(2)]
    assert chosen.title in pages[0]
    assert "checked" not in pages[0]
    assert user.name not in pages[0]
    assert Ballot.objects.get().points == {str(other.pk): 1}


@pytest.mark.parametrize(
    ("kind", "most", "data", "points"),
    [
        ("approval", None, lambda a, b: {"chosen": [a, b]}, [1, 1]),
        ("points", 10, lambda a, b: {f"p{a}": "7", f"p{b}": "3"}, [7, 3]),
        ("ranking", 3, lambda a, b: {"r1": a, "r2": b}, [3, 2]),
    ],
)
def test_one_votes_without_an_account_once_with_a_link(kind, most, data, points):
    made, user = round_with_votes([], ballot_kind=kind, most=most), voter()
    first, second, _third = made.candidates.all()
    url = link_for(made, user)
    assert Client().get(url).status_code == 200
    answer = Client().post(url, {"choice": "vote", **data(first.pk, second.pk)})
    assert answer.status_code == 200
    ballot = Ballot.objects.get()
    assert ballot.points == dict(zip((str(first.pk), str(second.pk)), points, strict=True))
    assert ballot.cast_by == user
    again = Client().post(url, {"choice": "vote", **data(second.pk, first.pk)})
    assert again.status_code == 410
    ballot.refresh_from_db()
    assert ballot.points[str(first.pk)] == points[0]


def test_the_ballot_comes_before_its_button_and_says_how_much_there_is():
    made, user = round_with_votes([], ballot_kind="points", most=10), voter()
    text = Client().get(link_for(made, user)).content.decode()
    fields = [text.index(f'name="p{c.pk}"') for c in made.candidates.all()]
    button = text.index('name="choice"')
    assert text.count('name="choice"') == 1
    assert text.index("Verdeel 10 punten") < min(fields) < max(fields) < button
    assert "niet verplicht" not in text
    assert text.index(f'href="{made.get_absolute_url()}"') < min(fields)


def test_a_vote_that_is_none_is_asked_again_and_the_link_stays_good():
    made, user = round_with_votes([]), voter()
    url = link_for(made, user)
    assert Client().post(url, {"choice": "vote"}).status_code == 422
    assert not Ballot.objects.exists()
    data = {"choice": "vote", "chosen": [made.candidates.first().pk]}
    assert Client().post(url, data).status_code == 200
    assert Ballot.objects.count() == 1


def close(made, user):
    Round.objects.filter(pk=made.pk).update(closes_at=timezone.now())


def leave(made, user):
    user.memberships.update(ended_on=timezone.localdate())


def stop(made, user):
    Company.objects.filter(pk=company_of(user).pk).update(stage="prospect")


@pytest.mark.parametrize("happens", [close, leave, stop])
def test_too_late_is_said_kindly_and_counts_nothing(happens):
    made, user = round_with_votes([]), voter()
    url = link_for(made, user)
    happens(made, user)
    assert Client().get(url).status_code == 200
    data = {"choice": "vote", "chosen": [made.candidates.first().pk]}
    assert Client().post(url, data).status_code in (200, 400)
    assert not Ballot.objects.exists()


def test_in_the_readers_language():
    round_with_votes([])
    user = voter()
    texts = []
    for language in ("nl", "en"):
        with translation.override(language):
            texts.append(news.digest_items(user)[0].text)
    assert "kan stemmen" in texts[0]
    assert "asked to vote" in texts[1]

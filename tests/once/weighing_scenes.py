"""The steps in rounds of which each has to happen once."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from naober.features.exchange.tests.factories import UserFactory
from naober.features.weighing.mail_acts import target_of
from naober.features.weighing.models import Round
from naober.features.weighing.services import close_due
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    RoundFactory,
    closed_round,
    round_with_votes,
    voter,
)
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory
from naober.foundation.notifications.services import make_link
from tests.once.acts import Act, Chore, fresh_number


def round_made() -> Act:
    desk = UserFactory(desk_role="desk")
    path = reverse("weighing:new")
    data = {
        "question": "Waaraan werken we?",
        "budget": "10.000",
        "unit": "euro",
        "closes_at": f"{timezone.localtime() + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "ballot_kind": "approval",
        "is_secret": "1",
        "method": "equal-shares+add1u",
        "ties": "order",
        "once": fresh_number(path, desk),
    }
    return Act(path, data, desk)


def round_opened() -> Act:
    made = RoundFactory()
    CandidateFactory.create_batch(2, round=made)
    return Act(reverse("weighing:open", args=[made.pk]), {}, UserFactory(desk_role="desk"))


def vote_cast() -> Act:
    made = round_with_votes([])
    data = {"chosen": [made.candidates.first().pk]}
    return Act(reverse("weighing:vote", args=[made.pk]), data, voter())


def vote_entered_by_the_desk() -> Act:
    made, company = round_with_votes([]), CompanyFactory()
    data = {"chosen": [made.candidates.first().pk], "keep": "1"}
    path = reverse("weighing:enter", args=[made.pk, company.pk])
    return Act(path, data, UserFactory(desk_role="desk"))


def vote_by_link() -> Act:
    made, user = round_with_votes([]), voter()
    target = target_of(made, Company.objects.of(user).get())
    link = make_link(purpose="weighing.vote", person=user, email=user.email, target=target)
    data = {"choice": "vote", "chosen": [made.candidates.first().pk]}
    return Act(link.removeprefix("http://testserver"), data)


def round_closed() -> Chore:
    made = round_with_votes([(0,), (0,)])
    for ballot in made.ballots.all():  # a code in figures: in the outcome it is no chance
        made.ballots.filter(pk=ballot.pk).update(voter=str(ballot.pk))
    Round.objects.filter(pk=made.pk).update(closes_at=timezone.now())
    return Chore(close_due)


def round_decided() -> Act:
    made = closed_round()
    return Act(reverse("weighing:decide", args=[made.pk]), {}, UserFactory(desk_role="board"))


WEIGHING = (
    round_made,
    round_opened,
    vote_cast,
    vote_entered_by_the_desk,
    vote_by_link,
    round_closed,
    round_decided,
)

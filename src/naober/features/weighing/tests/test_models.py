from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from naober.features.weighing import selectors
from naober.features.weighing.models import Ballot, Candidate, Round, State
from naober.features.weighing.tests.factories import (
    BallotFactory,
    CandidateFactory,
    RoundFactory,
    closed_round,
    voter,
)
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def people():
    desk, board = UserFactory(desk_role="desk"), UserFactory(desk_role="board")
    return {
        "desk": desk,
        "board": board,
        "administrator": UserFactory(is_staff=True, is_superuser=True, desk_role="desk"),
        "member": voter(),
        "prospect": voter(stage=Company.Stage.PROSPECT),
        "partner": voter(kind=Company.Kind.PARTNER),
        "guest": UserFactory(),
    }


def who_sees(manager, everybody):
    return {name for name, user in everybody.items() if manager.visible_to(user).exists()}


def test_what_is_being_made_is_for_the_desk():
    CandidateFactory()
    everybody = people()
    for manager in (Round.objects, Candidate.objects):
        assert who_sees(manager, everybody) == {"desk", "administrator"}


def test_an_open_round_is_for_who_takes_part():
    CandidateFactory(round=RoundFactory(opened=True))
    everybody = people()
    for manager in (Round.objects, Candidate.objects):
        assert who_sees(manager, everybody) == {"desk", "administrator", "member", "board"}


def closed(**fields):
    now = timezone.now()
    return RoundFactory(opened=True, state=State.CLOSED, closes_at=now, closed_at=now, **fields)


def test_a_secret_vote_is_read_by_the_company_and_nobody_else_before_and_after():
    for round_ in (RoundFactory(opened=True), closed()):
        cast = BallotFactory(round=round_)
        everybody = people() | {"colleague": MembershipFactory(company=cast.company).user}
        assert who_sees(round_.ballots, everybody) == {"colleague"}


def test_an_open_vote_is_read_after_closing_only():
    before = BallotFactory(round=RoundFactory(opened=True, is_secret=False))
    after = BallotFactory(round=closed(is_secret=False))
    everybody = people()
    assert who_sees(before.round.ballots, everybody) == set()
    told = {"desk", "administrator", "member", "board"}
    assert who_sees(after.round.ballots, everybody) == told


def test_a_company_has_one_vote():
    cast = BallotFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotFactory(round=cast.round, company=cast.company)


def test_what_a_vote_counts_as_is_told():
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFactory(ballot_kind="points", most=None)


def test_a_state_has_its_moments():
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFactory(state=State.DECIDED)


def test_no_votes_are_taken_after_the_moment_even_when_nobody_closed_it():
    past = timezone.now() - timedelta(minutes=1)
    late = RoundFactory(opened=True, closes_at=past)
    assert not late.takes_votes
    assert list(Round.objects.due()) == [late]
    assert not Round.objects.taking_votes().exists()
    assert not Ballot.objects.exists()


def test_rounds_stand_as_one_needs_them():
    def closing(days, **fields):
        return RoundFactory(closes_at=timezone.now() + timedelta(days=days), **fields)

    over = closed_round()
    later, soon, draft = closing(9, opened=True), closing(2, opened=True), closing(5)
    older = closed_round()
    Round.objects.filter(pk=older.pk).update(closes_at=timezone.now() - timedelta(days=9))
    assert list(selectors.rounds(UserFactory(desk_role="desk"))) == [
        draft, soon, later, over, older,
    ]  # fmt: skip
    assert list(selectors.rounds(voter())) == [soon, later, over, older]

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.agenda.models import Milestone
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.weighing import services
from naober.features.weighing.models import Ballot, Candidate, Round, State, Ties
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    RoundFactory,
    closed_round,
    company_of,
    round_with_votes,
    voter,
)
from naober.foundation.audience.levels import Level
from naober.foundation.audience.models import GROUPS
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company
from naober.foundation.members.services import company_leaves, merge_companies
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def draft(number=2, **fields):
    made = RoundFactory(**fields)
    for _ in range(number):
        CandidateFactory(round=made)
    return made


def cast(round_, user, *places, **points):
    candidates = list(round_.candidates.all())
    wanted = {candidates[place].pk: 1 for place in places}
    return services.cast_vote(round_=round_, company=company_of(user), points=wanted, by=user)


# --- making and opening ---


def test_the_desk_makes_a_round_once(desk):
    values = {"question": "Waaraan?", "budget": Decimal(10), "closes_at": timezone.now()}
    made = [services.make_round(values=values, by=desk, number=7) for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(PermissionDenied):
        services.make_round(values=values, by=voter())


def test_opening_tells_who_is_behind_each_candidate(desk):
    made = services.open_round(round_=draft(), by=desk)
    assert made.state == State.OPEN
    told = Milestone.objects.filter(kind="weighing.candidate")
    assert told.count() == 2
    assert told.first().facts == {"round": made.question}
    assert told.first().path == made.get_absolute_url()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.candidates.first().delete(),
        lambda r: r.candidates.update(cost=r.budget + 1),
        lambda r: Round.objects.filter(pk=r.pk).update(closes_at=timezone.now()),
        lambda r: r.candidates.first().challenge.__class__.objects.update(
            audience=Level.OWN, **dict.fromkeys(GROUPS, Level.OWN)
        ),
        lambda r: r.candidates.first().challenge.__class__.objects.update(state="closed"),
    ],
    ids=["one candidate", "nothing fits", "too late", "not for all", "closed"],
)
def test_what_would_not_be_fair_does_not_open(desk, spoil):
    made = draft()
    spoil(made)
    with pytest.raises(ValidationError):
        services.open_round(round_=made, by=desk)
    assert Round.objects.get().state == State.DRAFT
    assert not Milestone.objects.exists()


def test_what_is_voted_on_stays_as_it_is(desk):
    made = services.open_round(round_=draft(), by=desk)
    for act in (
        lambda: services.edit_round(round_=made, values={"is_secret": False}, by=desk),
        lambda: services.remove_round(round_=made, by=desk),
        lambda: services.change_candidates(round_=made, changed={}, gone=[], by=desk),
        lambda: services.add_candidates(round_=made, wanted=[], by=desk),
    ):
        with pytest.raises(ValidationError):
            act()


def test_there_can_be_more_time_and_never_less(desk):
    made = services.open_round(round_=draft(), by=desk)
    with pytest.raises(ValidationError):
        services.extend_round(round_=made, closes_at=made.closes_at - timedelta(hours=1), by=desk)
    later = made.closes_at + timedelta(days=1)
    assert services.extend_round(round_=made, closes_at=later, by=desk).closes_at == later


def test_a_challenge_is_a_candidate_once(desk):
    made, challenge = RoundFactory(), ChallengeFactory(audience=Level.MEMBERS)
    wanted = services.Wanted("Doen", Decimal(5), challenge)
    assert len(services.add_candidates(round_=made, wanted=[wanted], by=desk)) == 1
    assert services.add_candidates(round_=made, wanted=[wanted], by=desk) == []


# --- voting ---


def test_the_last_vote_counts_whoever_of_the_company_cast_it():
    made, first = round_with_votes([]), voter()
    second = MembershipFactory(company=company_of(first)).user
    cast(made, first, 0)
    cast(made, second, 1)
    ballot = Ballot.objects.get()
    assert ballot.cast_by == second
    assert ballot.points == {str(made.candidates.all()[1].pk): 1}
    said = Entry.objects.filter(action="weighing.voted")
    assert [entry.facts for entry in said] == [{"round": made.question}] * 2
    cast(made, second, 1)
    assert said.count() == 2, "the same once more is nothing new"


@pytest.mark.parametrize(
    "who",
    [
        lambda: UserFactory(desk_role="board"),
        lambda: voter(stage=Company.Stage.PROSPECT),
        lambda: voter(kind=Company.Kind.PARTNER),
        voter,
    ],
    ids=["board", "prospect", "partner", "of another company"],
)
def test_only_a_company_that_takes_part_votes_and_only_for_itself(who):
    made, user = round_with_votes([]), who()
    own = Company.objects.of(user).exclude(kind="company", stage="member").first()
    with pytest.raises(PermissionDenied):
        services.cast_vote(
            round_=made,
            company=own or CompanyFactory(),
            points={made.candidates.first().pk: 1},
            by=user,
        )
    assert not Ballot.objects.exists()


def test_no_vote_after_the_moment_though_nobody_closed_it():
    made, user = round_with_votes([]), voter()
    Round.objects.update(closes_at=timezone.now())
    with pytest.raises(ValidationError):
        cast(made, user, 0)


@pytest.mark.parametrize(
    ("kind", "most", "points", "right"),
    [
        ("approval", None, {0: 1, 1: 1}, True),
        ("approval", None, {}, False),
        ("approval", 1, {0: 1, 1: 1}, False),
        ("approval", None, {0: 2}, False),
        ("approval", None, {9: 1}, False),
        ("points", 10, {0: 7, 1: 3}, True),
        ("points", 10, {0: 7, 1: 4}, False),
        ("points", 10, {0: -1}, False),
        ("ranking", 3, {0: 3, 1: 2}, True),
        ("ranking", 3, {0: 3, 1: 1}, False),
        ("ranking", 3, {0: 3, 1: 3}, False),
        ("ranking", 3, {0: 4}, False),
    ],
)
def test_what_is_a_vote(kind, most, points, right):
    made, user = round_with_votes([], ballot_kind=kind, most=most), voter()
    pks = [c.pk for c in made.candidates.all()]
    given = {pks[place] if place < 3 else 0: n for place, n in points.items()}
    if not right:
        with pytest.raises(ValidationError):
            services.cast_vote(round_=made, company=company_of(user), points=given, by=user)
        return
    services.cast_vote(round_=made, company=company_of(user), points=given, by=user)
    assert Ballot.objects.get().points == {str(pk): n for pk, n in given.items()}


def test_who_leaves_takes_the_vote_along_but_not_out_of_what_was_counted(desk):
    user = voter()
    company = company_of(user)
    open_, closed = round_with_votes([(0,)], companies=[company]), closed_round()
    mine = round_with_votes([(0,)], companies=[company])
    Round.objects.filter(pk=mine.pk).update(closes_at=timezone.now())
    services.close_due()
    company_leaves(company=company, by=desk)
    assert not open_.ballots.exists()
    assert mine.ballots.count() == 1
    assert closed.ballots.count() == 6


def test_two_rows_of_one_company_have_one_vote(desk):
    kept, merged = CompanyFactory(), CompanyFactory()
    both = round_with_votes([(0,), (1,)], companies=[kept, merged])
    one = round_with_votes([(1,)], companies=[merged])
    merge_companies(kept=kept, merged=merged, by=desk)
    assert both.ballots.get().company == kept
    assert one.ballots.get().company == kept


# --- closing ---


def test_it_closes_by_the_clock_and_is_counted_once():
    made = round_with_votes([(0,), (0, 1), (1,)], budget=8_000)
    assert services.close_due() == 0
    Round.objects.update(closes_at=timezone.now())
    assert services.close_due() == 1
    assert services.close_due() == 0
    made.refresh_from_db()
    assert made.state == State.CLOSED
    chosen = [step["id"] for step in made.outcome.answer["chosen"]]
    assert set(chosen) == {c.pk for c in made.candidates.all()[:2]}
    assert made.outcome.answer["cost"] == "8000"
    assert not set(made.outcome.asked["ballots"]) & {
        str(pk) for pk in Company.objects.values_list("pk", flat=True)
    }


def test_the_desk_does_not_close_while_somebody_may_vote(desk):
    user = voter()
    made = round_with_votes([(0,)])
    with pytest.raises(ValidationError):
        services.close_round(round_=made, by=desk)
    cast(made, user, 0)
    Company.objects.exclude(pk__in=made.ballots.values("company")).update(stage="left")
    assert services.close_round(round_=made, by=desk).state == State.CLOSED


def test_a_company_that_takes_part_no_more_is_not_counted():
    made = round_with_votes([(0,), (1,)])
    Company.objects.filter(pk=made.ballots.first().company_id).update(stage="prospect")
    Round.objects.update(closes_at=timezone.now())
    services.close_due()
    assert Round.objects.get().outcome.answer["voters"] == 1


def test_nobody_voted_and_nothing_is_chosen(desk):
    made = closed_round(votes=[])
    made = services.decide_round(round_=made, by=desk)
    assert set(made.candidates.values_list("chosen", flat=True)) == {False}


@pytest.mark.parametrize("role", ["desk", "board"])
def test_people_confirm_and_it_is_told_in_the_same_moment(role):
    made = closed_round(budget=8_000)
    services.decide_round(round_=made, by=UserFactory(desk_role=role))
    first, second, third = made.candidates.all()
    assert {first.place, second.place, third.place} == {1, 2, None}
    assert (first.chosen, second.chosen, third.chosen) == (True, True, False)
    [told] = first.challenge.milestones.all()
    assert told.kind == "weighing.chosen"
    assert told.facts == {"round": made.question, "place": first.place, "of": 3}
    assert third.challenge.milestones.get().kind == "weighing.not_chosen"
    with pytest.raises(ValidationError):
        services.decide_round(round_=made, by=UserFactory(desk_role="desk"))


def test_a_member_confirms_nothing():
    with pytest.raises(PermissionDenied):
        services.decide_round(round_=closed_round(), by=voter())


def test_a_tie_by_the_order_that_was_said(desk):
    made = closed_round(votes=[(0,), (1,)], budget=4_000)
    services.decide_round(round_=made, by=desk)
    assert [c.chosen for c in made.candidates.all()] == [True, False, False]


def test_a_tie_that_people_decide(desk):
    made = closed_round(votes=[(0,), (1,)], budget=4_000, ties=Ties.PEOPLE)
    with pytest.raises(ValidationError):
        services.decide_round(round_=made, by=desk)
    first, second, third = made.candidates.all()
    with pytest.raises(ValidationError):
        services.break_tie(round_=made, first=third, by=desk)
    services.break_tie(round_=made, first=second, by=desk)
    made.refresh_from_db()
    services.decide_round(round_=made, by=desk)
    assert Candidate.objects.get(chosen=True) == second
    assert Entry.objects.filter(action="weighing.tie", facts={"first": second.title}).exists()
    assert first.pk != second.pk


def test_with_a_known_order_nobody_chooses(desk):
    made = closed_round(votes=[(0,), (1,)], budget=4_000)
    with pytest.raises(ValidationError):
        services.break_tie(round_=made, first=made.candidates.first(), by=desk)

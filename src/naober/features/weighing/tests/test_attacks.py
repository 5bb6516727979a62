"""After a neighbour's vote in a secret round, by sums."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from naober.features.agenda.models import Challenge
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.weighing import selectors, services
from naober.features.weighing.models import Ballot
from naober.features.weighing.reading import reading
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    RoundFactory,
    closed_round,
    round_with_votes,
    voter,
)
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_exactly_as_good_is_not_told_of_what_few_wanted():
    """Two come at the same moment when their costs for each who wants them are the same: six who
    pay 6,000 would tell that two want what costs 2,000."""
    made = closed_round(
        votes=[(0,)] * 6 + [(1,)] * 2, costs=(6_000, 2_000, 4_000), method="phragmen+skip"
    )
    read = reading(made, voter())
    assert read.chosen[0].wanted.startswith("6")
    assert [line.equals for line in (*read.chosen, *read.others)] == ["", "", ""]
    many = closed_round(
        votes=[(0,)] * 6 + [(1,)] * 6, costs=(4_000, 4_000, 4_000), method="phragmen+skip"
    )
    assert any(line.equals for line in reading(many, voter()).chosen)


def test_what_only_chosen_companies_read_is_no_candidate():
    """Everybody votes on it: neither when it is chosen, nor when it became private since then."""
    group = CompanyGroup.objects.create(name="Buren")
    few = {"audience": "named", "audience_who": "named", "audience_group": group}
    private = ChallengeFactory(**few)
    assert private not in selectors.eligible()
    made = RoundFactory()
    CandidateFactory.create_batch(2, round=made)
    for one in Challenge.objects.filter(candidacies__round=made):
        one.audience, one.audience_group = "named", group
        one.save()
    with pytest.raises(ValidationError):
        services.open_round(round_=made, by=UserFactory(desk_role="desk"))


@pytest.mark.parametrize("key", ["9" * 5_000, "9" * 30, "²", "-1", ""])
def test_nonsense_in_a_vote_is_refused_in_words(key):
    user = voter()
    made = round_with_votes([])
    client = Client(raise_request_exception=False)
    client.force_login(user)
    body = {"company": user.memberships.get().company_id, "points": {key: 1}}
    answer = client.post(
        f"/api/v1/weighing/rounds/{made.pk}/vote", json.dumps(body), "application/json"
    )
    assert answer.status_code == 422
    assert not Ballot.objects.exists()

"""After a neighbour's vote in a secret round, by sums."""

import json

import pytest
from django.test import Client

from naober.features.weighing.models import Ballot
from naober.features.weighing.reading import reading
from naober.features.weighing.tests.factories import closed_round, round_with_votes, voter

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

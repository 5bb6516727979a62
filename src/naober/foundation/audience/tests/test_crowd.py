import pytest

from naober.foundation.audience.crowd import MIN_CROWD, describe, is_crowd

FLOOR = "in the region"


@pytest.mark.parametrize(
    ("place", "trade", "said"),
    [(5, 9, "in Emmen"), (4, 9, "of this trade"), (4, 4, FLOOR), (0, 0, FLOOR)],
)
def test_no_more_is_said_than_at_least_five_companies_fit(place, trade, said):
    assert describe([("in Emmen", place), ("of this trade", trade)], FLOOR) == said


def test_the_hidden_one_counts_itself():
    assert [is_crowd(n) for n in (MIN_CROWD - 1, MIN_CROWD)] == [False, True]
    assert describe([], FLOOR) == FLOOR

"""What may be told of many, and what of few gives one of them away."""

from decimal import Decimal

import pytest

from naober.features.investments import rules


def parts(*sizes):
    return {pk: Decimal(size) for pk, size in enumerate(sizes)}


def test_a_sum_is_told_when_everybody_in_it_still_sees_a_crowd():
    assert rules.may_tell_sum(parts(10, 11, 12, 13, 14, 15))
    assert not rules.may_tell_sum(parts(10, 11, 12, 13, 14))  # each knows its own: four are left
    assert not rules.may_tell_sum(parts(1, 1, 1, 1, 1, 1000))  # it is about the sixth


def test_how_it_stands_is_told_anew_when_three_said_something():
    before = {"1": "a", "2": "b", "3": "c"}
    assert not rules.is_news(before, {**before, "1": "x"})
    assert not rules.is_news(before, {**before, "1": "x", "2": "y"})
    assert not rules.is_news(before, {"1": "a"})  # two left
    assert rules.is_news(before, {"1": "x", "2": "y", "4": "z"})
    assert rules.is_news({}, before)


def test_two_sums_are_not_told_where_their_difference_is_of_few():
    before = {str(pk): "a" for pk in range(8)}
    five = before | {str(pk): "b" for pk in range(5)}
    assert not rules.is_news_for_sums(before, five)  # one of the five knows its own part
    assert rules.is_news_for_sums(before, before | {str(pk): "b" for pk in range(6)})


@pytest.mark.parametrize(("unknown", "tells"), [(0, False), (1, True), (2, False), (5, False)])
def test_a_share_tells_the_size_of_one_that_is_not_known(unknown, tells):
    assert rules.share_tells(unknown) is tells


@pytest.mark.parametrize(("unknown", "may"), [(0, True), (1, False), (4, False), (5, True)])
def test_the_whole_stands_beside_a_share_for_a_crowd_only(unknown, may):
    assert rules.may_tell_whole(unknown) is may


def test_of_equal_votes_the_first_in_the_list_wins():
    order = ["shapley", "nucleolus", "equal"]
    assert rules.vote(["equal", "nucleolus", "equal", ""], order, "equal") == "equal"
    assert rules.vote(["equal", "nucleolus"], order, "equal") == "nucleolus"
    assert rules.vote(["", ""], order, "equal") == "equal"

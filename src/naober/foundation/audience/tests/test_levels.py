"""The ladder itself, on plain values."""

from hypothesis import given
from hypothesis import strategies as st

from naober.foundation.audience.levels import ORDER, narrowest, rank


@given(st.lists(st.sampled_from(ORDER), min_size=1))
def test_the_narrowest_is_within_all(levels):
    assert narrowest(*levels) in levels
    assert all(rank(narrowest(*levels)) <= rank(level) for level in levels)

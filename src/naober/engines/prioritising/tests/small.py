"""Small elections, from Hypothesis."""

from fractions import Fraction

from hypothesis import strategies as st

from naober.engines.prioritising import Ballot, Election, Project

COSTS = st.one_of(st.integers(1, 6), st.integers(1, 200), st.fractions(1, 9, max_denominator=4))


ONE = st.just(1)


@st.composite
def elections(draw, *, points=ONE, most_projects=6, most_voters=7, weights=ONE, costs=COSTS):
    costs = draw(st.lists(costs, min_size=1, max_size=most_projects))
    projects = tuple(Project(f"p{n}", cost) for n, cost in enumerate(costs))
    ids = [project.id for project in projects]
    kinds = draw(
        st.lists(st.dictionaries(st.sampled_from(ids), points), min_size=1, max_size=most_voters)
    )
    ballots = tuple(Ballot(f"v{n}", kind, draw(weights)) for n, kind in enumerate(kinds))
    most = sum((Fraction(cost) for cost in costs), Fraction(0))
    part = draw(st.fractions(0, Fraction(6, 5), max_denominator=12))
    return Election(projects, ballots, most * part)

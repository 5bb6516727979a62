"""How fairly a choice serves groups of voters and kinds of projects, rule by rule.

The cost of a chosen project is divided equally over those who want it (the "share" of Lackner, Maly
and Rey, "Fairness in long-term participatory budgeting", IJCAI 2021): what a group has of that, set
against what it would have if every voter had the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from naober.engines.prioritising.problem import Election
from naober.engines.prioritising.result import Outcome


@dataclass(frozen=True, slots=True)
class Served:
    """A group of `voters`, of whom `empty_handed` see nothing chosen that they want.

    `worth` is the group's part of what was spent on wanted projects, `due` its part by heads.
    """

    voters: int
    empty_handed: int
    worth: Fraction
    due: Fraction


@dataclass(frozen=True, slots=True)
class Kind:
    """Projects of a category: what was spent on them, and what votes asked to spend.

    A voter asks for each project that the voter wants alike, with one vote in all. A project of
    several categories counts for each in equal parts.
    """

    spent: Fraction
    asked: Fraction


@dataclass(frozen=True, slots=True)
class Fairness:
    """One outcome: by group of voters, and by category of projects."""

    groups: Mapping[str, Served]
    kinds: Mapping[str, Kind]


def compare(
    election: Election, outcomes: Mapping[str, Outcome], groups: Mapping[str, str]
) -> Mapping[str, Fairness]:
    """By the name of each outcome; `groups` has the group of each voter, "" for the rest."""
    return {
        name: Fairness(_served(election, outcome, groups), _kinds(election, outcome))
        for name, outcome in outcomes.items()
    }


def _served(
    election: Election, outcome: Outcome, groups: Mapping[str, str]
) -> Mapping[str, Served]:
    worth = _worth(election, outcome)
    voters: defaultdict[str, int] = defaultdict(int)
    empty: defaultdict[str, int] = defaultdict(int)
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    for ballot in election.ballots:
        group = groups.get(ballot.voter, "")
        voters[group] += ballot.weight
        total[group] += worth[ballot.voter] * ballot.weight
        empty[group] += ballot.weight if not worth[ballot.voter] else 0
    everybody, spent = sum(voters.values()), sum(total.values(), Fraction(0))
    return {
        group: Served(heads, empty[group], total[group], spent * heads / everybody)
        for group, heads in sorted(voters.items())
    }


def _worth(election: Election, outcome: Outcome) -> Mapping[str, Fraction]:
    """Per head of each ballot."""
    supporters: defaultdict[str, int] = defaultdict(int)
    for ballot in election.ballots:
        for id, points in ballot.points.items():
            supporters[id] += ballot.weight if points > 0 else 0
    each = {
        s.project: s.cost / supporters[s.project] for s in outcome.steps if supporters[s.project]
    }
    return {
        ballot.voter: sum(
            (each[id] for id, points in ballot.points.items() if points > 0 and id in each),
            Fraction(0),
        )
        for ballot in election.ballots
    }


def _kinds(election: Election, outcome: Outcome) -> Mapping[str, Kind]:
    parts = {p.id: p.categories or ("",) for p in election.projects}
    spent: defaultdict[str, Fraction] = defaultdict(Fraction)
    asked: defaultdict[str, Fraction] = defaultdict(Fraction)
    for step in outcome.steps:
        for category in parts[step.project]:
            spent[category] += step.cost / len(parts[step.project])
    for ballot in election.ballots:
        wanted = [id for id, points in ballot.points.items() if points > 0]
        for id in wanted:
            for category in parts[id]:
                asked[category] += Fraction(ballot.weight, len(wanted) * len(parts[id]))
    votes = sum(asked.values(), Fraction(0)) or Fraction(1)
    return {
        category: Kind(spent[category], asked[category] / votes * outcome.cost)
        for category in sorted({category for kinds in parts.values() for category in kinds})
    }

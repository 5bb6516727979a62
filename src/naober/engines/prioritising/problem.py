"""The question: projects with costs, ballots, and a budget that is real. Plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction


class Rule(StrEnum):
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"
    GREEDY = "greedy"


class Completion(StrEnum):
    """What is done with money that a rule leaves; each rule has its own (see `COMPLETIONS`)."""

    NONE = "none"
    ADD1 = "add1"
    ADD1_UTILITARIAN = "add1u"
    UTILITARIAN = "utilitarian"
    EPSILON = "eps"
    NO_SKIP = "no-skip"
    SKIP = "skip"


COMPLETIONS: Mapping[Rule, tuple[Completion, ...]] = {
    Rule.EQUAL_SHARES: (
        Completion.NONE,
        Completion.ADD1,
        Completion.ADD1_UTILITARIAN,
        Completion.UTILITARIAN,
        Completion.EPSILON,
    ),
    Rule.PHRAGMEN: (Completion.NONE, Completion.SKIP, Completion.UTILITARIAN),
    Rule.GREEDY: (Completion.NONE, Completion.NO_SKIP),
}


class Utility(StrEnum):
    """What a voter is taken to gain from a chosen project: its cost, or one project (its points).

    Points multiply either.
    """

    COST = "cost"
    POINTS = "points"


class TieBreak(StrEnum):
    """By what projects that a rule finds exactly equal are told apart."""

    VOTES = "votes"
    COST = "cost"
    ID = "id"


TIE_ORDER = (TieBreak.VOTES, TieBreak.COST, TieBreak.ID)


@dataclass(frozen=True, slots=True)
class Project:
    """Something to choose. `categories` are for comparing rules only."""

    id: str
    cost: Number
    name: str = ""
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.cost <= 0:
            raise ValueError(f"project {self.id} costs {self.cost}")


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter wants: points by project id; an approval is one point.

    A ballot of weight 2 counts as two voters who want the same.
    """

    voter: str
    points: Mapping[str, Number]
    weight: int = 1

    def __post_init__(self) -> None:
        if self.weight < 1:
            raise ValueError(f"voter {self.voter} weighs {self.weight}")


@dataclass(frozen=True, slots=True)
class Election:
    """Valid when made: ids are unique, ballots name projects that are there."""

    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget: Number

    def __post_init__(self) -> None:
        if self.budget < 0:
            raise ValueError(f"the budget is {self.budget}")
        ids = {project.id for project in self.projects}
        if len(ids) < len(self.projects):
            raise ValueError("two projects share an id")
        if len({ballot.voter for ballot in self.ballots}) < len(self.ballots):
            raise ValueError("two ballots are of one voter")
        unknown = {id for ballot in self.ballots for id in ballot.points} - ids
        if unknown:
            raise ValueError(f"ballots name unknown projects: {', '.join(sorted(unknown))}")


@dataclass(frozen=True, slots=True)
class Method:
    """How to choose.

    `unit` is what a voter's budget grows by in a step of add1. `threshold` is the score that a
    project needs to take part at all: 0 lets in what nobody voted for, which Equal Shares and
    Phragmén never buy but a greedy rule does.
    """

    rule: Rule = Rule.EQUAL_SHARES
    completion: Completion = Completion.NONE
    utility: Utility = Utility.COST
    ties: tuple[TieBreak, ...] = field(default=TIE_ORDER)
    unit: Number = 1
    threshold: Number = 0

    def __post_init__(self) -> None:
        if self.completion not in COMPLETIONS[self.rule]:
            raise ValueError(f"{self.rule} has no completion {self.completion}")
        if self.unit <= 0:
            raise ValueError(f"a step of {self.unit}")

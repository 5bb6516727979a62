"""Sequential Phragmén for projects with costs.

Phragmén (1894); Brill, Freeman, Janson and Lackner, "Phragmén's voting methods and justified
representation" (2017/2023); for costs Los, Christoff and Grossi, "Proportional budget allocations:
towards a systematization" (IJCAI 2022). Everybody earns money at the same, steady pace; as soon as
the supporters of a project have its cost together, they buy it and start again from nothing. It
ends when the next purchase would overspend; `skip` passes over what does not fit and goes on.

A voter's money is the time since the voter's last purchase, so all of it is exact. Points are taken
as approvals: who gives any, supports.
"""

import heapq
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from naober.engines.prioritising.profile import Candidate, Places, Profile
from naober.engines.prioritising.result import Payments, Step


@dataclass(slots=True)
class Race:
    """The moments of purchases, and at which of them each voter bought last (0: never yet)."""

    profile: Profile
    last: Places
    moments: list[Fraction] = field(default_factory=lambda: [Fraction(0)])
    spent: int = 0
    steps: list[Step] = field(default_factory=list)
    payments: list[tuple[str, dict[int, Fraction]]] = field(default_factory=list)
    short: list[int] = field(default_factory=list)

    def moment(self, candidate: Candidate) -> Fraction:
        """When the supporters have its cost, if they buy nothing before."""
        counts = np.bincount(
            self.last[candidate.groups], candidate.heads, minlength=len(self.moments)
        )
        spent = sum(
            (int(counts[number]) * self.moments[number] for number in np.flatnonzero(counts)),
            Fraction(0),
        )
        return (candidate.cost + spent) / candidate.voters

    def buy(self, candidate: Candidate, moment: Fraction, tied: tuple[str, ...]) -> None:
        """At that moment."""
        paid = {int(g): moment - self.moments[self.last[g]] for g in candidate.groups}
        self.payments.append((candidate.id, paid))
        self.moments.append(moment)
        self.last[candidate.groups] = len(self.moments) - 1
        self.spent += candidate.cost
        cost, level = self.profile.money(candidate.cost), self.profile.money(moment)
        self.steps.append(Step(candidate.id, cost, level, tied=tied))


def phragmen(profile: Profile, *, skip: bool = False) -> tuple[list[Step], Payments]:
    """The steps, and who paid for each."""
    race = _run(profile, skip)
    return race.steps, race.payments


def shortfalls(profile: Profile, stop: bool) -> list[int]:
    """What each project lacked, when its moment came, that did not fit."""
    return _run(profile, not stop).short


def _run(profile: Profile, skip: bool) -> Race:
    """To the end.

    A moment only gets later, so an old one is a lower bound and is renewed when it comes up.
    """
    race = Race(profile, np.zeros(len(profile.heads), dtype=np.intp))
    wanted = [(c, place) for place, c in enumerate(profile.candidates) if c.voters]
    heap = [(race.moment(candidate), place) for candidate, place in wanted]
    heapq.heapify(heap)
    while heap:
        moment, place = heap[0]
        candidate = profile.candidates[place]
        now = race.moment(candidate)
        if now > moment:
            heapq.heapreplace(heap, (now, place))
            continue
        heapq.heappop(heap)
        if race.spent + candidate.cost <= profile.budget:
            race.buy(candidate, now, _others(race, heap, now))
            continue
        race.short.append(race.spent + candidate.cost - profile.budget)
        if not skip:
            break
    return race


def _others(race: Race, heap: list[tuple[Fraction, int]], now: Fraction) -> tuple[str, ...]:
    """What could be bought at the same moment."""
    equal = sorted(place for moment, place in heap if moment == now)
    candidates = (race.profile.candidates[place] for place in equal)
    return tuple(c.id for c in candidates if race.moment(c) == now)

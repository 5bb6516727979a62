"""Greedy by votes: what most cities do.

The project with the most votes (or points) first, each that still fits; with `no-skip` until the
first that does not fit.
"""

from collections.abc import Collection
from fractions import Fraction

from naober.engines.prioritising.profile import Profile
from naober.engines.prioritising.result import Step


def greedy(
    profile: Profile,
    *,
    stop: bool = False,
    taken: Collection[str] = (),
    spent: int = 0,
    completing: bool = False,
) -> list[Step]:
    """The steps after what is taken already, at a cost of `spent`."""
    rest = [candidate for candidate in profile.candidates if candidate.id not in taken]
    rest.sort(key=lambda candidate: -candidate.score)
    steps: list[Step] = []
    for place, candidate in enumerate(rest):
        room = profile.budget - spent
        if candidate.cost > room:
            if stop:
                break
            continue
        equal = tuple(
            other.id
            for other in rest[place + 1 :]
            if other.score == candidate.score and other.cost <= room
        )
        spent += candidate.cost
        steps.append(
            Step(
                candidate.id,
                profile.money(candidate.cost),
                Fraction(candidate.score, profile.points_scale),
                tied=equal,
                completed=completing,
            )
        )
    return steps


def shortfalls(profile: Profile, stop: bool) -> list[int]:
    """What each project lacked that was passed over for its cost; only the first when it stops."""
    room = profile.budget
    found = []
    for candidate in sorted(profile.candidates, key=lambda c: -c.score):
        if candidate.cost <= room:
            room -= candidate.cost
        else:
            found.append(candidate.cost - room)
            if stop:
                break
    return found

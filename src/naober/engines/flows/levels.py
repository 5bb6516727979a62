"""Heat by temperature level: it may only flow down, or be lifted by a pump that is paid for.

The levels are those of the problem table (Linnhoff and Flower 1978): every temperature at which
something begins or ends, what gives heat counted `approach` lower than it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from naober.engines.flows.problem import Heat, Pump

KELVIN = 273.15
BEST_FACTOR = 10.0  # no heat pump gives more heat than this for each unit of power


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of some heat, between two levels (or at one); `share` is how much of it."""

    bottom: float
    top: float
    share: float


def counted(heat: Heat, lower: float = 0.0) -> Heat:
    """The same heat, counted so much lower."""
    return Heat(heat.top - lower, heat.bottom - lower) if lower else heat


def levels_of(heats: Sequence[Heat]) -> list[float]:
    """All temperatures at which anything begins or ends, in order."""
    return sorted({level for heat in heats for level in (heat.top, heat.bottom)})


def slices(heat: Heat, levels: Sequence[float]) -> tuple[Slice, ...]:
    """What lies between each two levels."""
    if heat.top == heat.bottom:
        return (Slice(heat.bottom, heat.top, 1.0),)
    inside = [level for level in levels if heat.bottom <= level <= heat.top]
    width = heat.top - heat.bottom
    return tuple(Slice(low, high, (high - low) / width) for low, high in pairwise(inside))


def flows_down(source: Slice, target: Slice) -> bool:
    """Whether the one can warm the other up, all the way."""
    return source.bottom >= target.bottom and source.top >= target.top


def factor(pump: Pump, source: Slice, target: Slice) -> float | None:
    """Heat delivered for each unit of power: a part of Carnot's. None where it cannot.

    From the coldest of the source (as counted, so with the approach) to the warmest of the target.
    """
    if target.top > pump.highest:
        return None
    lift = target.top - source.bottom
    best = (target.top + KELVIN) / lift if lift > 0 else BEST_FACTOR
    found = min(BEST_FACTOR, pump.quality * best)
    return found if found > 1 else None

"""How much heat can streams give each other at most? The problem table (Linnhoff, Flower 1978)."""

from collections.abc import Sequence
from dataclasses import dataclass

from naober.engines.flows.levels import levels_of, slices
from naober.engines.flows.problem import APPROACH, Heat


@dataclass(frozen=True, slots=True)
class Stream:
    """`load` is the heat that it gives (`gives`) or takes over its range of temperature."""

    heat: Heat
    load: float
    gives: bool


@dataclass(frozen=True, slots=True)
class Cascade:
    """What has to be heated and cooled from outside at least, and what streams exchange.

    `pinches` are the temperatures that no heat may cross, counted half way between the two sides.
    `levels` has, from warm to cold, each such temperature and the heat that passes down there.
    """

    heating: float
    cooling: float
    exchanged: float
    pinches: tuple[float, ...]
    levels: tuple[tuple[float, float], ...]


def cascade(streams: Sequence[Stream], approach: float = APPROACH) -> Cascade:
    """Of streams that could all reach each other."""
    shifted = [_shifted(stream, approach / 2) for stream in streams]
    levels = levels_of([stream.heat for stream in shifted])
    change: dict[tuple[float, float], float] = {}
    for stream in shifted:
        for part in slices(stream.heat, levels):
            key = (part.top, part.bottom)
            amount = stream.load * part.share
            change[key] = change.get(key, 0.0) + (amount if stream.gives else -amount)
    passed, at = 0.0, [(levels[-1], 0.0)] if levels else []
    for (_, bottom), amount in sorted(change.items(), key=_from_warm):
        passed += amount
        at.append((bottom, passed))
    heating = max(0.0, -min((heat for _, heat in at), default=0.0))
    taken = sum(stream.load for stream in streams if not stream.gives)
    told = tuple((level, heat + heating) for level, heat in at)
    scale = 1e-9 * max(1.0, taken)
    inside = told[1:-1]
    return Cascade(
        heating,
        told[-1][1] if told else 0.0,
        taken - heating,
        tuple(level for level, heat in inside if abs(heat) <= scale),
        told,
    )


def _shifted(stream: Stream, half: float) -> Stream:
    by = -half if stream.gives else half
    return Stream(Heat(stream.heat.top + by, stream.heat.bottom + by), stream.load, stream.gives)


def _from_warm(change: tuple[tuple[float, float], float]) -> tuple[float, float, bool]:
    """Warm first; at one temperature what is given there comes before what is taken."""
    (top, bottom), amount = change
    return -top, -bottom, amount < 0

"""What META allows a ballot to be: length, cost, points. What goes beyond is told, not refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from naober.engines.prioritising import Number

Told = tuple[str, str, str]  # column, Dutch, English
KNOWN = (
    "min_length",
    "max_length",
    "min_sum_cost",
    "max_sum_cost",
    "min_points",
    "max_points",
    "min_sum_points",
    "max_sum_points",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """By the names that Pabulib gives them; what a file does not say has no limit."""

    of: Mapping[str, Number] = field(default_factory=dict)

    def broken_by(
        self, chosen: Sequence[str], points: Sequence[Number], cost: Mapping[str, Number]
    ) -> Iterator[Told]:
        """A ballot without a choice breaks none: whoever wanted nothing said so."""
        if not chosen:
            return
        spent = sum((Fraction(cost.get(id, 0)) for id in chosen), Fraction(0))
        yield from self._outside("length", len(chosen), "vote", "projecten", "projects")
        yield from self._outside("sum_cost", spent, "vote", "aan kosten", "of costs")
        if points:
            total = sum(map(Fraction, points), Fraction(0))
            yield from self._outside("sum_points", total, "points", "punten", "points")
            for one in (min(points), max(points)):
                yield from self._outside("points", one, "points", "punten", "points")

    def _outside(self, name: str, value: Number, column: str, nl: str, en: str) -> Iterator[Told]:
        least, most = self.of.get(f"min_{name}"), self.of.get(f"max_{name}")
        shown = _shown(value)
        if least is not None and value < least:
            yield (column, f"{shown} {nl}, en {_shown(least)} is het minste",
                   f"{shown} {en} where {_shown(least)} is the least")  # fmt: skip
        if most is not None and value > most:
            yield (column, f"{shown} {nl}, en {_shown(most)} mag",
                   f"{shown} {en} where {_shown(most)} are allowed")  # fmt: skip


def _shown(value: Number) -> str:
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):g}"

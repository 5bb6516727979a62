"""What an understanding says, in the short writing of `sentences.csv`."""

from naober.engines.understanding import Understanding
from naober.engines.understanding.result import Period, Quantity, Range


def bounds(low: float | None, high: float | None) -> str:
    """ "5", "5..8", "5.." or "..8"."""
    if low is not None and low == high:
        return f"{low:.10g}"
    return f"{'' if low is None else f'{low:.10g}'}..{'' if high is None else f'{high:.10g}'}"


def pieces(answer: Understanding) -> dict[str, str]:
    """Every piece that is there, by the name it has in the table."""
    found = {
        "quantity": _quantity(answer.quantity),
        "flow": _quantity(answer.flow),
        "temperature": _range(answer.temperature),
        "pressure": _range(answer.pressure),
        "power": _range(answer.power),
        "composition": ", ".join(
            f"{part.name} {bounds(part.low, part.high)}" for part in answer.composition
        ).lower(),
        "place": answer.place.name if answer.place else "",
        "radius": "" if answer.radius_km is None else f"{answer.radius_km:.10g}",
        "period": _period(answer.period),
        "certificate": ", ".join(certificate.name for certificate in answer.certificates),
    }
    return {name: value for name, value in found.items() if value}


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    return f"{bounds(quantity.low, quantity.high)} {quantity.unit}/{quantity.cadence}"


def _range(found: Range | None) -> str:
    return "" if found is None else bounds(found.low, found.high)


def _period(period: Period | None) -> str:
    return "" if period is None else f"{period.start or ''}..{period.end or ''}"


def expected(written: str) -> dict[str, str]:
    """The pieces of a table's cell: "quantity 12 tonne/month; place Meppel"."""
    found = {}
    for piece in filter(None, (part.strip() for part in written.split(";"))):
        name, _, value = piece.partition(" ")
        found[name] = value.lower() if name == "composition" else value
    return found

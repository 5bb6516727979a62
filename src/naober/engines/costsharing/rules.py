"""Rules that need a few numbers of a game only: what each is worth alone, and what all lose without
each. They look at no other groups, which is what those groups hold against them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from naober.engines.costsharing.wrong import GameError, Wrong

Shares = tuple[Fraction, ...]


def by_parts(total: Fraction, parts: Sequence[Fraction]) -> Shares | None:
    """The total in proportion; None where the parts have no common sign or add up to 0."""
    whole = sum(parts, Fraction(0))
    if not whole or (min(parts) < 0 < max(parts)):
        return None
    return tuple(total * part / whole for part in parts)


def proportional(total: Fraction, alone: Sequence[Fraction]) -> Shares | None:
    """To what each is worth alone; None where there is nothing to be in proportion to."""
    return by_parts(total, alone)


def equal(total: Fraction, weights: Sequence[Fraction]) -> Shares:
    """The same for all; with weights, the same for each unit of weight."""
    whole = sum(weights, Fraction(0))
    return tuple(total * weight / whole for weight in weights)


def separable(
    total: Fraction, alone: Sequence[Fraction], without: Sequence[Fraction]
) -> Shares | None:
    """Separable costs, remaining benefits.

    First what all would save or lose without a player; then the rest in proportion to what each
    saves by that against being alone (Ransmeier, "The Tennessee Valley Authority", 1942). `without`
    is what the others are worth. None where the rest has nothing to be in proportion to.
    """
    own = [total - others for others in without]
    rest = total - sum(own)
    if not rest:
        return tuple(own)
    parts = by_parts(rest, [worth - part for worth, part in zip(alone, own, strict=True)])
    if parts is None:
        return None
    return tuple(part + more for part, more in zip(own, parts, strict=True))


def capped(
    players: Sequence[str], shares: Sequence[Fraction], caps: Mapping[str, Fraction]
) -> Shares:
    """Who has more than the cap has the cap; what is over goes to the others in proportion to their
    shares, or in equal parts where these are 0 or less, again and again.

    Raises GameError where the caps do not leave room for the total.
    """
    _check_caps(players, shares, caps)
    found = dict(zip(players, shares, strict=True))
    held: set[str] = set()
    while True:
        over = {name for name, cap in caps.items() if name not in held and found[name] > cap}
        if not over:
            return tuple(found[name] for name in players)
        rest = sum((found[name] - caps[name] for name in over), Fraction(0))
        held |= over
        found.update({name: caps[name] for name in over})
        free = [name for name in players if name not in held]
        if not free:  # what is left over is nothing: the caps are together the total
            return tuple(found[name] for name in players)
        whole = sum((found[name] for name in free), Fraction(0))
        even = whole <= 0 or min(found[name] for name in free) < 0
        for name in free:
            found[name] += rest * (Fraction(1, len(free)) if even else found[name] / whole)


def _check_caps(
    players: Sequence[str], shares: Sequence[Fraction], caps: Mapping[str, Fraction]
) -> None:
    strangers = sorted(caps.keys() - set(players))
    if strangers:
        raise GameError(Wrong.STRANGER, strangers[0])
    if caps.keys() >= set(players) and sum(caps.values()) < sum(shares):
        short = sum(shares, Fraction(0)) - sum(caps.values())
        raise GameError(Wrong.CAPS, short)


def rounded(shares: Sequence[Fraction], step: Fraction = Fraction(1, 100)) -> Shares:
    """In whole steps that add up to the total, which is itself rounded to one.

    Each share is rounded down; the steps left go to the largest remainders, the first player first
    among equals (Hamilton's method).
    """
    whole = [share // step for share in shares]
    left = round(sum(shares, Fraction(0)) / step) - sum(whole)
    order = sorted(range(len(shares)), key=lambda i: (whole[i] * step - shares[i], i))
    extra, spare = divmod(left, len(shares))
    for place, i in enumerate(order):
        whole[i] += extra + (place < spare)
    return tuple(one * step for one in whole)

"""Everybody with everybody: 2k people need 2k - 1 rounds, by the circle method (Kirkman 1847)."""

from naober.engines.timetable.net import Net


def circle(net: Net) -> dict[int, int]:
    """The round of each pair when there are rounds enough for all to meet all; else nothing."""
    people = len(net.names)
    needed = people - 1 + people % 2
    if net.rounds < needed or len(set(net.there)) > 1:
        return {}
    return {edge: _meet(a, b, needed) for edge, (a, b) in enumerate(net.ends)}


def _meet(a: int, b: int, needed: int) -> int:
    """One stands in the middle when the number is even; the others turn around."""
    if b == needed:
        return 2 * a % needed
    return (a + b) % needed

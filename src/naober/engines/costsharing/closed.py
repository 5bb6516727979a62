"""Divisions that structures have in closed form, for any number of players."""

from collections.abc import Mapping
from fractions import Fraction

from naober.engines.costsharing.structures import Bankruptcy, Ladder, Tree

Divided = dict[str, Fraction]


def ladder_shapley(ladder: Ladder) -> Divided:
    """Each step is paid by its users in equal parts (Littlechild and Owen 1973)."""
    found = dict.fromkeys(ladder.players, Fraction(0))
    for cost, users in ladder.steps:
        for name in users:
            found[name] += cost / len(users)
    return found


def ladder_nucleolus(needs: Mapping[str, Fraction]) -> Divided:
    """Of a ladder of needs (Littlechild, "A simple expression for the nucleolus in a special case",
    1974): the smallest pay the least that the steps so far allow, then the next."""
    order = sorted(needs, key=lambda name: needs[name])
    costs = sorted(set(needs.values()))
    upto = [sum(need <= cost for need in needs.values()) for cost in costs]
    found: Divided = {}
    done, paid, share = 0, Fraction(0), Fraction(0)
    place = 0
    while place < len(costs):
        rates = [
            (costs[k] - paid + share) / (upto[k] - done + (k + 1 < len(costs)))
            for k in range(place, len(costs))
        ]
        share = min(rates)
        place += len(rates) - rates[::-1].index(share)
        found.update(dict.fromkeys(order[done : upto[place - 1]], share))
        done, paid = upto[place - 1], costs[place - 1]
    return {name: found[name] for name in needs}


def talmud(case: Bankruptcy) -> Divided:
    """The rule of the contested garment (Aumann and Maschler 1985), which is the nucleolus: equal
    parts until each has half a claim, then equal losses."""
    half = {name: claim / 2 for name, claim in case.claims.items()}
    whole = sum(case.claims.values(), Fraction(0))
    if case.estate <= whole / 2:
        return equal_awards(half, case.estate)
    lost = equal_awards(half, whole - case.estate)
    return {name: claim - lost[name] for name, claim in case.claims.items()}


def equal_awards(claims: Mapping[str, Fraction], estate: Fraction) -> Divided:
    """The same for all, up to each one's claim."""
    left, found = estate, {}
    order = sorted(claims, key=lambda name: claims[name])
    for place, name in enumerate(order):
        found[name] = min(claims[name], left / (len(order) - place))
        left -= found[name]
    return {name: found[name] for name in claims}


def bird(tree: Tree) -> Divided:
    """Each pays the link by which the cheapest net reaches it (Bird 1976): nobody is better off
    outside. Where two nets are as cheap, the one that reaches the first player first."""
    paid = {name: cost for name, _, cost in tree.tree(tree.players)}
    return {name: paid[name] for name in tree.players}

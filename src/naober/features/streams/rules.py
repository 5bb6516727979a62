"""What is asked of a stream and when, and what a company may be told of a plan. No request, no
response."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from naober.features.streams.models import Rule

QUARTERS = ("q1", "q2", "q3", "q4")
# Per name the least and the most. Amounts are in t or MWh, costs in euros for one of these.
NUMBERS: Mapping[str, tuple[float, float]] = {
    "useful": (0.1, 100.0),  # percent of it that can be used
    "warm": (-200.0, 2000.0),  # °C: as it comes, or as it is needed
    "cold": (-200.0, 2000.0),  # °C: to which it may be cooled, or from which it is warmed
    "amount": (0.0, 1e9),  # in a year, where the sentence does not say it
    **dict.fromkeys(QUARTERS, (0.0, 1e9)),
    "cost": (-1e6, 1e6),  # what disposal or purchase costs now
    "treatment_cost": (0.0, 1e6),
}
CONFIDENTIAL = frozenset({"cost", "treatment_cost"})
HOW_MUCH = frozenset({"amount", *QUARTERS})
FIELDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("material", "offer"): (
        "amount", "cost", "permit", "quality", "useful", "treatment", "treatment_cost", *QUARTERS,
    ),
    ("material", "need"): ("amount", "cost", "quality", *QUARTERS),
    ("energy", "offer"): ("amount", "warm", "cold", "cost", *QUARTERS),
    ("energy", "need"): ("amount", "warm", "cold", "cost", *QUARTERS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a listing of one's own: "material" or "energy", whether anything fits it, on
    a condition too, and whether its sentence says how warm and how much a year it is. Nothing of
    the other side: a question would tell it."""

    kind: str
    direction: str
    has_match: bool = False
    on_condition: bool = False
    says_how_warm: bool = False
    says_how_much: bool = False


def fields_of(facts: Facts) -> tuple[str, ...]:
    """All that can be told of it; nothing of what is neither a material nor heat."""
    return FIELDS.get((facts.kind, facts.direction), ())


def asked(facts: Facts, known: Collection[str]) -> tuple[str, ...]:
    """Late, and only what changes an answer: nothing as long as nobody fits, then what it costs
    now, how much it is, and what decides whether it can go at all; quality where the fit is on a
    condition."""
    if not facts.has_match:
        return ()
    ask = ["cost"]
    if not facts.says_how_much and not set(QUARTERS).issubset(known):
        ask.append("amount")
    if facts.kind == "energy":
        ask += [] if facts.says_how_warm else ["warm"]
        ask += ["cold"] if facts.direction == "offer" else []
        ask += QUARTERS
    elif facts.direction == "offer":
        ask += ["permit", "treatment"]
    if facts.on_condition:
        ask.append("quality")
    return tuple(name for name in fields_of(facts) if name in ask and name not in known)


def questions(facts: Facts, known: Collection[str]) -> int:
    """How many are open; the four quarters are one."""
    return len({"quarters" if name in QUARTERS else name for name in asked(facts, known)})


def sent_by_pair(flows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    """Of a plan's result: what each pair exchanges in all seasons together, the largest first."""
    found: dict[tuple[str, str], float] = {}
    for flow in flows:
        pair = flow["offer"], flow["need"]
        found[pair] = found.get(pair, 0.0) + flow["sent"]
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def behind(rule: str, others: Collection[int], everybody: Collection[int]) -> Collection[int]:
    """On whose figures a part rests: by what each adds, on those one exchanges with; the same for
    each, on all of the plan."""
    return others if rule == Rule.SHAPLEY else everybody


def may_read_part(own: int, parts: Sequence[Collection[int]]) -> bool:
    """Whether a company's parts of gains give no single neighbour's figures away.

    `own`: how many companies of this reader take part. `parts`: of each part that it was ever told,
    this one too, the companies behind it that it does not know. Each part is one sum over what
    these keep: as many sums as unknown companies would give each of them.
    """
    unknown = set().union(*parts)
    return own == 1 and len(parts) < len(unknown)


def rounded(value: float) -> float:
    """To two digits: so that two plans that differ a little are no second equation."""
    if not value:
        return 0.0
    step = 10.0 ** (floor(log10(abs(value))) - 1)
    return float(round(value / step) * step)

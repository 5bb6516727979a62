"""The plan as a picture: bands from who brings to who gets, as wide as what goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naober.features.streams.rules import sent_by_pair

WIDTH = 960
BAR = 14
LABEL = 330  # of the width, on each side
GAP = 18
HIGHEST = 420  # of all bands together, and of each end of them when these are few
OF_ONE = 90
THINNEST = 2.0
MIDDLE = WIDTH / 2
WORDS = 48


@dataclass(frozen=True, slots=True)
class Node:
    """A company and what it is about; `x`, `y` and `height` of its bar, `text_x` of its label."""

    label: str
    amount: float
    x: float
    y: float
    height: float
    text_x: float
    anchor: str

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Band:
    """`path` goes around it. `tone`: 0 to 5, by who brings."""

    path: str
    label: str
    tone: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Of one unit, for tonnes and MWh cannot be compared."""

    unit: str
    width: int
    height: float
    nodes: Sequence[Node]
    bands: Sequence[Band]


Names = Mapping[str, Sequence[str]]


def pictures(flows: Sequence[Mapping[str, Any]], names: Names) -> list[Picture]:
    """One a unit, of all seasons together; largest bands first."""
    units = dict.fromkeys(flow["unit"] for flow in flows)
    return [
        _picture(unit, sent_by_pair(one for one in flows if one["unit"] == unit), names)
        for unit in units
    ]


def _picture(unit: str, sent: Mapping[tuple[str, str], float], names: Names) -> Picture:
    ends = max(len({pair[side] for pair in sent}) for side in (0, 1))
    scale = min(HIGHEST, OF_ONE * ends) / max(sum(sent.values()), 1e-9)
    thick = {pair: max(THINNEST, amount * scale) for pair, amount in sent.items()}
    left = _column([a for a, _b in sent], sent, thick, 0, names)
    right = _column([b for _a, b in sent], sent, thick, 1, names)
    tones = {id: place % 6 for place, id in enumerate(left)}
    at = {id: node.y for id, node in left.items()}
    to = {id: node.y for id, node in right.items()}
    bands = []
    for (offer, need), amount in sent.items():
        wide = thick[offer, need]
        bands.append(
            Band(
                _around(at[offer], to[need], wide),
                f"{_label(names, offer)} → {_label(names, need)}: {amount:,.0f} {unit}",
                tones[offer],
            )
        )
        at[offer] += wide
        to[need] += wide
    nodes = [*left.values(), *right.values()]
    height = max(node.y + node.height for node in nodes) + 10
    return Picture(unit, WIDTH, round(height, 1), nodes, bands)


def _column(
    ids: Sequence[str],
    sent: Mapping[tuple[str, str], float],
    thick: Mapping[tuple[str, str], float],
    side: int,
    names: Names,
) -> dict[str, Node]:
    found: dict[str, Node] = {}
    y = 4.0
    for id in dict.fromkeys(ids):
        pairs = [pair for pair in sent if pair[side] == id]
        height = sum(thick[pair] for pair in pairs)
        x = LABEL if side == 0 else WIDTH - LABEL - BAR
        text_x, anchor = (x - 8, "end") if side == 0 else (x + BAR + 8, "start")
        total = sum(sent[pair] for pair in pairs)
        found[id] = Node(_label(names, id), total, x, round(y, 1), round(height, 1), text_x, anchor)
        y += max(height, 12.0) + GAP
    return found


def _around(start: float, end: float, wide: float) -> str:
    x0, x1 = LABEL + BAR, WIDTH - LABEL - BAR
    top = f"M{x0} {start:.1f} C{MIDDLE:.0f} {start:.1f} {MIDDLE:.0f} {end:.1f} {x1} {end:.1f}"
    down, back = end + wide, start + wide
    return f"{top} V{down:.1f} C{MIDDLE:.0f} {down:.1f} {MIDDLE:.0f} {back:.1f} {x0} {back:.1f} Z"


def _label(names: Names, id: str) -> str:
    who, what = names.get(id, (id, ""))[:2]
    text = f"{who}: {what}" if what else who
    return text if len(text) <= WORDS else f"{text[: WORDS - 1].rstrip()}…"

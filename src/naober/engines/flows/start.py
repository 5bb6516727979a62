"""The tree that a network simplex starts from: the cheapest arc first, as much as can go."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naober.engines.flows.network import Floats, Network
from naober.engines.flows.tree import Tree


@dataclass(frozen=True, slots=True)
class _Link:
    """An arc that carries something and could carry more, as one of its two ends sees it."""

    other: int
    number: int
    other_is_source: bool
    amount: float
    capacity: float
    cost: float


@dataclass(frozen=True, slots=True)
class _Filled:
    """What each node has left, the arcs between that are not full, and those that are."""

    left: list[float]
    links: list[list[_Link]]
    full: set[int]


def first_tree(
    network: Network, cost: Floats, arcs: npt.NDArray[np.integer], missing_cost: float
) -> Tree:
    """Made of some arcs. What supplies keep and demands lack goes by the root.

    Each arc in use that is not full emptied one of its ends, and so they make no cycle. Each of the
    trees they make hangs from the root by a node that has something left, where there is one: only
    one has, because all arcs of a tree empty one node each. Where none has, it hangs by a supply,
    to which a unit could always go: so the tree is strongly feasible.
    """
    filled = _fill(network, cost, arcs)
    supplies, root = len(network.supply), len(network.supply) + len(network.demand)
    tree = _bare(root + 1, filled.full)
    walked: list[int] = [root]
    for top in sorted(range(root), key=lambda node: (not filled.left[node], node)):
        if tree.parent[top] < 0:
            tree.parent[top] = root
            tree.arc[top] = len(cost) + top
            tree.up[top] = top < supplies
            tree.flow[top] = filled.left[top]
            tree.price[top] = 0.0 if top < supplies else missing_cost
            walked += _walk(tree, filled, top)
    for node in reversed(walked[1:]):
        tree.size[tree.parent[node]] += tree.size[node]
    tree.order[:] = walked
    tree.place[tree.order] = np.arange(root + 1, dtype=np.int32)
    return tree


def _fill(network: Network, cost: Floats, arcs: npt.NDArray[np.integer]) -> _Filled:
    supplies = len(network.supply)
    left: list[float] = [*network.supply.tolist(), *network.demand.tolist()]
    links: list[list[_Link]] = [[] for _ in left]
    full: set[int] = set()
    order = arcs[np.argsort(cost[arcs], kind="stable")]
    for number, source, target, price, capacity in zip(
        order.tolist(),
        network.tail[order].tolist(),
        (network.head[order] + supplies).tolist(),
        cost[order].tolist(),
        network.capacity[order].tolist(),
        strict=True,
    ):
        amount = min(left[source], left[target], capacity)
        if not amount:
            continue
        if amount == capacity:
            full.add(number)
        else:
            links[source].append(_Link(target, number, False, amount, capacity, price))
            links[target].append(_Link(source, number, True, amount, capacity, -price))
        left[source] -= amount
        left[target] -= amount
    return _Filled(left, links, full)


def _bare(size: int, full: set[int]) -> Tree:
    return Tree(
        parent=[-1] * size,
        arc=[-1] * size,
        up=[False] * size,
        flow=[0.0] * size,
        capacity=[float("inf")] * size,
        size=[1] * size,
        price=np.zeros(size),
        order=np.zeros(size, dtype=np.int32),
        place=np.zeros(size, dtype=np.int32),
        full=full,
    )


def _walk(tree: Tree, filled: _Filled, top: int) -> list[int]:
    """All that hangs from `top`, each before what hangs from it."""
    walked, ahead = [], [top]
    while ahead:
        node = ahead.pop()
        walked.append(node)
        for link in filled.links[node]:
            other = link.other
            if other == tree.parent[node]:
                continue
            tree.parent[other] = node
            tree.arc[other] = link.number
            tree.up[other] = link.other_is_source
            tree.flow[other] = link.amount
            tree.capacity[other] = link.capacity
            tree.price[other] = tree.price[node] + link.cost
            ahead.append(other)
    return walked

"""Which arcs of a network are worth looking at first."""

import numpy as np

from naober.engines.flows.network import Flags, Floats, Ints, Network


def cheapest_at(cost: Floats, network: Network, count: int) -> Flags:
    """The `count` cheapest arcs of each supply and of each demand."""
    rows, columns = len(network.supply), len(network.demand)
    if is_dense(network):
        table = cost.reshape(rows, columns)
        return (_low_rows(table, count) | _low_rows(table.T, count).T).ravel()
    return _low(cost, network.tail, count) | _low(cost, network.head, count)


def is_dense(network: Network) -> bool:
    """Whether every supply goes to every demand, in the order of a table."""
    rows, columns = len(network.supply), len(network.demand)
    if len(network.tail) != rows * columns:
        return False
    places = network.tail.astype(np.int64) * columns + network.head
    return bool((places == np.arange(rows * columns)).all())


def _low_rows(table: Floats, count: int) -> Flags:
    """The smallest of each row."""
    found = np.zeros(table.shape, dtype=np.bool_)
    if count >= table.shape[1]:
        return ~found
    places = np.argpartition(table, count, axis=1)[:, :count]
    found[np.arange(len(table))[:, None], places] = True
    return found


def _low(cost: Floats, ends: Ints, count: int) -> Flags:
    """The same where the arcs stand in any order."""
    order = np.lexsort((cost, ends))
    sorted_ends = ends[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_ends[1:] != sorted_ends[:-1])))
    lengths = np.diff(np.concatenate((starts, [len(order)])))
    place = np.arange(len(order)) - np.repeat(starts, lengths)
    found = np.zeros(len(cost), dtype=np.bool_)
    found[order[place < count]] = True
    return found

"""Small networks to test with, and their optimum by another road (SciPy)."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, linprog, milp

from naober.engines.flows import Network


def network(supplies, demands, arcs):
    """`supplies`: (amount, fixed); `arcs`: (from, to, cost, capacity, fixed). Places are ids."""
    columns = list(zip(*arcs, strict=True)) or [[], [], [], [], []]
    return Network(
        tuple(range(len(supplies))),
        tuple(range(len(demands))),
        np.array([amount for amount, _ in supplies], dtype=float),
        np.array([fixed for _, fixed in supplies], dtype=float),
        np.array(demands, dtype=float),
        np.array(columns[0], dtype=np.int32),
        np.array(columns[1], dtype=np.int32),
        *(np.array(column, dtype=float) for column in columns[2:]),
    )


@st.composite
def networks(draw, *, fixed=False, most=5):
    """Whole amounts, costs below 0 too, some arcs with a capacity, some twice."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    charge = st.integers(0, 30) if fixed else st.just(0)
    supplies = draw(st.lists(st.tuples(st.integers(0, 12), charge), min_size=rows, max_size=rows))
    demands = draw(st.lists(st.integers(0, 8), min_size=columns, max_size=columns))
    arc = st.tuples(
        st.integers(0, rows - 1),
        st.integers(0, columns - 1),
        st.integers(-4, 12),
        st.one_of(st.just(float("inf")), st.integers(0, 6)),
        charge,
    )
    return network(supplies, demands, draw(st.lists(arc, max_size=rows * columns)))


def balances(net):
    """The matrix of what leaves each supply, and that of what reaches each demand."""
    out = np.zeros((len(net.supply), len(net.tail)))
    into = np.zeros((len(net.demand), len(net.tail)))
    out[net.tail, np.arange(len(net.tail))] = 1
    into[net.head, np.arange(len(net.tail))] = 1
    return out, into


def by_linprog(net, usable=None):
    """The lowest cost without fixed costs, of arcs that are usable; None when impossible."""
    upper = net.most if usable is None else np.where(usable, net.most, 0)
    if not len(net.tail):
        return None if net.demand.any() else 0.0
    out, into = balances(net)
    found = linprog(
        net.unit_cost, out, net.supply, into, net.demand,
        list(zip(np.zeros(len(upper)), upper, strict=True)),
    )  # fmt: skip
    return None if found.status == 2 else found.fun


def by_trying_all(net):
    """The lowest cost with fixed costs: every choice of what is paid for."""
    paid = [("arc", at) for at in np.flatnonzero(net.fixed_cost)]
    paid += [("supply", at) for at in np.flatnonzero(net.supply_fixed)]
    best = None
    for choice in product((False, True), repeat=len(paid)):
        usable, cost = np.ones(len(net.tail), dtype=bool), 0.0
        for (kind, at), chosen in zip(paid, choice, strict=True):
            fixed = net.fixed_cost if kind == "arc" else net.supply_fixed
            cost += fixed[at] * chosen
            if not chosen:
                usable[[at] if kind == "arc" else net.tail == at] = False
        if best is None or cost < best + 1000:
            flows = by_linprog(net, usable)
            if flows is not None and (best is None or flows + cost < best):
                best = flows + cost
    return best


def by_milp(net):
    """The same by SciPy's solver of whole numbers; None when impossible."""
    arcs, supplies = len(net.tail), len(net.supply)
    out, into = balances(net)
    size = 2 * arcs + supplies
    wide = [np.zeros((len(one), size)) for one in (out, into)]
    wide[0][:, :arcs], wide[0][:, 2 * arcs :] = out, -np.diag(net.supply)
    wide[1][:, :arcs] = into
    link = np.hstack([np.eye(arcs), -np.diag(net.most), np.zeros((arcs, supplies))])
    found = milp(
        np.concatenate([net.unit_cost, net.fixed_cost, net.supply_fixed]),
        integrality=np.arange(size) >= arcs,
        bounds=(0, np.concatenate([net.most, np.ones(arcs + supplies)])),
        constraints=[
            LinearConstraint(wide[0], -np.inf, 0),
            LinearConstraint(wide[1], net.demand, net.demand),
            LinearConstraint(link, -np.inf, 0),
        ],
        options={"mip_rel_gap": 0},
    )
    return None if found.status == 2 else found.fun

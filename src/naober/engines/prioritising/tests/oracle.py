"""The rules straight from the papers, in fractions, without a thought for speed."""

from fractions import Fraction

from naober.engines.prioritising import Election, Method, TieBreak, Utility


def tie_key(election: Election, method: Method):
    score = {p.id: sum(b.points.get(p.id, 0) * b.weight for b in election.ballots)
             for p in election.projects}  # fmt: skip

    def key(project):
        keys = {TieBreak.VOTES: -score[project.id], TieBreak.COST: project.cost,
                TieBreak.ID: project.id}  # fmt: skip
        return (*(keys[tie] for tie in method.ties), project.id)

    return key


def utilities(election: Election, method: Method, project):
    unit = project.cost if method.utility is Utility.COST else 1
    return {b.voter: Fraction(b.points[project.id]) * unit
            for b in election.ballots if b.points.get(project.id, 0) > 0}  # fmt: skip


def rho(cost, utility, left, weight):
    """The least rho with which the supporters pay for a project; None when they cannot."""
    if sum(left[v] * weight[v] for v in utility) < cost:
        return None
    order = sorted(utility, key=lambda v: left[v] / utility[v])
    rest, mass = Fraction(cost), sum(utility[v] * weight[v] for v in order)
    for voter in order:
        if left[voter] * mass >= rest * utility[voter]:
            return rest / mass
        rest -= left[voter] * weight[voter]
        mass -= utility[voter] * weight[voter]
    return None


def equal_shares(election: Election, method: Method, share):
    """(ids in the order of choosing, what each voter has left)."""
    weight = {b.voter: b.weight for b in election.ballots}
    left = {b.voter: Fraction(share) for b in election.ballots}
    rest = sorted(election.projects, key=tie_key(election, method))
    want = {p.id: utilities(election, method, p) for p in rest}
    chosen = []
    while True:
        rhos = [
            (least, place)
            for place, p in enumerate(rest)
            if want[p.id] and (least := rho(p.cost, want[p.id], left, weight)) is not None
        ]
        if not rhos:
            return chosen, left
        best, place = min(rhos)
        project = rest.pop(place)
        for voter, utility in want[project.id].items():
            left[voter] -= min(left[voter], best * utility)
        chosen.append(project.id)


def share_of(election: Election):
    return Fraction(election.budget) / sum(b.weight for b in election.ballots)


def add1(election: Election, method: Method):
    """Every step, one by one; (ids, steps)."""
    costs = {p.id: p.cost for p in election.projects}
    wanted = {id for b in election.ballots for id, points in b.points.items() if points > 0}
    before, steps = [], 0
    while True:
        chosen, _ = equal_shares(election, method, share_of(election) + steps * method.unit)
        if sum(costs[id] for id in chosen) > election.budget:
            return before, max(steps - 1, 0)
        if set(chosen) == wanted:
            return chosen, steps
        before, steps = chosen, steps + 1


def greedy(election: Election, method: Method, *, stop=False):
    key = tie_key(election, method)
    score = {p.id: sum(b.points.get(p.id, 0) * b.weight for b in election.ballots)
             for p in election.projects}  # fmt: skip
    left, chosen = Fraction(election.budget), []
    for project in sorted(election.projects, key=lambda p: (-score[p.id], key(p))):
        if project.cost <= left:
            left -= project.cost
            chosen.append(project.id)
        elif stop:
            break
    return chosen


def phragmen(election: Election, method: Method, *, skip=False):
    """With loads: who supports what is bought gets a load, the same for each, as low as can be."""
    load = {b.voter: Fraction(0) for b in election.ballots}
    rest = sorted(election.projects, key=tie_key(election, method))
    left, chosen = Fraction(election.budget), []
    while True:
        moments = [
            ((project.cost + sum(load[b.voter] * b.weight for b in mine)) / heads, place)
            for place, project in enumerate(rest)
            if (mine := [b for b in election.ballots if b.points.get(project.id, 0) > 0])
            and (heads := sum(b.weight for b in mine))
        ]
        if not moments:
            return chosen
        moment, place = min(moments)
        project = rest.pop(place)
        if project.cost > left:
            if skip:
                continue
            return chosen
        left -= project.cost
        chosen.append(project.id)
        for ballot in election.ballots:
            if ballot.points.get(project.id, 0) > 0:
                load[ballot.voter] = moment


def epsilon(election: Election, method: Method, trifle=Fraction(1, 10**12)):
    """Equal Shares itself, in which everybody gains a trifle from what was not asked for."""
    ids = [project.id for project in election.projects]
    ballots = tuple(
        type(b)(
            b.voter, {id: p if (p := b.points.get(id, 0)) > 0 else trifle for id in ids}, b.weight
        )
        for b in election.ballots
    )
    # ties are broken by the votes that were cast, not by trifles
    key = tie_key(election, method)
    projects = tuple(sorted(election.projects, key=key))
    names = {project.id: f"{place:04d}" for place, project in enumerate(projects)}
    renamed = Election(
        tuple(type(p)(names[p.id], p.cost) for p in projects),
        tuple(
            type(b)(b.voter, {names[id]: p for id, p in b.points.items()}, b.weight)
            for b in ballots
        ),
        election.budget,
    )
    by_id = Method(utility=method.utility, ties=(TieBreak.ID,))
    chosen, _ = equal_shares(renamed, by_id, share_of(election))
    back = {new: old for old, new in names.items()}
    return [back[id] for id in chosen]

"""What `naober plan NETWORK.json` says."""

from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from naober.cli.output import (
    Exit,
    console,
    count,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.flows import Network, NetworkPlan, Shortage, Status, solve_network
from naober.files.network_json import NetworkError, NetworkFile, read_network
from naober.files.problems import RowProblem, UnreadableError

NAMED = 8  # in a sentence
SHOWN = 200  # flows on a screen; JSON has all


def plan_network(
    file: Path, *, as_json: bool, language: str, left: Callable[[], float], gap: float
) -> None:
    """Read it, solve it, tell it."""
    try:
        read = read_network(file)
    except UnreadableError as error:
        if as_json:
            write_json({"status": None, "problems": problems_as_json(_problems(error), language)})
        elif isinstance(error, NetworkError):
            tell_problems(error.problems, language)
            raise SystemExit(Exit.UNREADABLE) from error
        unreadable(error, language)
    found = solve_network(read.network, left=left, gap=gap)
    if as_json:
        write_json(_as_json(read, found, language))
    else:
        tell_problems(read.problems, language)
        _show(read.network, found, language)


def _problems(error: UnreadableError) -> tuple[RowProblem, ...]:
    if isinstance(error, NetworkError):
        return error.problems
    return (RowProblem(0, "", error.nl, error.en),)


def _as_json(read: NetworkFile, found: NetworkPlan, language: str) -> dict[str, Any]:
    network = read.network
    answer: dict[str, Any] = {
        "status": str(found.status),
        "objective": _number(found.objective),
        "gap": None if found.gap == float("inf") else found.gap,
        "bound": _number(found.bound) if abs(found.bound) != float("inf") else None,
        "flows": [
            {"from": start, "to": end, "amount": _number(amount)}
            for start, end, amount in _flows(network, found)
        ],
        "open": [
            one for one, used in zip(network.supply_ids, found.used, strict=True) if used
        ],
        "prices": {
            "supplies": _prices(network.supply_ids, found.supply_price.tolist()),
            "demands": _prices(network.demand_ids, found.demand_price.tolist()),
        },
        "problems": problems_as_json(read.problems, language),
    }  # fmt: skip
    if found.shortage:
        short = found.shortage
        answer["shortage"] = {
            "demands": list(short.demands),
            "supplies": list(short.supplies),
            "asked": _number(short.asked),
            "available": _number(short.available),
            "message": " ".join(_short(short, dutch=language == "nl")),
        }
    return answer


def _prices(ids: tuple[Hashable, ...], prices: list[float]) -> list[dict[str, Any]]:
    """None when there is no plan."""
    return [{"id": one, "price": _number(price)} for one, price in zip(ids, prices, strict=False)]


def _flows(network: Network, found: NetworkPlan) -> Iterator[tuple[Hashable, Hashable, float]]:
    for arc in np.flatnonzero(found.flow > 0):
        start, end = network.supply_ids[network.tail[arc]], network.demand_ids[network.head[arc]]
        yield start, end, float(found.flow[arc])


def _number(amount: float | None) -> int | float | None:
    """Whole where it is."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else amount


def _show(network: Network, found: NetworkPlan, language: str) -> None:
    dutch = language == "nl"
    out = console()
    table = Table.grid(padding=(0, 2))
    flows = list(_flows(network, found))
    for start, end, amount in flows[:SHOWN]:
        table.add_row(plain(str(start)[:60]), "→", plain(str(end)[:60]), f"{amount:,.10g}")
    out.print(table)
    if len(flows) > SHOWN:
        more = len(flows) - SHOWN
        out.print(f"... en nog {more}" if dutch else f"... and {more} more")
    for line in _summary(found, flows=len(flows), dutch=dutch):
        out.print(line)


def _summary(found: NetworkPlan, *, flows: int, dutch: bool) -> Iterator[str]:
    if found.shortage:
        yield from _short(found.shortage, dutch=dutch)
        return
    if found.objective is None:
        yield (
            "Binnen de tijd is geen plan gevonden; of er een is, is niet bekend (--seconds)."
            if dutch
            else "No plan was found in time; whether there is one is not known (--seconds)."
        )
        return
    used = int(found.used.sum())
    ways = count(flows, *(("stroom", "stromen") if dutch else ("flow", "flows")))
    of = count(used, *(("bron", "bronnen") if dutch else ("supply", "supplies")))
    total = f"{found.objective:,.10g}"
    if dutch:
        yield f"{ways} uit {of}, kosten {total}; " + _how_good(found, dutch=True)
    else:
        yield f"{ways} from {of}, cost {total}; " + _how_good(found, dutch=False)


def _how_good(found: NetworkPlan, *, dutch: bool) -> str:
    if found.status is Status.OPTIMAL:
        return "goedkoper kan niet (bewezen)." if dutch else "cheaper is not possible (proven)."
    away = f"{100 * (found.gap or 0):.2g}%"
    bound = f"{found.bound:,.10g}"
    if dutch:
        return f"goedkoper dan {bound} kan niet: hoogstens {away} minder."
    return f"cheaper than {bound} is not possible: {away} less at most."


def _short(short: Shortage, *, dutch: bool) -> Iterator[str]:
    demands, supplies = _named(short.demands, dutch=dutch), _named(short.supplies, dutch=dutch)
    asked, there = f"{short.asked:,.10g}", f"{short.available:,.10g}"
    lacking = f"{short.asked - short.available:,.10g}"
    if dutch:
        yield f"Dit kan niet: {demands} vraagt {asked}, en daar kan hoogstens {there} komen."
        yield f"Tekort: {lacking}. " + (
            f"Wat er komt, komt van {supplies}." if supplies else "Geen enkele bron gaat daarheen."
        )
    else:
        yield f"This cannot be done: {demands} asks {asked}, and at most {there} can get there."
        yield f"Short by {lacking}. " + (
            f"What gets there comes from {supplies}." if supplies else "No supply goes there."
        )


def _named(ids: tuple[Hashable, ...], *, dutch: bool) -> str:
    names = ", ".join(str(one)[:60] for one in ids[:NAMED])
    if len(ids) <= NAMED:
        return names
    more = len(ids) - NAMED
    return f"{names} en nog {more}" if dutch else f"{names} and {more} more"

"""What `naober plan REGION.xlsx` says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from naober.cli.output import (
    console,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.flows import Comparison, Objective, Plan, compare, solve
from naober.files.plan_words import PlanWords
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region import Region, read_region
from naober.lexicon import load

SHOWN = 5  # limits and threads on a screen; JSON has all
FOR_SCENARIOS = 0.5  # of the time
INFINITE = float("inf")


def plan_region(
    file: Path,
    *,
    objective: Objective,
    as_json: bool,
    language: str,
    left: Callable[[], float],
    gap: float,
) -> None:
    """Read it, solve it and its scenarios, tell it."""
    try:
        region = read_region(file, load())
    except UnreadableError as error:
        if as_json:
            wrong = (RowProblem(0, "", error.nl, error.en),)
            write_json({"status": None, "problems": problems_as_json(wrong, language)})
        unreadable(error, language)
    kept = FOR_SCENARIOS * left() if region.scenarios else 0.0
    found = solve(region.problem, objective, left=lambda: left() - kept, gap=gap)
    compared = compare(region.scenarios, objective, first=found, left=left, gap=gap)
    words = PlanWords(region, language)
    if as_json:
        write_json(_as_json(found, compared, words, region, language))
    else:
        tell_problems(region.problems, language)
        _show(found, compared, words, dutch=language == "nl")


def _as_json(
    found: Plan, compared: Comparison, words: PlanWords, region: Region, language: str
) -> dict[str, Any]:
    objective = found.objective
    return {
        **_numbers(found),
        "flows": [
            {
                "offer": flow.offer, "need": flow.need, "season": flow.season, "sent": flow.sent,
                "arrived": flow.arrived, "pumped": flow.pumped, "unit": words.unit(flow.offer),
                "gain": flow.gain, "co2": flow.co2,
            }
            for flow in found.flows
        ],
        "open": [
            {"kind": one.kind, "offer": one.offer, "need": one.need, "cost": one.cost}
            for one in found.opened
        ],
        "limits": [
            {
                "kind": one.kind, "offer": one.offer, "need": one.need, "step_a_week": one.step,
                "worth": one.worth, "message": words.limit(one, objective),
            }
            for one in found.limits
        ],
        "threads": [
            {
                "offer": one.offer, "need": one.need, "loss": _finite(one.loss),
                "margin": one.margin, "message": words.thread(one, objective),
            }
            for one in found.threads
        ],
        "unmet": [
            {
                "need": one.need, "season": one.season, "asked": one.asked,
                "possible": one.possible, "message": words.unmet(one),
            }
            for one in found.unmet
        ],
        "heat": [
            {
                "season": season, "heating": one.heating, "cooling": one.cooling,
                "exchanged": one.exchanged, "pinches": list(one.pinches),
            }
            for season, one in found.heat.items()
        ],
        "scenarios": [
            {
                "scenario": name, **_numbers(one.plan),
                "gone": [list(pair) for pair in one.gone], "new": [list(pair) for pair in one.new],
            }
            for name, one in compared.scenarios.items()
        ],
        "always": [list(pair) for pair in compared.always],
        "messages": list(words.total(found)),
        "problems": problems_as_json(region.problems, language),
    }  # fmt: skip


def _numbers(plan: Plan) -> dict[str, Any]:
    there = plan.value is not None
    return {
        "status": str(plan.status),
        "objective": str(plan.objective),
        "value": plan.value,
        "bound": _finite(plan.bound),
        "gap": None if plan.gap is None else _finite(plan.gap),
        "gain": plan.gain if there else None,
        "co2": plan.co2 if there else None,
        "mass": plan.mass if there else None,
        "fixed_costs": plan.fixed_costs if there else None,
    }


def _finite(value: float) -> float | None:
    return None if abs(value) == INFINITE else value


def _show(found: Plan, compared: Comparison, words: PlanWords, *, dutch: bool) -> None:
    out = console()
    table = Table.grid(padding=(0, 2))
    for flow in found.flows:
        sent = f"{words.number(flow.sent, 1)} {words.unit(flow.offer)}"
        lifted = ("waarvan warmtepomp" if dutch else "of which heat pump") + (
            f" {words.number(flow.pumped, 1)}"
        )
        table.add_row(
            plain(words.pair(flow.offer, flow.need)[:110]), plain(flow.season), plain(sent),
            words.money(flow.gain), plain(lifted if flow.pumped else "", style="dim"),
        )  # fmt: skip
    out.print(table)
    for line in words.total(found):
        out.print(plain(line))
    limits = [words.limit(one, found.objective) for one in found.limits]
    threads = [words.thread(one, found.objective) for one in found.threads]
    _list(out, "Wat begrenst" if dutch else "What limits", limits)
    _list(out, "Wat aan een draad hangt" if dutch else "What hangs by a thread", threads)
    _list(out, "Als" if dutch else "What if", list(_scenarios(compared, words, dutch=dutch)))


def _list(out: Console, title: str, lines: list[str]) -> None:
    if lines:
        out.print(plain(title, style="bold"))
    for line in lines[:SHOWN]:
        out.print(plain(f"- {line}"))


def _scenarios(compared: Comparison, words: PlanWords, *, dutch: bool) -> Iterator[str]:
    for name, one in compared.scenarios.items():
        if one.plan.value is None:
            yield f"{name}: " + " ".join(words.total(one.plan))
            continue
        changes = [
            f"{sign} {offer} → {need}"
            for sign, pairs in (("-", one.gone), ("+", one.new))
            for offer, need in pairs
        ]
        same = "dezelfde uitwisselingen" if dutch else "the same exchanges"
        brings = words.amount(one.plan.value, one.plan.objective)
        yield f"{name}: {brings}; {', '.join(changes) or same}"

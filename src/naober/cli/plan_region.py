"""What `naober plan REGION.xlsx` says."""

from collections.abc import Callable, Iterator
from pathlib import Path

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
from naober.engines.flows import Comparison, Objective
from naober.files.plan_json import plan_as_json
from naober.files.plan_reckoning import Reckoned, reckon
from naober.files.plan_words import PlanWords
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region import read_region
from naober.lexicon import load

SHOWN = 5  # limits and threads on a screen; JSON has all


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
    reckoned = reckon(region, objective, left=left, gap=gap)
    words = PlanWords(region, language)
    if as_json:
        told = plan_as_json(reckoned, words)
        write_json(told | {"problems": problems_as_json(region.problems, language)})
    else:
        tell_problems(region.problems, language)
        _show(reckoned, words, dutch=language == "nl")


def _show(reckoned: Reckoned, words: PlanWords, *, dutch: bool) -> None:
    out, found = console(), reckoned.plan
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
    for line in filter(None, (*words.total(found), words.between(found, reckoned.ranges))):
        out.print(plain(line))
    limits = [words.limit(one, found.objective) for one in found.limits]
    threads = [words.thread(one, found.objective) for one in found.threads]
    _list(out, "Wat begrenst" if dutch else "What limits", limits)
    _list(out, "Wat aan een draad hangt" if dutch else "What hangs by a thread", threads)
    scenarios = list(_scenarios(reckoned.scenarios, words, dutch=dutch))
    _list(out, "Als" if dutch else "What if", scenarios)
    without = list(_scenarios(reckoned.without, words, dutch=dutch))
    _list(out, "Zonder" if dutch else "Without", without)


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

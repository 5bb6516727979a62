"""`naober vote FILE.pb`: what do the votes of an election choose?"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from naober.cli.output import (
    FILE,
    console,
    count,
    json_option,
    language_option,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.prioritising import (
    COMPLETIONS,
    Completion,
    Method,
    Outcome,
    Rule,
    Step,
    Utility,
    solve,
)
from naober.files.pabulib import Pabulib, PabulibError, read_pabulib
from naober.files.problems import RowProblem, UnreadableError


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--rule",
    type=click.Choice([str(rule) for rule in Rule]),
    default=None,
    help="De regel (nu: die van het bestand) / the rule (default: that of the file).",
)
@click.option(
    "--completion",
    type=click.Choice([str(completion) for completion in Completion]),
    default=None,
    help="Wat met geld dat overblijft / what is done with money that is left.",
)
@click.option(
    "--utility",
    type=click.Choice([str(utility) for utility in Utility]),
    default=str(Utility.COST),
    help="Wat een keuze een kiezer waard is / what a choice is worth to a voter.",
)
@click.option("--shares", is_flag=True, help="Wie wat draagt / who carries how much (JSON).")
@json_option
@language_option
def vote(file: Path, rule: str | None, completion: str | None, language: str, **how: Any) -> None:
    """Wat kiezen zij samen? / What do the votes in FILE (Pabulib, .pb) choose?

    Exact: fractions, not floats; a tie is told, and broken by votes, cost, id.
    """
    try:
        read = read_pabulib(file)
    except UnreadableError as error:
        if how["as_json"]:
            wrong = error.problems if isinstance(error, PabulibError) else _one(error)
            write_json({"selected": [], "problems": problems_as_json(wrong, language)})
        unreadable(error, language)
    method = replace(_method(read, rule, completion, language), utility=Utility(how["utility"]))
    outcome = solve(read.election, method)
    if how["as_json"]:
        write_json(_as_json(read, outcome, language, shares=how["shares"]))
    else:
        tell_problems(read.problems, language)
        _show(read, outcome, language)


def _one(error: UnreadableError) -> tuple[RowProblem, ...]:
    return (RowProblem(0, "", error.nl, error.en),)


def _method(read: Pabulib, rule: str | None, completion: str | None, language: str) -> Method:
    """As asked for; for the rest as the file says."""
    own = read.method
    if rule is None and own is None:
        said = read.meta.get("rule", "")
        raise click.UsageError(
            f'De regel van dit bestand ("{said}") kent Naober niet; kies er een met --rule.'
            if language == "nl"
            else f'Naober does not know the rule of this file ("{said}"); choose one with --rule.'
        )
    chosen = Rule(rule) if rule else (own or Method()).rule
    same = own is not None and own.rule is chosen
    default = own.completion if own is not None and same else Completion.NONE
    after = Completion(completion) if completion else default
    if after not in COMPLETIONS[chosen]:
        known = ", ".join(COMPLETIONS[chosen])
        raise click.UsageError(
            f"Bij {chosen} hoort: {known}."
            if language == "nl"
            else f"{chosen} may be followed by: {known}."
        )
    return Method(chosen, after, threshold=own.threshold if own else 0)


def _as_json(read: Pabulib, outcome: Outcome, language: str, *, shares: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "selected": list(outcome.selected),
        "cost": _number(outcome.cost),
        "budget": _number(outcome.budget),
        "rule": str(outcome.method.rule),
        "completion": str(outcome.method.completion),
        "utility": str(outcome.method.utility),
        "voters": sum(ballot.weight for ballot in read.election.ballots),
        "share": None if outcome.share is None else str(outcome.share),
        "raised": outcome.raised,
        "steps": [_step_as_json(step) for step in outcome.steps],
        "published": None if read.published is None else list(read.published),
        "problems": problems_as_json(read.problems, language),
    }
    if shares and outcome.account:
        answer["paid"] = {
            project: {voter: str(amount) for voter, amount in paid.items()}
            for project, paid in outcome.account.paid.items()
        }
        answer["left"] = {voter: str(left) for voter, left in outcome.account.left.items()}
    return answer


def _step_as_json(step: Step) -> dict[str, Any]:
    """Fractions as text, so that nothing is lost."""
    return {
        "project": step.project,
        "cost": _number(step.cost),
        "level": str(step.level),
        "price": None if step.price is None else str(step.price),
        "tied": list(step.tied),
        "completed": step.completed,
    }


def _number(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)


def _show(read: Pabulib, outcome: Outcome, language: str) -> None:
    dutch = language == "nl"
    names = {project.id: project.name for project in read.election.projects}
    out = console()
    table = Table.grid(padding=(0, 2))
    for step in outcome.steps:
        remarks = _remarks(step, outcome.selected, dutch=dutch)
        table.add_row(
            plain(step.project, style="bold"), plain(names[step.project][:80]),
            _amount(step.cost), plain(remarks, style="dim"),
        )  # fmt: skip
    out.print(table)
    chosen = count(
        len(outcome.steps), *(("project", "projecten") if dutch else ("project", "projects"))
    )
    of = "van" if dutch else "of"
    out.print(f"{chosen}, {_amount(outcome.cost)} {of} {_amount(outcome.budget)} ({_how(outcome)})")
    if read.published is not None:
        same = set(read.published) == set(outcome.selected)
        out.print(_compared(same=same, dutch=dutch))


def _how(outcome: Outcome) -> str:
    after = outcome.method.completion
    raised = f" × {outcome.raised}" if outcome.raised else ""
    return str(outcome.method.rule) + ("" if after is Completion.NONE else f", {after}{raised}")


def _remarks(step: Step, selected: tuple[str, ...], *, dutch: bool) -> str:
    """A tie is told whether what was as good is chosen too or not."""
    found = []
    if step.tied:
        lost = " (niet gekozen)" if dutch else " (not chosen)"
        names = (id if id in selected else id + lost for id in step.tied)
        found.append(("gelijk met " if dutch else "tied with ") + ", ".join(names))
    if step.completed:
        found.append("aangevuld" if dutch else "by completion")
    return "; ".join(found)


def _compared(*, same: bool, dutch: bool) -> str:
    if dutch:
        return "Gelijk aan de uitslag in het bestand." if same else "Anders dan in het bestand."
    return "As published in the file." if same else "Not as published in the file."


def _amount(amount: Fraction) -> str:
    number = _number(amount)
    return f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"

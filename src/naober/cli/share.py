"""`naober share GAME.json|.csv|REGION.xlsx`: who gets or pays how much, and who is better off
outside?"""

import time
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from naober.cli.output import (
    FILE,
    console,
    json_option,
    language_option,
    plain,
    problems_as_json,
    tell_problems,
    unreadable,
    write_json,
)
from naober.engines.costsharing import (
    ALWAYS,
    Accuracy,
    Division,
    GameError,
    Large,
    Rule,
    Solver,
    Subsidy,
    rounded,
)
from naober.files.game_numbers import GameFileError, wrong
from naober.files.games import GameFile, read_game
from naober.files.plan_shares import plan_game
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region import read_region
from naober.files.region_tables import is_region
from naober.files.share_reasons import Words, money, rule_name, why_not
from naober.lexicon import load

MANY = 16  # players: from here, only what was asked for is computed
OTHER_NAMES: Mapping[str, Rule] = {
    "per-capita": Rule.PER_CAPITA,
    "scrb": Rule.SEPARABLE,
    "separable-cost-remaining-benefit": Rule.SEPARABLE,
    "separable-costs-remaining-benefits": Rule.SEPARABLE,
}
SENSES = ("cost", "gain")


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--rule",
    "asked",
    multiple=True,
    default=("all",),
    help="De regel, of all / the rule, or all; may be repeated: " + ", ".join(Rule) + ".",
)
@click.option(
    "--sense",
    type=click.Choice(SENSES),
    default=None,
    help="Kosten of opbrengst (nu: zoals het bestand zegt) / default: what the file says.",
)
@click.option(
    "--step",
    type=click.FloatRange(1e-6),
    default=0.01,
    help="Waarop wordt afgerond / what shares are rounded to, adding up to the total.",
)
@click.option(
    "--margin",
    type=click.FloatRange(0, min_open=True),
    default=None,
    help="Bij schatten: hoe nauwkeurig / of an estimate, how near (default: 0.5% of the total).",
)
@click.option("--seed", type=int, default=1, help="Toeval / where chance starts.")
@click.option(
    "--seconds",
    type=click.FloatRange(1, 86_400),
    default=60.0,
    help="Van een uitwisselplan: hoe lang rekenen / of an exchange plan: how long to reckon.",
)
@json_option
@language_option
def share(file: Path, asked: tuple[str, ...], language: str, as_json: bool, **how: Any) -> None:
    """Wie krijgt of betaalt wat? / Who of FILE gets or pays how much, and who would complain?

    A game in JSON: players, sense (cost or gain) and coalitions (members, value), or a structure;
    or a table with the columns members and cost (or gain); or the workbook of a region, of which
    the gain of the plan is shared by the organisations. An excess above 0 means that a group is
    better off by itself.
    """
    try:
        read = _read(file, how["sense"], how["seconds"])
        rules = _rules(asked, read)
        solver = _solver(read, how["margin"], how["seed"])
        found = _solved(read, solver, rules)
    except GameError as error:
        _refuse(wrong("", *why_not(error)), language, as_json=as_json)
    except UnreadableError as error:
        _refuse(error, language, as_json=as_json)
    words = Words(_sense(found), _alone(read), language, in_euros=is_region(file))
    subsidy = solver.core.subsidy() if isinstance(solver, Solver) else None
    step = Fraction(str(how["step"]))
    if as_json:
        answers = {
            name: _as_json(found, rule, words, subsidy, step)
            for name, rule in rules.items()
            if rule in found
        }
        write_json(answers)
    else:
        tell_problems(read.problems, language)
        _show(found, list(rules.values()), words, subsidy, step)


def _read(file: Path, sense: Any, seconds: float) -> GameFile:
    if not is_region(file):
        return read_game(file, sense)
    ends = time.monotonic() + seconds
    return plan_game(read_region(file, load()), lambda: ends - time.monotonic())


def _refuse(error: UnreadableError, language: str, *, as_json: bool) -> None:
    if as_json:
        known = error.problems if isinstance(error, GameFileError) else _one(error)
        write_json({"problems": problems_as_json(known, language)})
    unreadable(error, language)


def _one(error: UnreadableError) -> tuple[RowProblem, ...]:
    return (RowProblem(0, "", error.nl, error.en),)


def _rules(asked: Iterable[str], read: GameFile) -> dict[str, Rule]:
    """By the name under which the answer is told: as it was typed."""
    found: dict[str, Rule] = {}
    for typed in (name.strip() for one in asked for name in one.split(",")):
        name = typed.lower().replace("_", "-")
        if name == "all":
            found.update({rule.replace("-", "_"): rule for rule in ALWAYS})
            if read.terms.prices is not None:
                found[Rule.OWEN] = Rule.OWEN
        elif name in OTHER_NAMES or name in list(Rule):
            found[typed] = OTHER_NAMES[name] if name in OTHER_NAMES else Rule(name)
        else:
            raise click.UsageError(f'--rule: "{typed}" ({", ".join(Rule)}, all)')
    return found


def _solver(read: GameFile, margin: float | None, seed: int) -> Solver | Large:
    if read.game is not None:
        return Solver(read.game, read.terms)
    if read.structure is None:
        raise ValueError("a file without a game has a structure")
    total = abs(float(read.structure.worth(read.players)))
    accuracy = Accuracy(margin or total / 200)
    return Large(read.structure, read.terms, accuracy, Random(seed))


def _solved(
    read: GameFile, solver: Solver | Large, rules: Mapping[str, Rule]
) -> dict[Rule, Division]:
    """What was asked, and for small games what the other rules would say."""
    wanted = list(dict.fromkeys(rules.values()))
    everything = set(ALWAYS) <= set(wanted)
    if isinstance(solver, Large) and everything:
        wanted = [rule for rule in wanted if solver.can(rule)]
    others = [] if len(read.players) > MANY else [rule for rule in ALWAYS if rule not in wanted]
    others = [rule for rule in others if solver.can(rule)]
    return {rule: solver.solve(rule) for rule in (*wanted, *others)}


def _sense(found: Mapping[Rule, Division]) -> Any:
    return next(iter(found.values())).sense


def _alone(read: GameFile) -> dict[str, Fraction]:
    if read.game is not None:
        return dict(zip(read.players, read.game.alone(), strict=True))
    worth = read.structure.worth if read.structure else (lambda _: Fraction(0))
    return {name: worth([name]) for name in read.players}


def _against(found: Mapping[Rule, Division]) -> dict[Rule, Division]:
    """The rules that may object: not those that only show another side of one of them."""
    sides = (Rule.PRENUCLEOLUS, Rule.LEAST_CORE)
    return {rule: division for rule, division in found.items() if rule not in sides}


def _as_json(
    found: Mapping[Rule, Division],
    rule: Rule,
    words: Words,
    subsidy: Subsidy | None,
    step: Fraction,
) -> dict[str, Any]:
    division = found[rule]
    cents = _in_steps(division, step)
    answer: dict[str, Any] = {
        "players": {name: float(one) for name, one in division.shares.items()},
        "stable": division.stable,
        "worst_coalition": list(division.worst.group) if division.worst else [],
        "excess": float(division.worst.excess) if division.worst else None,
        "exact": {name: str(one) for name, one in division.shares.items()},
        "rounded": {name: _written(one, step) for name, one in cents.items()},
        "why": {name: words.share(division, name) for name in division.shares},
        "verdict": words.verdict(division),
        "remarks": words.remarks(division),
        "objections": {
            one.rule.replace("-", "_"): {
                "player": one.player,
                "amount": float(one.amount),
                "text": words.objection(one),
            }
            for one in division.objections(_against(found))
        },
    }
    if division.level is not None:
        answer["level"] = float(division.level)
    if division.margins:
        answer["margins"] = {name: float(one) for name, one in division.margins.items()}
    if subsidy is not None:
        answer["subsidy"] = float(subsidy.amount)
    return answer


def _in_steps(division: Division, step: Fraction) -> dict[str, Fraction]:
    each = rounded(list(division.shares.values()), step)
    return dict(zip(division.shares, each, strict=True))


def _written(amount: Fraction, step: Fraction) -> str:
    """With as many decimals as the step has."""
    decimals = max(0, -int(Decimal(str(float(step))).as_tuple().exponent))
    return f"{Decimal(amount.numerator) / Decimal(amount.denominator):.{decimals}f}"


def _show(
    found: Mapping[Rule, Division],
    rules: Sequence[Rule],
    words: Words,
    subsidy: Subsidy | None,
    step: Fraction,
) -> None:
    shown = [found[rule] for rule in dict.fromkeys(rules) if rule in found]
    if len(shown) == 1:
        _show_one(shown[0], found, words, step)
    else:
        _show_all(shown, words, step)
    if subsidy is not None and subsidy.amount:
        console().print(plain(words.subsidy(subsidy), style="bold"))


def _show_one(
    division: Division, found: Mapping[Rule, Division], words: Words, step: Fraction
) -> None:
    out = console()
    out.print(plain(rule_name(division.rule, words.language), style="bold"))
    table = Table.grid(padding=(0, 2))
    for name, amount in _in_steps(division, step).items():
        why = plain(words.share(division, name), style="dim")
        table.add_row(plain(name[:60]), _shown(amount, words), why)
    out.print(table)
    for line in filter(None, [words.verdict(division), *words.remarks(division)]):
        out.print(plain(line))
    for one in division.objections(_against(found)):
        out.print(plain(f"{rule_name(one.rule, words.language)}: {words.objection(one)}"))


def _show_all(divisions: Sequence[Division], words: Words, step: Fraction) -> None:
    """A row for each rule; a division that somebody is better off without is told by name."""
    out = console()
    table = Table.grid(padding=(0, 2))
    table.add_row("", *(plain(name[:30], style="bold") for name in divisions[0].shares))
    for division in divisions:
        amounts = [_shown(one, words) for one in _in_steps(division, step).values()]
        table.add_row(plain(rule_name(division.rule, words.language), style="bold"), *amounts)
    out.print(table)
    for division in divisions:
        told = [] if division.stable else [words.verdict(division)]
        for line in filter(None, [*told, *words.remarks(division)]):
            out.print(plain(f"{rule_name(division.rule, words.language)}: {line}"))
    if all(division.stable for division in divisions):
        out.print(plain(words.all_content()))


def _shown(amount: Fraction, words: Words) -> Text:
    return plain(money(amount, words.language))

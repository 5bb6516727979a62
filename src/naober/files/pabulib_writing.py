"""An election as a Pabulib file, so that it can be counted again elsewhere."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from naober.engines.prioritising import (
    Ballot,
    Completion,
    Election,
    Method,
    Number,
    Rule,
)
from naober.files.pabulib import RULES

_WORDS: Mapping[tuple[Rule, Completion], str] = {
    words: name for name, words in reversed(list(RULES.items()))
}


def pabulib_text(
    election: Election,
    meta: Mapping[str, str],
    *,
    method: Method | None = None,
    selected: Iterable[str] | None = None,
) -> str:
    """What `parse_pabulib` reads as the same election.

    `meta` may say whatever Pabulib knows; what follows from the election and the method is written
    over it. Raises ValueError for an id that a list of votes cannot hold.
    """
    _refuse_ids(election)
    chosen = None if selected is None else frozenset(selected)
    lines = io.StringIO()
    out = csv.writer(lines, delimiter=";", lineterminator="\n")
    out.writerow(["META"])
    out.writerow(["key", "value"])
    for key, value in {**meta, **_facts(election, method)}.items():
        out.writerow([key, _line(value)])
    out.writerow(["PROJECTS"])
    out.writerows(_projects(election, chosen))
    out.writerow(["VOTES"])
    out.writerows(_votes(election))
    return lines.getvalue()


def _facts(election: Election, method: Method | None) -> dict[str, str]:
    facts = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.ballots)),
        "budget": _amount(election.budget),
        "vote_type": "approval" if _approvals(election) else "scoring",
    }
    if method is not None:
        facts["rule"] = _rule(method)
    if method is not None and method.threshold:
        facts["min_project_score_threshold"] = _amount(method.threshold)
    return facts


def _rule(method: Method) -> str:
    if method.rule is Rule.GREEDY and method.completion is Completion.NONE:
        return "greedy-threshold" if method.threshold else "greedy"
    return _WORDS.get((method.rule, method.completion), "unknown")


def _projects(election: Election, chosen: frozenset[str] | None) -> Iterable[list[str]]:
    head = ["project_id", "cost", "votes", "name", "category"]
    yield head if chosen is None else [*head, "selected"]
    votes = {project.id: 0 for project in election.projects}
    for ballot in election.ballots:
        for id, points in ballot.points.items():
            votes[id] += ballot.weight if points > 0 else 0
    for project in election.projects:
        row = [project.id, _amount(project.cost), str(votes[project.id]), _line(project.name),
               ",".join(map(_line, project.categories))]  # fmt: skip
        yield row if chosen is None else [*row, str(int(project.id in chosen))]


def _votes(election: Election) -> Iterable[list[str]]:
    with_points = not _approvals(election)
    with_weights = any(ballot.weight != 1 for ballot in election.ballots)
    yield [
        "voter_id",
        "vote",
        *(["points"] if with_points else []),
        *(["weight"] if with_weights else []),
    ]
    for ballot in election.ballots:
        given = _given(ballot)
        row = [ballot.voter, ",".join(id for id, _ in given)]
        row += [",".join(_amount(points) for _, points in given)] if with_points else []
        yield row + ([str(ballot.weight)] if with_weights else [])


def _given(ballot: Ballot) -> Sequence[tuple[str, Number]]:
    """Most points first, as the format asks."""
    return sorted(ballot.points.items(), key=lambda given: (-given[1], given[0]))


def _approvals(election: Election) -> bool:
    return all(points == 1 for ballot in election.ballots for points in ballot.points.values())


def _refuse_ids(election: Election) -> None:
    for id in [*(p.id for p in election.projects), *(b.voter for b in election.ballots)]:
        if not id or id != _line(id) or any(c in id for c in ',;"'):
            raise ValueError(f"a .pb file cannot hold the id {id!r}")


def _amount(number: Number) -> str:
    """As a decimal number. Raises ValueError for one that has no end, such as 1/3."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    written = Decimal(exact.numerator) / Decimal(exact.denominator)
    if Fraction(written) != exact:
        raise ValueError(f"{exact} cannot be written as a decimal number")
    return f"{written:f}"


def _line(text: str) -> str:
    """On one line, without marks that open and never close."""
    return " ".join(text.replace('"', "'").split())

"""Elections as Pabulib has them (`.pb`, see pabulib.org/format): META, PROJECTS and VOTES.

A result that rests on half a file is worse than none: what is wrong with a cost, a project or a
vote stops the reading, with line and column. What only contradicts itself (a count in META, a
ballot that is too long) is told and read as it stands.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from naober.engines.prioritising import (
    Ballot,
    Completion,
    Election,
    Method,
    Number,
    Project,
    Rule,
)
from naober.files.problems import RowProblem, UnreadableError
from naober.files.sheets import text_of

SECTIONS = ("META", "PROJECTS", "VOTES")
VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
WITH_POINTS = ("cumulative", "scoring")
RULES: Mapping[str, tuple[Rule, Completion]] = {
    "equalshares": (Rule.EQUAL_SHARES, Completion.NONE),
    "equalshares/add1": (Rule.EQUAL_SHARES, Completion.ADD1),
    "equalshares/add1u": (Rule.EQUAL_SHARES, Completion.ADD1_UTILITARIAN),
    "equalshares/eps": (Rule.EQUAL_SHARES, Completion.EPSILON),
    "phragmen": (Rule.PHRAGMEN, Completion.NONE),
    "greedy": (Rule.GREEDY, Completion.NONE),
    "greedy-threshold": (Rule.GREEDY, Completion.NONE),
    "greedy-no-skip": (Rule.GREEDY, Completion.NO_SKIP),
}
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One line below a header, by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text of a cell; "" where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Pabulib:
    """What a file says. `published` are the winners it names; None when it names none.

    `projects` and `voters` keep the other columns by id. `method` is None when the file's rule is
    none that Naober has.
    """

    election: Election
    meta: Mapping[str, str]
    method: Method | None
    published: tuple[str, ...] | None = None
    projects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    voters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[RowProblem, ...] = ()


class PabulibError(UnreadableError):
    """All that is wrong with a file, each with its line and column."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(
            "\n".join(f"regel {p.row}, {p.column}: {p.nl}" for p in problems[:20]),
            "\n".join(f"line {p.row}, {p.column}: {p.en}" for p in problems[:20]),
        )
        self.problems = problems


def read_pabulib(path: Path) -> Pabulib:
    """The election in a file. Raises UnreadableError."""
    return parse_pabulib(text_of(path))


def parse_pabulib(text: str) -> Pabulib:
    """The election in a text. Raises PabulibError."""
    reader = _Reader(_sections(text))
    found = reader.read()
    if reader.wrong or found is None:
        raise PabulibError(tuple(sorted(reader.wrong)))
    return found


def _cells(line: str) -> list[str]:
    """The cells of a line; a quotation mark that never closes is a character like any other."""
    if '"' in line and line.count('"') % 2 == 0:
        return next(csv.reader([line], delimiter=";"), [])
    return line.split(";")


def _sections(text: str) -> dict[str, list[tuple[int, list[str]]]]:
    """The lines of each section, with their numbers."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    lines: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        name = line.strip(" ;\t").upper()
        if name in SECTIONS and name not in found:
            lines = found.setdefault(name, [])
        elif line.strip(" ;\t"):
            lines.append((number, _cells(line)))
    return found


class _Reader:
    """Reads on after a mistake, to tell all of them at once."""

    def __init__(self, sections: dict[str, list[tuple[int, list[str]]]]) -> None:
        self._sections = sections
        self.wrong: list[RowProblem] = []
        self._odd: list[RowProblem] = []
        self._meta: dict[str, str] = {}
        self._meta_lines: dict[str, int] = {}
        self._ids: set[str] = set()  # also of projects that are wrong: votes may name them

    def read(self) -> Pabulib | None:
        missing = [name for name in SECTIONS if name not in self._sections]
        if missing:
            names = ", ".join(missing)
            self._no(1, names, "dit deel ontbreekt; een .pb-bestand heeft META, PROJECTS en VOTES",
                     "this part is missing; a .pb file has META, PROJECTS and VOTES")  # fmt: skip
            return None
        self._read_meta()
        budget = self._amount(self._meta_lines.get("budget", 1), "budget", self._said("budget"))
        threshold = self._optional("min_project_score_threshold") or 0
        kind = self._said("vote_type").lower()
        if kind not in VOTE_TYPES:
            self._no(self._meta_lines.get("vote_type", 1), "vote_type",
                     f'"{kind}" is geen soort stem: {", ".join(VOTE_TYPES)}',
                     f'"{kind}" is no kind of vote: {", ".join(VOTE_TYPES)}')  # fmt: skip
        projects, project_lines = self._projects()
        ballots, vote_lines = self._ballots(self._ids, kind)
        if self.wrong or budget is None:
            return None
        self._counts(len(projects), len(ballots))
        election = Election(tuple(projects), tuple(ballots), budget)
        return Pabulib(
            election,
            self._meta,
            self._method(threshold),
            _published(project_lines),
            {line.get("project_id"): line.cells for line in project_lines},
            {line.get("voter_id"): line.cells for line in vote_lines},
            tuple(sorted(self._odd)),
        )

    # what is wrong

    def _no(self, row: int, column: str, nl: str, en: str) -> None:
        self.wrong.append(RowProblem(row, column, f"{nl}.", f"{en}."))

    def _but(self, row: int, column: str, nl: str, en: str) -> None:
        self._odd.append(RowProblem(row, column, f"{nl}.", f"{en}."))

    # META

    def _read_meta(self) -> None:
        for number, cells in self._sections["META"]:
            key = cells[0].strip().lower()
            if key != "key" and len(cells) > 1:
                self._meta[key] = ";".join(cells[1:]).strip(" ;\t")
                self._meta_lines[key] = number

    def _said(self, key: str) -> str:
        return self._meta.get(key, "").strip()

    def _optional(self, key: str) -> Number | None:
        text = self._said(key)
        return _number(text) if text else None

    def _method(self, threshold: Number) -> Method | None:
        known = RULES.get(self._said("rule").lower())
        if known is None:
            return None
        return Method(known[0], known[1], threshold=threshold)

    def _counts(self, projects: int, ballots: int) -> None:
        for key, counted in (("num_projects", projects), ("num_votes", ballots)):
            said = self._optional(key)
            if said is not None and said != counted:
                self._but(self._meta_lines[key], key,
                          f"hier staat {said}, maar het zijn er {counted}",
                          f"it says {said}, but there are {counted}")  # fmt: skip

    # PROJECTS

    def _lines(self, section: str, needed: tuple[str, ...]) -> Iterator[Line]:
        lines = self._sections[section]
        header = [cell.strip().lower() for cell in lines[0][1]] if lines else []
        lacking = [name for name in needed if name not in header]
        if lacking:
            names = ", ".join(lacking)
            self._no(lines[0][0] if lines else 1, names, f"deze kolom ontbreekt in {section}",
                     f"this column is missing in {section}")  # fmt: skip
            return
        for number, cells in lines[1:]:
            yield Line(number, dict(zip(header, map(str.strip, cells), strict=False)))

    def _projects(self) -> tuple[list[Project], list[Line]]:
        projects: dict[str, Project] = {}
        lines = []
        for line in self._lines("PROJECTS", ("project_id", "cost")):
            id = line.get("project_id")
            cost = self._amount(line.number, "cost", line.get("cost"))
            before = id in self._ids
            self._ids.add(id)
            if not id or "," in id:
                self._no(line.number, "project_id", f'"{id}" kan geen id zijn',
                         f'"{id}" cannot be an id')  # fmt: skip
            elif before:
                self._no(line.number, "project_id", f'"{id}" was er al', f'"{id}" was there before')
            elif cost == 0:
                self._no(line.number, "cost", "een project kost meer dan 0",
                         "a project costs more than 0")  # fmt: skip
            elif cost is not None:
                kinds = tuple(c.strip() for c in line.get("category").split(",") if c.strip())
                projects[id] = Project(id, cost, line.get("name"), kinds)
                lines.append(line)
        return list(projects.values()), lines

    def _amount(self, row: int, column: str, text: str) -> Number | None:
        number = _number(text)
        if number is None or number < 0:
            self._no(row, column, f'"{text}" is geen bedrag', f'"{text}" is no amount')
            return None
        return number

    # VOTES

    def _ballots(self, ids: set[str], kind: str) -> tuple[list[Ballot], list[Line]]:
        ballots: dict[str, Ballot] = {}
        lines = []
        needed = ("voter_id", "vote", *(("points",) if kind in WITH_POINTS else ()))
        for line in self._lines("VOTES", needed):
            voter = line.get("voter_id")
            if not voter or voter in ballots:
                self._no(line.number, "voter_id",
                         f'"{voter}" stemde al' if voter else "wie stemt hier?",
                         f'"{voter}" voted before' if voter else "who votes here?")  # fmt: skip
                continue
            chosen = [id for cell in line.get("vote").split(",") if (id := cell.strip())]
            points = self._points(line, self._known(line, chosen, ids), kind, ids)
            weight = self._weight(line)
            ballots[voter] = Ballot(voter, points, weight)
            lines.append(line)
        return list(ballots.values()), lines

    def _known(self, line: Line, chosen: list[str], ids: set[str]) -> list[str]:
        """The same, when every project is there, and not twice."""
        for id in chosen:
            if id not in ids:
                self._no(line.number, "vote", f'er is geen project "{id}"',
                         f'there is no project "{id}"')  # fmt: skip
        if len(set(chosen)) < len(chosen):
            self._no(line.number, "vote", "een project staat er twee keer",
                     "a project is named twice")  # fmt: skip
        longest = self._optional("max_length")
        if longest is not None and len(chosen) > longest:
            self._but(line.number, "vote", f"{len(chosen)} projecten, en {longest} mag",
                      f"{len(chosen)} projects where {longest} are allowed")  # fmt: skip
        return chosen

    def _points(self, line: Line, chosen: list[str], kind: str, ids: set[str]) -> dict[str, Number]:
        if kind in WITH_POINTS or (kind == "ordinal" and line.get("points")):
            given = [
                _number(cell.strip()) for cell in line.get("points").split(",") if cell.strip()
            ]
            if len(given) != len(chosen) or None in given:
                self._no(line.number, "points",
                         f"{len(chosen)} projecten vragen {len(chosen)} getallen",
                         f"{len(chosen)} projects need {len(chosen)} numbers")  # fmt: skip
                return {}
            default = self._optional("default_score") or 0
            others = dict.fromkeys(sorted(ids - set(chosen)), default) if default else {}
            return {**dict(zip(chosen, (p for p in given if p is not None), strict=True)), **others}
        if kind == "ordinal":  # Borda: the first of at most n gets n points
            top = int(self._optional("max_length") or len(ids))
            return {id: top - place for place, id in enumerate(chosen) if place < top}
        return dict.fromkeys(chosen, 1)

    def _weight(self, line: Line) -> int:
        text = line.get("weight")
        if not text:
            return 1
        if not text.isdecimal() or not 0 < int(text[:9]) == int(text):
            self._no(line.number, "weight", f'"{text}" is geen heel getal van 1 of meer',
                     f'"{text}" is no whole number of 1 or more')  # fmt: skip
            return 1
        return int(text)


def _published(lines: list[Line]) -> tuple[str, ...] | None:
    if not any("selected" in line.cells for line in lines):
        return None
    return tuple(line.get("project_id") for line in lines if line.get("selected") == "1")


def _number(text: str) -> Number | None:
    if not _NUMBER.fullmatch(text):
        return None
    exact = Fraction(text.replace(",", "."))
    return exact.numerator if exact.denominator == 1 else exact

"""Elections as Pabulib has them (`.pb`, see pabulib.org/format): META, PROJECTS and VOTES.

A result that rests on half a file is worse than none: what is wrong with a cost, a project or a
vote stops the reading, with line and column. What only contradicts itself (a count in META, a
ballot that is too long) is told and read as it stands.
"""

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
from naober.files.pabulib_limits import KNOWN, Limits
from naober.files.pabulib_lines import SECTIONS, Line, Section, sections_of
from naober.files.problems import RowProblem, UnreadableError
from naober.files.sheets import text_of

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
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,20})?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}", re.ASCII)  # may be 1.000 or 1000: refused
NOTHING = ("none", "null", "nan", "∞", "inf", "-")  # how programs write that there is no value


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
    reader = _Reader(sections_of(text))
    found = reader.read()
    if reader.wrong or found is None:
        raise PabulibError(tuple(sorted(reader.wrong)))
    return found


class _Reader:
    """Reads on after a mistake, to tell all of them at once."""

    def __init__(self, sections: dict[str, Section]) -> None:
        self._sections = sections
        self.wrong: list[RowProblem] = []
        self._odd: list[RowProblem] = []
        self._meta: dict[str, str] = {}
        self._meta_lines: dict[str, int] = {}
        self._ids: set[str] = set()  # also of projects that are wrong: votes may name them
        self._costs: dict[str, Number] = {}

    def read(self) -> Pabulib | None:
        missing = [name for name in SECTIONS if name not in self._sections]
        if missing:
            names = ", ".join(missing)
            self._no(1, names, "dit deel ontbreekt; een .pb-bestand heeft META, PROJECTS en VOTES",
                     "this part is missing; a .pb file has META, PROJECTS and VOTES")  # fmt: skip
            return None
        self._read_meta()
        budget = self._amount(self._meta_lines.get("budget", 1), "budget", self._said("budget"))
        threshold = self._needed_right("min_project_score_threshold") or 0
        kind = self._said("vote_type").lower()
        if kind not in VOTE_TYPES:
            self._no(self._meta_lines.get("vote_type", 1), "vote_type",
                     f'"{kind}" is geen soort stem: {", ".join(VOTE_TYPES)}',
                     f'"{kind}" is no kind of vote: {", ".join(VOTE_TYPES)}')  # fmt: skip
        projects, project_lines = self._projects()
        ballots, vote_lines = self._ballots(kind)
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
        """A line that has a colon for the semicolon, as the format's own example has, counts."""
        for number, cells in self._sections["META"].lines:
            if len(cells) == 1 and ":" in cells[0]:
                cells = list(cells[0].partition(":")[::2])
            key = cells[0].strip().lower()
            if key == "key" or len(cells) < 2:
                continue
            if key in self._meta:
                self._but(number, key, "stond er al; de laatste telt",
                          "was there before; the last one counts")  # fmt: skip
            self._meta[key] = " ".join(";".join(cells[1:]).strip(" ;\t").split())
            self._meta_lines[key] = number

    def _said(self, key: str) -> str:
        return self._meta.get(key, "").strip()

    def _optional(self, key: str) -> Number | None:
        """What changes no outcome: a number, or told that it is none."""
        text = self._said(key)
        number = _number(text) if text else None
        if text and number is None and text.lower() not in NOTHING:
            self._but(self._meta_lines[key], key, f'"{text}" is geen getal; dit telt niet mee',
                      f'"{text}" is no number; it is passed over')  # fmt: skip
        return number

    def _needed_right(self, key: str) -> Number | None:
        """What changes the outcome."""
        text = self._said(key)
        if not text or text.lower() in NOTHING:
            return None
        number = _number(text)
        if number is None:
            self._no(self._meta_lines[key], key, f'"{text}" is geen getal',
                     f'"{text}" is no number')  # fmt: skip
        return number

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

    def _lines(self, name: str, needed: tuple[str, ...]) -> Iterator[Line]:
        section = self._sections[name]
        header = section.header
        lacking = [column for column in needed if column not in header]
        if lacking:
            names = ", ".join(lacking)
            self._no(section.row, names, f"deze kolom ontbreekt in {name}",
                     f"this column is missing in {name}")  # fmt: skip
            return
        for column in needed:
            if header.count(column) > 1:
                self._no(section.row, column, "deze kolom staat er twee keer",
                         "this column is there twice")  # fmt: skip
        for line in section.below():
            if line.extra:
                self._but(line.number, name, "er staat meer op deze regel dan er kolommen zijn",
                          "there is more on this line than there are columns")  # fmt: skip
            yield line

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
                name = " ".join(line.get("name").split())
                projects[id] = Project(id, cost, name, _kinds(line))
                self._costs[id] = cost
                lines.append(line)
        return list(projects.values()), lines

    def _amount(self, row: int, column: str, text: str) -> Number | None:
        number = _number(text)
        if number is None or number < 0:
            self._no(row, column, f'"{text}" is geen bedrag', f'"{text}" is no amount')
            return None
        return number

    # VOTES

    def _ballots(self, kind: str) -> tuple[list[Ballot], list[Line]]:
        ballots: dict[str, Ballot] = {}
        lines = []
        limits = self._limits(kind)
        default = self._needed_right("default_score") or 0
        others = default if kind == "scoring" else 0
        top = int(limits.of.get("max_length", 0)) or len(self._ids)
        needed = ("voter_id", "vote", *(("points",) if kind in WITH_POINTS else ()))
        for line in self._lines("VOTES", needed):
            voter = line.get("voter_id")
            if not voter or voter in ballots:
                self._no(line.number, "voter_id",
                         f'"{voter}" stemde al' if voter else "wie stemt hier?",
                         f'"{voter}" voted before' if voter else "who votes here?")  # fmt: skip
                continue
            chosen = self._chosen(line)
            points = self._points(line, chosen, kind, top)
            given = list(points.values()) if kind in WITH_POINTS else []
            for column, nl, en in limits.broken_by(chosen, given, self._costs):
                self._but(line.number, column, nl, en)
            if others:
                points |= {id: others for id in sorted(self._ids) if id not in points}
            ballots[voter] = Ballot(voter, points, self._weight(line))
            lines.append(line)
        return list(ballots.values()), lines

    def _limits(self, kind: str) -> Limits:
        known = {key: n for key in KNOWN if (n := self._optional(key)) is not None}
        if kind == "choose-1":
            known["max_length"] = 1
        if kind == "cumulative":
            known.setdefault("min_points", 0)
        scoring = self._said("scoring_fn")
        if kind == "ordinal" and scoring and scoring.lower() != "borda":
            self._but(self._meta_lines["scoring_fn"], "scoring_fn",
                      f'"{scoring}" kent Naober niet; de plaatsen tellen als bij Borda',
                      f'Naober does not know "{scoring}"; places count as with Borda')  # fmt: skip
        return Limits(known)

    def _chosen(self, line: Line) -> list[str]:
        """The projects of a vote; each has to be there, and is named once."""
        text = line.get("vote")
        if text.lower() in NOTHING and text not in self._ids:
            return []
        chosen = [id for cell in text.split(",") if (id := cell.strip())]
        for id in chosen:
            if id not in self._ids:
                self._no(line.number, "vote", f'er is geen project "{id}"',
                         f'there is no project "{id}"')  # fmt: skip
        if len(set(chosen)) < len(chosen):
            self._no(line.number, "vote", "een project staat er twee keer",
                     "a project is named twice")  # fmt: skip
        return chosen

    def _points(self, line: Line, chosen: list[str], kind: str, top: int) -> dict[str, Number]:
        said = "" if line.get("points").lower() in NOTHING else line.get("points")
        if kind in WITH_POINTS or (kind == "ordinal" and said):
            given = [_number(cell.strip()) for cell in said.split(",") if cell.strip()]
            if len(given) != len(chosen) or None in given:
                self._no(line.number, "points",
                         f"{len(chosen)} projecten vragen {len(chosen)} getallen",
                         f"{len(chosen)} projects need {len(chosen)} numbers")  # fmt: skip
                return {}
            return dict(zip(chosen, (p for p in given if p is not None), strict=True))
        if kind == "ordinal":  # Borda: the first of at most n gets n points
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


def _kinds(line: Line) -> tuple[str, ...]:
    said = line.get("category") or line.get("categories")
    if said.lower() in NOTHING:
        return ()
    parts = (" ".join(part.split()) for part in said.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _published(lines: list[Line]) -> tuple[str, ...] | None:
    """A 2 is an odd case that a comment explains: not what the rule chose."""
    if not any("selected" in line.cells for line in lines):
        return None
    return tuple(line.get("project_id") for line in lines if line.get("selected") == "1")


def _number(text: str) -> Number | None:
    if not _NUMBER.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return None
    exact = Fraction(text.replace(",", "."))
    return exact.numerator if exact.denominator == 1 else exact

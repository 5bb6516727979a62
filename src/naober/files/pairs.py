"""Files of `id TAB text`, one a line, as the public ranking benchmarks have them."""

from dataclasses import dataclass
from pathlib import Path

from naober.files.problems import RowProblem
from naober.files.sheets import text_of


@dataclass(frozen=True, slots=True)
class Pairs:
    """The readable lines in their order, each as (id, text)."""

    rows: tuple[tuple[str, str], ...]
    problems: tuple[RowProblem, ...]


def read_pairs(path: Path) -> Pairs:
    """All lines of a file. A line that lacks an id or text, or whose id was there, is reported.

    Raises UnreadableError when the file is no text.
    """
    rows: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        id, tab, text = line.rstrip("\r").partition("\t")
        id, text = id.strip(), text.strip()
        if not line.strip():
            continue
        if not tab or not id or not text:
            problems.append(_wrong(number, "geen id TAB tekst", "no id TAB text"))
        elif id in rows:
            problems.append(_wrong(number, f'"{id}" was er al', f'"{id}" was there before'))
        else:
            rows[id] = text
    return Pairs(tuple(rows.items()), tuple(problems))


def _wrong(number: int, nl: str, en: str) -> RowProblem:
    return RowProblem(number, "", f"Overgeslagen: {nl}.", f"Left out: {en}.")

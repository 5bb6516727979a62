"""The files of the demo."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"
_YES = {"1", "yes", "ja", "true"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_yes(cell: str) -> bool:
    return cell.strip().lower() in _YES

"""Pairs of company records of which a person said whether they are one company."""

import csv
from collections.abc import Iterator
from pathlib import Path

from naober.engines.matching.duplicates import CompanyRecord


def judged_pairs() -> Iterator[tuple[str, bool, CompanyRecord, CompanyRecord]]:
    """Part ("dev" or "test"), whether they are one, and both records."""
    path = Path(__file__).parent / "company_pairs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            yield (
                row["part"],
                row["same"] == "yes",
                _record(row, "a", number),
                _record(row, "b", number),
            )


def _record(row: dict[str, str], side: str, number: int) -> CompanyRecord:
    return CompanyRecord(
        id=f"{number}{side}",
        name=row[f"{side}_name"],
        places=tuple(filter(None, [row[f"{side}_place"]])),
        website=row[f"{side}_website"],
        phone=row[f"{side}_phone"],
        emails=tuple(filter(None, [row[f"{side}_email"]])),
    )

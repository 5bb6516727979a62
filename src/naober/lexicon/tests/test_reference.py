"""The codes and coordinates of the packaged tables against the official ones beside the project."""

import csv
from pathlib import Path

import pytest
from tests.shared import shared_path

from naober.lexicon import load

TABLES = {
    "ewc": ("ewc_eural_nl_en.csv",),
    "nace": ("nace_rev21_nl_en.csv",),
    "sbi": ("sbi2008_nl.csv", "sbi2025_nl_en.csv"),
    "isco": ("isco08_nl_en.csv",),
    "esco": ("esco12_occupations_nl.csv",),
}


def column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {plain(row[name]) for row in csv.DictReader(file)}


def plain(code: str) -> str:
    return code.replace(" ", "").replace(".", "")


@pytest.mark.parametrize("scheme", TABLES)
def test_every_code_exists(scheme: str) -> None:
    known: set[str] = set()
    for table in TABLES[scheme]:
        known |= column(shared_path("reference", "taxonomy", table), "code")
    lexicon = load()
    used = {
        (concept.id, code)
        for concept in lexicon.concepts.values()
        for code in concept.codes.get(scheme, ())
    }
    used |= {
        (activity.id, code)
        for activity in lexicon.activities.values()
        for code in {"nace": activity.nace, "sbi": activity.sbi}.get(scheme, ())
    }
    assert sorted((id, code) for id, code in used if not exists(scheme, plain(code), known)) == []


def exists(scheme: str, code: str, known: set[str]) -> bool:
    """An SBI code may be written with the trailing zero that stands for "the whole class"."""
    return code in known or (scheme == "sbi" and code.rstrip("0") in known)


def test_places_of_the_region_lie_where_the_reference_puts_them() -> None:
    lexicon = load()
    with shared_path("reference", "geo", "drenthe_places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    seen = 0
    for row in rows:
        place = lexicon.place(row["name"])
        if place is not None:
            seen += 1
            assert place.latitude == pytest.approx(float(row["lat"]), abs=0.02), row["name"]
            assert place.longitude == pytest.approx(float(row["lon"]), abs=0.03), row["name"]
            assert place.municipality == row["gemeente"], row["name"]
    assert seen >= 80

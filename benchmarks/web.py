"""Every page of the site at the size of a large region: `make bench-web`.

Fills a database with `benchmarks.region` (SQLite, then PostgreSQL, or one with `--database`), opens
every page of the table of who may open what as a visitor, a member, the desk and the board, and
writes the median server time and the number of statements of each to docs/benchmarks-web.md. The
server time is that of the whole handler with its middleware, measured in the process, without the
network. Other work on the machine makes it longer: the head of the report says how busy it was.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import region, report

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "benchmarks-web.md"
GOAL_MS = 100
TIMES = 9
# Files to take away are made while one waits for them, and not held to the time of a page.
FILES = {"my-export", "company-export", "desk:export", "ledger:workbook"}
OK = 200
TEMPORARY_POSTGRESQL = ROOT / "scripts" / "temporary_postgresql.py"
DATABASES = {"SQLite": [], "PostgreSQL": [sys.executable, str(TEMPORARY_POSTGRESQL)]}


@dataclass(frozen=True, slots=True)
class Timed:
    """One page for one reader: milliseconds, SQL statements, and the answer's status."""

    page: str
    reader: str
    median_ms: float
    p95_ms: float
    statements: int
    status: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--quick", action="store_true", help="a small region, to see that it runs")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--here", action="store_true", help="measure on the database of settings")
    parser.add_argument("--database", choices=[*DATABASES], help="measure only this one")
    chosen = parser.parse_args()
    size = region.FULL.shrunk(100) if chosen.quick else region.FULL
    if chosen.here:
        print(json.dumps([asdict(one) for one in _fill_and_measure(size)]))
        return
    found, load = {}, [_load()]
    for name in [chosen.database] if chosen.database else DATABASES:
        found[name] = _apart(DATABASES[name], quick=chosen.quick)
        load.append(_load())
    text = _report(found, size, load, quick=chosen.quick)
    chosen.output.write_text(text, encoding="utf-8")
    slow = [one for rows in found.values() for one in rows if _is_slow(one)]
    for one in slow:
        print(f"over {GOAL_MS} ms: {one.page} as {one.reader}: {one.median_ms:.0f} ms")


def _is_slow(one: Timed) -> bool:
    return one.median_ms > GOAL_MS and one.page not in FILES


def _load() -> str:
    """How many processes wanted to run at once, on average of the last minute, five and fifteen."""
    return " / ".join(f"{load:.1f}" for load in os.getloadavg())


def _apart(before: list[str], *, quick: bool) -> list[Timed]:
    """In a process of its own, with a database that is thrown away after."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "naober.website.settings.demo"}
        command = [*before, sys.executable, "-m", "benchmarks.web", "--here"]
        done = subprocess.run(
            [*command, *(["--quick"] if quick else [])],
            env={**os.environ, "NAOBER_DATA": folder, **settings},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd=ROOT,
        )
    return [Timed(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def _fill_and_measure(size: region.Size) -> list[Timed]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    region.fill(size)
    print(f"filled in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return list(measure())


def measure() -> Iterator[Timed]:
    from django.test import Client

    from benchmarks import web_pages

    for reader, user in web_pages.readers().items():
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        for name, address in web_pages.addresses(user):
            status = client.get(address).status_code
            if status >= 500:
                print(f"{status} {address} as {reader}", file=sys.stderr)
            if status == OK:
                yield _time(client, name, reader, address)


def _time(client: Any, name: str, reader: str, address: str) -> Timed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # what is read or made once
    with CaptureQueriesContext(connection) as captured:
        status = client.get(address).status_code
    statements = len(captured)  # before the next page begins the log anew
    taken = []
    for _turn in range(TIMES):
        start = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        if taken[0] > 2_000:
            break
    taken.sort()
    worst = taken[int(len(taken) * 0.95)]
    return Timed(name, reader, round(median(taken), 1), round(worst, 1), statements, status)


def _report(
    found: dict[str, list[Timed]], size: region.Size, load: list[str], *, quick: bool
) -> str:
    lines = [
        "# Every page at the size of a large region",
        "",
        f"Written by `make bench-web`: {size.companies:,} companies, {size.people:,} people, "
        f"{size.listings:,} listings, {size.matches:,} matches. Server time in milliseconds: "
        f"median (95th percentile) of {TIMES}; and the number of SQL statements. "
        f"The goal is a median under {GOAL_MS} ms.",
        *(["", "**Quick run: a region too small to quote.**"] if quick else []),
        "",
        f"- Date: {report.today()}",
        f"- Machine: {report.machine()}",
        f"- Load of the last 1 / 5 / 15 minutes, before and after each database: {'; '.join(load)}"
        f". The measuring itself makes 1; above {os.cpu_count()} all times here are too long",
        *(f"- {name}: {_summary(rows)}" for name, rows in found.items()),
        "",
        f"| page | reader | {' | '.join(found)} | statements |",
        f"|---|---|{'---|' * (len(found) + 1)}",
        *_lines(found),
    ]
    return "\n".join(lines) + "\n"


def _summary(rows: list[Timed]) -> str:
    slow = sum(map(_is_slow, rows))
    worst = max(rows, key=lambda one: one.median_ms)
    return (
        f"{len(rows)} pages, {slow} over the goal; slowest {worst.page} as {worst.reader}, "
        f"{worst.median_ms:.0f} ms; median of medians {median(r.median_ms for r in rows):.0f} ms"
    )


def _lines(found: dict[str, list[Timed]]) -> Iterator[str]:
    by_key = {name: {(one.page, one.reader): one for one in rows} for name, rows in found.items()}
    first = next(iter(found.values()))
    for one in sorted(first, key=lambda one: (one.page, one.reader)):
        both = [rows.get((one.page, one.reader)) for rows in by_key.values()]
        cells = " | ".join(f"{r.median_ms:.0f} ({r.p95_ms:.0f})" if r else "" for r in both)
        yield f"| {one.page} | {one.reader} | {cells} | {one.statements} |"


if __name__ == "__main__":
    main()

"""Every page of the site at the size of a large region: `make bench-web`.

Fills a database with `benchmarks.region` (SQLite, then PostgreSQL, or one with `--database`), opens
every page of the table of who may open what as a visitor, a member, the desk and the board, and
writes the median server time and the number of statements of each to docs/benchmarks-web.md. The
server time is that of the whole handler with its middleware, measured in the process, without the
network. Other work on the machine makes it longer: the head of the report says how busy it was, and
beside the time by the clock stands the time that the process itself had a processor (of PostgreSQL
without what its server did). With `--keep FOLDER` the filled databases stay there, and the next
time they are measured again without filling:

    python -m benchmarks.web --keep /var/tmp/naober-web
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import region, report

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "benchmarks-web.md"
GOAL_MS = 100
TIMES = 9
# Files to take away are made while one waits for them, and not held to the time of a page.
FILES = {
    *("my-export", "company-export", "desk:export", "ledger:workbook", "agenda:export"),
    *("members:contributions-workbook", "focus:agenda-pdf", "positions:letter"),
    *("meetings:badges", "meetings:lists"),
    *("streams:workbook", "streams:file", "streams:pdf", "investments:board-pdf"),
}
OK = 200
TEMPORARY_POSTGRESQL = ROOT / "scripts" / "temporary_postgresql.py"
DATABASES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, slots=True)
class Timed:
    """One page for one reader: milliseconds by the clock and of a processor, SQL statements, and
    the answer's status."""

    page: str
    reader: str
    median_ms: float
    p95_ms: float
    cpu_ms: float
    statements: int
    status: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--quick", action="store_true", help="a small region, to see that it runs")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--here", action="store_true", help="measure on the database of settings")
    parser.add_argument("--database", choices=DATABASES, help="measure only this one")
    parser.add_argument("--times", type=int, default=TIMES, help="how often each page is timed")
    parser.add_argument("--keep", type=Path, help="where filled databases stay, to measure again")
    chosen = parser.parse_args()
    size = region.FULL.shrunk(100) if chosen.quick else region.FULL
    if chosen.here:
        print(json.dumps([asdict(one) for one in _fill_and_measure(size, chosen.times)]))
        return
    found, load = {}, [_load()]
    for name in [chosen.database] if chosen.database else DATABASES:
        with _folder(chosen.keep, name) as folder:
            before = _before(name, folder if chosen.keep else None)
            found[name] = _apart(before, folder, _passed_on(chosen))
        load.append(_load())
    text = _report(found, size, load, chosen)
    chosen.output.write_text(text, encoding="utf-8")
    slow = [one for rows in found.values() for one in rows if _is_slow(one)]
    for one in slow:
        print(f"over {GOAL_MS} ms: {one.page} as {one.reader}: {one.median_ms:.0f} ms")


def _is_slow(one: Timed) -> bool:
    return one.median_ms > GOAL_MS and one.page not in FILES


def _load() -> str:
    """How many processes wanted to run at once, on average of the last minute, five and fifteen."""
    return " / ".join(f"{load:.1f}" for load in os.getloadavg())


@contextlib.contextmanager
def _folder(keep: Path | None, name: str) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)
    else:
        folder = keep.resolve() / name.lower()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


def _before(name: str, kept: Path | None) -> list[str]:
    if name == "SQLite":
        return []
    keep = ["--keep", str(kept / "server")] if kept else []
    return [sys.executable, str(TEMPORARY_POSTGRESQL), *keep]


def _passed_on(chosen: argparse.Namespace) -> list[str]:
    return ["--times", str(chosen.times), *(["--quick"] if chosen.quick else [])]


def _apart(before: list[str], folder: Path, options: list[str]) -> list[Timed]:
    """In a process of its own, with its database in this folder."""
    settings = {"DJANGO_SETTINGS_MODULE": "naober.website.settings.demo"}
    command = [*before, sys.executable, "-m", "benchmarks.web", "--here"]
    done = subprocess.run(
        [*command, *options],
        env={**os.environ, "NAOBER_DATA": str(folder), **settings},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return [Timed(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def _fill_and_measure(size: region.Size, times: int) -> list[Timed]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    if region.is_empty():
        region.fill(size)
        print(f"filled in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return list(measure(times))


def measure(times: int = TIMES) -> Iterator[Timed]:
    from django.test import Client

    from benchmarks import web_pages

    for reader, user in web_pages.readers().items():
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        for name, known in web_pages.addresses(user):
            for address in known:
                status = client.get(address).status_code
                if status >= 500:
                    print(f"{status} {address} as {reader}", file=sys.stderr)
                if status == OK:
                    yield _time(partial(client.get, address), name, reader, times)
                    break


def _time(read: Callable[[], Any], page: str, reader: str, times: int) -> Timed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    read()  # what is read or made once
    with CaptureQueriesContext(connection) as captured:
        status = read().status_code
    statements = len(captured)  # before the next page begins the log anew
    taken, worked = [], []
    for _turn in range(times):
        start, before = time.perf_counter(), time.process_time()
        read()
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - before) * 1000)
        if taken[0] > 2_000:
            break
    taken.sort()
    worst = taken[int(len(taken) * 0.95)]
    found = (round(value, 1) for value in (median(taken), worst, median(worked)))
    return Timed(page, reader, *found, statements, status)


def _report(
    found: dict[str, list[Timed]], size: region.Size, load: list[str], chosen: argparse.Namespace
) -> str:
    lines = [
        "# Every page at the size of a large region",
        "",
        f"Written by `make bench-web`: {size.companies:,} companies, {size.people:,} people, "
        f"{size.listings:,} listings, {size.matches:,} matches. Server time in milliseconds: "
        f"median (95th percentile) of {chosen.times} by the clock, and the median that this "
        "process had a processor; and the number of SQL statements. The goal is a median under "
        f"{GOAL_MS} ms.",
        *(["", "**Quick run: a region too small to quote.**"] if chosen.quick else []),
        "",
        f"- Date: {report.today()}",
        f"- Machine: {report.machine()}",
        f"- Load of the last 1 / 5 / 15 minutes, before and after each database: {'; '.join(load)}"
        f". The measuring itself makes 1; above {os.cpu_count()} all times here are too long",
        *(f"- {name}: {_summary(rows)}" for name, rows in found.items()),
        f"- Not held to the goal, for they are made while one waits: {', '.join(sorted(FILES))}",
        "",
        f"| page | reader | {' | '.join(f'{name} | processor' for name in found)} | statements |",
        f"|---|---|{'---:|' * (2 * len(found) + 1)}",
        *_lines(found),
    ]
    return "\n".join(lines) + "\n"


def _summary(rows: list[Timed]) -> str:
    slow = sum(map(_is_slow, rows))
    busy = sum(one.cpu_ms > GOAL_MS and one.page not in FILES for one in rows)
    worst = max(rows, key=lambda one: one.median_ms)
    return (
        f"{len(rows)} pages, {slow} over the goal by the clock, {busy} by the processor; slowest "
        f"{worst.page} as {worst.reader}, {worst.median_ms:.0f} ms; "
        f"median of medians {median(r.median_ms for r in rows):.0f} ms"
    )


def _lines(found: dict[str, list[Timed]]) -> Iterator[str]:
    by_key = {name: {(one.page, one.reader): one for one in rows} for name, rows in found.items()}
    first = next(iter(found.values()))
    for one in sorted(first, key=lambda one: (one.page, one.reader)):
        both = [rows.get((one.page, one.reader)) for rows in by_key.values()]
        cells = " | ".join(
            f"{r.median_ms:.0f} ({r.p95_ms:.0f}) | {r.cpu_ms:.0f}" if r else " | " for r in both
        )
        yield f"| {one.page} | {one.reader} | {cells} | {one.statements} |"


if __name__ == "__main__":
    main()

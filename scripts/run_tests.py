"""Everything that `make test` runs, in order; stops at the first part that fails."""

import subprocess
import sys
import time
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--durations=8"]
# What never touches a database does not become truer on a second one.
WITH_DATABASE = ["src/naober/foundation", "src/naober/features", "src/naober/website", "tests"]
# Nor is a page easier to read on the other, and which rows a program writes before it dies is
# seen on one: that both keep what was committed, tests/once/test_killed_server.py asks of each.
ONCE = ["tests/browser/test_accessibility.py", "tests/once/test_killed_anywhere.py"]
PARTS = {
    "checks": [sys.executable, "scripts/run_checks.py"],
    "tests on SQLite": [*PYTEST],
    "tests on PostgreSQL": [
        sys.executable,
        "scripts/temporary_postgresql.py",
        *PYTEST,
        *WITH_DATABASE,
        *(f"--ignore={path}" for path in ONCE),
    ],
}


def main() -> None:
    system_packages.main([])
    for name, command in PARTS.items():
        start = time.monotonic()
        print(f"== {name}", flush=True)  # noqa: T201  (this script talks to a terminal)
        done = subprocess.run(command, cwd=ROOT, check=False)
        print(f"== {name}: {time.monotonic() - start:.0f} s", flush=True)  # noqa: T201
        if done.returncode:
            sys.exit(f"{name}: failed")


if __name__ == "__main__":
    main()

"""Everything that `make check` runs; all parts run, and the failing ones are named at the end."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = [BIN / "django-admin"]
CHECKS: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy", "--no-error-summary"],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "import contracts": [BIN / "lint-imports", "--no-cache"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "translations": [sys.executable, "scripts/check_translations.py"],
    "OpenAPI file": [*MANAGE, "openapi", "--check"],
    "lexicon": [BIN / "naober", "lexicon", "check"],
}


def main() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "naober.website.settings.test",
        "PYTHONWARNINGS": "ignore",
    }

    def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )

    with ThreadPoolExecutor(2) as pool:  # the types alone take as long as all the rest
        running = {name: pool.submit(run, command) for name, command in CHECKS.items()}
        failed = [name for name, made in running.items() if not _told(name, made.result())]
    if failed:
        sys.exit(f"make check: {', '.join(failed)}")


def _told(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it went well; what it said when it did not."""
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)  # noqa: T201
    if done.returncode:
        print(done.stdout + done.stderr)  # noqa: T201
    return done.returncode == 0


if __name__ == "__main__":
    main()

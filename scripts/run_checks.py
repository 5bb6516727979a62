"""Everything that `make check` runs; all parts run, and the failing ones are named at the end."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = [BIN / "django-admin"]
CHECKS: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy", "--no-error-summary"],
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
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)  # noqa: T201
        if done.returncode:
            print(done.stdout + done.stderr)  # noqa: T201
            failed.append(name)
    if failed:
        sys.exit(f"make check: {', '.join(failed)}")


if __name__ == "__main__":
    main()

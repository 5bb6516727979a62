"""Make sure that Chromium and PostgreSQL are there: install them where we may, else say how."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

POSTGRESQL_HOME = Path("/usr/lib/postgresql")  # where Debian puts each major version


def chromium() -> Path | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((Path(path) for name in names if (path := shutil.which(name))), None)


def postgresql_bin() -> Path | None:
    """The folder with initdb and postgres of the newest version that is installed."""
    versions = [path.parents[1] for path in POSTGRESQL_HOME.glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda path: int(path.name)) / "bin"
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


WANTED = {"chromium": chromium, "postgresql": postgresql_bin}


def main(names: list[str]) -> None:
    missing = [name for name in names or WANTED if WANTED[name]() is None]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_install(missing)
    still_missing = [name for name in missing if WANTED[name]() is None]
    if still_missing:
        sys.exit(f"Missing for the tests: sudo apt-get install {' '.join(still_missing)}")


def _apt_install(names: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        subprocess.run(
            ["apt-get", "-qq", *command], env=environment, check=False, stdout=subprocess.DEVNULL
        )


if __name__ == "__main__":
    main(sys.argv[1:])

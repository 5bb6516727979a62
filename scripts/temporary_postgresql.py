"""Run a command with a PostgreSQL server of its own, in a folder that is thrown away after.

    python scripts/temporary_postgresql.py [--keep FOLDER] COMMAND ...

With `--keep` the folder stays, and a next time its database is as it was left. The server listens
on a socket in that folder only. PostgreSQL refuses root, so when we are root it runs as the user
`postgres`, or else as `nobody`.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import system_packages

# It is thrown away: nothing has to survive the machine.
NOT_DURABLE = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=4GB -c checkpoint_timeout=1h"
)


@contextlib.contextmanager
def temporary_postgresql(keep: Path | None = None) -> Iterator[dict[str, str]]:
    """Start a server; give the environment variables with which Naober finds it."""
    programs = system_packages.postgresql_bin()
    if programs is None:
        sys.exit("Missing: sudo apt-get install postgresql")
    folder = keep or Path(tempfile.mkdtemp(prefix="naober-pg-", dir="/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    as_user = _unprivileged(folder)
    data = folder / "data"
    is_new = not data.exists()
    if is_new:
        initdb = [programs / "initdb", "-D", data, "-U", "naober", "-A", "trust", "-E", "UTF8"]
        _run([*as_user, *initdb])
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {NOT_DURABLE}"
    control = [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    try:
        _run([*control, "-o", options, "start"])
        if is_new:
            _run([programs / "createdb", "-h", folder, "-U", "naober", "naober"])
        yield {
            "NAOBER_DB": "postgresql",
            "NAOBER_DB_HOST": str(folder),
            "NAOBER_DB_USER": "naober",
            "NAOBER_DB_NAME": "naober",
        }
    finally:
        how = "fast" if keep else "immediate"
        subprocess.run([*control, "-m", how, "stop"], check=False, capture_output=True)
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    names = [entry.pw_name for entry in pwd.getpwall()]
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        sys.exit(f"{command} failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    keep = None
    if arguments[:1] == ["--keep"]:
        keep, arguments = Path(arguments[1]).resolve(), arguments[2:]
    with temporary_postgresql(keep) as variables:
        environment = {**os.environ, **variables}
        return subprocess.run(arguments, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

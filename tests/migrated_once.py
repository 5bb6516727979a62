"""All migrations run once for a state of the models, not again in each worker and each run.

The first that needs a test database makes it as ever and keeps a copy; whoever comes after starts
from that copy, and `migrate` then finds that nothing is left to do. A change in a migration, a
model or a library makes another copy, so none is ever old.
"""

import fcntl
import hashlib
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
COPIES = Path(sys.prefix) / "migrated"
PREFIX = "naober_migrated_"


class Turn:
    """Held by one worker at a time, from before its database is made until the copy is kept: two
    that start together would else both run the migrations."""

    def __enter__(self) -> "Turn":
        COPIES.mkdir(exist_ok=True)
        self._lock = (COPIES / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._before = connection.settings_dict["NAME"]
        self._has_copy = _begin_with_the_copy()
        return self

    def over(self) -> None:
        """The database stands; the next may come. Where no test asks for a database none was made,
        and the name is still that of the real one, which nobody copies."""
        if not self._has_copy and connection.settings_dict["NAME"] != self._before:
            _keep_a_copy()
        self._lock.close()

    def __exit__(self, *_: object) -> None:
        self._lock.close()


def _begin_with_the_copy() -> bool:
    """The test database that is about to be made starts from the copy; False when there is none."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = _name() if _in_postgresql() else None
        return _in_postgresql()
    copy = _file()
    if not copy.exists():
        return False
    as_ever = connection.creation._create_test_db

    def create(*args: Any, **kwargs: Any) -> str:
        name = as_ever(*args, **kwargs)
        shutil.copyfile(copy, name)
        return str(name)

    connection.creation._create_test_db = create
    return True


def _keep_a_copy() -> None:
    """Of the test database as the migrations left it."""
    connection.close()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{old}"')
            name = connection.settings_dict["NAME"]
            cursor.execute(f'CREATE DATABASE "{_name()}" TEMPLATE "{name}"')
        return
    for old in COPIES.glob("*.sqlite3"):
        old.unlink()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(_file())) as target,
    ):
        source.backup(target)


def _in_postgresql() -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name()])
        return cursor.fetchone() is not None


def _file() -> Path:
    return COPIES / f"{_name()}.sqlite3"


def _name() -> str:
    """Of what decides how an empty database looks after its migrations."""
    package = ROOT / "src/naober"
    decides = [
        ROOT / "requirements/run.txt",
        *package.rglob("migrations/*.py"),
        *package.rglob("models.py"),
        *package.rglob("models/*.py"),
        *package.glob("website/settings/*.py"),
    ]
    state = hashlib.sha256()
    for path in sorted(decides):
        state.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return PREFIX + state.hexdigest()[:16]

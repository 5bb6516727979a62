"""Django's own; before it the folder is made that a new SQLite file will lie in, and after it the
database counts what it holds, for tables have changed."""

from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from naober.foundation.core import statistics


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        told = super().execute(*args, **options)
        if not options["plan"]:
            statistics.refresh(using=options["database"])
        return told

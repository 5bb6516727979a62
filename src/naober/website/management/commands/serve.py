"""`naober manage serve`: bring the database and the static files up to date, then serve, with the
worker that sends mail beside the server."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from naober.website.worker import supervisor

_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = "Bring everything up to date and serve the site. With --demo the demo region is loaded."
    requires_system_checks = []  # they run with migrate

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--demo", action="store_true")
        parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")
        parser.add_argument("--prepare-only", action="store_true", help="do not start the server")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE.endswith(".demo") and options["host"] not in _THIS_MACHINE:
            raise CommandError(
                "The demo's key and passwords are public: it is served on 127.0.0.1 only. For a "
                "real site set DJANGO_SETTINGS_MODULE=naober.website.settings.production."
            )
        if settings.DEMO:
            _links_lead_here(options)
        Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if _static_files_changed():
            call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        if options["prepare_only"]:
            return
        self.stdout.write(f"\nNaober is on http://{options['host']}:{options['port']}/")
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()
        if options["no_worker"]:
            os.execv(sys.executable, _granian(options))
        worker = [sys.executable, "-m", "django", "qcluster"]
        sys.exit(supervisor.run(_granian(options), worker))


def _links_lead_here(options: dict[str, Any]) -> None:
    """A demo's address is the one it is served on, for this process and those it starts."""
    os.environ.setdefault("NAOBER_URL", f"http://{options['host']}:{options['port']}")
    settings.SITE_URL = os.environ["NAOBER_URL"].rstrip("/")


def _granian(options: dict[str, Any]) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "naober.website.wsgi:application"),
        *("--interface", "wsgi", "--log-level", "warning"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["workers"]), "--blocking-threads", "2"),
    ]


def _static_files_changed() -> bool:
    """Whether any file is younger than the collected ones' list."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > collected
        for finder in get_finders()
        for name, storage in finder.list([])
    )

"""`naober boundaries import FILE`: official borders for the map."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from naober.foundation.members.boundaries import BoundaryError, import_boundaries


class Command(BaseCommand):
    help = "Official borders on the map, for instance of municipalities, from a GeoJSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        importing = actions.add_parser("import", help="store the borders of a GeoJSON file (WGS84)")
        importing.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = import_boundaries(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except BoundaryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} borders stored; the map shows them.")

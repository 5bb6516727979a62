"""`naober manage openapi`: the description of the API, kept as a file so that a change shows."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from naober.website.api import api


class Command(BaseCommand):
    help = "Write docs/openapi.json, or with --check say whether it is still true."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=Path("docs/openapi.json"))
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        text = json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        file: Path = options["file"]
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError(f"{file} is not what the code says; run: naober manage openapi")

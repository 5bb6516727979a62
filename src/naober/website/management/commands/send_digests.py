"""`naober manage send_digests`: the digests that are due, for who has no worker running."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from naober.website.mail import digest


class Command(BaseCommand):
    help = "Put in the outbox the digests that are due; with --now, everybody's of today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="whatever the day and the hour")

    def handle(self, *args: Any, **options: Any) -> None:
        count = digest.send_now() if options["now"] else digest.tick()
        self.stdout.write(f"{count} digests are in the outbox.")

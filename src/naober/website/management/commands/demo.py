"""`naober manage demo`: load the demo region into an empty installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from naober.website import demo


class Command(BaseCommand):
    help = "Load the demo region with made-up companies. What was entered in a demo stays."

    def handle(self, *args: Any, **options: Any) -> None:
        if demo.is_loaded():
            self.stdout.write("The demo is here already; nothing was changed.")
        else:
            self._load()
        for account in demo.accounts():
            self.stdout.write(f"  {account.email:32}{account.who}")
        self.stdout.write(f"  password for each: {demo.PASSWORD}")

    def _load(self) -> None:
        try:
            demo.load_demo()
        except demo.DemoError as error:
            raise CommandError(str(error)) from error
        loaded = ", ".join(f"{count} {name}" for name, count in demo.counts().items())
        self.stdout.write(f"Loaded the demo region (fictional): {loaded}.")

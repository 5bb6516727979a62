"""`naober`: the engines on files, and the platform's own commands.

Each command lives in its own module, which is imported when the command runs and not before.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "understand": ("understand", "Wat zegt deze zin? / What does this sentence offer or ask?"),
    "match": ("match", "Wie past bij wie? / Which offers in a table serve which needs, and why?"),
    "neighbours": ("neighbours", "Stille buren / Who posted nothing and could use these offers?"),
    "rank": ("rank", "Welke teksten lijken? / Which texts mean the same? For titles and skills."),
    "vote": ("vote", "Wat kiezen zij samen? / What do the votes in a Pabulib file choose?"),
    "timetable": ("timetable", "Wie spreekt wie, wanneer? / Who speaks with whom, in which round?"),
    "plan": ("plan", "Wat kan naar wie? / Which exchanges in a region bring the most, and why?"),
    "share": ("share", "Wie betaalt of krijgt wat? / Who gets or pays how much of what is shared?"),
    "invest": ("invest", "Samen investeren? / Does investing together pay, and who joins?"),
    "notes": ("notes", "Wat volgt uit een verslag? / What does a note about a visit propose?"),
    "duplicates": ("duplicates", "Dubbele bedrijven / Which rows are likely one company?"),
    "template": ("template", "Werkblad om in te vullen / Write a workbook to fill in."),
    "lexicon": ("lexicon", "De woorden / The words of the region's industry."),
    "boundaries": ("manage", "Gemeentegrenzen / Municipal borders for the map."),
    "manage": ("manage", "Beheer / The platform's own commands (Django)."),
}


class LazyGroup(click.Group):
    """Knows its commands by name and one line of help; imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"naober.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As click does, but a full disk or a lost network drive is no fault of the program."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            from naober.files.problems import why

            where = f"{error.filename}: " if error.filename else ""
            sys.exit(f"naober: {where}{' / '.join(why(error))}")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naober", prog_name="naober")
def main() -> None:
    """Naober: brengen en halen in de regio / give and get in the region."""

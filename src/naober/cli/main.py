"""`naober`: the engines on files, and the platform's own commands.

Each command lives in its own module, which is imported when the command runs and not before.
"""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "understand": ("understand", "What does this sentence offer or ask?"),
    "match": ("match", "Which offers in a table serve which needs, and why?"),
    "neighbours": ("neighbours", "Which companies that posted nothing could use these offers?"),
    "rank": ("rank", "Which texts mean the same? For titles and skills."),
    "template": ("template", "Write a workbook to fill in."),
    "lexicon": ("lexicon", "The words of the region's industry."),
    "boundaries": ("manage", "Municipal borders for the map."),
    "manage": ("manage", "The platform's own commands (Django)."),
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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naober", prog_name="naober")
def main() -> None:
    """Naober: the working platform of a regional industry collective."""

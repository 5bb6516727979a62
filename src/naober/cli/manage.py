"""`naober manage ...`: Django's own commands; `naober boundaries ...` is one of them."""

import os
import sys

import click

DEFAULT_SETTINGS = "naober.website.settings.demo"
_PASS_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


@click.command(context_settings=_PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a command of the platform, such as `migrate` or `createsuperuser`."""
    _django(*arguments)


@click.command(context_settings=_PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def boundaries(arguments: tuple[str, ...]) -> None:
    """Import official municipal borders for the map: `naober boundaries import FILE`."""
    _django("boundaries", *arguments)


def _django(*arguments: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    sys.argv[0] = "naober manage"  # what Django shows in its help
    try:
        execute_from_command_line(["naober manage", *arguments])
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    except DatabaseError as error:
        if _has_tables():
            raise
        message = "There is no database yet. `naober manage migrate` makes it; `serve` too."
        raise click.ClickException(message) from error


def _has_tables() -> bool:
    from django.db import DatabaseError, connection
    from django.db.migrations.recorder import MigrationRecorder

    try:
        return bool(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return False

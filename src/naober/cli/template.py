"""`naober template [OUT.xlsx]`: a workbook to fill in."""

from pathlib import Path

import click

from naober.files.template import write_template


@click.command()
@click.argument("out", default="naober-template.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def template(out: Path, force: bool) -> None:
    """Write a workbook with the columns, examples and an explanation to OUT."""
    if out.exists() and not force:
        raise click.ClickException(f"{out} bestaat al / already exists (--force)")
    try:
        write_template(out)
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error
    click.echo(f"{out}")

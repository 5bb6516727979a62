"""`naober template [OUT.xlsx]`: a workbook to fill in."""

from pathlib import Path

import click

from naober.files.problems import why
from naober.files.region_template import write_region_template
from naober.files.template import write_template


@click.command()
@click.argument("out", default="naober-template.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overschrijven / write over it.")
@click.option("--region", is_flag=True, help="Voor / for `naober plan`.")
def template(out: Path, force: bool, region: bool) -> None:
    """Een werkblad om in te vullen / a workbook to fill in, with examples, written to OUT."""
    if out.suffix.lower() != ".xlsx":
        raise click.ClickException(f"{out}: moet eindigen op / must end in .xlsx")
    if out.exists() and not force:
        raise click.ClickException(f"{out} bestaat al / already exists (--force)")
    try:
        (write_region_template if region else write_template)(out)
    except OSError as error:
        raise click.ClickException(f"{out}: {' / '.join(why(error))}") from error
    click.echo(f"{out}")

"""``check``: what was read, and what is odd."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datapakke.cli.common import data_, main, ordered, prosjekt_, runde_, say
from datapakke.errors import ExtractError, UsageError, refused

if TYPE_CHECKING:
    from datapakke.project import Project
    from datapakke.report import Report


@main.command()
@runde_
@data_
@click.option("--json", "json_", is_flag=True, help="Skriv rapporten som JSON.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv rapporten også som en nettside, til intern bruk.",
)
@prosjekt_
def check(
    *, data: Path | None, json_: bool, html: Path | None, prosjekt: Path, **choice: Any
) -> None:
    """Les oppsett og uttrekk uten å lage pakker, og si hva som ble lest og hva som er galt.

    Feil stopper også build. Advarsler bør finnes ut av før pakkene sendes: kommuner og perioder som
    mangler, hopp fra året før, navn og summer som ikke stemmer, filer som er de samme som sist.
    """
    project, config, order = ordered(prosjekt, alle=not choice["runde"], **choice)

    from datapakke.pipeline import load
    from datapakke.report import Basis, as_json, as_lines, make_report, read_history

    runde = order.runde
    last = runde.data_til if runde else None
    loaded = load(order, config, data or project.raw)
    earlier = read_history(project.out, last)
    report = make_report(Basis(loaded, order.inndeling, last, runde.id if runde else "", earlier))
    click.echo(as_json(report) if json_ else "\n".join(as_lines(report)))
    if html:
        _write_page(report, html, project)
    if loaded.total:
        raise SystemExit(ExtractError.exit_code)


def _write_page(report: "Report", path: Path, project: "Project") -> None:
    """Write the report as a page, whole or not at all."""
    from datapakke.output import write_atomic
    from datapakke.report.html import as_html
    from datapakke.templating import template_folders

    page = as_html(report, template_folders(project.templates))
    try:
        write_atomic(path, page.encode())
    except OSError as error:
        raise UsageError([refused(path, "skrives", error)]) from error
    say(f"Rapporten er skrevet til {path}.")

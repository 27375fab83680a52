"""``review``: the packets of a round, looked through before they are approved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from datapakke.cli.common import data_, main, ordered, prosjekt_, say, ut_

if TYPE_CHECKING:
    from datapakke.batch.job import Job
    from datapakke.review.model import Gjennomgang


@main.command()
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende).")
@data_
@click.option(
    "--pakker",
    type=click.Path(path_type=Path),
    metavar="MAPPE",
    help="Mappen pakkene ligger i (ellers: out/RUNDE i prosjektet).",
)
@ut_("gjennomgangen skrives i", "out/RUNDE-gjennomgang")
@prosjekt_
def review(
    *, runde: str | None, data: Path | None, pakker: Path | None, ut: Path | None, prosjekt: Path
) -> None:
    """Lag gjennomgangen av en runde: en intern nettside med alle pakkene, klar til å åpnes.

    Hvert møte med kommunene, første side som bilde, det som skiller seg fra fylket, det som er
    endret, det som ikke vises, varsler fra check, verify og audit, mottaker og tilstand; alle
    sidene i hver pakke, og en tabell over alle kommunene. Siden henter ingenting fra nettet, og
    viser bare tall som står i pakkene. Åpne index.html i en nettleser.
    """
    project, config, order = ordered(prosjekt, alle=True, runde=runde)

    from datapakke.batch.job import Job
    from datapakke.templating import check_templates

    check_templates(project.templates)
    packets = pakker or project.out / order.mappe
    start, made = write_page(Job(project, config, order, data or project.raw, packets), ut)
    click.echo(start)
    wrong = [one.kommune for one in made.kort if one.tilstand.galt]
    if wrong:
        say(f"Merk: ikke klare til å godkjennes: {', '.join(wrong)}.")
    say("Gjennomgangen er intern. Åpne index.html i en nettleser.")


def write_page(job: "Job", ut: Path | None = None) -> "tuple[Path, Gjennomgang]":
    """Write the page of a job's packets; give where it begins, and what it tells."""
    from datapakke.review.gather import gather
    from datapakke.review.make import make_review
    from datapakke.review.write import START, check_folder, write_review
    from datapakke.templating import template_folders

    folder = ut or job.project.review(job.order.mappe)
    check_folder(folder, job.folder)
    found = make_review(gather(job.project, job.config, job.order, job.raw, job.folder))
    made = write_review(found, job.folder, folder, template_folders(job.project.templates))
    return folder / START, made

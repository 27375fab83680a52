"""``review``: the packets of a round, looked through before they are approved."""

from pathlib import Path

import click

from datapakke.cli.common import data_, main, ordered, prosjekt_, say, ut_


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

    from datapakke.review.gather import gather
    from datapakke.review.make import make_review
    from datapakke.review.write import START, check_folder, write_review
    from datapakke.templating import check_templates, template_folders

    check_templates(project.templates)
    packets = pakker or project.out / order.mappe
    folder = ut or project.out / f"{order.mappe}-gjennomgang"
    check_folder(folder, packets)
    found = make_review(gather(project, config, order, data or project.raw, packets))
    made = write_review(found, packets, folder, template_folders(project.templates))
    click.echo(folder / START)
    wrong = [one.kommune for one in made.kort if one.tilstand.galt]
    if wrong:
        say(f"Merk: ikke klare til å godkjennes: {', '.join(wrong)}.")
    say("Gjennomgangen er intern. Åpne index.html i en nettleser.")

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

    from datapakke.batch.fresh import inputs_now
    from datapakke.delivery.approvals import approved
    from datapakke.delivery.sent import deliveries
    from datapakke.journal import Journal
    from datapakke.pipeline import load
    from datapakke.report import Basis, make_report, read_history
    from datapakke.review.delivered import approvals, sendings, unsettled
    from datapakke.review.make import Grunnlag, make_review, packets_in
    from datapakke.review.write import START, check_folder, write_review
    from datapakke.templating import check_templates, template_folders

    check_templates(project.templates)
    packets = pakker or project.out / order.mappe
    folder = ut or project.out / f"{order.mappe}-gjennomgang"
    check_folder(folder, packets)
    manifest = packets_in(packets, order.mappe)
    raw = data or project.raw
    inputs = inputs_now(project, config, order, raw, manifest)
    last = order.runde.data_til if order.runde else None
    loaded = load(order, config, raw)
    basis = Basis(loaded, order.inndeling, last, order.mappe, read_history(project.out, last))
    journal = Journal(project.sendings(demo=manifest.demo))
    sent = deliveries(journal.read(), str(journal.path))
    agreed = approved(Journal(project.approvals(demo=manifest.demo)), order.mappe)
    grunnlag = Grunnlag(
        config=config,
        order=order,
        folder=packets,
        manifest=manifest,
        grunnlag=inputs.grunnlag,
        funn=make_report(basis).funn,
        godkjent=approvals(agreed, manifest),
        sendt=sendings(sent, order.mappe, order.inndeling),
        uavklart=unsettled(sent, order.mappe),
    )
    made = write_review(make_review(grunnlag), packets, folder, template_folders(project.templates))
    click.echo(folder / START)
    wrong = [one.kommune for one in made.kort if one.tilstand.galt]
    if wrong:
        say(f"Merk: ikke klare til å godkjennes: {', '.join(wrong)}.")
    say("Gjennomgangen er intern. Åpne index.html i en nettleser.")

"""``approve``: a person says which packets may be sent."""

from pathlib import Path

import click

from datapakke.cli.common import clock, data_, main, ordered, paa_motet_, prosjekt_, say, ut_
from datapakke.errors import Problem, UsageError


@main.command("approve")
@click.option(
    "--mote", required=True, metavar="DATO", help="Møtet pakkene skal brukes på: 2016-11-02."
)
@paa_motet_
@click.option("--navn", required=True, metavar="NAVN", help="Den som godkjenner: «Kari Nordmann».")
@click.option(
    "--kode",
    metavar="KODE",
    help="Koden som står under møtet på gjennomgangssiden: pakkene er fortsatt de du så på der. Må"
    " stå når noe godkjennes, unntatt med --uten-gjennomgang.",
)
@click.option(
    "--demo", is_flag=True, help="Pakkene er laget av oppdiktede tall, og det er meningen."
)
@click.option(
    "--trekk", metavar="GRUNN", help="Trekk godkjenningen tilbake, og skriv hva som er grunnen."
)
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den møtet er i).")
@click.option(
    "--gjennomgang",
    type=click.Path(path_type=Path),
    metavar="MAPPE",
    help="Mappen gjennomgangen ligger i (ellers: out/RUNDE-gjennomgang i prosjektet).",
)
@click.option(
    "--uten-gjennomgang",
    is_flag=True,
    help="Pakkene er sett over på en annen måte enn på gjennomgangssiden. Skrives i arkivet.",
)
@data_
@ut_("pakkene ligger i")
@prosjekt_
def approve_(  # noqa: PLR0913 - an option each
    *,
    mote: str,
    kommuner: tuple[str, ...],
    navn: str,
    kode: str | None,
    demo: bool,
    trekk: str | None,
    runde: str | None,
    gjennomgang: Path | None,
    uten_gjennomgang: bool,
    data: Path | None,
    ut: Path | None,
    prosjekt: Path,
) -> None:
    """Godkjenn pakkene til et møte, akkurat slik de ligger der nå.

    Det som godkjennes, er filene med sine sjekksummer, til adressene i oppsettet. En pakke som
    lages på nytt og blir en annen, eller som skal til en annen adresse, er ikke godkjent lenger.
    Ingenting godkjennes når en av pakkene ikke er den som vises på gjennomgangssiden (datapakke
    review), ikke er lest tilbake og funnet riktig, er laget av andre uttrekk eller et annet oppsett
    enn det som gjelder nå, er endret etterpå, eller når pakkene sammen kunne røpet noen. Alt som
    står i veien, nevnes samtidig. Gjennomgangssiden har kommandoen ferdig skrevet, med en kode som
    må være med: da kan ikke pakkene, eller hvem som skal ha dem, ha blitt andre etter at du så på
    dem.

    Hvem som godkjente hva, og når, står i arkiv/godkjent.jsonl. Det som er skrevet der, blir
    stående; --trekk skriver en ny linje.
    """
    from datapakke.cli.approving import approver, given, manifest_in, one_line

    who = approver(navn)
    why = None if trekk is None else one_line(trekk, "--trekk", "grunnen")
    project, config, order = ordered(prosjekt, mote=mote, runde=runde)

    from datapakke.batch.fresh import inputs_now
    from datapakke.batch.stage import BETWEEN, is_between
    from datapakke.delivery.approval import Saying, addresses_of
    from datapakke.delivery.approvals import approve, withdraw
    from datapakke.delivery.obstacles import check_code, packets_to_approve
    from datapakke.delivery.reached import reached, read_sent
    from datapakke.journal import Journal
    from datapakke.order import at_meeting
    from datapakke.review.shown import shown_on

    chosen = at_meeting(order, mote, kommuner)
    folder = ut or project.out / order.mappe
    manifest = manifest_in(folder, order.mappe, demo=demo)
    journal = Journal(project.approvals(demo=demo))
    saying = Saying(clock(), who, order.mappe, mote, gjennomgang=not uten_gjennomgang)
    names = dict(chosen)
    if why is not None:
        held = withdraw(journal, saying, list(names), why)
        for one in held:
            click.echo(f"{one.kommunenr} {names[one.kommunenr]} {one.sha256}")
        say(f"Trukket tilbake: godkjenningen av {len(held)} av {len(names)} pakker.")
        had = reached(read_sent(project.sendings(demo=demo)), order.mappe, order.inndeling)
        if gone := [names[nr] for nr in names if nr in had]:
            say(f"Merk: alt sendt, og kan ikke kalles tilbake: {', '.join(gone)}.")
        return
    if manifest is None:
        what = BETWEEN if is_between(folder) else "har ingen pakker. Lag dem: datapakke batch"
        raise UsageError([Problem(str(folder), what)])
    page, addresses = gjennomgang or project.review(order.mappe), addresses_of(order.inndeling)
    if kode is not None or not uten_gjennomgang:
        invited = [nr for nr, _ in at_meeting(order, mote)]
        groups = invited, [nr for nr, _ in chosen]
        check_code(manifest, groups, addresses, given(kode, mote, page))
    today = inputs_now(project, config, order, data or project.raw, manifest).grunnlag
    seen = None if uten_gjennomgang else shown_on(page, order.mappe)
    entries = packets_to_approve(manifest, folder, chosen, today, seen)
    new = approve(journal, saying, manifest, entries, addresses)
    for entry in new:
        whom = ", ".join(addresses[entry.kommunenr]) or "ingen mottaker i oppsettet"
        click.echo(f"{entry.kommunenr} {entry.kommune} {entry.sha256} → {whom}")
    if before := [one.kommune for one in entries if one not in new]:
        say(f"Godkjent fra før, akkurat slik de er: {', '.join(before)}.")
    if new:
        say(f"Godkjent av {who}: {len(new)} av {len(names)} pakker.")
    say(f"Send dem: datapakke send --mote {mote}")

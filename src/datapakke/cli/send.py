"""``send``: approved packets by e-mail, once each, to the right ones."""

from functools import partial
from pathlib import Path

import click

from datapakke.cli.common import data_, main, ordered, paa_motet_, prosjekt_, ut_
from datapakke.errors import Problem, UsageError


@main.command()
@click.option("--mote", required=True, metavar="DATO", help="Møtet pakkene gjelder: 2016-11-02.")
@paa_motet_
@click.option(
    "--dry-run", is_flag=True, help="Kontroller alt, vis hva som går til hvem, send ikke."
)
@click.option(
    "--til-mappe",
    type=click.Path(path_type=Path),
    metavar="MAPPE",
    help="Skriv e-postene som .eml-filer i MAPPE, send ikke.",
)
@click.option(
    "--prove",
    metavar="ADRESSE",
    help="Send alt til ADRESSE, din egen, merket som prøve, og ikke til andre.",
)
@click.option("--rettelse", is_flag=True, help="Send rettede pakker til dem som har fått en før.")
@click.option(
    "--paaminnelse", is_flag=True, help="Minn dem som ikke har svart, om svararket. Ingen pakker."
)
@click.option(
    "--avklar",
    "avklart",
    multiple=True,
    metavar="ID=sendt|ikke-sendt",
    help="Si hva som ble av en uviss eller avvist e-post; «avviste» som ID er alle avviste. Kan"
    " gjentas.",
)
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den møtet er i).")
@data_
@ut_("pakkene ligger i")
@prosjekt_
def send(  # noqa: PLR0913 - an option each
    *,
    mote: str,
    kommuner: tuple[str, ...],
    dry_run: bool,
    til_mappe: Path | None,
    prove: str | None,
    rettelse: bool,
    paaminnelse: bool,
    avklart: tuple[str, ...],
    runde: str | None,
    data: Path | None,
    ut: Path | None,
    prosjekt: Path,
) -> None:
    """Send de godkjente pakkene til et møte på e-post, én e-post til hver mottaker.

    Før noe sendes, kontrolleres alt mot alt: at pakken er den som ble godkjent, at den er laget av
    uttrekkene og oppsettet som gjelder nå, at den selv, navnet på filen og oppsettet sier samme
    kommune, og at hver adresse er tillatt og hører til kommunen. Stemmer ikke alt, sendes ingenting
    til noen. arkiv/sendt.jsonl husker hva som er sendt: kjør kommandoen på nytt når som helst, og
    ingen får det samme to ganger. Er det uvisst om en e-post kom fram, sendes den ikke igjen før et
    menneske har sagt hva som skjedde (--avklar).

    Passordet skal stå i DATAPAKKE_SMTP_PASSORD, aldri i oppsettet. Avslutningskoden er 0 når alle
    på møtet har fått sin pakke.
    """
    if sum((dry_run, bool(til_mappe), prove is not None, bool(avklart))) > 1:
        what = "--dry-run, --til-mappe, --prove og --avklar kan ikke stå sammen. Velg én av dem."
        raise UsageError([Problem("datapakke send", what)])
    if rettelse and paaminnelse:
        what = "kan ikke stå sammen: en påminnelse har ingen pakke. Send dem hver for seg."
        raise UsageError([Problem("--rettelse og --paaminnelse", what)])
    if prove is not None and not prove.strip():  # an unset variable of a shell
        raise UsageError([Problem("--prove", "er tom. Skriv adressen prøven skal sendes til.")])
    project, config, order = ordered(prosjekt, mote=mote, runde=runde)

    from datapakke.batch.fresh import inputs_now
    from datapakke.cli import sending
    from datapakke.delivery.office import Office, Wish, meeting_of
    from datapakke.delivery.settle import parse_answer
    from datapakke.order import at_meeting

    numbers = [nr for nr, _ in at_meeting(order, mote, kommuner)]
    round_ = config.runde(order.mappe)
    held = next(one for one in round_.moter if one.id == mote)
    meeting = meeting_of(round_, held, order.inndeling, ut or project.out / order.mappe)
    wish = Wish(
        numbers, bool(kommuner), rettelse=rettelse or bool(avklart), paaminnelse=paaminnelse
    )
    today = partial(inputs_now, project, config, order, data or project.raw)
    office = Office(project, config, meeting, wish, None if avklart or paaminnelse else today)
    if til_mappe and project.has(til_mappe, meeting.folder):
        what = f"{til_mappe} er en av prosjektets egne. Velg en annen mappe til e-postene."
        raise UsageError([Problem("--til-mappe", what)])
    if avklart:
        sending.settle(office, dict(map(parse_answer, avklart)))
    elif dry_run or til_mappe:
        sending.show(office, til_mappe)
    elif prove is not None:
        sending.rehearse(office, prove)
    else:
        sending.send(office)

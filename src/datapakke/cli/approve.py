"""``approve``: a person says which packets may be sent."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from datapakke.cli.common import clock, data_, main, ordered, paa_motet_, prosjekt_, say, ut_
from datapakke.errors import Problem, UsageError

if TYPE_CHECKING:
    from datapakke.batch.model import Manifest

LONGEST = 100
NOBODY = "navnet ditt"
"""What stands in the command on the review page where the name is to be written."""


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

    Det som godkjennes, er filene med sine sjekksummer. En pakke som lages på nytt og blir en annen,
    er ikke godkjent lenger. Ingenting godkjennes når en av pakkene ikke er den som vises på
    gjennomgangssiden (datapakke review), ikke er lest tilbake og funnet riktig, er laget av andre
    uttrekk eller et annet oppsett enn det som gjelder nå, er endret etterpå, eller når pakkene
    sammen kunne røpet noen. Alt som står i veien, nevnes samtidig. Gjennomgangssiden har kommandoen
    ferdig skrevet, med en kode som må være med: da kan ikke pakkene ha blitt andre etter at du så
    på dem.

    Hvem som godkjente hva, og når, står i arkiv/godkjent.jsonl. Det som er skrevet der, blir
    stående; --trekk skriver en ny linje.
    """
    who = _one_line(navn, "--navn", "den som godkjenner")
    if who.casefold() == NOBODY:
        raise UsageError([Problem("--navn", f"er «{who}». Skriv navnet på den som godkjenner.")])
    why = None if trekk is None else _one_line(trekk, "--trekk", "grunnen")
    project, config, order = ordered(prosjekt, mote=mote, runde=runde)

    from datapakke.batch.fresh import inputs_now
    from datapakke.batch.stage import BETWEEN, is_between
    from datapakke.delivery.approvals import Saying, approve, withdraw
    from datapakke.delivery.obstacles import check_code, packets_to_approve
    from datapakke.delivery.reached import reached, read_sent
    from datapakke.journal import Journal
    from datapakke.order import at_meeting
    from datapakke.review.shown import shown_on

    chosen = at_meeting(order, mote, kommuner)
    folder = ut or project.out / order.mappe
    manifest = _manifest(folder, order.mappe, demo=demo)
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
    page = gjennomgang or project.review(order.mappe)
    if kode is not None or not uten_gjennomgang:
        invited = [nr for nr, _ in at_meeting(order, mote)]
        check_code(manifest, invited, _given(kode, mote, page))
    today = inputs_now(project, config, order, data or project.raw, manifest).grunnlag
    seen = None if uten_gjennomgang else shown_on(page, order.mappe)
    entries = packets_to_approve(manifest, folder, chosen, today, seen)
    new = approve(journal, saying, manifest, entries)
    for entry in new:
        click.echo(f"{entry.kommunenr} {entry.kommune} {entry.sha256}")
    if before := [one.kommune for one in entries if one not in new]:
        say(f"Godkjent fra før, akkurat slik de er: {', '.join(before)}.")
    if new:
        say(f"Godkjent av {who}: {len(new)} av {len(names)} pakker.")
    say(f"Send dem: datapakke send --mote {mote}")


def _given(kode: str | None, mote: str, page: Path) -> str:
    """Give the code of a meeting's packets that was copied from the review page.

    Raises:
        UsageError: There is none.
    """
    if kode is None:
        what = (
            f"mangler. Koden står i kommandoen under møtet {mote} på {page / 'index.html'}."
            " Står den ikke der, må noe rettes først, eller siden lages: datapakke review"
        )
        raise UsageError([Problem("--kode", what)])
    return kode


def _one_line(text: str, option: str, what: str) -> str:
    """Give a person's own words as one line.

    Raises:
        UsageError: There are no words, too many, or characters that nobody sees.
    """
    line = " ".join(text.split())
    if not any(sign.isalpha() for sign in line):
        raise UsageError([Problem(option, f"må si {what}.")])
    if len(line) > LONGEST or not line.isprintable():
        what = f"må være på én linje av synlige tegn, høyst {LONGEST}."
        raise UsageError([Problem(option, what)])
    return line


def _manifest(folder: Path, runde: str, *, demo: bool) -> "Manifest | None":
    """Give what lies in a folder of packets, if anything does.

    Raises:
        UsageError: It is of another round, or demo data and not said to be, or the other way round.
    """
    from datapakke.batch.manifest import read_manifest

    manifest = read_manifest(folder)
    if manifest is None:
        return None
    if manifest.runde != runde:
        what = f"pakkene er fra runden {manifest.runde or 'uten navn'}, ikke {runde}."
        raise UsageError([Problem(str(folder), what)])
    if manifest.demo and not demo:
        what = "pakkene er laget av oppdiktede tall. Er det meningen å godkjenne dem, så si --demo."
        raise UsageError([Problem(str(folder), what)])
    if demo and not manifest.demo:
        raise UsageError([Problem("--demo", f"pakkene i {folder} er ikke demodata.")])
    return manifest

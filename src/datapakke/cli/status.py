"""``status``: how far the packets of a round have come."""

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datapakke.cli.common import data_, main, prosjekt_, say, ut_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datapakke.batch.job import Job
    from datapakke.batch.model import Manifest
    from datapakke.batch.status import Line, Mark, Status

_HEADS = ("Nr", "Kommune", "Bygd", "Verifisert", "Godkjent", "Sendt", "Svart", "Foreldet")


@main.command("status")
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende).")
@click.option(
    "--dager",
    type=click.IntRange(0),
    default=14,
    show_default=True,
    metavar="N",
    help="Så mange dager før møtet skal pakkene ligge klare.",
)
@click.option(
    "--hvorfor",
    is_flag=True,
    help="Si hva som er endret, og hvilke pakker som ville blitt laget på nytt. Tar lengre tid.",
)
@click.option("--json", "json_", is_flag=True, help="Skriv det samme som JSON.")
@data_
@ut_("pakkene ligger i")
@prosjekt_
def status_(  # noqa: PLR0913 - an option each
    *,
    runde: str | None,
    dager: int,
    hvorfor: bool,
    json_: bool,
    data: Path | None,
    ut: Path | None,
    prosjekt: Path,
) -> None:
    """Vis hvor langt pakkene i en runde er kommet: bygd, verifisert, godkjent, sendt, besvart.

    Ingenting leses på nytt: uttrekk, oppsett, maler og program holdes mot sjekksummene fra da
    pakkene ble laget. En pakke er foreldet når noe av det er endret; batch finner ut om den sier
    noe annet av det, og lager den i så fall på nytt.
    """
    from datapakke.batch.fresh import inputs_now
    from datapakke.batch.job import Job
    from datapakke.batch.manifest import read_manifest
    from datapakke.batch.stage import BETWEEN, is_between
    from datapakke.batch.status import status
    from datapakke.config import load_config
    from datapakke.delivery.answers import answered
    from datapakke.order import Choice, make_order
    from datapakke.project import find_project

    project = find_project(prosjekt)
    config = load_config(project.config)
    order = make_order(Choice(runde=runde, alle=True), config)
    job = Job(project, config, order, data or project.raw, ut or project.out / order.mappe)
    manifest = read_manifest(job.folder)
    inputs = inputs_now(project, config, order, job.raw, manifest)
    marks = _marks(job, manifest)
    have = answered(project.answers / order.mappe)
    found = status(job.folder, order, manifest, inputs, *marks, dager, answered=have)
    why = _why(job, manifest) if hvorfor else {}
    if is_between(job.folder):
        say(f"Merk: {job.folder}: {BETWEEN}")
    if json_:
        said = asdict(found) | ({"hvorfor": why} if hvorfor else {})
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for line in _told(found, manifest, why):
        click.echo(line)
    if hvorfor:
        click.echo("\n".join(f"Endret: {one}." for one in found.endret) or "Ingenting er endret.")
    elif found.endret:
        say(f"{len(found.endret)} inndata er endret. Hvilke: datapakke status --hvorfor")


def _marks(job: "Job", manifest: "Manifest | None") -> "tuple[dict[str, Mark], dict[str, Mark]]":
    """Give the newest approval and sending of each packet.

    Without packets nothing says whether they were invented: then of those that were not, if any.
    """
    for demo in (False, True) if manifest is None else (manifest.demo,):
        found = _marks_in(job, demo=demo)
        if any(found):
            return found
    return {}, {}


def _marks_in(job: "Job", *, demo: bool) -> "tuple[dict[str, Mark], dict[str, Mark]]":
    approvals, sendings = job.project.approvals(demo=demo), job.project.sendings(demo=demo)
    if not (approvals.exists() or sendings.exists()):
        return {}, {}

    from datapakke.batch.status import OTHERS, Mark
    from datapakke.delivery.approval import addresses_of
    from datapakke.delivery.approvals import approved
    from datapakke.delivery.reached import reached, read_sent
    from datapakke.journal import Journal

    said = approved(Journal(approvals), job.order.mappe)
    addresses = addresses_of(job.order.inndeling)
    had = reached(read_sent(sendings), job.order.mappe, job.order.inndeling)
    return (
        {
            nr: Mark(
                one.sha256, str(one.naar.date()) if one.is_for(addresses.get(nr, ())) else OTHERS
            )
            for nr, one in said.items()
        },
        {nr: Mark(one.sha256, one.tekst) for nr, one in had.items()},
    )


def _why(job: "Job", manifest: "Manifest | None") -> dict[str, str]:
    from dataclasses import replace

    from datapakke.batch.why import why
    from datapakke.cli.running import Quiet
    from datapakke.config import load_config
    from datapakke.indicators import all_indicators

    config = load_config(job.project.config, {one.id for one in all_indicators()})
    return dict(why(replace(job, config=config), manifest, Quiet()))


def _told(found: "Status", manifest: "Manifest | None", why: dict[str, str]) -> "Iterator[str]":
    gone = sum(one.bygd == "borte" for one in found.linjer)
    if manifest is None:
        what = f"pakkene er borte, men {gone} er godkjent eller sendt"
        what = what if gone else "ingen pakker er laget"
        yield f"Runde {found.runde}: {what}. Lag dem: datapakke batch"
    else:
        attacked = "angrepet uten funn" if found.angrepet else "ikke angrepet (datapakke batch)"
        if found.galt:
            many = len(found.galt)
            attacked = f"{many} {'fil' if many == 1 else 'filer'} er endret etter kontrollen"
        yield f"Runde {found.runde}: {len(manifest.pakker)} pakker, {attacked}."
        yield from (f"  {one}" for one in found.galt)
    rows = [_row(one, why) for one in found.linjer]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    pairs = zip(found.linjer, rows, strict=True)
    for (mote, sted, frist), group in groupby(
        pairs, lambda pair: (pair[0].mote, pair[0].sted, pair[0].frist)
    ):
        yield ""
        yield f"Møte {mote}, {sted}. Pakkene skal være klare {frist}." if mote else "Uten møte."
        for row in (_HEADS, *(row for _, row in group)):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield f"  {'  '.join(cells)}".rstrip()


def _row(line: "Line", why: dict[str, str]) -> tuple[str, ...]:
    read = f"{line.verdier} verdier" if line.verdier else "nei"
    stale = " ".join(line.foreldet)
    if line.kommunenr in why:
        stale = why[line.kommunenr] if line.foreldet or line.bygd != "ja" else ""
    elif line.foreldet:
        stale = "ja"
    return (
        line.kommunenr,
        line.kommune,
        line.bygd,
        read,
        line.godkjent or "nei",
        line.sendt or "nei",
        "ja" if line.svart else "nei",
        stale,
    )

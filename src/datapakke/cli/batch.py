"""``batch``: what meetings need soon, every night."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datapakke.cli.common import clock, data_, main, mellomlager_, prosjekt_, say
from datapakke.cli.review import write_page
from datapakke.cli.running import running_, stoppable, watched
from datapakke.errors import DatapakkeError

if TYPE_CHECKING:
    from datapakke.batch.job import Job
    from datapakke.config import Config


@main.command()
@click.option(
    "--dato",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATO",
    help="Dagen det regnes fra (ellers: i dag): 2016-10-19.",
)
@click.option(
    "--dager",
    type=click.IntRange(0),
    default=14,
    show_default=True,
    metavar="N",
    help="Så mange dager før møtet skal pakkene ligge klare.",
)
@running_
@data_
@mellomlager_
@prosjekt_
def batch(  # noqa: PLR0913 - an option each
    *,
    dato: datetime | None,
    dager: int,
    force: bool,
    jobs: int,
    executor: str,
    scheduler: str,
    json_: bool,
    data: Path | None,
    uten_mellomlager: bool,
    prosjekt: Path,
) -> None:
    """Lag det som trengs til møtene de neste dagene. Ment for å kjøres hver natt.

    Alle pakkene i en runde med et møte innen fristen lages, leses tilbake og angripes (som med
    audit) før de legges på plass. Er ingenting endret, gjøres ingenting. Blir kjøringen avbrutt,
    fortsetter den neste der den slapp. Til slutt lages gjennomgangen av runden (som med review).
    Avslutningskode 3: noe kunne vært regnet ut, og det som lå der fra før, ligger der fortsatt.
    """
    from datapakke.batch.due import due
    from datapakke.batch.job import Job
    from datapakke.batch.lock import locked
    from datapakke.config import load_config
    from datapakke.order import Choice, make_order
    from datapakke.project import find_project

    project = find_project(prosjekt)
    config = load_config(project.config)  # held against the indicators when something is made
    now = clock()
    today = dato.date() if dato else now.date()
    jobs_ = [
        Job(
            project=project,
            config=config,
            order=(order := make_order(Choice(runde=one.runde.id, alle=True), config)),
            raw=data or project.raw,
            folder=project.out / order.mappe,
            force=force,
            audit=True,
            cached=not uten_mellomlager,
            jobs=jobs,
            executor=executor,
            scheduler=scheduler,
        )
        for one in due(config, today, dager)
    ]
    if not jobs_ and not json_:
        click.echo(_nothing(config, today, dager))
    results = []
    if jobs_:
        with locked(project.root, "datapakke batch", now), stoppable():
            results = [_made(job, json_=json_) for job in jobs_]
    if json_:
        said = {"dato": str(today), "runder": [said for _, said in results]}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    if any(code for code, _ in results):
        raise SystemExit(max(code for code, _ in results))


def _nothing(config: "Config", today: date, dager: int) -> str:
    from datapakke.batch.due import next_meeting

    last = today + timedelta(days=dager)
    ahead = next_meeting(config, today)
    then = f"Neste møte er {ahead.dato}." if ahead else "Ingen senere møter står i oppsettet."
    return f"Ingen møter fra {today} til {last}: ingenting å gjøre. {then}"


def _made(job: "Job", *, json_: bool) -> tuple[int, dict[str, Any]]:
    """Make a round, unless all is as it should be; what goes wrong does not stop the next."""
    try:
        said = _as_it_should_be(job)
        if said is None:
            return _run(job, json_=json_)
    except DatapakkeError as error:
        for line in error.lines():
            say(f"Feil: {job.order.mappe}: {line}")
        return error.exit_code, {"runde": job.order.mappe, "feil": error.lines()}
    if not json_:
        click.echo(said)
    return 0, {"runde": job.order.mappe, "mappe": str(job.folder), "uendret": True}


def _as_it_should_be(job: "Job") -> str | None:
    """Say that there is nothing to do; None when there is."""
    from datapakke.batch.fresh import as_it_lies

    manifest = as_it_lies(job)
    if manifest is None:
        return None
    number = len(manifest.pakker)
    return f"{job.order.mappe}: ingenting er endret, og alle {number} pakkene er som de skal."


def _run(job: "Job", *, json_: bool) -> tuple[int, dict[str, Any]]:
    from datapakke.batch.run import run
    from datapakke.config import load_config
    from datapakke.indicators import all_indicators
    from datapakke.templating import check_templates

    check_templates(job.project.templates)
    config = load_config(job.project.config, {one.id for one in all_indicators()})
    job = replace(job, config=config)
    with watched(job, "batch") as watch:
        ran = run(job, watch)
    if not json_:
        for path in watch.paths(ran):
            click.echo(path)
    for line in watch.summary(ran):
        say(line)
    if ran.manifest:
        say(f"Se over pakkene: {write_page(job)[0]}")
    return int(bool(ran.made.failed)), watch.as_json(ran)

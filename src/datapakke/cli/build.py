"""``build``: packets."""

import json
from pathlib import Path
from typing import Any

import click

from datapakke.cli.common import (
    clock,
    data_,
    maalform_,
    main,
    mellomlager_,
    ordered,
    prosjekt_,
    runde_,
    say,
    ut_,
)
from datapakke.cli.running import running_, stoppable, watched


@main.command()
@click.option(
    "--kommune",
    "kommuner",
    multiple=True,
    metavar="NAVN|NR",
    help="Kommune: navn eller kommunenummer. Kan gjentas.",
)
@click.option("--mote", metavar="DATO", help="Alle kommunene på møtet: 2016-11-02.")
@click.option("--alle", is_flag=True, help="Alle kommunene i inndelingen.")
@maalform_
@runde_
@running_
@data_
@mellomlager_
@ut_("pakkene skrives i")
@prosjekt_
def build(  # noqa: PLR0913 - an option each
    *,
    maalform: str | None,
    data: Path | None,
    uten_mellomlager: bool,
    ut: Path | None,
    prosjekt: Path,
    force: bool,
    jobs: int,
    executor: str,
    scheduler: str,
    json_: bool,
    **choice: Any,
) -> None:
    """Lag pakker: én PDF per kommune, med alle trykte tall i en JSON-fil ved siden av.

    Bare pakker som ville sagt eller sett ut som noe annet enn de som ligger der, lages på nytt.
    Alle legges på plass samtidig, når de er laget og lest tilbake: manifest.json sier hvilke, og
    kilder.json hvilke filer de er laget av, med SHA-256. I mappen svarark ligger ett skjema per
    kommune, som leses med «datapakke svar» når det kommer tilbake. Når alle pakkene til et møte er
    laget, lages også møteheftet, som er til fylkeskommunens eget bruk (hefter).
    """
    project, config, order = ordered(prosjekt, **choice)

    from datapakke.batch.job import Job
    from datapakke.batch.lock import locked
    from datapakke.batch.run import run
    from datapakke.templating import check_templates

    check_templates(project.templates)
    job = Job(
        project=project,
        config=config,
        order=order,
        raw=data or project.raw,
        folder=ut or project.out / order.mappe,
        maalform=maalform or "",
        force=force,
        cached=not uten_mellomlager,
        jobs=jobs,
        executor=executor,
        scheduler=scheduler,
    )
    with (
        locked(project.root, "datapakke build", clock()),
        stoppable(),
        watched(job, "build") as watch,
    ):
        ran = run(job, watch)
    if json_:
        click.echo(json.dumps(watch.as_json(ran), ensure_ascii=False, indent=1))
    else:
        for path in watch.paths(ran):
            click.echo(path)
    for line in watch.summary(ran):
        say(line)
    if ran.made.failed:
        raise SystemExit(1)

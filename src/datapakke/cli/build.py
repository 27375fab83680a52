"""``build``: packets."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from datapakke.cli.common import (
    data_,
    maalform_,
    main,
    mellomlager_,
    ordered,
    prosjekt_,
    read_raw,
    runde_,
    say,
    ut_,
    warn,
)


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
@data_
@mellomlager_
@ut_("pakkene skrives i")
@prosjekt_
def build(
    *,
    maalform: str | None,
    data: Path | None,
    uten_mellomlager: bool,
    ut: Path | None,
    prosjekt: Path,
    **choice: Any,
) -> None:
    """Lag pakker: én PDF per kommune, med alle trykte tall i en JSON-fil ved siden av.

    Ved siden av pakkene står kilder.json: filene de er laget av, med SHA-256, og mappen svarark:
    ett skjema per kommune, som leses med «datapakke svar» når det kommer tilbake. Når alle pakkene
    til et møte er laget, lages også møteheftet, som er til fylkeskommunens eget bruk (hefter).
    """
    project, config, order = ordered(prosjekt, **choice)

    from datapakke.disclosure.ledger import read, told
    from datapakke.hefte.pdf import write_hefter
    from datapakke.pipeline import Press, open_ledger, prepare, write_packets, write_record
    from datapakke.plans import Plans
    from datapakke.provenance import record
    from datapakke.render import Renderer, template_folders
    from datapakke.svarark.write import write_sheets
    from datapakke.templating import check_templates
    from datapakke.verify import Verifier

    check_templates(project.templates)
    raw, folder = data or project.raw, ut or project.out / order.mappe
    extracts = read_raw(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    warn(extracts.warnings)
    made_from = record(extracts, order, project.config, raw)
    ledger = open_ledger(project, extracts)
    plans = None if uten_mellomlager else Plans(project.cache)
    context = prepare(extracts, order, config, read(ledger.path), plans)
    templates = template_folders(project.templates)
    press = Press(Renderer(templates, config.pakke), Verifier(templates))
    context = replace(context, maalform=maalform or "")
    failed, written = [], []
    for outcome in write_packets(context, order.kommuner, press, folder, ledger):
        written.append(outcome.appended)
        if outcome.error:
            failed.append(outcome)
            for line in outcome.error.lines():
                say(f"Feil: {order.inndeling.navn(outcome.kommune)}: {line}")
        else:
            click.echo(outcome.path)
    done = len(order.kommuner) - len(failed)
    say(f"Laget {done} av {len(order.kommuner)} pakke{'r' if len(order.kommuner) > 1 else ''}.")
    warn(told(written, str(ledger.path)))
    if done:
        write_record(made_from, folder)
        lacking = {outcome.kommune for outcome in failed}
        made = [one for one in order.kommuner if one not in lacking]
        sheets = list(write_sheets(context, made, config.avsender.epost, templates, folder))
        if sheets:
            say(f"Svararkene ligger i {sheets[0].parent}.")
        booklets = list(write_hefter(context, made, templates, folder))
        if booklets:
            say(f"Møteheftene, til intern bruk, ligger i {booklets[0].parent}.")
    if failed:
        raise SystemExit(1)

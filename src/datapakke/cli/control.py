"""``audit`` and ``verify``: what is built, attacked and read back."""

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
)


@main.command("audit")
@runde_
@data_
@mellomlager_
@ut_("pakkene ligger i")
@click.option("--json", "json_", is_flag=True, help="Skriv rapporten som JSON.")
@click.option(
    "--rapport",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv rapporten også til en tekstfil (Markdown), til arkivet.",
)
@click.option(
    "--uten-innsidere", is_flag=True, help="Prøv ikke som hver kommune som kjenner egne tall."
)
@prosjekt_
def audit_(  # noqa: PLR0913 - an option each
    *,
    data: Path | None,
    uten_mellomlager: bool,
    ut: Path | None,
    json_: bool,
    rapport: Path | None,
    uten_innsidere: bool,
    prosjekt: Path,
    **choice: Any,
) -> None:
    """Angrip pakkene i en runde: kan noen regne ut det som er skjult?

    Alle trykte tall, fra JSON-filene ved siden av pakkene, prøves sammen med det som er trykt i
    tidligere runder, som en hvilken som helst leser og som hver kommune med sine egne tall.
    Kontrollen vet ikke hvordan tallene ble skjult. Avslutningskode 3: noe kan regnes ut.
    """
    project, config, order = ordered(prosjekt, alle=True, **choice)

    from datapakke.attack import attack, write_report
    from datapakke.disclosure.audit.printed import read_printed
    from datapakke.disclosure.audit.report import as_json, as_lines, as_markdown
    from datapakke.disclosure.ledger import read
    from datapakke.pipeline import count, open_ledger

    printed = read_printed(ut or project.out / order.mappe)
    raw = data or project.raw
    extracts = read_raw(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    entries = read(open_ledger(project, extracts).path)
    case = count(extracts, order, config, entries)
    report = attack(case, printed, insiders=not uten_innsidere)
    if rapport:
        write_report(as_markdown(report, order.mappe), rapport)
    click.echo(as_json(report) if json_ else "\n".join(as_lines(report)))
    if not report.ok:
        raise SystemExit(3)


@main.command("verify")
@maalform_
@runde_
@data_
@mellomlager_
@ut_("pakkene ligger i")
@click.option("--json", "json_", is_flag=True, help="Skriv rapporten som JSON.")
@prosjekt_
def verify_(  # noqa: PLR0913 - an option each
    *,
    maalform: str | None,
    data: Path | None,
    uten_mellomlager: bool,
    ut: Path | None,
    json_: bool,
    prosjekt: Path,
    **choice: Any,
) -> None:
    """Les pakkene i en runde tilbake: står det i PDF-ene det som uttrekkene sier?

    Hver PDF leses med et annet program enn det som skrev den, og holdes mot tallene regnet ut på
    nytt: hver celle i sin rad og kolonne, hvert punkt i figurene, hver setning, hver side. Build
    gjør det samme før en pakke legges i mappen. Avslutningskode 1: noe er galt.
    """
    project, config, order = ordered(prosjekt, alle=True, **choice)

    from datapakke.batch.job import Job
    from datapakke.batch.manifest import read_manifest
    from datapakke.batch.prepare import prepared
    from datapakke.batch.proof import as_json, as_lines, faults, proof_read
    from datapakke.batch.stage import BETWEEN, is_between
    from datapakke.cli.running import Quiet
    from datapakke.templating import template_folders
    from datapakke.verify import Verifier

    raw, folder = data or project.raw, ut or project.out / order.mappe
    cached = not uten_mellomlager
    job = Job(project, config, order, raw, folder, maalform=maalform or "", cached=cached)
    if is_between(folder):
        say(f"Merk: {folder}: {BETWEEN}")
    manifest = read_manifest(folder)
    basis = prepared(job, Quiet())
    proof = proof_read(basis, Verifier(template_folders(project.templates)), folder, manifest)
    for line in faults(proof):
        say(f"Feil: {line}")
    click.echo(as_json(proof) if json_ else "\n".join(as_lines(proof)))
    if proof.feil:
        raise SystemExit(1)

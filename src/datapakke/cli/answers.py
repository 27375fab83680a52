"""``svar``: what came back."""

from pathlib import Path

import click

from datapakke.cli.common import main, ordered, prosjekt_, say, ut_, warn
from datapakke.errors import Problem, UsageError


@main.command()
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende).")
@ut_("svarene skrives i", "svar/RUNDE")
@prosjekt_
def svar(*, filer: tuple[Path, ...], runde: str | None, ut: Path | None, prosjekt: Path) -> None:
    """Les svarark som er kommet tilbake, til én tabell og to sider per møte.

    FIL er svarark, eller mapper med svarark. Gi alle arkene som er kommet, hver gang: det som er
    skrevet før, skrives på nytt. Hvert ark sier selv hvilken kommune det er fra.
    Skriver svar.csv og to sider per møte: én til intern bruk, og én med bare de svarene som
    kommunen har sagt at kan deles. Ark som ikke kan leses, nevnes, og de andre tas med: da er
    avslutningskoden 1.
    """
    project, _, order = ordered(prosjekt, runde=runde, alle=runde is None)

    from datapakke.svarark.read import read_sheets
    from datapakke.svarark.write import answered_before, find_sheets, write_answers
    from datapakke.templating import template_folders

    if order.runde is None:
        raise UsageError([Problem("datapakke svar", "gjelder en runde.")])
    lest = read_sheets(find_sheets(filer), order.runde, order.inndeling)
    warn(lest.merknader)
    for problem in lest.problemer:
        say(f"Feil: {problem}")
    folder = ut or project.root / "svar" / order.mappe
    names = {order.inndeling.navn(order.inndeling.by_kommunenr[one.kommunenr]) for one in lest.svar}
    gone = [name for name in answered_before(folder) if name not in names]
    templates = template_folders(project.templates)
    for path in write_answers(lest.svar, order.runde, order.inndeling, templates, folder):
        click.echo(path)
    if gone:
        say(f"Merk: med forrige gang, men ikke nå: {', '.join(gone)}. Gi alle arkene hver gang.")
    lacking = [name for one in order.inndeling if (name := order.inndeling.navn(one)) not in names]
    say(f"Lest svar fra {len(names)} av {len(order.inndeling.kommuner)} kommuner.")
    if lacking:
        say(f"Mangler: {', '.join(lacking)}.")
    if lest.problemer:
        raise SystemExit(1)

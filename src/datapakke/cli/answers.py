"""``svar``: what came back."""

from pathlib import Path

import click

from datapakke.cli.common import main, ordered, prosjekt_, say, ut_, warn
from datapakke.errors import Problem, UsageError


@main.command()
@click.argument("filer", nargs=-1, metavar="[FIL…]", type=click.Path(path_type=Path))
@click.option(
    "--erstatt",
    is_flag=True,
    help="FIL gjelder i stedet for det kommunen har levert før, som legges i erstattet.",
)
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende).")
@ut_("svarene skrives i", "svar/RUNDE")
@prosjekt_
def svar(
    *,
    filer: tuple[Path, ...],
    erstatt: bool,
    runde: str | None,
    ut: Path | None,
    prosjekt: Path,
) -> None:
    """Ta imot svarark: legg dem i arkivet, og les alle til én tabell og to sider per møte.

    FIL er svarark som er kommet, eller mapper med svarark. Hvert ark sier selv hvilken kommune det
    er fra, og kopieres til svar/RUNDE/innkommet. Der blir det liggende som det kom. Alle arkene i
    innkommet leses hver gang; uten FIL bare de.

    Skriver svar.csv og to sider per møte: én til intern bruk, og én med bare de svarene som
    kommunen har sagt at kan deles. Ark som ikke kan leses, nevnes, og de andre tas med: da er
    avslutningskoden 1. Det samme når to ark fra en kommune ikke sier det samme.
    """
    project, _, order = ordered(prosjekt, runde=runde, alle=runde is None)

    from datapakke.delivery.answers import FOLDER, Filed, filed
    from datapakke.delivery.intake import take_in
    from datapakke.svarark.write import answered_before, find_sheets, write_answers
    from datapakke.templating import template_folders

    if order.runde is None:
        raise UsageError([Problem("datapakke svar", "gjelder en runde.")])
    folder = ut or project.answers / order.mappe
    if erstatt and not filer:
        raise UsageError(
            [Problem("--erstatt", "sier ikke hvilke ark som gjelder. Gi dem som FIL.")]
        )
    if not filer and filed(folder) == Filed({}):
        message = "har ingen svarark. Gi dem som er kommet: datapakke svar MAPPE"
        raise UsageError([Problem(str(folder / FOLDER), message)])
    sheets = find_sheets(filer) if filer else []
    lest = take_in(sheets, order.runde, order.inndeling, folder, erstatt=erstatt)
    warn(lest.merknader)
    for problem in lest.problemer:
        say(f"Feil: {problem}")
    names = {order.inndeling.navn(order.inndeling.by_kommunenr[one.kommunenr]) for one in lest.svar}
    gone = [name for name in answered_before(folder) if name not in names]
    templates = template_folders(project.templates)
    for path in write_answers(lest.svar, order.runde, order.inndeling, templates, folder):
        click.echo(path)
    if gone:
        say(f"Merk: med forrige gang, men ikke nå: {', '.join(gone)}.")
    lacking = [name for one in order.inndeling if (name := order.inndeling.navn(one)) not in names]
    say(f"Lest svar fra {len(names)} av {len(order.inndeling.kommuner)} kommuner.")
    if lacking:
        say(f"Mangler: {', '.join(lacking)}.")
    if lest.problemer:
        raise SystemExit(1)

"""``explain``: a figure followed back."""

from pathlib import Path
from typing import Any

import click

from datapakke.cli.common import data_, main, mellomlager_, ordered, prosjekt_, read_raw, runde_


@main.command("explain")
@click.argument("omraade", metavar="KOMMUNE")
@click.argument("indikator", metavar="INDIKATOR")
@click.argument("periode", metavar="PERIODE")
@click.option("--kjonn", type=click.Choice(["K", "M", "alle"]), default="alle", help="Kjønn.")
@click.option("--kategori", default="", metavar="KATEGORI", help="Gruppen i en fordeling.")
@runde_
@data_
@mellomlager_
@click.option("--json", "json_", is_flag=True, help="Skriv forklaringen som JSON.")
@click.option(
    "--internt",
    is_flag=True,
    help="Ta med det som ikke kan publiseres: skjulte tall og radene bak dem.",
)
@prosjekt_
def explain_(  # noqa: PLR0913 - an option each
    *,
    omraade: str,
    indikator: str,
    periode: str,
    kjonn: str,
    kategori: str,
    internt: bool,
    data: Path | None,
    uten_mellomlager: bool,
    json_: bool,
    prosjekt: Path,
    **choice: Any,
) -> None:
    """Følg et tall i pakken tilbake til filer, rader og regler, og regn det ut på nytt.

    KOMMUNE er navn eller nummer; «fylket», «landet» eller datoen for et møte går også. INDIKATOR
    er id-en som står i JSON-filen ved siden av pakken, og PERIODE er skrevet som der.

    \b
    Eksempel:
      datapakke explain Modum inntakspoeng_snitt 2015/16
    """  # noqa: D301 - click wants the character, which keeps the lines as they stand
    project, config, order = ordered(prosjekt, alle=True, **choice)

    from datapakke.disclosure.ledger import read
    from datapakke.explain import Question, as_json, as_lines, explain, indicator_of
    from datapakke.indicators import all_indicators
    from datapakke.pipeline import make_figures, open_ledger
    from datapakke.plans import Plans

    indicator_of(indikator, all_indicators())  # told before anything is read
    question = Question(omraade, indikator, periode, kjonn, kategori, internt=internt)
    raw = data or project.raw
    extracts = read_raw(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    printed = read(open_ledger(project, extracts).path)
    plans = None if uten_mellomlager else Plans(project.cache)
    basis = make_figures(extracts, order, config, printed, plans)
    told = explain(question, basis)
    click.echo(as_json(told) if json_ else "\n".join(as_lines(told)))

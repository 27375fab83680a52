"""Options to calls, messages and exit codes: the only place that prints and exits.

Everything heavy is imported inside the commands, so that help answers at once.
"""

import gettext
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datapakke import __version__
from datapakke.errors import DatapakkeError, ExtractError, Problem, UsageError
from datapakke.locale import SPRAK

if TYPE_CHECKING:
    from datapakke.config import Config
    from datapakke.extracts.model import Extracts
    from datapakke.order import Order
    from datapakke.project import Project
    from datapakke.report import Report

DOMAIN = "datapakke"


def _speak_norwegian() -> None:
    """Give click's own words in bokmål, whatever the machine's language is."""
    os.environ["LANGUAGE"] = "nb"
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).parent / "locale"))
    gettext.textdomain(DOMAIN)


_speak_norwegian()


def _say(text: str) -> None:
    """Write a line for people, to stderr."""
    click.echo(text, err=True)


class _Commands(click.Group):
    """A group whose commands end in a message and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatapakkeError as error:
            for line in error.lines():
                _say(f"Feil: {line}" if not line.startswith("…") else line)
            ctx.exit(error.exit_code)


Command = Callable[..., Any]


def _prosjekt(command: Command) -> Command:
    """Add --prosjekt, which every command that works on a project has."""
    return click.option(
        "--prosjekt",
        type=click.Path(path_type=Path),
        default=".",
        metavar="MAPPE",
        help="Prosjektets mappe (ellers: der du står).",
    )(command)


def _data(command: Command) -> Command:
    """Add --data, the folder of extracts."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="MAPPE",
        help="Mappen med uttrekk (ellers: data/raw i prosjektet).",
    )(command)


def _maalform(command: Command) -> Command:
    """Add --maalform, the written form of all packets."""
    return click.option(
        "--maalform",
        type=click.Choice(list(SPRAK)),
        help="Målformen i alle pakkene (ellers: kommunens egen, fra oppsettet).",
    )(command)


def _ut(hva: str, ellers: str = "out/RUNDE") -> Callable[[Command], Command]:
    """Add --ut, a folder; ``hva`` says what is in it."""
    return click.option(
        "--ut",
        type=click.Path(path_type=Path),
        metavar="MAPPE",
        help=f"Mappen {hva} (ellers: {ellers} i prosjektet).",
    )


def _mellomlager(command: Command) -> Command:
    """Add --uten-mellomlager, which reads everything again."""
    return click.option(
        "--uten-mellomlager",
        is_flag=True,
        help="Les alle uttrekk på nytt, og legg ikke noe i .cache i prosjektets mappe.",
    )(command)


def _runde(command: Command) -> Command:
    """Add the options that say which round and division hold."""
    options: Sequence[Callable[[Command], Command]] = (
        click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende)."),
        click.option(
            "--uten-runde",
            is_flag=True,
            help="Uten runde og møte: bruk alle perioder som er levert.",
        ),
        click.option(
            "--inndeling",
            type=int,
            metavar="ÅR",
            help="Året kommuneinndelingen gjelder, sammen med --uten-runde.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="datapakke", message="%(prog)s %(version)s")
def main() -> None:
    """Lag datapakker: én PDF per kommune om ungdom og 13-årig skoleløp.

    \b
    Kommer du hit første gang:
      datapakke demo proveprosjekt
      datapakke build --prosjekt proveprosjekt --kommune Modum

    Avslutningskoder: 0 ferdig, 1 en pakke feilet (de andre er laget), 2 feil bruk, 3 noe kunne
    røpe enkeltpersoner, 4 feil i uttrekk eller oppsett.
    """  # noqa: D301 - click wants the character, which keeps the lines as they stand


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
@_maalform
@_runde
@_data
@_mellomlager
@_ut("pakkene skrives i")
@_prosjekt
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
    project, config, order = _ordered(prosjekt, **choice)

    from datapakke.disclosure.ledger import read, told
    from datapakke.hefte.pdf import write_hefter
    from datapakke.pipeline import Press, open_ledger, prepare, write_packets, write_record
    from datapakke.plans import Plans
    from datapakke.provenance import record, stamp
    from datapakke.render import Renderer, template_folders
    from datapakke.svarark.write import write_sheets
    from datapakke.templating import check_templates
    from datapakke.verify import Verifier

    check_templates(project.templates)
    raw, folder = data or project.raw, ut or project.out / order.mappe
    extracts = _read(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    _warn(extracts.warnings)
    made_from = record(extracts, order, project.config, raw)
    ledger = open_ledger(project, extracts)
    plans = None if uten_mellomlager else Plans(project.cache)
    context = prepare(extracts, order, config, read(ledger.path), plans)
    templates = template_folders(project.templates)
    press = Press(Renderer(templates, config.pakke), Verifier(templates))
    stamped = stamp(made_from, context.published.figures)
    context = replace(context, stempel=stamped, maalform=maalform or "")
    failed, written = [], []
    for outcome in write_packets(context, order.kommuner, press, folder, ledger):
        written.append(outcome.appended)
        if outcome.error:
            failed.append(outcome)
            for line in outcome.error.lines():
                _say(f"Feil: {order.inndeling.navn(outcome.kommune)}: {line}")
        else:
            click.echo(outcome.path)
    done = len(order.kommuner) - len(failed)
    _say(f"Laget {done} av {len(order.kommuner)} pakke{'r' if len(order.kommuner) > 1 else ''}.")
    _warn(told(written, str(ledger.path)))
    if done:
        write_record(made_from, folder)
        lacking = {outcome.kommune for outcome in failed}
        made = [one for one in order.kommuner if one not in lacking]
        sheets = list(write_sheets(context, made, config.avsender.epost, templates, folder))
        if sheets:
            _say(f"Svararkene ligger i {sheets[0].parent}.")
        booklets = list(write_hefter(context, made, templates, folder))
        if booklets:
            _say(f"Møteheftene, til intern bruk, ligger i {booklets[0].parent}.")
    if failed:
        raise SystemExit(1)


def _ordered(prosjekt: Path, **choice: Any) -> "tuple[Project, Config, Order]":
    """Give the project, its configuration, and what the options ask for."""
    from datapakke.config import load_config
    from datapakke.indicators import all_indicators
    from datapakke.order import Choice, make_order
    from datapakke.project import find_project

    project = find_project(prosjekt)
    config = load_config(project.config, {one.id for one in all_indicators()})
    return project, config, make_order(Choice(**choice), config)


def _read(
    project: "Project", config: "Config", order: "Order", raw: Path, *, uten_mellomlager: bool
) -> "Extracts":
    """Read the extracts, or take those that are kept since they were read."""
    from datapakke.extracts.kept.cache import Cache
    from datapakke.pipeline import read_extracts

    cache = None if uten_mellomlager else Cache(project.cache)
    extracts = read_extracts(order, config, raw, cache)
    _warn(cache.notes if cache else ())
    return extracts


def _warn(warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        _say(f"Merk: {warning}")


@main.command()
@_runde
@_data
@click.option("--json", "json_", is_flag=True, help="Skriv rapporten som JSON.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv rapporten også som en nettside, til intern bruk.",
)
@_prosjekt
def check(
    *, data: Path | None, json_: bool, html: Path | None, prosjekt: Path, **choice: Any
) -> None:
    """Les oppsett og uttrekk uten å lage pakker, og si hva som ble lest og hva som er galt.

    Feil stopper også build. Advarsler bør finnes ut av før pakkene sendes: kommuner og perioder som
    mangler, hopp fra året før, navn og summer som ikke stemmer, filer som er de samme som sist.
    """
    project, config, order = _ordered(prosjekt, alle=not choice["runde"], **choice)

    from datapakke.pipeline import load
    from datapakke.report import Basis, as_json, as_lines, make_report, read_history

    runde = order.runde
    last = runde.data_til if runde else None
    loaded = load(order, config, data or project.raw)
    earlier = read_history(project.out, last)
    report = make_report(Basis(loaded, order.inndeling, last, runde.id if runde else "", earlier))
    click.echo(as_json(report) if json_ else "\n".join(as_lines(report)))
    if html:
        _write_page(report, html, project)
    if loaded.total:
        raise SystemExit(ExtractError.exit_code)


def _write_page(report: "Report", path: Path, project: "Project") -> None:
    """Write the report as a page, whole or not at all."""
    from datapakke.output import write_atomic
    from datapakke.report.html import as_html
    from datapakke.templating import template_folders

    page = as_html(report, template_folders(project.templates))
    try:
        write_atomic(path, page.encode())
    except OSError as error:
        message = f"kan ikke skrives: {error.strerror}."
        raise UsageError([Problem(str(path), message)]) from error
    _say(f"Rapporten er skrevet til {path}.")


@main.command("audit")
@_runde
@_data
@_mellomlager
@_ut("pakkene ligger i")
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
@_prosjekt
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
    project, config, order = _ordered(prosjekt, alle=True, **choice)

    from datapakke.attack import attack, write_report
    from datapakke.disclosure.audit.printed import read_printed
    from datapakke.disclosure.audit.report import as_json, as_lines, as_markdown
    from datapakke.disclosure.ledger import read
    from datapakke.pipeline import count, open_ledger

    printed = read_printed(ut or project.out / order.mappe)
    raw = data or project.raw
    extracts = _read(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    entries = read(open_ledger(project, extracts).path)
    case = count(extracts, order, config, entries)
    report = attack(case, printed, insiders=not uten_innsidere)
    if rapport:
        write_report(as_markdown(report, order.mappe), rapport)
    click.echo(as_json(report) if json_ else "\n".join(as_lines(report)))
    if not report.ok:
        raise SystemExit(3)


@main.command()
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--runde", metavar="RUNDE", help="Runde (ellers: den gjeldende).")
@_ut("svarene skrives i", "svar/RUNDE")
@_prosjekt
def svar(*, filer: tuple[Path, ...], runde: str | None, ut: Path | None, prosjekt: Path) -> None:
    """Les svarark som er kommet tilbake, til én tabell og to sider per møte.

    FIL er svarark, eller mapper med svarark. Gi alle arkene som er kommet, hver gang: det som er
    skrevet før, skrives på nytt. Hvert ark sier selv hvilken kommune det er fra.
    Skriver svar.csv og to sider per møte: én til intern bruk, og én med bare de svarene som
    kommunen har sagt at kan deles. Ark som ikke kan leses, nevnes, og de andre tas med: da er
    avslutningskoden 1.
    """
    project, _, order = _ordered(prosjekt, runde=runde, alle=runde is None)

    from datapakke.svarark.read import read_sheets
    from datapakke.svarark.write import answered_before, find_sheets, write_answers
    from datapakke.templating import template_folders

    if order.runde is None:
        raise UsageError([Problem("datapakke svar", "gjelder en runde.")])
    lest = read_sheets(find_sheets(filer), order.runde, order.inndeling)
    _warn(lest.merknader)
    for problem in lest.problemer:
        _say(f"Feil: {problem}")
    folder = ut or project.root / "svar" / order.mappe
    names = {order.inndeling.navn(order.inndeling.by_kommunenr[one.kommunenr]) for one in lest.svar}
    gone = [name for name in answered_before(folder) if name not in names]
    templates = template_folders(project.templates)
    for path in write_answers(lest.svar, order.runde, order.inndeling, templates, folder):
        click.echo(path)
    if gone:
        _say(f"Merk: med forrige gang, men ikke nå: {', '.join(gone)}. Gi alle arkene hver gang.")
    lacking = [name for one in order.inndeling if (name := order.inndeling.navn(one)) not in names]
    _say(f"Lest svar fra {len(names)} av {len(order.inndeling.kommuner)} kommuner.")
    if lacking:
        _say(f"Mangler: {', '.join(lacking)}.")
    if lest.problemer:
        raise SystemExit(1)


@main.command("verify")
@_maalform
@_runde
@_data
@_mellomlager
@_ut("pakkene ligger i")
@click.option("--json", "json_", is_flag=True, help="Skriv rapporten som JSON.")
@_prosjekt
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
    project, config, order = _ordered(prosjekt, alle=True, **choice)

    from datapakke.disclosure.ledger import read
    from datapakke.pipeline import open_ledger, prepare
    from datapakke.plans import Plans
    from datapakke.proof import as_json, as_lines, faults, proof_read
    from datapakke.provenance import record, stamp
    from datapakke.render import template_folders
    from datapakke.verify import Verifier

    raw, folder = data or project.raw, ut or project.out / order.mappe
    extracts = _read(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    made_from = record(extracts, order, project.config, raw)
    printed = read(open_ledger(project, extracts).path)
    plans = None if uten_mellomlager else Plans(project.cache)
    context = prepare(extracts, order, config, printed, plans)
    verifier = Verifier(template_folders(project.templates))
    stamped = stamp(made_from, context.published.figures)
    context = replace(context, stempel=stamped, maalform=maalform or "")
    proof = proof_read(context, verifier, folder, made_from)
    for line in faults(proof):
        _say(f"Feil: {line}")
    click.echo(as_json(proof) if json_ else "\n".join(as_lines(proof)))
    if proof.feil:
        raise SystemExit(1)


@main.command("explain")
@click.argument("omraade", metavar="KOMMUNE")
@click.argument("indikator", metavar="INDIKATOR")
@click.argument("periode", metavar="PERIODE")
@click.option("--kjonn", type=click.Choice(["K", "M", "alle"]), default="alle", help="Kjønn.")
@click.option("--kategori", default="", metavar="KATEGORI", help="Gruppen i en fordeling.")
@_runde
@_data
@_mellomlager
@click.option("--json", "json_", is_flag=True, help="Skriv forklaringen som JSON.")
@click.option(
    "--internt",
    is_flag=True,
    help="Ta med det som ikke kan publiseres: skjulte tall og radene bak dem.",
)
@_prosjekt
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
    project, config, order = _ordered(prosjekt, alle=True, **choice)

    from datapakke.disclosure.ledger import read
    from datapakke.explain import Question, as_json, as_lines, explain
    from datapakke.pipeline import make_figures, open_ledger
    from datapakke.plans import Plans

    question = Question(omraade, indikator, periode, kjonn, kategori, internt=internt)
    raw = data or project.raw
    extracts = _read(project, config, order, raw, uten_mellomlager=uten_mellomlager)
    printed = read(open_ledger(project, extracts).path)
    plans = None if uten_mellomlager else Plans(project.cache)
    basis = make_figures(extracts, order, config, printed, plans)
    told = explain(question, basis)
    click.echo(as_json(told) if json_ else "\n".join(as_lines(told)))


@main.command()
@click.argument("mappe", type=click.Path(path_type=Path))
@click.option(
    "--til", default="2015/16", metavar="SKOLEÅR", help="Siste skoleår (ellers: 2015/16)."
)
@click.option("--kommuner", type=click.IntRange(1), metavar="N", help="Bare de N første kommunene.")
@click.option("--aar", type=click.IntRange(1, 30), metavar="N", help="Antall skoleår.")
@click.option("--fro", default=2016, metavar="TALL", help="Frø: samme frø gir samme tall.")
def demo(*, mappe: Path, til: str, kommuner: int | None, aar: int | None, fro: int) -> None:
    """Lag et helt prosjekt i MAPPE med oppdiktede uttrekk.

    Tallene henger sammen (de samme elevene har fravær, karakterer og poeng), men ingen av dem er
    ekte. Alt som lages av dem, er merket «DEMODATA – ikke reelle tall».
    """
    from datapakke.demo import write_demo

    summary = write_demo(mappe, til=til, kommuner=kommuner, aar=aar, fro=fro)
    click.echo(summary.folder)
    _say(
        f"Oppdiktede tall for {summary.kommuner} kommuner, {summary.skoleaar[0]}–"
        f"{summary.skoleaar[-1]}, runde {summary.runde}."
    )
    _say(f"Prøv nå: datapakke build --prosjekt {mappe} --alle")

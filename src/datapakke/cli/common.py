"""Options to calls, messages and exit codes: the only place that prints and exits.

Everything heavy is imported inside the commands, so that help answers at once.
"""

import gettext
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datapakke import __version__
from datapakke.errors import DatapakkeError, Problem, UsageError
from datapakke.locale import SPRAK

if TYPE_CHECKING:
    from datapakke.config import Config
    from datapakke.extracts.model import Extracts
    from datapakke.order import Order
    from datapakke.project import Project

DOMAIN = "datapakke"


def _speak_norwegian() -> None:
    """Give click's own words in bokmål, whatever the machine's language is."""
    os.environ["LANGUAGE"] = "nb"
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).parents[1] / "locale"))
    gettext.textdomain(DOMAIN)


_speak_norwegian()


def say(text: str) -> None:
    """Write a line for people, to stderr."""
    click.echo(text, err=True)


def clock() -> datetime:
    """Give the time of day, with its zone: here, and nowhere below, it is read."""
    return datetime.now().astimezone()


class _Command(click.Command):
    """A command whose usage line is in bokmål."""

    def __init__(self, name: str | None, **more: Any) -> None:
        super().__init__(name, **({"options_metavar": "[VALG]"} | more))


class _Commands(click.Group):
    """A group whose commands end in a message and an exit code, never in a traceback."""

    command_class = _Command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatapakkeError as error:
            for line in error.lines():
                say(f"Feil: {line}" if not line.startswith("…") else line)
            ctx.exit(error.exit_code)


Command = Callable[..., Any]


def prosjekt_(command: Command) -> Command:
    """Add --prosjekt, which every command that works on a project has."""
    return click.option(
        "--prosjekt",
        type=click.Path(path_type=Path),
        default=".",
        metavar="MAPPE",
        help="Prosjektets mappe (ellers: der du står).",
    )(command)


def data_(command: Command) -> Command:
    """Add --data, the folder of extracts."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="MAPPE",
        help="Mappen med uttrekk (ellers: data/raw i prosjektet).",
    )(command)


def maalform_(command: Command) -> Command:
    """Add --maalform, the written form of all packets."""
    return click.option(
        "--maalform",
        type=click.Choice(list(SPRAK)),
        help="Målformen i alle pakkene (ellers: kommunens egen, fra oppsettet).",
    )(command)


def ut_(hva: str, ellers: str = "out/RUNDE") -> Callable[[Command], Command]:
    """Add --ut, a folder; ``hva`` says what is in it."""
    return click.option(
        "--ut",
        type=click.Path(path_type=Path),
        metavar="MAPPE",
        help=f"Mappen {hva} (ellers: {ellers} i prosjektet).",
    )


def mellomlager_(command: Command) -> Command:
    """Add --uten-mellomlager, which reads everything again."""
    return click.option(
        "--uten-mellomlager",
        is_flag=True,
        help="Les alle uttrekk på nytt, og legg ikke noe i .cache i prosjektets mappe.",
    )(command)


def runde_(command: Command) -> Command:
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
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO …",
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


def paa_motet_(command: Command) -> Command:
    """Add --kommune, which names some of the municipalities at a meeting."""
    return click.option(
        "--kommune",
        "kommuner",
        multiple=True,
        metavar="NAVN|NR",
        help="Bare denne kommunen på møtet. Kan gjentas.",
    )(command)


def ordered(prosjekt: Path, **choice: Any) -> "tuple[Project, Config, Order]":
    """Give the project, its configuration, and what the options ask for.

    Raises:
        UsageError: That contradicts itself, or a meeting is empty (an unset variable of a shell).
    """
    if choice.get("mote") == "":
        raise UsageError([Problem("--mote", "er tom. Skriv datoen for møtet: 2016-11-02.")])
    from datapakke.config import load_config
    from datapakke.indicators import all_indicators
    from datapakke.order import Choice, make_order
    from datapakke.project import find_project

    project = find_project(prosjekt)
    config = load_config(project.config, {one.id for one in all_indicators()})
    return project, config, make_order(Choice(**choice), config)


def read_raw(
    project: "Project", config: "Config", order: "Order", raw: Path, *, uten_mellomlager: bool
) -> "Extracts":
    """Read the extracts, or take those that are kept since they were read."""
    from datapakke.extracts.kept.cache import Cache
    from datapakke.pipeline import read_extracts

    cache = None if uten_mellomlager else Cache(project.cache)
    extracts = read_extracts(order, config, raw, cache)
    warn(cache.notes if cache else ())
    return extracts


def warn(warnings: Iterable[Problem]) -> None:
    """Write warnings for people."""
    for warning in warnings:
        say(f"Merk: {warning}")

"""The whole configuration file, read section by section; every error at once."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from datapakke.config.agreements import load_agreements
from datapakke.config.fields import Reader
from datapakke.config.model import Avsender, Config, Fylke
from datapakke.config.municipalities import read_kommuner
from datapakke.config.packet import read_pakke
from datapakke.config.profile import read_regler
from datapakke.config.questions import load_questions
from datapakke.config.rounds import read_gjeldende, read_runder
from datapakke.config.sending import read_sending
from datapakke.config.source import read_nodes
from datapakke.config.structure import Value
from datapakke.config.subjects import read_fagkoder
from datapakke.errors import ConfigError

SECTIONS = (
    "fylke",
    "avsender",
    "gjeldende_runde",
    "runder",
    "skjerming",
    "fagkoder",
    "kommuner",
)


def load_config(path: Path, indikatorer: Collection[str] | None = None) -> Config:
    """Read and check the configuration.

    Args:
        path: ``config/kommuner.yaml`` of a project; ``sporsmal.yaml`` and ``avtaler.yaml``
            beside it are read too.
        indikatorer: The ids of all indicators, against which those of the profile and the questions
            are held; None leaves them unchecked, for who uses neither.

    Raises:
        ConfigError: Something is wrong; it carries every problem, in the order of the file, each
            with line and column.
    """
    root = read_nodes(path)
    reader = Reader(str(path))
    sections = reader.fields(
        Value(path.name, root), SECTIONS, ("utenfor_fylket", "pakke", "sending")
    )
    config = _config(reader, sections, indikatorer)
    own = read_pakke(reader, sections["pakke"], indikatorer, path.parent)
    config = replace(config, pakke=own, sending=read_sending(reader, sections["sending"]))
    problems = reader.problems
    moter = [mote.id for runde in config.runder for mote in runde.moter]
    try:
        config = replace(config, sporsmal=load_questions(path.parent, indikatorer))
    except ConfigError as error:
        problems += error.problems
    try:
        config = replace(config, avtaler=load_agreements(path.parent, moter))
    except ConfigError as error:
        problems += error.problems
    if problems:
        raise ConfigError(problems)
    return config


def _config(
    reader: Reader, sections: dict[str, Value], indikatorer: Collection[str] | None
) -> Config:
    fylke = _fylke(reader, sections["fylke"])
    utenfor, kommuner = read_kommuner(
        reader, sections["utenfor_fylket"], sections["kommuner"], fylke.fylkesnumre
    )
    runder = read_runder(reader, sections["runder"], kommuner)
    return Config(
        fylke=fylke,
        avsender=_avsender(reader, sections["avsender"]),
        kommuner=kommuner,
        utenfor=utenfor,
        runder=runder,
        gjeldende_runde=read_gjeldende(reader, sections["gjeldende_runde"], runder),
        regler=read_regler(reader, sections["skjerming"], indikatorer),
        fagkoder=read_fagkoder(reader, sections["fagkoder"]),
    )


def _fylke(reader: Reader, value: Value) -> Fylke:
    fields = reader.fields(value, ("navn", "fylkesnumre"))
    numre = [reader.siffer(item, 2) for item in reader.items(fields["fylkesnumre"])]
    return Fylke(reader.text(fields["navn"]), tuple(nr for nr in numre if nr))


def _avsender(reader: Reader, value: Value) -> Avsender:
    fields = reader.fields(value, ("navn", "epost"))
    return Avsender(reader.text(fields["navn"]), reader.epost(fields["epost"]))

"""The configuration of a demo: the shipped one, set to a round and cut to fewer municipalities."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from datapakke.config import Config
from datapakke.kommuner import Inndeling, Kommune, Runde

_HERE = Path(__file__).parent
SHIPPED = (_HERE / "kommuner.yaml", _HERE.parents[2] / "config" / "kommuner.yaml")
"""Where the default configuration lies: in an installed package, and in the repository."""

CURRENT = re.compile(r"^gjeldende_runde:.*$", re.MULTILINE)
CUT = "# Konfigurasjon for en demo med noen av fylkets kommuner.\n"


def shipped_config() -> Path:
    """Give the default configuration's file."""
    return next(path for path in SHIPPED if path.is_file())


def chosen(inndeling: Inndeling, antall: int | None) -> tuple[Kommune, ...]:
    """Give the first ``antall`` municipalities of a division, or all."""
    return inndeling.kommuner[:antall]


def settings_for(text: str, config: Config, runde: Runde, kommuner: tuple[Kommune, ...]) -> str:
    """Give the configuration's text with ``runde`` as the current round.

    With all municipalities of the round's division the text is otherwise unchanged. With fewer it
    holds these, those merged into them, this round only, and no other domains to send to.
    """
    if len(kommuner) == len(config.inndeling(runde.inndeling).kommuner):
        return CURRENT.sub(f"gjeldende_runde: {runde.id}", text)
    tree: dict[str, Any] = yaml.safe_load(text)
    merged = {kode for kommune in kommuner for kode in kommune.slaatt_sammen_av}
    koder = merged | {kode.kode for kommune in kommuner for kode in kommune.koder}
    tree["gjeldende_runde"] = runde.id
    tree["runder"] = [_round(item, runde, kommuner) for item in tree["runder"] if _is(item, runde)]
    tree["kommuner"] = [item for item in tree["kommuner"] if _has(item["koder"], koder)]
    if "sending" in tree:
        receive = {one["epost"] for item in tree["kommuner"] for one in item.get("mottakere", ())}
        mine = {epost.rpartition("@")[2].lower() for epost in receive}
        tree["sending"]["domener"] = [one for one in tree["sending"]["domener"] if one in mine]
    outside = [item for item in tree.pop("utenfor_fylket", []) if _has([item], merged)]
    if outside:
        tree["utenfor_fylket"] = outside
    return CUT + as_yaml(tree)


class _Dumper(yaml.SafeDumper):
    """Quotes every text of digits: YAML 1.1 takes 0618 for a text, and 0623 for 403."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if text.isdecimal() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _quoted)


def as_yaml(tree: dict[str, Any]) -> str:
    """Give a configuration as text that ``load_config`` reads: codes always in quotes."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _is(item: dict[str, Any], runde: Runde) -> bool:
    return bool(item["id"] == runde.id)


def _has(koder: list[dict[str, Any]], wanted: Collection[str]) -> bool:
    return any(kode["kode"] in wanted for kode in koder)


def _round(item: dict[str, Any], runde: Runde, kommuner: tuple[Kommune, ...]) -> dict[str, Any]:
    """Keep the meetings that still have someone invited."""
    slugs = {kommune.slug for kommune in kommuner}
    moter = [
        {"dato": mote.dato, "sted": mote.sted, "kommuner": [s for s in mote.kommuner if s in slugs]}
        for mote in runde.moter
    ]
    return item | {"moter": [mote for mote in moter if mote["kommuner"]]}

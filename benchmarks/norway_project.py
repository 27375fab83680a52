"""A project as large as Norway, with invented extracts: every municipality in one «county».

For measuring and for finding whether one municipality can be taken for another (Hol and Hole, Våler
and Våler). What is hidden in it is hidden by the primary rules alone: its packets are made up, and
are shown to nobody.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd
import yaml
from disclosure import primary_only

from datapakke import pipeline
from datapakke.case import Case
from datapakke.config import load_config
from datapakke.config.identity import slug_of
from datapakke.demo.extracts import Scope, draw_extracts
from datapakke.demo.settings import as_yaml, shipped_config
from datapakke.demo.sources import file_of, register
from datapakke.disclosure import Decisions
from datapakke.indicators import all_indicators
from datapakke.norge import FORSTE, deler, koder_i, navn
from datapakke.order import Choice, make_order
from datapakke.packet.build import build_packet
from datapakke.packet.model import Packet
from datapakke.project import Project

DIVISION, LAST, YEARS, SEED = 2024, 2024, 4, 2024
FIRST_MEETING = date(2024, 10, 1)


def write(folder: Path) -> None:
    """Write the configuration and the extracts of all municipalities; the same each time."""
    project = Project(folder)
    project.config.parent.mkdir(parents=True)
    project.raw.mkdir(parents=True)
    settings = yaml.safe_load(shipped_config().read_text(encoding="utf-8"))
    project.config.write_text(_settings(settings), encoding="utf-8")
    config = load_config(project.config, {one.id for one in all_indicators()})
    scope = Scope(config.inndeling(DIVISION).kommuner, LAST, YEARS, SEED)
    for datasett, lines in draw_extracts(scope, config).items():
        name = file_of(datasett).removesuffix(".gz")
        (project.raw / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = register(scope.years).replace(".gz", "")
    (project.raw / "kilder.yaml").write_text(sources, encoding="utf-8")


def packets(folder: Path) -> Iterator[Packet]:
    """Give the packet of every municipality in turn."""
    project = Project(folder)
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=True), config)
    extracts = pipeline.read_extracts(order, config, project.raw)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(pipeline, "secure", _hidden))
        context = pipeline.prepare(extracts, order, config)
    for kommune in order.kommuner:
        yield build_packet(context, kommune)


def _hidden(case: Case, _: object) -> Decisions:
    parts = [primary_only(part) for part in case.parts()]
    at = case.results.table.index
    joined = ([getattr(one, name) for one in parts] for name in ("fates", "with_n", "grov"))
    return Decisions(*(pd.concat(some).reindex(at) for some in joined))


def _settings(shipped: dict[str, Any]) -> str:
    """Give the configuration: a meeting for each of the counties."""
    codes = koder_i(DIVISION)
    histories = {kode: _history(kode) for kode in codes}
    slugs = _slugs(histories)
    counties = sorted({kode[:2] for kode in codes})
    meetings = [
        {
            "dato": FIRST_MEETING + timedelta(days=number),
            "sted": f"fylke {county}",
            "kommuner": [slug for kode, slug in slugs.items() if kode.startswith(county)],
        }
        for number, county in enumerate(counties)
    ]
    numbers = sorted({item["kode"][:2] for items in histories.values() for item in items})
    runde = {
        "id": "2024-host",
        "navn": "høsten 2024",
        "inndeling": DIVISION,
        "data_til": date(LAST, 8, 31),
        "dato": date(LAST, 9, 20),
        "moter": meetings,
    }
    kommuner = [
        {
            "slug": slug,
            "koder": histories[kode],
            "mottakere": [{"rolle": "skolesjef", "epost": f"skolesjef@{slug}.kommune.invalid"}],
        }
        for kode, slug in slugs.items()
    ]
    said = {
        "fylke": {"navn": "Norge", "fylkesnumre": numbers},
        "avsender": shipped["avsender"],
        "gjeldende_runde": runde["id"],
        "runder": [runde],
        "skjerming": shipped["skjerming"],
        "fagkoder": shipped["fagkoder"],
        "kommuner": kommuner,
    }
    return as_yaml(said)


def _slugs(histories: Mapping[str, Sequence[dict[str, Any]]]) -> dict[str, str]:
    """Give code → slug: with the code where another is, or has been, called the same."""
    names = {kode: {slug_of(one["navn"]) for one in found} for kode, found in histories.items()}
    called = Counter(name for some in names.values() for name in some)
    return {
        kode: slug_of(navn(kode, DIVISION))
        + (f"-{kode}" if any(called[name] > 1 for name in some) else "")
        for kode, some in names.items()
    }


def _history(kode: str) -> list[dict[str, Any]]:
    """Give the codes that this municipality has had since it was last made, in order of time."""
    pieces, found = deler(kode, DIVISION), list[dict[str, Any]]()
    for aar in range(FORSTE, DIVISION + 1):
        same = next((one for one in koder_i(aar) if deler(one, aar) == pieces), "")
        if not same:
            found.clear()  # Haram was a part of Ålesund for four years
        elif found and found[-1]["kode"] == same:
            found[-1]["til"] = aar
        else:
            found.append({"kode": same, "navn": navn(same, aar), "fra": aar, "til": aar})
    found[-1].pop("til")
    return found

"""NAV's published sheets, and that what NAV hid is nowhere in what we give away."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datapakke.config import Config
from datapakke.extracts import load_extracts
from datapakke.extracts.model import Extracts
from datapakke.kommuner import Mote
from datapakke.model import Figure, FigureKey, Status
from datapakke.order import Order
from datapakke.output import sidecar
from datapakke.packet.build import PacketContext, build_packet
from datapakke.pipeline import prepare, read_extracts
from published import nav, number

ANTALL = "202210_HL060_helt_ledige_kommune_antall.csv"
PROSENT = "202210_HL060_helt_ledige_kommune_prosent.csv"
MONTHS = [f"2022-{month:02d}" for month in range(1, 11)]
HIDDEN = ["2022-06", "2022-08", "2022-09", "2022-10"]
"""The months in which Flå is the only ``*`` of Viken."""

FLAA, HELT_LEDIGE = "3320", "helt_ledige_antall"


@pytest.fixture(scope="module")
def published(shared: Path, config: Config) -> Extracts:
    """The published files in today's division."""
    return load_extracts(shared / "data", config, config.inndeling(2024), None)


@pytest.fixture(scope="module")
def sheet(shared: Path) -> dict[str, list[str]]:
    """The rows of the sheet of numbers, as they stand in the file."""
    return nav(shared / "data" / "nav" / ANTALL)


@pytest.mark.parametrize(("column", "fil"), [("antall", ANTALL), ("prosent", PROSENT)])
def test_every_figure_of_every_month_is_the_files(
    shared: Path, config: Config, published: Extracts, column: str, fil: str
) -> None:
    """The 18 of today under their codes of 2022; «I alt» is no municipality."""
    lookup = config.inndeling(2024).fra_kode
    wanted = {
        (lookup[name[:4]], label): number(cell)
        for name, cells in nav(shared / "data" / "nav" / fil).items()
        if name[:4] in lookup
        for label, cell in zip(MONTHS, cells, strict=True)
    }
    table = published.tables()["helt_ledige" if column == "antall" else "helt_ledige_prosent"]
    cells = table[column].astype(object).where(table[column].notna(), None)
    found = dict(zip(zip(table["kommunenr"], table["aar"], strict=True), cells, strict=True))

    assert found == wanted
    assert len(table) == len(wanted) == 180


def test_the_hidden_numbers_follow_from_the_published_total(sheet: dict[str, list[str]]) -> None:
    """So it must never be printed beside the others. What they are is not for us to print."""
    truth = hidden_by_subtraction(sheet)

    assert sorted(truth) == HIDDEN
    assert set(truth.values()) <= {1, 2, 3}


def hidden_by_subtraction(sheet: dict[str, list[str]]) -> dict[str, int]:
    """Give, for the months in which it is hidden, Flå's number: Viken less all others."""
    viken = [name for name in sheet if name[:2] == "30"]
    found = {}
    for at, label in enumerate(MONTHS):
        cells = [sheet[name][at] for name in viken]
        if cells.count("*") == 1 and sheet["3039 Flå"][at] == "*":
            shown = sum(number(cell) or 0 for cell in cells)
            found[label] = int((number(sheet["I alt Viken"][at]) or 0) - shown)
    return found


@pytest.fixture(scope="module", params=[2016, 2024])
def context(request: pytest.FixtureRequest, shared: Path, config: Config) -> PacketContext:
    """All that may be printed from the published files, with meetings that have Flå in them."""
    inndeling = config.inndeling(request.param)
    slugs = [kommune.slug for kommune in inndeling]
    moter = (
        Mote("alle", date(2022, 12, 1), "Ål", tuple(slugs)),
        Mote("flaa-gol", date(2022, 12, 2), "Gol", ("flaa", "gol")),
        Mote("uten-flaa", date(2022, 12, 3), "Hol", tuple(s for s in slugs if s != "flaa")),
    )
    runde = replace(
        config.runde(None), inndeling=request.param, data_til=date(2022, 12, 31), moter=moter
    )
    order = Order(runde, inndeling, inndeling.kommuner)
    return prepare(read_extracts(order, config, shared / "data"), order, config)


def figures(context: PacketContext) -> dict[FigureKey, Figure]:
    """Give what is published of the fully unemployed in the months in which Flå is hidden."""
    return {
        key: figure
        for key, figure in context.published.figures.items()
        if key.indikator == HELT_LEDIGE and key.aar in HIDDEN
    }


def test_nothing_that_flaa_is_part_of_is_published(context: PacketContext) -> None:
    """Neither its own number nor a sum of which the other parts are printed."""
    flaa = next(k for k in context.inndeling if k.slug == "flaa")
    own = context.inndeling.kommunenr(flaa)
    with_flaa = {own, "fylke", "alle", "flaa-gol", "land"}
    ours = [figure for key, figure in figures(context).items() if key.omraade in with_flaa]

    assert len(ours) >= len(HIDDEN) * 4
    assert {figure.status for figure in ours} <= {Status.SKJULT, Status.MANGLER}
    assert {(figure.verdi, figure.n, figure.teller) for figure in ours} == {(None, None, None)}
    assert any(figure.verdi for figure in figures(context).values())


def test_the_hidden_numbers_stand_in_no_sidecar(
    context: PacketContext, sheet: dict[str, list[str]]
) -> None:
    """Not as a number, and not as the difference between two that are printed.

    The only totals in the file that give a hidden number away are those of Viken; and a total of
    ours must not be the sum of the others' numbers and the hidden one.
    """
    truth = hidden_by_subtraction(sheet)
    lookup = context.inndeling.fra_kode
    others = {
        label: sum(
            int(number(cells[MONTHS.index(label)]) or 0)
            for name, cells in sheet.items()
            if name[:4] in lookup and name != "3039 Flå"
        )
        for label in HIDDEN
    }
    leaks = {(label, str(others[label] + truth[label])) for label in HIDDEN}
    leaks |= {
        (label, str(int(number(sheet["I alt Viken"][MONTHS.index(label)]) or 0)))
        for label in HIDDEN
    }
    for kommune in context.inndeling:
        written = json.loads(sidecar(build_packet(context, kommune)))
        printed = [one for one in written["figurer"] if one["key"]["indikator"] == HELT_LEDIGE]
        assert not {(one["key"]["aar"], one["verdi"]) for one in printed} & leaks
        words = set(texts(written))
        assert not words & {value for _, value in leaks}
        own = [one for one in printed if kommune.slug == "flaa" and one["key"]["aar"] in HIDDEN]
        assert all(one["verdi"] is one["n"] is one["teller"] is None for one in own)


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON of any form
    """Give every number and word in a side-car, spaces between thousands left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield from str(value).replace("\u202f", "").replace("\u00a0", "").split()

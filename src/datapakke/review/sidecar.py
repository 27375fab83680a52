"""Reads what a packet says from the side-car beside it; knows neither extracts nor true counts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from datapakke import formats
from datapakke.errors import PacketError, Problem
from datapakke.indicators import all_indicators
from datapakke.locale import SPRAK, maalform, sagt
from datapakke.model import ALLE, Nivaa, Status
from datapakke.packet.grammar import kullet
from datapakke.packet.model import Avsnitt, ChartKind, Finding, Rolle, Seksjon
from datapakke.review.model import Antall, Nokkeltall, Sagt, Utslag

Data = Mapping[str, Any]

_COUNTED = {
    Status.VIST: "vist",
    Status.INGEN: "vist",
    Status.SKJULT: "skjult",
    Status.MANGLER: "mangler",
    Status.FINNES_IKKE: "finnes_ikke",
}


def read_sidecar(content: bytes, name: str) -> Sagt:
    """Read a side-car.

    Raises:
        PacketError: It is no side-car that this edition knows; ``name`` says which.
    """
    try:
        return _said(json.loads(content))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        what = "er ikke tallene til en pakke, eller skrevet av en annen utgave. Lag pakken på nytt."
        raise PacketError([Problem(name, what)]) from error


def _said(data: Data) -> Sagt:
    form = data["maalform"]
    if form not in SPRAK:
        raise ValueError(form)
    own = [one for one in data["figurer"] if _is_own(one["key"], data["kommunenr"])]
    counted = Counter(_COUNTED[Status(one["status"])] for one in own)
    with maalform(form):
        rows = tuple(_overview(data, own))
    return Sagt(
        kommunenr=str(data["kommunenr"]),
        kommune=str(data["kommune"]),
        runde=str(data["runde"]),
        maalform=form,
        demo=data["demo"] is True,
        funn=tuple(Finding(one["tittel"], one["tekst"], one["se"]) for one in data["funn"]),
        nokkeltall=rows,
        utslag=tuple(_filled(data)),
        siden_sist=_section(data["siden_sist"]),
        antall=Antall(**counted),
        verdier={_about(one["key"]): _value(one) for one in data["figurer"]},
        navn={one["id"]: str(one["tittel"]) for one in data["indikatorer"]},
    )


def _is_own(key: Data, kommunenr: str) -> bool:
    return bool(key["nivaa"] == Nivaa.KOMMUNE.value and key["omraade"] == kommunenr)


def _overview(data: Data, own: list[Data]) -> Iterator[Nokkeltall]:
    """Give the rows of the overview: the packet's own beside the county's."""
    chart = data["oversikt"]
    if chart is None:
        return
    series = {one["rolle"]: one["punkter"] for one in chart["series"]}
    ids = _ids(data["maalform"])
    mine, county = series[Rolle.KOMMUNE.value], series[Rolle.FYLKE.value]
    for point, beside, axis in zip(mine, county, chart["akser"], strict=True):
        periode = axis["under"].partition(" · ")[0]
        name = ids.get(point["x"], "")
        yield Nokkeltall(
            id=name,
            navn=str(point["x"]),
            tekst=str(point["tekst"]),
            fylke=str(beside["tekst"]),
            periode=periode,
            n=_n(own, name, periode),
            skiller=not point["apen"],
        )


def _ids(form: str) -> dict[str, str]:
    """Give what a row is called in a written form → its indicator."""
    with maalform(form):
        return {sagt(one.kort or one.title): one.id for one in all_indicators()}


def short_names() -> dict[str, str]:
    """Give indicator → what the page calls it, in bokmål, in the order of the program."""
    return {one.id: one.kort or one.title for one in all_indicators()}


def _n(own: list[Data], indikator: str, periode: str) -> str:
    """Give of how many a value of the overview is, where its figure says so."""
    for one in own:
        key = one["key"]
        whole = key["kjonn"] == ALLE and not key["kategori"]
        same = periode in (formats.period(key["aar"]), kullet(key["aar"]))
        if key["indikator"] == indikator and whole and same and _value(one) and one["n"]:
            return formats.number(int(one["n"]))
    return ""


def _filled(data: Data) -> Iterator[Utslag]:
    """Give the figures of the chapters where the municipality's own point is filled."""
    for chapter in data["kapitler"]:
        for chart in chapter["blokker"]:
            if chart.get("kind") not in {kind.value for kind in ChartKind}:
                continue
            points = [
                str(point["x"])
                for series in chart["series"]
                if series["rolle"] == Rolle.KOMMUNE.value
                for point in series["punkter"]
                if not point["apen"]
            ]
            if points:
                yield Utslag(chart["nummer"], chart["tittel"], tuple(dict.fromkeys(points)))


def _section(data: Data | None) -> Seksjon | None:
    if data is None:
        return None
    parts = (Avsnitt(one["overskrift"], tuple(one["punkter"])) for one in data["avsnitt"])
    return Seksjon(data["tittel"], data["ingress"], tuple(parts))


def _about(key: Data) -> str:
    """Give what a figure is about as one text, which also sorts."""
    parts = ("indikator", "nivaa", "omraade", "aar", "kjonn", "kategori")
    return "\t".join(str(key[name]) for name in parts)


def _value(figure: Data) -> str | None:
    """Give a figure's value as written; None where it is not shown."""
    shown = Status(figure["status"]) in (Status.VIST, Status.INGEN)
    return str(figure["verdi"]) if shown and figure["verdi"] is not None else None

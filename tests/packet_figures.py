"""Figures drawn by hand for the tests of packets: a small county of three municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from datapakke.config.model import Sporsmal
from datapakke.config.questions import DEFAULT, load_questions
from datapakke.counts import Count, Distribution
from datapakke.kommuner import Inndeling, Kode, Kommune, Mote, Runde
from datapakke.model import (
    ALLE,
    Comparison,
    Figure,
    FigureKey,
    Flagg,
    Forventet,
    Indicator,
    Published,
    Status,
    Trend,
    Unit,
    Univers,
)
from datapakke.packet.context import PacketContext
from datapakke.rules import Rules
from datapakke.sources import Note, Source

MODUM = Kommune("modum", "bokmål", (Kode("0623", "Modum", 1964, 2019),))
FLAA = Kommune("flaa", "bokmål", (Kode("0615", "Flå", 1905, 2019),))
AAL = Kommune("aal", "nynorsk", (Kode("0619", "Ål", 1896, 2019),))
INNDELING = Inndeling(2016, (FLAA, AAL, MODUM))
MOTE = Mote("2016-11-02", date(2016, 11, 2), "Vikersund", ("modum", "aal"))
RUNDE = Runde("2016-host", "høsten 2016", 2016, date(2016, 9, 1), date(2016, 10, 4), (MOTE,))
AAR = ("2010/11", "2011/12", "2012/13", "2013/14", "2014/15", "2015/16")

SPORSMAL = load_questions(DEFAULT.parent, None)
P = {Flagg.FAA: 1.0, Flagg.INGEN: 0.5, Flagg.UVANLIG: 0.01, Flagg.SVAERT_UVANLIG: 0.0005}
"""How rare a difference is that has each flag."""


def no_formula() -> Count:
    """Stand where a formula would: packets never call it."""
    raise AssertionError


def no_parts() -> Distribution:
    """Stand where the formula of a universe would."""
    raise AssertionError


def indicator(
    indicator_id: str,
    unit: Unit = Unit.PROSENT,
    desimaler: int = 1,
    datasets: tuple[str, ...] = ("inntakspoeng",),
    chapter: str = "inntakspoeng",
) -> Indicator:
    """Give an indicator whose title is made from its id."""
    return Indicator(
        id=indicator_id,
        title=indicator_id.replace("_", " ").capitalize(),
        chapter=chapter,
        unit=unit,
        desimaler=desimaler,
        formula=no_formula,
        datasets=datasets,
        metode=f"Slik er {indicator_id} laget.",
        populasjon="elever bosatt i kommunen",
        kort=indicator_id.replace("_", " ").capitalize(),
    )


def source(datasett: str, *noter: Note, syntetisk: bool = False) -> Source:
    """Give a source named after its dataset."""
    return Source(
        datasett, f"{datasett}.csv", f"VIGO {datasett}", "NLOD", date(2016, 8, 15), syntetisk, noter
    )


@dataclass
class World:
    """Collects figures and comparisons, and gives the context of their packets."""

    indicators: tuple[Indicator, ...]
    noter: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    figures: dict[FigureKey, Figure] = field(default_factory=dict)
    comparisons: dict[FigureKey, Comparison] = field(default_factory=dict)
    trender: dict[FigureKey, Trend] = field(default_factory=dict)
    intervaller: dict[FigureKey, tuple[Decimal, Decimal]] = field(default_factory=dict)
    forventet: dict[FigureKey, Forventet] = field(default_factory=dict)
    universer: tuple[Univers, ...] = ()
    sporsmal: tuple[Sporsmal, ...] = SPORSMAL

    def put(  # noqa: PLR0913  a figure has this many parts, and tests name those that matter
        self,
        indikator: str,
        aar: str,
        verdi: str,
        *,
        hvem: str = "0623",
        n: int | None = 134,
        teller: int | None = None,
        kjonn: str = ALLE,
        kategori: str = "",
    ) -> FigureKey:
        """Add a figure: a number («39.4»), or the symbol of a status («:»)."""
        nivaa = {"fylke": "fylke", "land": "land", MOTE.id: "mote"}.get(hvem, "kommune")
        key = FigureKey(indikator, nivaa, hvem, aar, kjonn, kategori)
        if verdi in {":", "..", "."}:
            self.figures[key] = Figure(key, Status(verdi))
        elif Decimal(verdi) == 0:
            self.figures[key] = Figure(key, Status.INGEN, Decimal(verdi), n, teller)
        else:
            self.figures[key] = Figure(key, Status.VIST, Decimal(verdi), n, teller)
        return key

    def compare(
        self, indikator: str, aar: str, egen: str, fylke: str, flagg: Flagg = Flagg.INGEN
    ) -> FigureKey:
        """Add Modum's figure, the county's, and the comparison between them."""
        self.put(indikator, aar, fylke, hvem="fylke", n=3163)
        key = self.put(indikator, aar, egen)
        verdi, county = Decimal(egen), Decimal(fylke)
        styrke = float(abs(verdi - county))
        self.comparisons[key] = Comparison(key, flagg, verdi, county, styrke, P[flagg])
        return key

    def context(self, *, runde: Runde | None = RUNDE, syntetisk: bool = False) -> PacketContext:
        """Give the context, with a source for every dataset that an indicator reads."""
        names = {name for item in self.indicators for name in item.datasets}
        return PacketContext(
            published=Published(
                self.figures,
                self.comparisons,
                self.trender,
                self.intervaller,
                self.forventet,
            ),
            indicators=self.indicators,
            sources={
                name: (source(name, *self.noter.get(name, ()), syntetisk=syntetisk),)
                for name in sorted(names)
            },
            inndeling=INNDELING,
            runde=runde,
            fylke="Buskerud",
            avsender="Buskerud fylkeskommune",
            rules=Rules(),
            universer={one.id: one for one in self.universer},
            sporsmal=self.sporsmal,
        )


def points_world() -> World:
    """Give a world with Modum's mean points beside the county's, and nothing else."""
    world = World((indicator("inntakspoeng_snitt", Unit.POENG),))
    own = ("39.4", "40.6", "42.3", "40.3", "41.0", "40.8")
    county = ("41.4", "41.6", "41.9", "41.7", "41.1", "41.2")
    for aar, egen, fylke in zip(AAR, own, county, strict=True):
        world.compare("inntakspoeng_snitt", aar, egen, fylke)
    return world


def without_n(figure: Figure) -> Figure:
    """Give the figure as it is when its denominator must not be printed."""
    return replace(figure, n=None, teller=None)

"""The words of the program: what an indicator is, what it counts, and what is printed of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what stands behind the packet must not load pandas
    from datapakke.counts import Counts, Distribution

KEY = ["kommunenr", "aar", "kjonn"]
"""Every count is about a municipality, a period and a gender (``K``, ``M`` or ``alle``)."""

ALLE = "alle"

COARSE = (5, 10)
"""How many units of its last decimal a value is rounded to where it is printed coarsely."""

UNTIL = "–"


def pooled_label(perioder: Sequence[str]) -> str:
    """Name periods taken together by the first and the last: ``2013/14–2015/16``."""
    return f"{perioder[0]}{UNTIL}{perioder[-1]}"


def is_pooled(aar: str) -> bool:
    """Tell whether a period's label is that of several together."""
    return UNTIL in aar


class Unit(Enum):
    """What a figure is counted in. The value is printed in tables as the row's unit."""

    POENG = "poeng"
    KARAKTER = "karakter"
    KARAKTERFORSKJELL = "karakterer"
    PROSENT = "prosent"
    DAGER = "dager"
    TIMER = "timer"
    ANTALL = "antall"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The same persons divided into parts; every count about them is a sum of parts.

    The parts do not overlap. Where a pupil can be graded in two courses, it is grades that are
    divided, and that pupil is in a part of each course.

    Attributes:
        id: ``karakter_matematikk``; stable, names the universe.
        deler: The names of the parts.
        kull: ``10`` or ``vg1``: universes of the same cohort divide the same pupils. Empty: its
            persons are those of no other universe.
        kjent: How many they are together, of each gender too, is taken as known to anyone.
        samles: The three newest cohorts are counted together too. Not where so many figures hang
            together that an attack on three cohorts at once takes minutes.
        tomt_er_null: As of ``Facts``.
    """

    id: str
    deler: tuple[str, ...]
    kull: str = ""
    kjent: bool = True
    samles: bool = True
    tomt_er_null: bool = False


@dataclass(frozen=True, kw_only=True)
class Univers(Parts):
    """One universe: its parts and how many are in each.

    Attributes:
        formula: Tables in by name (its parameters), the number in each part out. Pure.
        datasets: The names of the tables it reads, from the formula's parameters.
    """

    formula: "Callable[..., Distribution]"
    datasets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a reader must know of an indicator beside its formula.

    Attributes:
        id: ``fravaer_dager_10``; stable, names the figure in side-cars and in ``explain``.
        title: A neutral noun phrase in bokmål.
        chapter: The chapter it belongs to.
        unit: What it is counted in.
        desimaler: Decimals printed.
        populasjon: Whom it is about and whose municipality: «elever bosatt i kommunen».
        kort: Short title for narrow tables and overview charts.
        gruppe: What members of a table belong together (a subject, a year): «engelsk skriftlig».
        sensitiv: 0 % and 100 % are hidden too (``disclosure.md``).
        hoyt_er_bra: True, False or None where neither is better.
        univers: Id of the universe whose parts it counts (``Univers``).
        teller: The parts that the numerator of a share, or a number of persons, is the sum of.
        nevner: The parts that the denominator is the sum of: those whom it is about. Empty: the
            denominator is from outside (the population) and known to anyone.
        kategorier: Of a distribution: category → the parts in it. ``nevner`` is all of them.
        grenser: Of a mean or a median: part of ``nevner`` → the lowest and the highest value that
            one person in it can have, both included.
        etter_kjonn: Printed by gender too, for the municipality itself.
        for_mote: Printed for meetings too.
        tomt_er_null: A municipality without rows in a period that others have, has none (0).
            Elsewhere its figure is missing.
    """

    id: str
    title: str
    chapter: str
    unit: Unit
    desimaler: int
    populasjon: str
    kort: str = ""
    gruppe: str = ""
    sensitiv: bool = False
    hoyt_er_bra: bool | None = None
    univers: str = ""
    teller: tuple[str, ...] = ()
    nevner: tuple[str, ...] = ()
    kategorier: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    grenser: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict, hash=False)
    etter_kjonn: bool = False
    for_mote: bool = True
    tomt_er_null: bool = False

    def is_about_those_of(self, other: "Facts") -> bool:
        """Tell whether both are about the same persons."""
        return self.univers == other.univers and set(self.nevner) == set(other.nevner)

    def is_part_of(self, other: "Facts") -> bool:
        """Tell whether it counts some of those whom the other counts, of the same persons."""
        return self.is_about_those_of(other) and set() < set(self.teller) < set(other.teller)


@dataclass(frozen=True, kw_only=True)
class Indicator(Facts):
    """One indicator: its facts and its formula.

    Attributes:
        formula: Tables in by name (its parameters), counts out. Pure.
        datasets: The names of the tables it reads, from the formula's parameters.
        metode: The formula's docstring, in bokmål; printed as the method.
    """

    formula: "Callable[..., Counts]"
    datasets: tuple[str, ...]
    metode: str


class Nivaa(Enum):
    """The kind of area that a figure is about."""

    KOMMUNE = "kommune"
    MOTE = "mote"
    FYLKE = "fylke"
    LAND = "land"


class Status(Enum):
    """Why a cell shows what it shows; the value is the symbol printed (``domain.md``, part C)."""

    VIST = ""
    SKJULT = ":"
    MANGLER = ".."
    FINNES_IKKE = "."
    INGEN = "–"


@dataclass(frozen=True, order=True)
class FigureKey:
    """What one figure is about.

    ``omraade`` is a kommunenr, a meeting's id, or the name of the level for county and country.
    ``kategori`` is empty except in distributions.
    """

    indikator: str
    nivaa: str
    omraade: str
    aar: str
    kjonn: str = ALLE
    kategori: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure as it may be printed: already hidden, divided and rounded.

    Attributes:
        key: What it is about.
        status: VIST and INGEN have a ``verdi``; the others have none, and no ``teller``.
        verdi: Rounded half up to the indicator's decimals.
        n: The denominator (number of pupils), None when it must not be printed or is not known.
        teller: The numerator of a municipality's share; None otherwise or when it must not be
            printed.
        grunn: In bokmål, why it is not shown, when there is more to say than the symbol says.
        avrundet_til: How many units of the last decimal the value is rounded to: more than 1 where
            the exact figure of a meeting would give a municipality away («ca. 95»).
    """

    key: FigureKey
    status: Status
    verdi: Decimal | None = None
    n: int | None = None
    teller: int | None = None
    grunn: str = ""
    avrundet_til: int = 1

    def agrees_with(self, other: "Figure") -> bool:
        """Tell whether both can be printed of the same counts: one may be rounded more coarsely."""
        if self.status is not other.status:
            return False
        for mine, theirs in ((self.n, other.n), (self.teller, other.teller)):
            if mine is not None and theirs is not None and mine != theirs:
                return False
        if self.avrundet_til == other.avrundet_til or self.verdi is None or other.verdi is None:
            return self.verdi == other.verdi
        unit = Decimal(1).scaleb(int(self.verdi.as_tuple().exponent))
        return 2 * abs(self.verdi - other.verdi) <= (self.avrundet_til + other.avrundet_til) * unit


class Flagg(Enum):
    """What chance allows to be said of a difference from the county (``domain.md``, B)."""

    FAA = "faa"
    """Fewer pupils than may be compared."""
    INGEN = "ingen"
    UVANLIG = "uvanlig"
    """Outside the 95 % interval."""
    SVAERT_UVANLIG = "svaert_uvanlig"
    """Outside the 99,8 % interval."""


UVANLIG_UNDER, SVAERT_UVANLIG_UNDER = 0.05, 0.002
"""The p below which a difference is outside the 95 % and the 99,8 % interval."""


@dataclass(frozen=True)
class Comparison:
    """A municipality's figure held against the county's, both as printed.

    Attributes:
        key: The municipal figure's.
        flagg: What may be said of the difference.
        kommune: In the printed unit.
        fylke: The same of the county.
        styrke: Orders comparisons by how much they stand out: |difference| in units of what chance
            gives. Never printed.
        p: How often chance gives a difference as large, from 0 to 1. Never printed.
        samlet: All differences between the municipalities together may be chance, so that none is
            called unusual at 95 %.
        resten: The lowest and the highest value that the rest of the county may have, where the
            municipality is a large part of it.
    """

    key: FigureKey
    flagg: Flagg
    kommune: Decimal
    fylke: Decimal
    styrke: float
    p: float = 1.0
    samlet: bool = False
    resten: tuple[Decimal, Decimal] | None = None

    @property
    def holdt_tilbake(self) -> bool:
        """Whether it would be called unusual, had it been the only municipality."""
        return self.samlet and self.flagg is Flagg.INGEN and self.p < UVANLIG_UNDER


class Retning(Enum):
    """Where a series has gone."""

    OPP = "opp"
    NED = "ned"
    INGEN = "ingen"
    """Nowhere for certain."""


@dataclass(frozen=True)
class Trend:
    """Where a municipality's figure has gone over the newest cohorts, as printed of them.

    Attributes:
        retning: What may be said.
        perioder: The cohorts, oldest first.
    """

    retning: Retning
    perioder: tuple[str, ...]


@dataclass(frozen=True)
class Forventet:
    """What a municipality's share was to be expected to be, beside what it was.

    Attributes:
        andel: The expected share, in percent, as printed.
        rekkevidde: How far the 95 % interval of the difference reaches to each side, in percentage
            points.
        flagg: What may be said of the difference.
    """

    andel: Decimal
    rekkevidde: Decimal
    flagg: Flagg


@dataclass(frozen=True)
class Published:
    """Everything that may be printed of a round: the only thing that packets are made from.

    Comparisons, trends, intervals (95 %, both limits in the printed unit) and what was to be
    expected stand by the key of the municipality's figure; a trend by its newest.
    """

    figures: dict[FigureKey, Figure]
    comparisons: dict[FigureKey, Comparison] = field(default_factory=dict)
    trender: dict[FigureKey, Trend] = field(default_factory=dict)
    intervaller: dict[FigureKey, tuple[Decimal, Decimal]] = field(default_factory=dict)
    forventet: dict[FigureKey, Forventet] = field(default_factory=dict)

    def get(self, key: FigureKey) -> Figure:
        """Give the figure; one that was never computed is missing (``..``), never 0."""
        return self.figures.get(key, Figure(key, Status.MANGLER))

"""The Packet: all that one municipality's document says, as plain data.

Nothing behind it knows pandas, nothing before it knows HTML. Every number in it is already hidden,
rounded and worded; a template places it, a chart draws it, and neither can know more.
"""

from dataclasses import dataclass
from enum import Enum

from datapakke.locale import BOKMAAL
from datapakke.model import Figure


@dataclass(frozen=True)
class Point:
    """One point of a chart. ``verdi`` is the printed value, None where the chart has a gap.

    ``x`` is a row's or category's name; in line charts the period's label (``2015/16``,
    ``2016-06``), which the chart prints as ``formats.period_short``, or «†» for a place between
    two periods where the series is broken. ``tekst`` is what is printed at the point (``39,4``,
    ``:``); ``apen`` draws an open marker: only the municipality's own value is filled, and only
    where it differs from the county's more than chance gives. ``spenn`` is drawn as a line through
    the point, in the value's unit: how far chance alone moves a value of so many (95 %). In a
    funnel ``n`` is the place along the axis.
    """

    x: str
    verdi: float | None
    tekst: str
    apen: bool = True
    spenn: tuple[float, float] | None = None
    n: int | None = None


class Rolle(Enum):
    """Who a series is about; the theme gives each role its colour, line and marker."""

    KOMMUNE = "kommune"
    MOTE = "mote"
    FYLKE = "fylke"
    LAND = "land"
    JENTER = "jenter"
    GUTTER = "gutter"
    KATEGORI = "kategori"
    ANDRE = "andre"
    """The other municipalities, none of them named."""
    GRENSE = "grense"
    """What chance gives."""


@dataclass(frozen=True)
class Series:
    """A named row of points."""

    navn: str
    rolle: Rolle
    punkter: tuple[Point, ...]


class ChartKind(Enum):
    """The ways a chart can be drawn."""

    LINJE = "linje"
    """Series over periods; lines with direct labels; gaps where a value is not shown."""
    STABLET = "stablet"
    """One horizontal 100 % bar per series; each point is a category."""
    PUNKTER = "punkter"
    """Rows (the points' x) with one marker per series on a common scale: kommune beside fylke."""
    ARK = "ark"
    """The overview: a row per indicator, each on its own scale with the county in the middle.

    What is good lies to the right (``Akse.snudd``), and a box holds the middle half of the
    municipalities.
    """
    TRAKT = "trakt"
    """A funnel: values by how many they are of, between the limits of what chance gives."""
    KJEDE = "kjede"
    """Small multiples on one scale: a panel per x with a line from a value to the next.

    Each role has two series, from and to.
    """


@dataclass(frozen=True)
class Skravur:
    """A shaded span of periods (both included) and the words beside it."""

    fra: str
    til: str
    tekst: str


@dataclass(frozen=True)
class Akse:
    """What a row of the overview has beside its points.

    Attributes:
        x: The row's name, as that of its points.
        under: The line under it: the period, and whether high or low is good.
        snudd: Low is good: lower values lie to the right.
        boks: The quartiles of the municipalities' printed values, rounded as those are; None where
            too few are printed.
    """

    x: str
    under: str
    snudd: bool = False
    boks: tuple[float, float] | None = None


@dataclass(frozen=True)
class Chart:
    """A chart to draw.

    Attributes:
        id: ASCII; unique in the packet.
        nummer: «Figur 3.2».
        tittel: A neutral noun phrase.
        undertekst: Population, period, n, source: the line under the title.
        kind: How to draw it.
        enhet: The axis' unit in bokmål (``prosent``), empty in overviews.
        series: What to draw.
        skravur: Spans to shade.
        alt: The finding in words, for those who cannot see it.
        nullpunkt: The value axis starts at 0.
        akser: What the rows of an overview have beside their points.
        felles: The least and the greatest printed value of the charts that share its value axis.
        ord: The words that the drawing has of its own: in an overview what the box is and where
            good lies, in a funnel what lies along its axis.
    """

    id: str
    nummer: str
    tittel: str
    undertekst: str
    kind: ChartKind
    enhet: str
    series: tuple[Series, ...]
    alt: str
    skravur: tuple[Skravur, ...] = ()
    nullpunkt: bool = False
    akser: tuple[Akse, ...] = ()
    felles: tuple[float, ...] = ()
    ord: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table: its header and its cells as printed. ``utheves`` marks the own kommune."""

    hode: str
    celler: tuple[str, ...]
    utheves: bool = False


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading (an indicator); ``tittel`` may be empty."""

    tittel: str
    rader: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A table as printed. ``hode`` names the cell columns, ``hjorne`` the row headers' column."""

    id: str
    nummer: str
    tittel: str
    undertekst: str
    hjorne: str
    hode: tuple[str, ...]
    grupper: tuple[RowGroup, ...]
    noter: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    tekst: str


@dataclass(frozen=True)
class Notice:
    """A boxed remark: something is not delivered, a series is broken, something is hidden.

    It belongs to the figure or table before it, and to the chapter when it comes first.
    """

    tekst: str


Block = Text | Notice | Chart | Table


@dataclass(frozen=True)
class Chapter:
    """A chapter: its number, heading, one-sentence message, and blocks in reading order."""

    id: str
    nummer: int
    tittel: str
    ingress: str
    blokker: tuple[Block, ...]


@dataclass(frozen=True)
class Finding:
    """One of the things that stand out, on the cover: a heading, the sentences, where to look."""

    tittel: str
    tekst: str
    se: str
    """The figure or table that shows it: «Figur 3.2»."""


@dataclass(frozen=True)
class Avsnitt:
    """Points under a heading."""

    overskrift: str
    punkter: tuple[str, ...]


@dataclass(frozen=True)
class Seksjon:
    """A part of the document without figures: its heading, what it is about, and points."""

    tittel: str
    ingress: str
    avsnitt: tuple[Avsnitt, ...]


@dataclass(frozen=True)
class Method:
    """How one indicator (or a family of them) is made.

    ``kilde`` is the heading it stands under: its source, and whom the figures are about.
    """

    tittel: str
    tekst: str
    kilde: str


@dataclass(frozen=True)
class Name:
    """What an indicator is called in the packet, and the unit of its figures."""

    id: str
    tittel: str
    enhet: str


@dataclass(frozen=True)
class SourceLine:
    """A source as printed, with all of its files: ``fil`` is what is printed of their names.

    What is in the files is not told, nor their hashes: a packet that says the same is the same.
    """

    navn: str
    fil: str
    lisens: str
    uttrukket: str
    syntetisk: bool
    noter: tuple[str, ...] = ()
    filer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moteinfo:
    """The meeting as printed on the cover."""

    dato: str
    sted: str
    inviterte: tuple[str, ...]


@dataclass(frozen=True)
class Packet:
    """All that the document about one municipality says.

    Attributes:
        kommunenr: Code in the round's division.
        kommune: Name, as printed: «Modum».
        slug: Names the file.
        fylke: The county's name.
        runde: Id of the round; empty when the packet belongs to none.
        tittel: The document's title.
        dato: The round's date in words («4. oktober 2016»); never today's.
        dato_iso: The same as ``2016-10-04``.
        mote: The meeting, None without a round.
        avsender: Who sends it.
        demo: The data are invented; every page says so.
        lesehjelp: «Slik leser du tallene», paragraphs.
        funn: Three to five findings.
        oversikt: The overview chart on one page, None when no figure can be compared.
        oversikt_tekst: The words that go with the overview.
        kapitler: One chapter per theme.
        sporsmal: Questions for the meeting.
        tabeller: Every printed figure.
        metoder: How each indicator is made.
        kilder: Where it comes from.
        tegnforklaring: Pairs of symbol and meaning.
        skjerming: What is hidden and why, in words.
        figurer: Every figure that is printed, for the side-car and for verification.
        indikatorer: Those that have a figure here, by id.
        bakgrunn: Other municipalities' figures that boxes and grey points are drawn from. They are
            printed in those packets, and stand in none but those as numbers.
        runde_navn: The round as printed: «høsten 2016»; empty without a round.
        stempel: The program, and the digest of all else that is said (``output.stamped``);
            empty where that is not told.
        siden_sist: What has happened since the last packet; None for a first one.
        rammer: A frame for the cooperation; None without a meeting.
        maalform: The written form it is in, a key of ``locale.SPRAK``.
    """

    kommunenr: str
    kommune: str
    slug: str
    fylke: str
    runde: str
    tittel: str
    dato: str
    dato_iso: str
    mote: Moteinfo | None
    avsender: str
    demo: bool
    lesehjelp: tuple[str, ...]
    funn: tuple[Finding, ...]
    oversikt: Chart | None
    oversikt_tekst: tuple[str, ...]
    kapitler: tuple[Chapter, ...]
    sporsmal: tuple[str, ...]
    tabeller: tuple[Table, ...]
    metoder: tuple[Method, ...]
    kilder: tuple[SourceLine, ...]
    tegnforklaring: tuple[tuple[str, str], ...]
    skjerming: str
    figurer: tuple[Figure, ...]
    runde_navn: str = ""
    stempel: str = ""
    siden_sist: Seksjon | None = None
    rammer: Seksjon | None = None
    maalform: str = BOKMAAL
    bakgrunn: tuple[Figure, ...] = ()
    indikatorer: tuple[Name, ...] = ()

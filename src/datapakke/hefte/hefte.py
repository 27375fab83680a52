"""The booklet of one meeting, as plain data, made from the packets of its municipalities.

It prints what their packets print and nothing else: so it tells nothing that they do not, and what
is attacked before they are made covers it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from datapakke import formats
from datapakke.kommuner import Mote
from datapakke.locale import BOKMAAL
from datapakke.model import Figure, FigureKey, Flagg, Indicator, Nivaa
from datapakke.packet.build import build_packet
from datapakke.packet.context import MED_TALL, PacketContext
from datapakke.packet.model import Finding, Packet
from datapakke.packet.overview import VEIEN
from datapakke.packet.texts import SPORSMAL_SE

UNUSUAL = " •"
"""Beside a value that differs from the county's more than chance gives."""


PLACE = str(SPORSMAL_SE).format(sporsmal="", steder="\0").split("\0")[0]
"""Begins where a question names a figure, which has another number in each packet."""


@dataclass(frozen=True)
class Deltaker:
    """A municipality at the meeting: what stands out in its packet, and where its answer goes."""

    kommunenr: str
    kommune: str
    funn: tuple[Finding, ...]


@dataclass(frozen=True)
class Linje:
    """A row: the period, a cell per column as printed, and beside it of how many it is."""

    periode: str
    celler: tuple[str, ...]
    antall: tuple[str, ...]


@dataclass(frozen=True)
class Gruppe:
    """An indicator's rows."""

    tittel: str
    linjer: tuple[Linje, ...]


@dataclass(frozen=True)
class Hefte:
    """All that the booklet says.

    Attributes:
        navn: The file's name without its ending.
        runde, runde_navn, fylke, avsender, demo: As in the packets.
        dato, sted: The meeting's.
        deltakere: The municipalities, by name.
        kolonner: The table's columns: the municipalities, the meeting, the county.
        grupper: Its rows.
        sporsmal: Question → the municipalities whose packets ask it.
        tegnforklaring: Pairs of symbol and meaning.
        skjerming: What is hidden and why.
        figurer: Every figure that is printed.
    """

    navn: str
    runde: str
    runde_navn: str
    fylke: str
    avsender: str
    demo: bool
    dato: str
    sted: str
    deltakere: tuple[Deltaker, ...]
    kolonner: tuple[str, ...]
    grupper: tuple[Gruppe, ...]
    sporsmal: tuple[tuple[str, tuple[str, ...]], ...]
    tegnforklaring: tuple[tuple[str, str], ...]
    skjerming: str
    figurer: tuple[Figure, ...]


def make_hefte(context: PacketContext, mote: Mote) -> Hefte:
    """Make a meeting's booklet, in bokmål, from the packets of all that are invited.

    Args:
        context: What the packets are made from, of a round.
        mote: The meeting.
    """
    context = replace(context, maalform=BOKMAAL)
    invited = [one for one in context.inndeling if one.slug in mote.kommuner]
    invited.sort(key=lambda one: formats.name_key(context.inndeling.navn(one)))
    packets = [build_packet(context, one) for one in invited]
    table = _Table(context, mote, packets)
    groups = tuple(table.groups())
    first = packets[0]
    return Hefte(
        navn=f"mote-{mote.id}",
        runde=first.runde,
        runde_navn=first.runde_navn,
        fylke=first.fylke,
        avsender=first.avsender,
        demo=first.demo,
        dato=formats.date_words(mote.dato),
        sted=mote.sted,
        deltakere=tuple(Deltaker(one.kommunenr, one.kommune, one.funn) for one in packets),
        kolonner=(*(one.kommune for one in packets), "Møtet", context.fylke),
        grupper=groups,
        sporsmal=_questions(packets),
        tegnforklaring=first.tegnforklaring,
        skjerming=first.skjerming,
        figurer=tuple(table.used[key] for key in sorted(table.used)),
    )


def _questions(packets: Sequence[Packet]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each question once, with the municipalities it is put to, in the packets' order."""
    asked: dict[str, list[str]] = {}
    for packet in packets:
        for one in packet.sporsmal:
            asked.setdefault(one.split(PLACE, 1)[0], []).append(packet.kommune)
    return tuple((one, tuple(names)) for one, names in asked.items())


class _Table:
    """The figures of the way through school, side by side, among those that packets print."""

    def __init__(self, context: PacketContext, mote: Mote, packets: Sequence[Packet]) -> None:
        self._context = context
        self._printed: Mapping[FigureKey, Figure] = {
            figure.key: figure for packet in packets for figure in packet.figurer
        }
        self._places = [
            *((Nivaa.KOMMUNE, packet.kommunenr) for packet in packets),
            (Nivaa.MOTE, mote.id),
            (Nivaa.FYLKE, Nivaa.FYLKE.value),
        ]
        self._own = [packet.kommunenr for packet in packets]
        self.used: dict[FigureKey, Figure] = {}

    def groups(self) -> Iterator[Gruppe]:
        """Give the indicators that any municipality has a number of."""
        for name in VEIEN:
            indicator = self._context.by_id.get(name)
            lines = tuple(self._lines(indicator)) if indicator else ()
            if indicator and lines:
                yield Gruppe(indicator.title, lines)

    def _lines(self, indicator: Indicator) -> Iterator[Linje]:
        """Give the newest period, and the newest cohorts together where any has those."""
        alone = self._context.perioder.get(indicator.id, ())
        newest = [aar for aar in alone if self._has_number(indicator, aar)][-1:]
        together = self._context.samlet.get(indicator.id)
        for aar in [*newest, *([together] if together else [])]:
            if aar == together and not self._has_number(indicator, aar):
                continue
            figures = [self._figure(indicator, place, aar) for place in self._places]
            yield Linje(
                formats.period(aar),
                tuple(self._cell(figure, indicator) for figure in figures),
                tuple(_n(figure) for figure in figures),
            )

    def _has_number(self, indicator: Indicator, aar: str) -> bool:
        keys = (FigureKey(indicator.id, Nivaa.KOMMUNE.value, nr, aar) for nr in self._own)
        return any(key in self._printed and self._printed[key].status in MED_TALL for key in keys)

    def _figure(self, indicator: Indicator, place: tuple[Nivaa, str], aar: str) -> Figure | None:
        figure = self._printed.get(FigureKey(indicator.id, place[0].value, place[1], aar))
        if figure:
            self.used[figure.key] = figure
        return figure

    def _cell(self, figure: Figure | None, indicator: Indicator) -> str:
        if figure is None:
            return ""
        compared = self._context.published.comparisons.get(figure.key)
        unusual = compared and compared.flagg in (Flagg.UVANLIG, Flagg.SVAERT_UVANLIG)
        return formats.cell(figure, indicator) + (UNUSUAL if unusual else "")


def _n(figure: Figure | None) -> str:
    shown = figure is not None and figure.status in MED_TALL
    return formats.number(figure.n) if figure and shown and figure.n is not None else ""

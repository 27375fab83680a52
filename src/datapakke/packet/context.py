"""What packets are made from: the published figures, and one municipality's view of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from datapakke.config.model import Sporsmal
from datapakke.config.own import Kapittel
from datapakke.kommuner import Inndeling, Kommune, Runde
from datapakke.locale import BOKMAAL, NYNORSK, maalform, sagt
from datapakke.model import (
    UNTIL,
    Indicator,
    Nivaa,
    Published,
    Status,
    Univers,
    is_pooled,
)
from datapakke.packet.model import Rolle
from datapakke.rules import Rules
from datapakke.since import Sist
from datapakke.sources import Source, Utelatt

UTEN_TALL = (Status.MANGLER, Status.FINNES_IKKE)
MED_TALL = (Status.VIST, Status.INGEN)


@dataclass(frozen=True)
class Omraade:
    """An area that figures are about, as it is called in the packet."""

    navn: str
    nivaa: Nivaa
    id: str

    @property
    def rolle(self) -> Rolle:
        """How it is drawn."""
        return Rolle(self.nivaa.value)


@dataclass(frozen=True)
class PacketContext:
    """What all packets of a build share.

    Attributes:
        published: All that may be printed.
        indicators: In the order of the packet.
        sources: Dataset → the files that it is made from. One that is not here was not delivered.
        inndeling: The municipalities.
        runde: None when the packets belong to no round.
        fylke: The county's name.
        avsender: Who sends the packets.
        rules: The profile of hiding.
        utelatt: Dataset → municipalities that are left out of some of its periods.
        universer: What the indicators count parts of, by id.
        kapitler: Those that the project has chosen; none: all of the program's.
        sist: The time before the round, by kommunenr.
        maalform: The written form of all packets; empty: each in its municipality's own.
    """

    published: Published
    indicators: tuple[Indicator, ...]
    sources: Mapping[str, tuple[Source, ...]]
    inndeling: Inndeling
    runde: Runde | None
    fylke: str
    avsender: str
    rules: Rules
    utelatt: Mapping[str, tuple[Utelatt, ...]] = field(default_factory=dict)
    universer: Mapping[str, Univers] = field(default_factory=dict)
    maalform: str = ""
    sist: Mapping[str, Sist] = field(default_factory=dict)
    sporsmal: tuple[Sporsmal, ...] = ()
    kapitler: tuple[Kapittel, ...] = ()

    def form_for(self, kommune: Kommune) -> str:
        """Give the written form of a municipality's packet; who uses both gets bokmål."""
        form = self.maalform or kommune.maalform
        return form if form == NYNORSK else BOKMAAL

    @cached_property
    def nynorsk(self) -> "PacketContext":
        """The same with the indicators' texts in nynorsk.

        Raises:
            PacketError: The catalogue lacks one of them.
        """
        with maalform(NYNORSK):
            return replace(self, indicators=tuple(_said(one) for one in self.indicators))

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators whose datasets are all delivered."""
        return {
            item.id: item
            for item in self.indicators
            if all(name in self.sources for name in item.datasets)
        }

    @cached_property
    def perioder(self) -> dict[str, tuple[str, ...]]:
        """Indicator → the periods for which any area has more than ``..``, in order of time.

        Periods that are taken together stand outside the series.
        """
        found: dict[str, set[str]] = {}
        for key, figure in self.published.figures.items():
            if figure.status not in UTEN_TALL and not is_pooled(key.aar):
                found.setdefault(key.indikator, set()).add(key.aar)
        return {name: tuple(sorted(labels)) for name, labels in found.items()}

    @cached_property
    def samlet(self) -> dict[str, str]:
        """Indicator → the label of its periods that are taken together, where any are printed."""
        return {key.indikator: key.aar for key in self.published.figures if is_pooled(key.aar)}

    def enkelte(self, indikator: str, aar: str) -> tuple[str, ...]:
        """Give the periods that a label stands for: those taken together, or itself."""
        if not is_pooled(aar):
            return (aar,)
        first, last = aar.split(UNTIL)
        return tuple(one for one in self.perioder.get(indikator, ()) if first <= one <= last)

    @cached_property
    def kategorier(self) -> dict[str, tuple[str, ...]]:
        """Distribution → its categories, in the order in which they are published."""
        found: dict[str, dict[str, None]] = {}
        for key in self.published.figures:
            if key.kategori:
                found.setdefault(key.indikator, {})[key.kategori] = None
        return {name: tuple(labels) for name, labels in found.items()}


def _said(indicator: Indicator) -> Indicator:
    """Give an indicator with its texts in the form that is set."""
    return replace(
        indicator,
        title=sagt(indicator.title),
        kort=sagt(indicator.kort),
        gruppe=sagt(indicator.gruppe),
        populasjon=sagt(indicator.populasjon),
        metode=sagt(indicator.metode),
    )

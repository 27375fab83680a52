"""One municipality's view of the published figures: lookups, periods, comparisons, remarks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from datapakke import formats
from datapakke.kommuner import Kommune, Mote
from datapakke.model import (
    ALLE,
    Comparison,
    Figure,
    FigureKey,
    Flagg,
    Indicator,
    Nivaa,
    Status,
    Trend,
)
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL, UTEN_TALL, Omraade, PacketContext
from datapakke.packet.phrases import familie, person
from datapakke.packet.remarks import in_form
from datapakke.since import Sist
from datapakke.sources import Note

PERIODER = 6
"""Periods shown in charts and tables."""


@dataclass(frozen=True)
class View:
    """The published figures as seen from one municipality.

    ``trykt`` collects what the packet prints, for its side-car; ``bakgrunn`` other municipalities'
    figures that it draws without a number or a name.
    """

    context: PacketContext
    kommune: Kommune
    trykt: dict[FigureKey, Figure] = field(default_factory=dict)
    bakgrunn: dict[FigureKey, Figure] = field(default_factory=dict)

    @cached_property
    def nr(self) -> str:
        """The municipality's code in the division."""
        return self.context.inndeling.kommunenr(self.kommune)

    @cached_property
    def navn(self) -> str:
        """The municipality's name."""
        return self.context.inndeling.navn(self.kommune)

    @cached_property
    def mote(self) -> Mote | None:
        """The meeting it is invited to."""
        return self.context.runde.mote_for(self.kommune) if self.context.runde else None

    @cached_property
    def sist(self) -> Sist:
        """The time before the round."""
        return self.context.sist.get(self.nr, Sist())

    @cached_property
    def egen(self) -> Omraade:
        """The municipality itself."""
        return Omraade(self.navn, Nivaa.KOMMUNE, self.nr)

    @cached_property
    def fylket(self) -> Omraade:
        """The county."""
        return Omraade(self.context.fylke, Nivaa.FYLKE, Nivaa.FYLKE.value)

    @cached_property
    def omraader(self) -> tuple[Omraade, ...]:
        """The municipality, those invited to its meeting, the county and the country."""
        moter = (Omraade(str(texts.MOTET), Nivaa.MOTE, self.mote.id),) if self.mote else ()
        return (
            self.egen,
            *moter,
            self.fylket,
            Omraade(str(texts.LANDET), Nivaa.LAND, Nivaa.LAND.value),
        )

    def indikator(self, indikator: str) -> Indicator | None:
        """Give the indicator, None when it is not known or its datasets are not delivered."""
        return self.context.by_id.get(indikator)

    def tall(
        self, indikator: str, omraade: Omraade, aar: str, kjonn: str = ALLE, kategori: str = ""
    ) -> Figure:
        """Look a figure up."""
        return self.context.published.get(
            FigureKey(indikator, omraade.nivaa.value, omraade.id, aar, kjonn, kategori)
        )

    def kullet(self, indikator: Indicator, aar: str) -> int | None:
        """Give how many pupils the municipality's whole cohort is, where that may be printed.

        Applicants are another count than pupils: their number is not that of the cohort.
        """
        own = self.context.universer.get(indikator.univers)
        sizes = [
            self.tall(one.id, self.egen, aar).n
            for one in self.context.by_id.values()
            if own and own.kull and self._is_of_all_in(own.kull, one) and person(one) == "elev"
        ]
        return max((size for size in sizes if size is not None), default=None)

    def _is_of_all_in(self, kull: str, indikator: Indicator) -> bool:
        """Tell whether the indicator is about everyone in the cohort."""
        univers = self.context.universer.get(indikator.univers)
        if univers is None or univers.kull != kull:
            return False
        return set(univers.deler) == set(indikator.nevner)

    def er_publisert(self, figure: Figure) -> bool:
        """Tell whether the figure is among those that may be printed."""
        return figure.key in self.context.published.figures

    def trykk(self, figure: Figure) -> Figure:
        """Note that the figure is printed, and give it back."""
        self.trykt[figure.key] = figure
        return figure

    def serie(self, indikator: str) -> tuple[str, ...]:
        """Give the newest periods, at most six, that end with the newest one of the municipality.

        Months and counting days are kept only where they are those of the newest: June is held
        against June, as unemployment and the numbers in OT follow the season. Where that leaves
        one alone, the months before it are shown.
        """
        newest = self.nyeste(indikator)
        labels = self.context.perioder.get(indikator, ())
        until = tuple(label for label in labels if label <= newest)
        same = tuple(label for label in until if label[4:] == newest[4:])
        seasonal = "-" in newest and len(same) > 1
        return (same if seasonal else until)[-PERIODER:]

    def nyeste(self, indikator: str) -> str:
        """Give the newest period that the municipality or the county has; empty for none."""
        for aar in reversed(self.context.perioder.get(indikator, ())):
            for omraade in (self.egen, self.fylket):
                if self.tall(indikator, omraade, aar).status not in UTEN_TALL:
                    return aar
            if indikator in self.context.kategorier:
                return aar
        return ""

    def gjeldende(self, indikator: str, kjonn: str = ALLE) -> str:
        """Give the period that is told of: the newest one.

        Where the municipality's newest is hidden, it is the newest cohorts together, if they are
        shown.
        """
        newest = self.nyeste(indikator)
        label = self.context.samlet.get(indikator, "")
        alone = self.tall(indikator, self.egen, newest)
        together = self.tall(indikator, self.egen, label)
        hidden = kjonn == ALLE and alone.status is Status.SKJULT
        return label if hidden and together.status in MED_TALL else newest

    def loeper(self, indikator: str) -> bool:
        """Tell whether a series goes on: a member of a family ends when the others have newer."""
        indicator = self.indikator(indikator)
        newest = self._familienes_nyeste.get(familie(indicator)) if indicator else None
        return newest is None or self.nyeste(indikator) == newest

    @cached_property
    def _familienes_nyeste(self) -> dict[str, str]:
        """Give the newest period of each family."""
        newest: dict[str, str] = {}
        for indicator in self.context.by_id.values():
            if prefix := familie(indicator):
                newest[prefix] = max(newest.get(prefix, ""), self.nyeste(indicator.id))
        return newest

    def sammenligning(self, indikator: str, kjonn: str = ALLE) -> Comparison | None:
        """Give the comparison with the county of the period that is told of, the only one told.

        None for a figure that is not shown: a flag would tell of it.
        """
        figure = self.tall(indikator, self.egen, self.gjeldende(indikator, kjonn), kjonn)
        if figure.status not in MED_TALL:
            return None
        return self.context.published.comparisons.get(figure.key)

    def trend(self, indikator: str) -> Trend | None:
        """Give where the municipality's figure has gone; None where it cannot be told."""
        if not self.loeper(indikator):
            return None
        newest = self.tall(indikator, self.egen, self.nyeste(indikator))
        return self.context.published.trender.get(newest.key)

    @cached_property
    def sammenligninger(self) -> tuple[Comparison, ...]:
        """Every comparison of the packet, of figures that are large enough to be compared.

        A subject that is no longer graded has no newest figure to compare.
        """
        found = (self.sammenligning(name) for name in self.context.by_id if self.loeper(name))
        return tuple(item for item in found if item and item.flagg is not Flagg.FAA)

    def noter(self, indikator: Indicator, perioder: tuple[str, ...]) -> tuple[Note, ...]:
        """Give the remarks of the indicator's sources that concern any of the periods.

        Where the municipality is merged and the years before could not be summed, one says so.
        """
        alone = [aar for label in perioder for aar in self.context.enkelte(indikator.id, label)]
        notes = (
            note
            for name in indikator.datasets
            for note in (*self._kilders_noter(name), *self._sammenslaatt(name, indikator))
            if any(note.fra <= aar <= note.til for aar in alone)
            if not note.gjelder or indikator.id in note.gjelder
        )
        return tuple(dict.fromkeys(notes))

    def _kilders_noter(self, datasett: str) -> Iterator[Note]:
        for source in self.context.sources[datasett]:
            yield from map(in_form, source.noter)

    def _sammenslaatt(self, datasett: str, indikator: Indicator) -> Iterator[Note]:
        """Give a remark when the municipality's series begins where it was merged."""
        labels = self.context.perioder.get(indikator.id, ())
        for one in self.context.utelatt.get(datasett, ()):
            later = [aar for aar in labels if aar > one.perioder[-1]]
            if one.kommunenr == self.nr and later:
                tekst = texts.SAMMENSLAATT.format(K=self.navn, foerst=formats.period(later[0]))
                yield Note(later[0], later[-1], tekst, brudd=True)

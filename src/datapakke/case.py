"""A round to be secured, and the parts of it that can be secured apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from datapakke.disclosure.audit.earlier import Earlier
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.plan.ground import joined
from datapakke.model import UNTIL, Indicator, Univers
from datapakke.results import Areas, Results
from datapakke.rules import Rules


@dataclass(frozen=True)
class Case:
    """A round to be secured.

    Attributes:
        results: All counts.
        indicators: Under the profile.
        universer: What they count parts of.
        areas: The municipalities and meetings.
        rules: The profile.
        navn: What areas are called, by code or meeting.
        inndeling: The year of the division.
        earlier: What was printed before.
        insiders: Attack as each municipality too.
    """

    results: Results
    indicators: tuple[Indicator, ...]
    universer: tuple[Univers, ...]
    areas: Areas
    rules: Rules
    navn: Mapping[str, str] = field(default_factory=dict)
    inndeling: int = 0
    earlier: tuple[Earlier, ...] = ()
    insiders: bool = True

    @property
    def known(self) -> Known:
        """All that an attack knows beside what is printed."""
        return Known(
            results=self.results,
            indicators=self.indicators,
            universer=self.universer,
            areas=self.areas,
            rules=self.rules,
            navn=self.navn,
            inndeling=self.inndeling,
        )

    def parts(self) -> Iterator["Case"]:
        """Give what can be secured apart: a universe in periods that nothing joins to others."""
        for univers in self.universer:
            indicators = tuple(one for one in self.indicators if one.univers == univers.id)
            ids = {one.id for one in indicators}
            table, deler = self.results.table, self.results.deler
            table = table[table["indikator"].isin(ids)]
            deler = deler[deler["univers"].eq(univers.id)]
            mine = tuple(one for one in self.earlier if one.figure.key.indikator in ids)
            labels = {*table["aar"], *(one.figure.key.aar for one in mine)}
            known = sorted(set(deler["aar"]))
            for periods in joined({_periods(label, known) for label in labels}):
                here = [one for one, of in self.results.samlet.items() if set(of) <= set(periods)]
                results = Results(
                    table[table["aar"].isin([*periods, *here])],
                    deler[deler["aar"].isin(periods)],
                    {one: self.results.samlet[one] for one in here},
                )
                yield replace(
                    self,
                    results=results,
                    indicators=indicators,
                    universer=(univers,),
                    earlier=tuple(
                        one
                        for one in mine
                        if set(_periods(one.figure.key.aar, known)) <= {*periods}
                    ),
                )


def _periods(label: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give the periods that a label is about: its own, or those from its first to its last."""
    first, _, last = label.partition(UNTIL)
    return tuple(aar for aar in known if first <= aar <= (last or first)) or (label,)

"""What is known of a round's shares and means, and which of them may be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from datapakke.compare.reference import SPREAD
from datapakke.model import ALLE, Figure, FigureKey, Indicator, Nivaa, Status, Unit, is_pooled
from datapakke.results import LEVERT, Results
from datapakke.rules import Rules
from datapakke.statistics import standard_deviation


@dataclass(frozen=True, eq=False)
class Known:
    """What comparisons, trends and intervals are worked out from.

    Attributes:
        results: Which figures are shares and means, and the spread of the means.
        figures: What is printed.
        indicators: Those to compare; they say which universe each is of.
        rules: Gives how few are too few, and how many a distribution needs.
    """

    results: Results
    figures: Mapping[FigureKey, Figure]
    indicators: Sequence[Indicator]
    rules: Rules

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by their id."""
        return {one.id: one for one in self.indicators}

    @cached_property
    def spreads(self) -> dict[FigureKey, float | None]:
        """The municipal shares and means that can be compared, with the spread of the means.

        Only both genders together, and no categories; means without a spread are left out. A mean
        has the spread of the whole country, where that is known (``reference``): it tells nothing,
        and the mean is as a share is. Another mean's own spread is printed nowhere, and whatever is
        said with it (an interval, that chance may give a difference, that nothing is said) tells of
        it: mean and spread together bound the low grades that are hidden beside them. So such a
        mean is among these only with as many as a distribution needs, its n printed, one cohort
        alone, and nothing hidden of the same persons: which means are left out follows from what is
        printed, never from their spread.
        """
        hidden = closed(self.figures, self.by_id)
        found: dict[FigureKey, float | None] = {}
        for key, spread in self._every:
            fixed = SPREAD.get(key.indikator)
            if spread is not None and fixed is not None:
                found[key] = fixed
            elif spread is None or self._is_open(key, hidden):
                found[key] = spread
        return found

    def means_of_few(self) -> Iterator[FigureKey]:
        """Give the municipal means that are of too few to be compared, as their printed n says."""
        for key, spread in self._every:
            figure = self.figures.get(key)
            n = figure.n if figure and spread is not None else None
            if n is not None and n < self.rules.sammenlign_fra:
                yield key

    @cached_property
    def _every(self) -> tuple[tuple[FigureKey, float | None], ...]:
        return tuple(_all_spreads(self.results))

    def _is_open(self, key: FigureKey, hidden: set[tuple[str, str, str]]) -> bool:
        figure, indicator = self.figures.get(key), self.by_id.get(key.indikator)
        if figure is None or figure.n is None or indicator is None or is_pooled(key.aar):
            return False
        place = indicator.univers, key.omraade, key.aar
        return figure.n >= self.rules.fordeling_og_snitt_under and place not in hidden


def closed(
    figures: Mapping[FigureKey, Figure], by_id: Mapping[str, Indicator]
) -> set[tuple[str, str, str]]:
    """Give universe, municipality and period in which something is hidden, or an n held back."""
    return {
        (by_id[key.indikator].univers, key.omraade, key.aar)
        for key, figure in figures.items()
        if key.nivaa == Nivaa.KOMMUNE.value and key.indikator in by_id
        if figure.status is Status.SKJULT or _without_n(figure, by_id[key.indikator])
    }


def _without_n(figure: Figure, indicator: Indicator) -> bool:
    """Tell whether the n of a shown figure is held back; a number of persons has none."""
    shown = figure.status is Status.VIST and indicator.unit is not Unit.ANTALL
    return shown and figure.n is None


def _all_spreads(results: Results) -> Iterator[tuple[FigureKey, float | None]]:
    table = results.table
    mine = table["nivaa"].eq(Nivaa.KOMMUNE.value) & table["kjonn"].eq(ALLE)
    mine &= table["tilstand"].eq(LEVERT) & table["nevner"].gt(1).fillna(value=False)
    mine &= table["slag"].eq("andel") | (table["slag"].eq("snitt") & table["kvadratsum"].notna())
    rows = table.loc[mine].astype({"teller": float, "nevner": int, "kvadratsum": float})
    places = zip(rows["indikator"], rows["nivaa"], rows["omraade"], rows["aar"], strict=True)
    numbers = zip(rows["slag"], rows["teller"], rows["kvadratsum"], rows["nevner"], strict=True)
    for place, (slag, *sums) in zip(places, numbers, strict=True):
        yield FigureKey(*place), standard_deviation(*sums) if slag == "snitt" else None

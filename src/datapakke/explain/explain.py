"""Follows a figure back: its files and rows, its counts, its rules, and whether it comes again."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from datapakke import formats
from datapakke.errors import ControlError, Problem
from datapakke.explain.files import files_of
from datapakke.explain.find import area_name, codes_of, figure_of, find_key
from datapakke.explain.model import Basis, Explanation, Question, Tall
from datapakke.explain.phrases import rounding, rules_of, unit
from datapakke.explain.recompute import Rows, counted, is_same, recomputed, row_of, without_totals
from datapakke.explain.rows import rows_behind
from datapakke.model import Figure, FigureKey, Indicator, Nivaa, Status, Unit
from datapakke.results import MANGLER

SHOWN = (Status.VIST, Status.INGEN)
CHECKED = "Tallet er regnet ut på nytt av disse radene alene, og det ble det samme."
CHECKED_HIDDEN = "Tallet bak er regnet ut på nytt av radene det bygger på, og det ble det samme."
NOT_CHECKED = "Det er ikke levert tall, så det er ikke noe å regne ut på nytt."


def explain(question: Question, basis: Basis) -> Explanation:
    """Follow one figure to its files, rows and rules, and make it again from the rows.

    Of a figure that is hidden, nothing is told from which it, or what it is hidden for, could be
    found: neither counts nor rows. ``internt`` tells all.

    Raises:
        UsageError: There is no such figure, or it is never printed.
        ControlError: The rows do not make the figure that is published.
    """
    indicator, key = find_key(question, basis)
    codes = codes_of(key, basis.areas)
    row = row_of(basis.results, key)
    figure = figure_of(key, basis)
    slag = str(row["slag"].iloc[0])
    delivered = row["tilstand"].iloc[0] != MANGLER
    rows: Rows = {}
    if delivered:
        perioder = basis.results.samlet.get(key.aar, (key.aar,))
        rows = rows_behind(indicator, basis.extracts, codes, key, perioder)
        rows = without_totals(indicator, basis.extracts, rows, codes, key)
        _check(indicator, basis, rows, codes, figure)
    shown = figure.status in SHOWN
    told = rows if shown or question.internt else {}
    return Explanation(
        internt=question.internt,
        omraade=area_name(key, basis),
        tittel=indicator.title,
        key=key,
        trykt=formats.cell(figure, indicator),
        enhet=unit(indicator) if figure.status is Status.VIST else "",
        grunn=figure.grunn,
        bak=Tall(figure.teller, figure.n),
        metode=indicator.metode,
        avrunding=rounding(slag, indicator),
        skjerming=rules_of(
            slag, indicator, key, basis.rules, beside_mean=_is_beside_mean(indicator, basis)
        ),
        mangler=() if delivered else _missing(key, codes, basis),
        filer=files_of(
            indicator,
            basis.extracts,
            told,
            None if question.internt else numbers_printed(figure, indicator),
        ),
        kontroll=(CHECKED if told else CHECKED_HIDDEN) if delivered else NOT_CHECKED,
        bare_internt=_internal(row, rows, basis, indicator) if question.internt else (),
    )


def _is_beside_mean(indicator: Indicator, basis: Basis) -> bool:
    """Tell whether a distribution is of the same persons as a mean."""
    means = (one for one in basis.indicators if one.grenser)
    return bool(indicator.kategorier) and any(one.is_about_those_of(indicator) for one in means)


def _missing(key: FigureKey, codes: Sequence[str], basis: Basis) -> tuple[str, ...]:
    """Name the municipalities of an area that have not delivered."""
    keys = {code: replace(key, nivaa=Nivaa.KOMMUNE.value, omraade=code) for code in codes}
    return tuple(
        area_name(mine, basis)
        for mine in keys.values()
        if mine in basis.figures and basis.figures[mine].status is Status.MANGLER
    )


def numbers_printed(figure: Figure, indicator: Indicator) -> frozenset[int]:
    """Give the numbers of persons that are printed with a figure."""
    numbers = {figure.n, figure.teller}
    if indicator.unit is Unit.ANTALL and figure.verdi is not None:
        numbers.add(int(figure.verdi))
    return frozenset(number for number in numbers if number is not None)


def _check(
    indicator: Indicator, basis: Basis, rows: Rows, codes: Sequence[str], figure: Figure
) -> None:
    """Make the figure again, and hold it against the counts and against what is published."""
    key = figure.key
    row = row_of(basis.results, key)
    again = recomputed(indicator, basis.extracts, rows, codes, key)
    same = is_same(row, again)
    if same and figure.status in SHOWN and len(again):
        same = counted(again, indicator, step=figure.avrundet_til).verdi == figure.verdi
    if not same:
        what = (
            "radene som er funnet bak tallet, gir ikke tallet som trykkes. Ikke bruk det før det er"
            " forklart: programmet eller uttrekket er galt."
        )
        raise ControlError([Problem(f"{key.indikator} {key.aar} {key.omraade}", what)])


def _internal(row: pd.DataFrame, rows: Rows, basis: Basis, indicator: Indicator) -> tuple[str, ...]:
    """Tell what may not be published."""
    fate = basis.decisions.fates.loc[row.index[0]]
    with_n = bool(basis.decisions.with_n.loc[row.index[0]])
    parts = [f"Avgjørelse: {fate.value or 'vises'}{'' if with_n else ', uten antallet bak'}."]
    for name in ("teller", "nevner", "kvadratsum", "median"):
        value = row[name].iloc[0]
        if not pd.isna(value):
            parts.append(f"{name.capitalize()}: {_number(value)}.")
    parts.append(f"Tilstand: {row['tilstand'].iloc[0]}.")
    figure: Figure | None = counted(row, indicator) if row["tilstand"].iloc[0] == "levert" else None
    if figure:
        parts.append(f"Uten skjerming ville det stått: {formats.cell(figure, indicator)}.")
    parts += [f"Rader i {name}: {len(mine)}." for name, mine in rows.items()]
    return tuple(parts)


def _number(value: float) -> str:
    return f"{float(value):.10g}".replace(".", ",")

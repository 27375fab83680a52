"""From what a person asks for to the key of a figure; what does not exist is told with advice."""

import difflib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from datapakke import formats
from datapakke.errors import Problem, UsageError
from datapakke.explain.model import Basis, Question
from datapakke.extracts import written
from datapakke.extracts.columns import CellError
from datapakke.kommuner import LANDET, folded
from datapakke.model import UNTIL, Figure, FigureKey, Indicator, Nivaa, Status
from datapakke.publish import HELD_BACK
from datapakke.results import Areas

COUNTY, COUNTRY = "fylket", "landet"
CLOSE = 0.8
"""How like a name is that is misspelled."""
WORD = re.compile(r"[^\W_]+")
SHORTEST = 2
"""Shorter words are in everything."""
HIDDEN_ALONE = 2
"""Cohorts together are printed where so many of them are hidden."""
GENDERS = {"K": "jenter", "M": "gutter"}


def find_key(question: Question, basis: Basis) -> tuple[Indicator, FigureKey]:
    """Give the indicator and the key of the figure.

    Raises:
        UsageError: There is no such municipality, indicator, period, gender or category.
    """
    indicator = indicator_of(question.indikator, basis.indicators)
    lacking = [one for one in indicator.datasets if one not in basis.extracts.by_name]
    if lacking:
        what = f"har ingen tall: datasettet {formats.listing(lacking)} er ikke levert."
        raise UsageError([Problem(f"indikatoren «{indicator.id}»", what)])
    nivaa, omraade = _area(question.omraade, basis)
    table = basis.results.table
    rows = table[table["indikator"].eq(indicator.id) & table["nivaa"].eq(nivaa.value)]
    periode = _label(question.periode, list(rows["aar"].unique()))
    given = {"aar": periode, "kjonn": question.kjonn, "kategori": question.kategori}
    for column, wanted in given.items():
        known = list(dict.fromkeys(rows[column]))
        if wanted not in known:
            raise UsageError([_unknown(column, wanted, known, indicator)])
        rows = rows[rows[column].eq(wanted)]
    return indicator, FigureKey(indicator.id, nivaa.value, omraade, **given)


def figure_of(key: FigureKey, basis: Basis) -> Figure:
    """Give a figure as it is printed.

    Cohorts together are hidden where most of them are, also where they are not counted: which of
    the two it is, would tell small cohorts from those that are hidden to protect others.

    Raises:
        UsageError: It is never printed.
    """
    if key in basis.figures:
        return basis.figures[key]
    alone = (replace(key, aar=aar) for aar in basis.results.samlet.get(key.aar, ()))
    found = [basis.figures[one] for one in alone if one in basis.figures]
    if sum(figure.status is Status.SKJULT for figure in found) >= HIDDEN_ALONE:
        return Figure(key, Status.SKJULT, grunn=HELD_BACK)
    named = [key.indikator, key.aar, GENDERS.get(key.kjonn, ""), key.kategori]
    where = " ".join(filter(None, [*named, "for", area_name(key, basis)]))
    raise UsageError([Problem(where, "trykkes ikke i noen pakke.")])


def codes_of(key: FigureKey, areas: Areas) -> tuple[str, ...]:
    """Give the codes of the municipalities in a figure's area; ``0000`` for the country."""
    return areas.members(Nivaa(key.nivaa), key.omraade) or (LANDET,)


def area_name(key: FigureKey, basis: Basis) -> str:
    """Give the area in words: «Modum (0623)»."""
    if key.nivaa == Nivaa.KOMMUNE.value:
        kommune = basis.inndeling.by_kommunenr[key.omraade]
        return f"{basis.inndeling.navn(kommune)} ({key.omraade})"
    if key.nivaa == Nivaa.MOTE.value:
        return f"kommunene på møtet {key.omraade}"
    return COUNTY if key.nivaa == Nivaa.FYLKE.value else COUNTRY


def indicator_of(name: str, indicators: Sequence[Indicator]) -> Indicator:
    """Give the indicator with an id.

    Raises:
        UsageError: There is none; with those that are like it.
    """
    by_id = {one.id: one for one in indicators}
    if name not in by_id:
        found = difflib.get_close_matches(name, by_id, n=3, cutoff=CLOSE)
        found = found or _by_words(name, indicators)
        found = found or difflib.get_close_matches(name, by_id, n=3)
        hint = f" Mente du {_either(found)}?" if found else ""
        raise UsageError([Problem(f"indikatoren «{name}»", f"finnes ikke.{hint}")])
    return by_id[name]


def _by_words(name: str, indicators: Sequence[Indicator]) -> list[str]:
    """Give the ids of the few whose id and title hold most of the words, those with fewest more."""
    wanted = {word for word in WORD.findall(folded(name)) if len(word) >= SHORTEST}
    held = {one.id: folded(f"{one.id} {one.title}") for one in indicators}
    number = {key: sum(word in text for word in wanted) for key, text in held.items()}
    most = max(number.values(), default=0)
    best = [key for key in held if most and number[key] == most]
    return sorted(best, key=lambda key: len(WORD.findall(held[key])))[:3]


def _label(periode: str, known: Sequence[str]) -> str:
    """Give a period as it is labelled: «2015/16» for «2015-16», «2016-06» for «juni 2016».

    Cohorts together may be written with a hyphen: «2008-2010».
    """
    if periode.replace("-", UNTIL) in known:
        return periode.replace("-", UNTIL)
    for write in (written.skoleaar, written.maaned, written.dato):
        with suppress(CellError):
            if periode not in known and write(periode) in known:
                return write(periode)
    return periode


def _area(omraade: str, basis: Basis) -> tuple[Nivaa, str]:
    if folded(omraade) == COUNTY:
        return Nivaa.FYLKE, Nivaa.FYLKE.value
    if folded(omraade) == COUNTRY:
        return Nivaa.LAND, Nivaa.LAND.value
    if omraade in basis.areas.moter:
        return Nivaa.MOTE, omraade
    return Nivaa.KOMMUNE, basis.inndeling.kommunenr(basis.inndeling.finn(omraade))


def _unknown(column: str, wanted: str, known: Sequence[str], indicator: Indicator) -> Problem:
    """Word what does not exist, with what does."""
    if not known:
        return Problem(f"indikatoren «{indicator.id}»", "har ingen tall for dette området.")
    if column == "aar":
        there = formats.listing(known)
        return Problem(f"perioden «{wanted}»", f"har ingen tall. {indicator.id} har {there}.")
    if column == "kjonn":
        what = f"har ingen tall: {indicator.id} har {formats.listing(known)}."
        return Problem(f"--kjonn {wanted}", what)
    if known == [""]:
        return Problem(f"--kategori «{wanted}»", f"finnes ikke: {indicator.id} er ingen fordeling.")
    there = _either(known)
    if not wanted:
        return Problem(f"{indicator.id} er en fordeling", f"velg med --kategori: {there}.")
    return Problem(f"--kategori «{wanted}»", f"finnes ikke. Velg {there}.")


def _either(names: Sequence[str]) -> str:
    quoted = [f"«{name}»" for name in names]
    return " eller ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))

"""The names of columns in Udir's exports: dimensions joined by full stops.

A column is named ``2015-16.Alle eierformer.Begge kjønn.Antall elever``, with any dimensions in any
order, of which one may hold a full stop itself (``5. årstrinn``). The same name with ``.Brudd``
holds sentences that must follow the figure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from datapakke.errors import Problem
from datapakke.extracts.columns import CellError
from datapakke.extracts.periods import skoleaar_label
from datapakke.extracts.problems import Problems
from datapakke.extracts.written import kjonn
from datapakke.model import ALLE
from datapakke.reading import TextTable, place

BETWEEN_DIMENSIONS = re.compile(r"\.(?! )")
TOTAL = re.compile("(Alle|Begge) .+")
"""A dimension that divides nothing: «Alle eierformer», «Alle trinn»."""

SCHOOL_YEAR = re.compile(r"([0-9]{4}-[0-9]{2})(\*| ?\(forel[^)]*\))?")


@dataclass(frozen=True)
class Wanted:
    """What a dataset takes from an export.

    Attributes:
        measures: Our columns by the last part of Udir's names.
        dimension: Our column for a dimension that divides the figures, if one is wanted.
        values: Its cells by the part of Udir's names.
    """

    measures: Mapping[str, str]
    dimension: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Slice:
    """The columns of one school year, gender and value of the dimension.

    Attributes:
        keys: What they share, as cells of our columns ``skoleaar``, ``kjonn`` and the dimension.
        columns: Udir's names by our measures.
        forelopig: Udir says that the figures are provisional.
    """

    keys: Mapping[str, str]
    columns: Mapping[str, str]
    forelopig: bool

    @property
    def aar(self) -> str:
        """The school year's label."""
        return self.keys["skoleaar"]


def measure_of(column: str) -> str:
    """Give the last part of a column's name."""
    return BETWEEN_DIMENSIONS.split(column)[-1]


def slices(text: TextTable, wanted: Wanted, problems: Problems) -> list[Slice]:
    """Find the columns that have what is wanted and are divided by nothing more."""
    found: dict[tuple[str, ...], Slice] = {}
    for column in text.table.columns:
        *parts, measure = BETWEEN_DIMENSIONS.split(column)
        if measure not in wanted.measures:
            continue
        try:
            one = _slice(parts, wanted)
        except CellError:
            what = "kolonnen har ikke et skoleår som programmet kjenner."
            problems.add([Problem(place(text.name, text.header_line, column), what)])
            continue
        if one is None:
            continue
        key = tuple(one.keys.values())
        before = found.get(key, one).columns
        ours = wanted.measures[measure]
        if ours in before:
            what = f"sier det samme som kolonnen «{before[ours]}»."
            problems.add([Problem(place(text.name, text.header_line, column), what)])
        found[key] = Slice(one.keys, {**before, ours: column}, one.forelopig)
    _note_missing(text, list(found.values()), wanted, problems)
    return list(found.values())


def _slice(parts: Sequence[str], wanted: Wanted) -> Slice | None:
    """Understand the dimensions; None when the figures are about a part that is not wanted.

    Raises:
        CellError: There is no school year among them.
    """
    years = [match for part in parts if (match := SCHOOL_YEAR.fullmatch(part))]
    if len(years) != 1:
        raise CellError
    keys = {"skoleaar": skoleaar_label(years[0][1]), "kjonn": ALLE}
    if wanted.dimension:
        keys[wanted.dimension] = ""
    for part in parts:
        if kjonn(part) in (ALLE, "K", "M"):
            keys["kjonn"] = kjonn(part)
        elif part in wanted.values:
            keys[wanted.dimension] = wanted.values[part]
        elif not SCHOOL_YEAR.fullmatch(part) and not TOTAL.fullmatch(part):
            return None
    return Slice(keys, {}, forelopig=years[0][2] is not None)


def _note_missing(
    text: TextTable, found: Sequence[Slice], wanted: Wanted, problems: Problems
) -> None:
    """Note slices that lack a measure; there must be one slice."""
    for one in found:
        for theirs, ours in wanted.measures.items():
            if ours not in one.columns:
                beside = next(iter(one.columns.values()))
                what = f"ved siden av denne skal det finnes en kolonne som slutter på «{theirs}»."
                problems.add([Problem(place(text.name, text.header_line, beside), what)])
    if not found and not problems:
        what = (
            f"ingen kolonner har {' og '.join(f'«{one}»' for one in wanted.measures)} for alle"
            " (alle eierformer, alle trinn)."
        )
        problems.add([Problem(place(text.name, text.header_line), what)])

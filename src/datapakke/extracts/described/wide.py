"""Columns of a described file: which there must be, and which of them hold figures side by side."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from datapakke.errors import Problem
from datapakke.extracts.described.description import Description
from datapakke.extracts.described.form import Form
from datapakke.extracts.problems import Problems, shown
from datapakke.reading import TextTable, place

ANYTHING = "{}"
"""The form of any name: also of one that was meant to hold figures, and is misspelt."""


@dataclass(frozen=True)
class Slice:
    """The columns of a file that are about the same period, gender and so on.

    Attributes:
        keys: What their names say, by the dataset's column, as it stands in the names.
        figures: The column of the file, by the dataset's column for the figure.
    """

    keys: dict[str, str]
    figures: dict[str, str]


def find_slices(
    text: TextTable,
    description: Description,
    could_say: Callable[[Mapping[str, str]], bool],
    problems: Problems,
) -> list[Slice]:
    """Give the slices of a wide file; one without keys for a long one.

    Args:
        text: The file.
        description: Says which columns it has.
        could_say: Tells whether the places of a column's name hold what they should.
        problems: Notes columns that are not there, that are not mentioned, and names with figures
            that are missing, stand for two things, or say the same.
    """
    named = description.delivered()
    _note_absent(text, named, problems)
    found: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for column in map(str, text.table):
        if column in named or any(column == form.text for form in description.unused):
            continue
        matches = list(_matches(column, description))
        unused = _unused(column, description)
        fits = unused == ANYTHING or any(could_say(keys) for _, _, keys in matches)
        if unused and not (matches and fits):
            continue
        if unused:
            what = (
                f"kolonnen passer både i «verdikolonner» («{matches[0][1].text}») og i «ubrukt»"
                f" («{unused}»). Skriv hele navnet under «ubrukt» hvis den ikke skal brukes."
            )
            _note(text, column, what, problems)
        elif len(matches) > 1:
            ways = " og ".join(f"«{ours}»" for ours, *_ in matches)
            _note(text, column, f"kolonnen passer som både {ways} i «verdikolonner».", problems)
        elif matches:
            ours, form, keys = matches[0]
            if form.leaves_number(column, keys.values()):
                what = f"det står et tall i det som ikke leses av formen «{form.text}»."
                _note(text, column, what, problems)
            beside = found.setdefault(tuple(sorted(keys.items())), {})
            if beside.setdefault(ours, column) != column:
                what = f"kolonnen sier det samme som kolonnen {shown(beside[ours])}."
                _note(text, column, what, problems)
        else:
            what = "kolonnen er ikke nevnt. Skriv den under «ubrukt» hvis den ikke skal brukes."
            _note(text, column, what, problems)
    if not description.wide:
        return [Slice({}, {})]
    slices = [Slice(dict(keys), figures) for keys, figures in found.items()]
    _note_missing(slices, description, text, problems)
    return slices


def _note_absent(text: TextTable, named: Iterable[str], problems: Problems) -> None:
    columns = [str(column) for column in text.table]
    for column in named:
        if column not in columns:
            close = difflib.get_close_matches(column, columns, n=1)
            hint = f" Mente du «{close[0]}»?" if close else ""
            _note(text, column, f"kolonnen finnes ikke i filen.{hint}", problems)


def _matches(column: str, description: Description) -> Iterable[tuple[str, Form, dict[str, str]]]:
    """Give each meaning of a column's name: the dataset's column, and what its places say."""
    for ours, forms in description.wide.items():
        for form in forms:
            keys = form.match(column)
            if keys is not None:
                yield ours, form, keys


def _unused(column: str, description: Description) -> str:
    """Give the form by which a column is known as not used, or nothing."""
    fit = (form.text for form in description.unused if form.match(column) is not None)
    return next(fit, "")


def _note_missing(
    slices: Iterable[Slice], description: Description, text: TextTable, problems: Problems
) -> None:
    """Note figures for which there is no column, at all or beside another figure's."""
    for ours, forms in description.wide.items():
        there = [one for one in slices if ours in one.figures]
        if not there:
            words = " eller ".join(f"«{form.text}»" for form in forms)
            what = f"ingen kolonner har formen {words} ({ours})."
            problems.add([Problem(place(text.name, text.header_line or None), what)])
            continue
        for one in slices:
            if ours not in one.figures:
                beside = next(iter(one.figures.values()))
                what = f"ved siden av denne finnes ingen kolonne for «{ours}»."
                _note(text, beside, what, problems)


def _note(text: TextTable, column: str, what: str, problems: Problems) -> None:
    where = place(text.name, text.header_line or None)
    problems.add([Problem(f"{where}, kolonne {shown(column)}", what)])

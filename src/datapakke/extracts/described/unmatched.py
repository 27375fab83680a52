"""What a description says of a file, and nothing in the file is: misspelt, or no longer so."""

from collections.abc import Iterable, Mapping

from datapakke.errors import Problem
from datapakke.extracts.described.description import Description
from datapakke.extracts.described.form import Form
from datapakke.extracts.described.wide import Slice
from datapakke.keys import codes_of
from datapakke.reading import TextTable, place


def find_unmatched(
    text: TextTable,
    description: Description,
    slices: Iterable[Slice],
    stated: Mapping[str, str],
    pseudonym: str | None,
) -> list[Problem]:
    """Tell which rows, symbols and columns do not exist, in a remark for each key.

    Args:
        text: The file, with all its rows.
        description: What is said of it.
        slices: What the names of its columns say, and which hold figures.
        stated: What stands once for the whole file.
        pseudonym: The column whose cells are not looked at.
    """
    names = [str(name) for name in text.table]
    rows = [
        f"«{form.text}» ({column})"
        for told in (description.rows.bare, description.rows.uten)
        for column, forms in told.items()
        for form in forms
        if not _fits(form, _different(text, column))
    ]
    unused = [f"«{form.text}»" for form in description.unused if not _fits(form, names)]
    read = [
        one.kolonne
        for ours, one in description.columns.items()
        if one.kolonne and ours != pseudonym
    ]
    once = set(stated.values())
    for one in slices:
        read += one.figures.values()
        once |= set(one.keys.values())
    cells = once.union(*(_different(text, column) for column in dict.fromkeys(read)))
    found = {
        "rader": (rows, "passer ikke på noen rad"),
        "symboler": (_symbols(description, cells), "står ikke i noe felt som leses"),
        "ubrukt": (unused, "passer ikke på noen kolonne"),
    }
    return [
        Problem(place(text.name), f"{', '.join(them)} under «{key}» i kilder.yaml {what}.")
        for key, (them, what) in found.items()
        if them
    ]


def _symbols(description: Description, cells: set[str]) -> list[str]:
    symbols = description.symbols
    alone = [*symbols.skjult, *symbols.mangler, *symbols.null]
    lost = [one for one in alone if one and one not in cells]
    lost += [mark for mark in symbols.foreloepig if not any(one.endswith(mark) for one in cells)]
    return [f"«{one}»" for one in lost]


def _different(text: TextTable, column: str) -> set[str]:
    return {str(cell).strip() for cell in codes_of(text.table[column])[1]}


def _fits(form: Form, texts: Iterable[str]) -> bool:
    return any(form.match(one) is not None for one in texts)

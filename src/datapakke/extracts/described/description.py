"""A description of a file: where each column of a dataset comes from, and what its symbols mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from datapakke.extracts.described.form import Form

NAVN, AAR = "navn", "aar"
"""What a file may say beside a dataset's own columns: the municipality's name, which is a check on
the code, and the year of months that are only named."""


@dataclass(frozen=True)
class Origin:
    """Where the cells of one column come from: exactly one of the first four is given.

    Attributes:
        kolonne: A column of the file.
        verdi: What stands in every row.
        tittel: The form of a line above the header.
        filnavn: The form of the file's name.
        form: The form of the column's cells, with a place for what is wanted.
    """

    kolonne: str = ""
    verdi: str = ""
    tittel: Form | None = None
    filnavn: Form | None = None
    form: Form | None = None


@dataclass(frozen=True)
class Symbols:
    """What a source writes instead of, or beside, a number.

    Attributes:
        skjult: The number is hidden. It stays hidden.
        mangler: There is no number; "" is a blank cell.
        null: The number is 0.
        foreloepig: Marks after a number, or a period, that may still change.
    """

    skjult: tuple[str, ...] = ()
    mangler: tuple[str, ...] = ()
    null: tuple[str, ...] = ()
    foreloepig: tuple[str, ...] = ()

    def alone(self, cell: str) -> bool:
        """Tell whether a cell is a symbol that stands instead of a number."""
        return cell in self.skjult or cell in self.mangler or cell in self.null

    def unmarked(self, cell: str) -> str:
        """Give a cell without a mark of what may still change, if it has one."""
        mark = next((one for one in self.foreloepig if cell.endswith(one)), "")
        return cell.removesuffix(mark).rstrip()


@dataclass(frozen=True)
class Rows:
    """Which rows are about what the dataset holds.

    Attributes:
        bare: Keep rows whose cell has one of these forms, by column of the file.
        uten: Leave out rows whose cell has one of these forms.
    """

    bare: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    uten: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Description:
    """How a file says what a dataset wants to know.

    Attributes:
        columns: Where each column comes from, by the dataset's name for it.
        wide: Forms of the names of columns that hold figures, by the dataset's column for the
            figure; the places in them are columns of the dataset too.
        values: What a cell means, by column of the dataset: ``{"kjonn": {"Jente": "K"}}``.
        symbols: What stands instead of numbers.
        unit: The unit of shares.
        rows: Which rows are used.
        unused: Forms of the names of columns of the file that are known and not used.
        mark: The decimal mark; nothing when it is to be found.
        plausible: Confirmed ranges that replace the dataset's own, by column.
    """

    columns: Mapping[str, Origin] = field(default_factory=dict)
    wide: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    symbols: Symbols = field(default_factory=Symbols)
    unit: str = ""
    rows: Rows = field(default_factory=Rows)
    unused: tuple[Form, ...] = ()
    mark: str = ""
    plausible: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def delivered(self) -> list[str]:
        """Give the columns of the file that are named in it, each once."""
        named = [one.kolonne for one in self.columns.values() if one.kolonne]
        return list(dict.fromkeys([*named, *self.rows.bare, *self.rows.uten]))

    def meaning(self, column: str, cell: str) -> str:
        """Give what the register says that a cell means in a column of the dataset, or nothing."""
        return self.values.get(column, {}).get(cell, "")

    def delivered_as(self, column: str) -> str:
        """Give the file's name for a column of the dataset; its own where the file has none."""
        origin = self.columns.get(column)
        return (origin.kolonne if origin else "") or column

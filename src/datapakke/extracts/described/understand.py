"""What one cell of a described file means, in the words of the dataset's own columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from datapakke.extracts import written
from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, CellError, ColumnType
from datapakke.extracts.context import Context
from datapakke.extracts.described.description import NAVN, Description
from datapakke.extracts.described.form import Form
from datapakke.extracts.described.written_numbers import PERCENT, number
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, DATO, MAANED, SKOLEAAR

KOMMUNENR, ALDER = "kommunenr", "alder"
PERIODS: dict[ColumnType, Callable[[str], str]] = {
    SKOLEAAR: written.skoleaar,
    AAR: written.aar,
    MAANED: written.maaned,
    DATO: written.dato,
}
WORDS: dict[str, Callable[[str], str]] = {"kjonn": written.kjonn, ALDER: written.alder}

MEANS = ". Si hva det betyr under «verdier» i kilder.yaml"
YEAR = re.compile("[0-9]{4}")
SYMBOL = ". Er det et symbol, si hva det betyr under «symboler» i kilder.yaml"


@dataclass(frozen=True)
class Meaning:
    """What a cell says.

    Attributes:
        cell: As the dataset writes it; "" for nothing.
        navn: The name that stands beside a municipality's code.
        provisional: It is marked as something that may still change.
    """

    cell: str
    navn: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a dataset, as a described file fills it.

    Attributes:
        name: The dataset's name for it.
        kind: What may stand in it.
        form: The form of its cells in the file; None when the whole cell is meant.
        description: Of the file.
        context: What cells are held against.
        mark: The decimal mark of the file's numbers.
    """

    name: str
    kind: ColumnType
    form: Form | None
    description: Description
    context: Context
    mark: str = ""

    @property
    def is_figure(self) -> bool:
        """Tell whether it holds figures, which symbols can stand instead of."""
        return is_figure(self.name, self.kind)

    @property
    def is_plain(self) -> bool:
        """Tell whether its cells need no understanding: pseudonyms, of which there are many."""
        return (
            not self.kind.quotable
            and self.form is None
            and self.name not in self.description.values
        )

    def understand(self, raw: str, year: str = "") -> Meaning:
        """Give what a cell says.

        Args:
            raw: The cell as it stands.
            year: The year that stands elsewhere, for a month that is only named.

        Raises:
            CellError: It is not what it should be, or could be two things; says what it should be.
        """
        cell = raw.strip()
        values = self.description.values.get(self.name, {})
        if cell in values:
            return Meaning(values[cell])
        if self.is_figure:
            return self._figure(cell)
        if self.kind.blank and cell in self.description.symbols.mangler:
            return Meaning("")
        piece, navn = self._piece(cell) if cell else ("", "")
        bare = self.description.symbols.unmarked(piece) if self.kind in PERIODS else piece
        ours = values.get(bare) or self._written(bare, year)
        if self.name == KOMMUNENR:
            ours = written.landet(ours) if self.kind is KOMMUNENR_ELLER_LANDET else ours
            ours, beside = written.kommune(ours)
            navn = navn or beside
        self._check(ours)
        return Meaning(ours, navn, bare != piece)

    def _piece(self, cell: str) -> tuple[str, str]:
        """Give what stands in the column's place of a cell, and in the place of a name."""
        if self.form is None:
            return cell, ""
        found = self.form.match(cell)
        if found is None:
            message = f"tekst av formen «{self.form.text}»"
            raise CellError(message)
        piece = found[self.name]
        if self.kind in PERIODS and self.form.leaves_number(cell, found.values()):
            message = "én periode: i det som ikke leses, står et tall som kunne være en annen"
            raise CellError(message)
        return piece, found.get(NAVN, "")

    def _written(self, cell: str, year: str) -> str:
        if self.kind is MAANED:
            if year and not YEAR.fullmatch(year):
                message = f"en måned i et år, men der året skal stå, står «{year}»"
                raise CellError(message)
            ours = written.maaned(cell, year)
            if year and not ours.startswith(year):
                message = f"en måned i {year}, som er året som står et annet sted"
                raise CellError(message)
            return ours
        write = PERIODS.get(self.kind) or WORDS.get(self.name)
        return write(cell) if write else cell

    def _figure(self, cell: str) -> Meaning:
        symbols = self.description.symbols
        if cell in symbols.mangler or (not cell and self.kind.blank):
            return Meaning("")
        if cell in symbols.skjult:
            if not self.kind.hidden:
                message = f"{self._rule}: i dette datasettet kan tallet ikke være skjult"
                raise CellError(message)
            return Meaning(self.kind.hidden)
        if cell in symbols.null:
            return Meaning("0")
        piece, _ = self._piece(cell) if cell else ("", "")
        bare = symbols.unmarked(piece)
        unit = self.description.unit if self.kind.unit == PERCENT else ""
        try:
            ours = number(bare, self.kind, self.mark, unit)
        except CellError as error:
            raise CellError(str(error) or self._rule + SYMBOL) from None
        self._check(ours)
        return Meaning(ours, provisional=bare != piece)

    @property
    def _may_be_explained(self) -> bool:
        """Tell whether «verdier» could say what its cells mean, and would be the usual way."""
        return self.kind.quotable and not self.is_figure and self.name != KOMMUNENR

    @property
    def _rule(self) -> str:
        """Give the dataset's rule without its own symbol, which is not the file's."""
        return self.kind.rule.replace(f" eller «{self.kind.hidden}» (skjult av kilden)", "")

    def _check(self, ours: str) -> None:
        """Hold a cell, as the dataset writes it, against the dataset's own rule."""
        if not ours and self.kind.blank:
            return
        try:
            self.kind.parse(ours, self.context)
        except CellError as error:
            advice = MEANS if self._may_be_explained else ""
            raise CellError(str(error) or self._rule + advice) from None


def is_figure(name: str, kind: ColumnType) -> bool:
    """Tell whether a column holds figures; an age says whom a figure is about."""
    return kind.decimals is not None and name != ALDER


def figures_of(declared: Format) -> tuple[str, ...]:
    """Give the columns of a dataset that hold figures."""
    return tuple(name for name, kind in declared.columns.items() if is_figure(name, kind))

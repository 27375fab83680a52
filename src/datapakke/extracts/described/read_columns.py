"""``kolonner`` of a description: where each column comes from, and what its cells mean."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from datapakke.config.fields import Reader
from datapakke.config.structure import Value, nearest
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.described.description import AAR, NAVN, Description, Origin
from datapakke.extracts.described.form import Form
from datapakke.extracts.described.read_values import read_form
from datapakke.extracts.described.understand import KOMMUNENR, MEANS, SYMBOL, Column, figures_of
from datapakke.extracts.described.written_numbers import COMMA
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED

ORIGINS = ("kolonne", "verdi", "tittel", "filnavn")

SIMPLE = re.compile(r"[^0-9{]*\{[^{}]*\}[^0-9{]*")
"""A form from which a number cannot lose digits."""


@dataclass(frozen=True)
class ColumnsReader:
    """Reads ``kolonner``.

    Attributes:
        reader: Notes what is wrong, with line and column.
        declared: The dataset.
        context: What cells are held against.
    """

    reader: Reader
    declared: Format
    context: Context

    def read(
        self, value: Value, places: Collection[str]
    ) -> tuple[dict[str, Origin], dict[str, dict[str, str]]]:
        """Read where columns come from, and what their cells mean."""
        helpers = [NAVN] if KOMMUNENR in self.declared.columns else []
        helpers += [AAR] if MAANED in self.declared.columns.values() else []
        columns, values = {}, {}
        for key, entry in known_columns(
            self.reader, value, [*self.declared.columns, *helpers], self.declared
        ):
            if isinstance(entry.node, ScalarNode):
                origin: Origin | None = Origin(kolonne=self.reader.text(entry))
            else:
                fields = self.reader.fields(entry, (), (*ORIGINS, "form", "verdier"))
                origin = self._origin(fields, entry, key, places)
                values[key] = self._meanings(fields["verdier"], key)
            if origin and key in places:
                what = f"«{key}» står både her og som plass i «verdikolonner»."
                self.reader.wrong(entry, what)
            if origin:
                columns[key] = origin
        return columns, values

    def _origin(
        self, fields: Mapping[str, Value], value: Value, column: str, places: Collection[str]
    ) -> Origin | None:
        """Read where a column comes from; a place in the names of columns says that itself."""
        given = [name for name in ORIGINS if fields[name].node is not None]
        if not given and column in places:
            return None
        if len(given) != 1:
            words = ", ".join(f"«{name}»" for name in ORIGINS)
            self.reader.wrong(value, f"«{column}» skal ha akkurat én av {words}.")
        if fields["form"].node is not None and "kolonne" not in given:
            self.reader.wrong(fields["form"], "«form» hører til «kolonne».")
        verdi = self.reader.text(fields["verdi"])
        if verdi and column in self.declared.columns:
            self._check(column, verdi, fields["verdi"])
        return Origin(
            kolonne=self.reader.text(fields["kolonne"]),
            verdi=verdi,
            tittel=self._form(fields["tittel"], column),
            filnavn=self._form(fields["filnavn"], column),
            form=self._form(fields["form"], column, also=NAVN if column == KOMMUNENR else ""),
        )

    def _form(self, value: Value, column: str, also: str = "") -> Form | None:
        """Read a form with a place for the column, and no other but one for a name."""
        form = read_form(self.reader, value)
        if form is None:
            return None
        if column not in form.names:
            self.reader.unfit(value, f"en form med plassen «{{{column}}}»")
        if column in figures_of(self.declared) and not SIMPLE.fullmatch(form.text):
            self.reader.unfit(
                value, f"en form med bare én plass og uten sifre, som «{{{column}}} stk»"
            )
        for name in form.names:
            if name not in (column, also):
                what = (
                    f"plassen «{{{name}}}» brukes ikke. Skriv «{{}}» for det som ikke skal leses."
                )
                self.reader.wrong(value, what)
        return form

    def _meanings(self, value: Value, column: str) -> dict[str, str]:
        """Read what cells mean; each must be something that the dataset can hold."""
        if value.node is not None and column in figures_of(self.declared):
            what = f"«{column}» er tall. Bruk «symboler» for det som ikke er tall."
            self.reader.wrong(value, what)
            return {}
        found = {}
        for key, entry in self.reader.entries(value):
            found[key.name] = self.reader.text(entry)
            if found[key.name] and column in self.declared.columns:
                self._check(column, found[key.name], entry)
        return found

    def _check(self, column: str, text: str, value: Value) -> None:
        """Note a text that the dataset's column cannot hold."""
        kind = self.declared.columns[column]
        try:
            Column(column, kind, None, Description(), self.context, COMMA).understand(text)
        except CellError as error:
            self.reader.unfit(value, str(error).removesuffix(MEANS).removesuffix(SYMBOL))


def known_columns(
    reader: Reader, value: Value, known: Collection[str], declared: Format
) -> list[tuple[str, Value]]:
    """Give the values by column, noting columns that the dataset does not have."""
    found = []
    for key, entry in reader.entries(value):
        if key.name in known:
            found.append((key.name, entry))
            continue
        near = nearest(key.name, known)
        words = f"Mente du «{near[0]}»?" if near else f"Kolonnene er: {', '.join(known)}."
        what = f"«{key.name}» er ingen slik kolonne i datasettet {declared.datasett}."
        reader.wrong(key, f"{what} {words}")
    return found

"""The description of a file in ``kilder.yaml``: everything that is wrong with it, by its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from datapakke.config.fields import Reader
from datapakke.config.structure import Value, nearest
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.description import AAR, NAVN, Description, Origin, Rows
from datapakke.extracts.form import Form
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED
from datapakke.extracts.read_values import read_form, read_forms, read_range, read_symbols
from datapakke.extracts.understand import KOMMUNENR, Column, figures_of
from datapakke.extracts.written_numbers import COMMA, PARTS, PERCENT, POINT

KEYS = (
    *("kolonner", "verdikolonner", "symboler", "enhet", "desimaltegn"),
    *("rader", "ubrukt", "plausibel"),
)
ORIGINS = ("kolonne", "verdi", "tittel", "filnavn")


def is_described(fields: Mapping[str, Value]) -> bool:
    """Tell whether the register describes a file."""
    return any(fields[key].node is not None for key in KEYS)


@dataclass(frozen=True)
class DescriptionReader:
    """Reads the description of one file.

    Attributes:
        reader: Notes what is wrong, with line and column.
        item: The file's entry.
        declared: The dataset.
        context: What cells are held against.
    """

    reader: Reader
    item: Value
    declared: Format
    context: Context

    def read(self, fields: Mapping[str, Value]) -> Description:
        """Read the description from the entry's values under ``KEYS``."""
        wide = self._wide(fields["verdikolonner"])
        places = {name for forms in wide.values() for form in forms for name in form.names}
        columns, values = self._columns(fields["kolonner"], places)
        missing = [name for name in self.declared.columns if name not in {*columns, *wide, *places}]
        if missing:
            words = ", ".join(f"«{column}»" for column in missing)
            what = (
                f"det står ikke hvor datasettet {self.declared.datasett} skal hente {words}."
                " Hver kolonne må stå under «kolonner» eller «verdikolonner»."
            )
            self.reader.wrong(self.item, what)
        for name in (name for name in wide if name in columns):
            self.reader.wrong(fields["verdikolonner"], f"«{name}» står også under «kolonner».")
        return Description(
            columns=columns,
            wide=wide,
            values=values,
            symbols=read_symbols(self.reader, fields["symboler"]),
            unit=self._unit(fields["enhet"]),
            rows=self._rows(fields["rader"]),
            unused=read_forms(self.reader, fields["ubrukt"]),
            mark=self.reader.choice(fields["desimaltegn"], (COMMA, POINT)),
            plausible=self._plausible(fields["plausibel"]),
        )

    def _columns(
        self, value: Value, places: Collection[str]
    ) -> tuple[dict[str, Origin], dict[str, dict[str, str]]]:
        """Read where columns come from, and what their cells mean."""
        helpers = [NAVN] if KOMMUNENR in self.declared.columns else []
        helpers += [AAR] if MAANED in self.declared.columns.values() else []
        columns, values = {}, {}
        for key, entry in self._known(value, [*self.declared.columns, *helpers]):
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
            self.reader.unfit(value, str(error))

    def _wide(self, value: Value) -> dict[str, tuple[Form, ...]]:
        figures = figures_of(self.declared)
        others = [name for name in self.declared.columns if name not in figures]
        found = {}
        for key, entry in self._known(value, figures):
            found[key] = read_forms(self.reader, entry)
            for form in found[key]:
                self._check_places(form, others, entry)
        if len({frozenset(form.names) for forms in found.values() for form in forms}) > 1:
            self.reader.wrong(value, "formene i «verdikolonner» har ikke de samme plassene.")
        return found

    def _check_places(self, form: Form, others: Collection[str], value: Value) -> None:
        if not form.names:
            self.reader.unfit(value, "en form med plasser, som «Personer {aar}»")
        for name in form.names:
            if name not in others:
                words = ", ".join(others)
                what = f"plassen «{{{name}}}» er ingen kolonne i datasettet. Kolonnene er: {words}."
                self.reader.wrong(value, what)

    def _unit(self, value: Value) -> str:
        """Read the unit of shares: whoever has shares must say in what."""
        has_shares = any(kind.unit == PERCENT for kind in self.declared.columns.values())
        if value.node is None and has_shares:
            what = "her mangler «enhet» for andelene: prosent, andel eller promille."
            self.reader.wrong(self.item, what)
        if value.node is not None and not has_shares:
            self.reader.wrong(value, f"datasettet {self.declared.datasett} har ingen andeler.")
        return self.reader.choice(value, PARTS)

    def _rows(self, value: Value) -> Rows:
        fields = self.reader.fields(value, (), ("bare", "uten"))
        bare, uten = (
            {
                key.name: read_forms(self.reader, entry)
                for key, entry in self.reader.entries(fields[name])
            }
            for name in ("bare", "uten")
        )
        return Rows(bare, uten)

    def _plausible(self, value: Value) -> dict[str, tuple[float, float]]:
        ranges = {
            key: read_range(self.reader, entry)
            for key, entry in self._known(value, figures_of(self.declared))
        }
        return {key: ends for key, ends in ranges.items() if ends}

    def _known(self, value: Value, known: Collection[str]) -> list[tuple[str, Value]]:
        """Give the values by column, noting columns that the dataset does not have."""
        found = []
        for key, entry in self.reader.entries(value):
            if key.name in known:
                found.append((key.name, entry))
                continue
            near = nearest(key.name, known)
            words = f"Mente du «{near[0]}»?" if near else f"Kolonnene er: {', '.join(known)}."
            what = f"«{key.name}» er ingen slik kolonne i datasettet {self.declared.datasett}."
            self.reader.wrong(key, f"{what} {words}")
        return found

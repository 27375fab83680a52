"""The description of a file in ``kilder.yaml``: everything that is wrong with it, by its place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yaml.nodes import MappingNode, ScalarNode

from datapakke.config.fields import Reader
from datapakke.config.structure import Value, nearest
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.description import AAR, NAVN, Description, Origin, Rows, Symbols
from datapakke.extracts.form import Form, FormError
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED
from datapakke.extracts.understand import KOMMUNENR, Column, figures_of
from datapakke.extracts.written_numbers import COMMA, PARTS, PERCENT, POINT

KEYS = (
    *("kolonner", "verdikolonner", "symboler", "enhet", "desimaltegn"),
    *("rader", "ubrukt", "plausibel"),
)
ORIGINS = ("kolonne", "verdi", "tittel", "filnavn")
SYMBOLS = ("skjult", "mangler", "null", "foreløpig")
BLANK_IS = ("skjult", "mangler")
"""What a blank cell can be said to mean."""

LONGEST_SYMBOL = 30
PAIR = 2
NUMBER = re.compile("[0-9]{1,9}([.,][0-9]{1,4})?")


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
        description = Description(
            columns=columns,
            wide=wide,
            values=values,
            symbols=self._symbols(fields["symboler"]),
            unit=self._unit(fields["enhet"]),
            rows=self._rows(fields["rader"]),
            unused=self._forms(fields["ubrukt"]),
            mark=self.reader.choice(fields["desimaltegn"], (COMMA, POINT)),
            plausible=self._plausible(fields["plausibel"]),
        )
        self._check_complete({*columns, *wide, *places})
        return description

    def _columns(
        self, value: Value, places: Collection[str]
    ) -> tuple[dict[str, Origin], dict[str, dict[str, str]]]:
        columns, values = {}, {}
        helpers = [NAVN] if KOMMUNENR in self.declared.columns else []
        helpers += [AAR] if MAANED in self.declared.columns.values() else []
        for key, entry in self.reader.entries(value):
            known = [*self.declared.columns, *helpers]
            if key.name not in known:
                self._unknown(key, known)
                continue
            origin, meanings = self._origin(entry, key.name, places)
            if origin:
                columns[key.name] = origin
            if meanings:
                values[key.name] = meanings
        return columns, values

    def _origin(
        self, value: Value, column: str, places: Collection[str]
    ) -> tuple[Origin | None, dict[str, str]]:
        """Read where a column comes from, and what its cells mean."""
        if isinstance(value.node, ScalarNode):
            return self._once(Origin(kolonne=self.reader.text(value)), value, column, places), {}
        fields = self.reader.fields(value, (), (*ORIGINS, "form", "verdier"))
        given = [name for name in ORIGINS if fields[name].node is not None]
        meanings = self._meanings(fields["verdier"], column)
        if isinstance(value.node, MappingNode) and len(given) > 1:
            words = " og ".join(f"«{name}»" for name in given)
            self.reader.wrong(value, f"«{column}» har både {words}, men skal ha én av dem.")
        if not given and column in places:
            return None, meanings
        if not given:
            words = ", ".join(f"«{name}»" for name in ORIGINS)
            self.reader.unfit(value, f"en kolonne i filen, eller en gruppe med en av {words}")
            return None, meanings
        if fields["form"].node is not None and given != ["kolonne"]:
            self.reader.wrong(fields["form"], "«form» hører til «kolonne».")
        origin = Origin(
            kolonne=self.reader.text(fields["kolonne"]),
            verdi=self.reader.text(fields["verdi"]),
            tittel=self._form(fields["tittel"], column),
            filnavn=self._form(fields["filnavn"], column),
            form=self._form(fields["form"], column, also=NAVN if column == KOMMUNENR else ""),
        )
        if origin.verdi and column in self.declared.columns:
            self._check(column, origin.verdi, fields["verdi"])
        return self._once(origin, value, column, places), meanings

    def _once(self, origin: Origin, value: Value, column: str, places: Collection[str]) -> Origin:
        if column in places:
            what = f"«{column}» står både her og som plass i «verdikolonner»."
            self.reader.wrong(value, what)
        return origin

    def _form(self, value: Value, column: str, also: str = "") -> Form | None:
        """Read a form with a place for the column, and no other but one for a name."""
        form = self._any_form(value)
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

    def _any_form(self, value: Value) -> Form | None:
        text = self.reader.text(value) if value.node is not None else ""
        try:
            return Form(text) if text else None
        except FormError as error:
            self.reader.unfit(value, str(error))
            return None

    def _meanings(self, value: Value, column: str) -> dict[str, str]:
        """Read what cells mean; each must be something that the dataset can hold."""
        found = {}
        if value.node is not None and column in figures_of(self.declared):
            self.reader.wrong(
                value, f"«{column}» er tall. Bruk «symboler» for det som ikke er tall."
            )
            return {}
        for key, entry in self.reader.entries(value):
            meaning = self.reader.text(entry)
            found[key.name] = meaning
            if meaning and column in self.declared.columns:
                self._check(column, meaning, entry)
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
        found = {}
        for key, entry in self.reader.entries(value):
            if key.name not in figures:
                self._unknown(key, figures)
                continue
            forms = self._forms(entry)
            if forms:
                found[key.name] = forms
            for form in forms:
                self._check_places(form, entry)
        places = {frozenset(form.names) for forms in found.values() for form in forms}
        if len(places) > 1:
            what = "formene i «verdikolonner» har ikke de samme plassene."
            self.reader.wrong(value, what)
        return found

    def _check_places(self, form: Form, value: Value) -> None:
        others = [name for name in self.declared.columns if name not in figures_of(self.declared)]
        if not form.names:
            self.reader.unfit(value, "en form med plasser, som «Personer {aar}»")
        for name in form.names:
            if name not in others:
                words = ", ".join(others)
                what = f"plassen «{{{name}}}» er ingen kolonne i datasettet. Kolonnene er: {words}."
                self.reader.wrong(value, what)

    def _forms(self, value: Value) -> tuple[Form, ...]:
        """Read one form, or a list of them."""
        many = [value] if isinstance(value.node, ScalarNode) else self.reader.items(value)
        forms = []
        for one in many:
            blank = isinstance(one.node, ScalarNode) and one.node.style and not one.node.value
            form = Form("") if blank else self._any_form(one)
            if form is not None:
                forms.append(form)
        return tuple(forms)

    def _symbols(self, value: Value) -> Symbols:
        fields = self.reader.fields(value, (), SYMBOLS)
        found = {name: self._texts(fields[name], blank=name in BLANK_IS) for name in SYMBOLS}
        first: dict[str, str] = {}
        for name in SYMBOLS:
            for symbol in found[name]:
                if first.setdefault(symbol, name) != name:
                    what = f"«{symbol}» står både under «{first[symbol]}» og «{name}»."
                    self.reader.wrong(fields[name], what)
        return Symbols(found["skjult"], found["mangler"], found["null"], found["foreløpig"])

    def _texts(self, value: Value, *, blank: bool) -> tuple[str, ...]:
        """Read symbols as they are written, also those that YAML would read as something else."""
        many = [value] if isinstance(value.node, ScalarNode) else self.reader.items(value)
        found = []
        for one in many:
            text = one.node.value if isinstance(one.node, ScalarNode) else None
            if text is None or text != text.strip() or not text.isprintable():
                self.reader.unfit(one, "et symbol i anførselstegn")
            elif (not text and not blank) or len(text) > LONGEST_SYMBOL:
                self.reader.unfit(one, f"et symbol på 1–{LONGEST_SYMBOL} tegn")
            else:
                found.append(text)
        return tuple(found)

    def _unit(self, value: Value) -> str:
        """Read the unit of shares: whoever has shares must say in what."""
        has_shares = any(kind.unit == PERCENT for kind in self.declared.columns.values())
        if value.node is None:
            if has_shares:
                words = " eller ".join(f"«{word}»" for word in PARTS)
                self.reader.wrong(self.item, f"her mangler «enhet» for andelene: {words}.")
            return ""
        if not has_shares:
            self.reader.wrong(value, f"datasettet {self.declared.datasett} har ingen andeler.")
        return self.reader.choice(value, PARTS)

    def _rows(self, value: Value) -> Rows:
        fields = self.reader.fields(value, (), ("bare", "uten"))
        bare, uten = (
            {key.name: self._forms(entry) for key, entry in self.reader.entries(fields[name])}
            for name in ("bare", "uten")
        )
        return Rows(bare, uten)

    def _plausible(self, value: Value) -> dict[str, tuple[float, float]]:
        found = {}
        figures = figures_of(self.declared)
        for key, entry in self.reader.entries(value):
            if key.name not in figures:
                self._unknown(key, figures)
                continue
            ends = [
                float(text.replace(",", "."))
                for one in self.reader.items(entry)
                if (text := self.reader.matching(one, NUMBER, "et tall"))
            ]
            if len(ends) == PAIR and ends[0] <= ends[1]:
                found[key.name] = (ends[0], ends[1])
            else:
                self.reader.unfit(entry, "to tall, det laveste først, som [30, 55]")
        return found

    def _check_complete(self, given: Collection[str]) -> None:
        missing = [column for column in self.declared.columns if column not in given]
        if missing:
            words = ", ".join(f"«{column}»" for column in missing)
            what = (
                f"det står ikke hvor datasettet {self.declared.datasett} skal hente {words}."
                " Hver kolonne må stå under «kolonner» eller «verdikolonner»."
            )
            self.reader.wrong(self.item, what)

    def _unknown(self, key: Value, known: Collection[str]) -> None:
        near = nearest(key.name, known)
        hint = f"Mente du «{near[0]}»?" if near else f"Kolonnene er: {', '.join(known)}."
        what = f"«{key.name}» er ingen slik kolonne i datasettet {self.declared.datasett}. {hint}"
        self.reader.wrong(key, what)

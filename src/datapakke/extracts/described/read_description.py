"""The description of a file in ``kilder.yaml``: everything that is wrong with it, by its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from datapakke.config.fields import Reader
from datapakke.config.structure import Value
from datapakke.extracts.context import Context
from datapakke.extracts.described.description import AAR, Description, Rows
from datapakke.extracts.described.form import Form
from datapakke.extracts.described.read_columns import ColumnsReader, known_columns
from datapakke.extracts.described.read_values import read_forms, read_range, read_symbols
from datapakke.extracts.described.understand import figures_of
from datapakke.extracts.described.written_numbers import COMMA, PARTS, PERCENT, POINT
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED

KEYS = (
    *("kolonner", "verdikolonner", "symboler", "enhet", "desimaltegn"),
    *("rader", "ubrukt", "plausibel"),
)


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
        reader = ColumnsReader(self.reader, self.declared, self.context)
        columns, values = reader.read(fields["kolonner"], places)
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

    def _wide(self, value: Value) -> dict[str, tuple[Form, ...]]:
        figures = figures_of(self.declared)
        others = [name for name in self.declared.columns if name not in figures]
        others += [AAR] if MAANED in self.declared.columns.values() else []
        found = {}
        for key, entry in known_columns(self.reader, value, figures, self.declared):
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
            for key, entry in known_columns(
                self.reader, value, figures_of(self.declared), self.declared
            )
        }
        return {key: ends for key, ends in ranges.items() if ends}

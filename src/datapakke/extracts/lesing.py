"""``lesing`` in the register: how a file is laid out, where the program must not guess."""

import re
from typing import Final

from datapakke.config.fields import Reader
from datapakke.config.structure import Value
from datapakke.reading import ENCODINGS, Dialect

KEYS = ("tegnkoding", "skilletegn", "overskrift", "overskriftsrader", "ark")
DELIMITERS: Final = {";": ";", ",": ",", "|": "|", "tabulator": "\t"}
LINE = re.compile("[0-9]{1,6}")
ROWS = re.compile("[1-9]")


def read_dialect(reader: Reader, value: Value) -> Dialect:
    """Read ``lesing``; keys that are not there are found out from the file."""
    fields = reader.fields(value, (), KEYS)
    encoding = fields["tegnkoding"]
    delimiter = fields["skilletegn"]
    line = reader.matching(fields["overskrift"], LINE, "et linjenummer (0: ingen overskrift)")
    rows = reader.matching(fields["overskriftsrader"], ROWS, "et tall fra 1 til 9")
    return Dialect(
        encoding=reader.choice(encoding, ENCODINGS) or None,
        delimiter=DELIMITERS.get(reader.choice(delimiter, DELIMITERS)),
        header=int(line) if line else None,
        header_rows=int(rows) if rows else None,
        sheet=reader.text(fields["ark"]) or None,
    )

"""Files described in the register alone, drawn in the test."""

from pathlib import Path
from textwrap import indent

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.context import Context
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import Loaded, read_folder
from datapakke.extracts.model import Extract
from extracts_helpers import context, register_entry


def write_described(
    folder: Path, datasett: str, file: str | bytes, description: str, name: str = "data.csv"
) -> Path:
    """Write a file and a register that describes it; ``description`` is YAML from the margin."""
    (folder / name).write_bytes(file if isinstance(file, bytes) else file.encode())
    entry = register_entry(datasett, name) + indent(description, "    ")
    (folder / "kilder.yaml").write_text("kilder:\n" + entry, encoding="utf-8")
    return folder


def load(folder: Path, against: Context | None = None) -> Loaded:
    """Read a folder, whatever is wrong in it."""
    return read_folder(folder, against or context(), FORMATS)


def described(
    folder: Path, datasett: str, file: str | bytes, description: str, name: str = "data.csv"
) -> Extract:
    """Read a file through a register that describes it."""
    return (
        load(write_described(folder, datasett, file, description, name)).whole().by_name[datasett]
    )


def wrong(
    folder: Path, datasett: str, file: str | bytes, description: str, name: str = "data.csv"
) -> list[str]:
    """Give the lines of the error that reading it ends in, without the folder."""
    with pytest.raises(ExtractError) as caught:
        described(folder, datasett, file, description, name)
    return [line.removeprefix(f"{folder}/") for line in caught.value.lines()]


def cells(extract: Extract, *columns: str) -> list[list[object]]:
    """Give these columns of a tidy table, row by row; what is missing or hidden is None."""
    table = extract.table[list(columns)].astype("object")
    return [list(row) for row in table.where(table.notna(), None).to_numpy()]

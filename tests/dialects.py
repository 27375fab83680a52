"""Tables in random dialects: what is written, and how each cell should read back."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (b"\xef\xbb\xbf", "utf-8"),
    "utf-16-le": (b"", "utf-16-le"),
    "utf-16-le with mark": (b"\xff\xfe", "utf-16-le"),
    "utf-16-be": (b"", "utf-16-be"),
    "utf-16-be with mark": (b"\xfe\xff", "utf-16-be"),
    "cp1252": (b"", "cp1252"),
    "iso8859-1": (b"", "iso8859-1"),
}


@dataclass(frozen=True)
class Written:
    """A file in some dialect.

    Attributes:
        names: What the columns are called.
        rows: The cells by the line that each row begins on.
        content: The bytes, before they are packed.
        told: How it was written, for a test that fails.
    """

    names: tuple[str, ...]
    rows: dict[int, list[str]]
    content: bytes
    told: str


def quoted(cell: str, delimiter: str, *, always: bool) -> str:
    """Put quotes around a cell where they are needed, or anyway."""
    needs = any(one in cell for one in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if always or needs else cell


NAMES = st.sampled_from(
    ["kode", "navn", "År", "Kjønn", "Snitt (poeng)", "antall, totalt", "Ø", "2016", "K; M", "a|b"]
)
CELLS = st.one_of(
    st.sampled_from(["0301", "0602", "3039 Flå", "41,4", "1 730", "-3", "12", "*", ":", "..", ""]),
    st.sampled_from(
        ["Ål", "Nes; Hol", "a, b", "x|y", "t\tt", 'si "hei"', "to\nlinjer", " ", "0.408"]
    ),
    st.text('abæø1,;|\t" ', max_size=5),
)
TITLES = st.sampled_from(["Tabell 1", "Fravær, 10. trinn", "Kilde: NAV", "År 2016", '"Uttrekk"'])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Give a table, written in a random dialect."""
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    row = st.lists(CELLS, min_size=len(names), max_size=len(names))
    table = [one for one in draw(st.lists(row, min_size=1, max_size=7)) if any(one)]
    delimiter = draw(st.sampled_from(";,\t|"))
    always = draw(st.booleans())
    titles = [draw(TITLES) for _ in range(draw(st.integers(0, 2)))]
    before = [quoted(one, delimiter, always=always) for one in titles]
    before += [""] * draw(st.integers(0, 1))
    if draw(st.booleans()):
        before.insert(0, f"sep={delimiter}")
    header = _header(draw, names)
    again = draw(st.none() | st.integers(0, len(table)))
    encoding = draw(st.sampled_from(list(ENCODINGS)))
    end = draw(st.one_of(ENDS.map(lambda one: [one]), st.lists(ENDS, min_size=3, max_size=3)))

    lines: list[str] = [*before]
    rows: dict[int, list[str]] = {}
    at = 1 + len(before)

    def put(cells: Sequence[str]) -> int:
        nonlocal at
        begins = at
        text = delimiter.join(quoted(cell, delimiter, always=always) for cell in cells)
        lines.append(text)
        at += 1 + text.count("\n")
        return begins

    for cells in header:
        put(cells)
    for number, cells in enumerate(table):
        if number == again:
            for one in header:
                put(one)
        rows[put(cells)] = cells
    joined = ""
    for number, line in enumerate(lines):
        # A line of nothing but LF after one that ends in CR is no line.
        follows_cr = not line and joined.endswith("\r")
        last = "\r" if follows_cr else end[number % len(end)]
        joined += line + last
    if draw(st.booleans()):
        joined = joined.removesuffix(last)
    mark, codec = ENCODINGS[encoding]
    full = tuple(names) if len(header) == 1 else tuple(_joined(header))
    return Written(full, rows, mark + joined.encode(codec), f"{encoding} {delimiter!r} {joined!r}")


def _header(draw: st.DrawFn, names: list[str]) -> list[list[str]]:
    """Give the header rows: one, or an upper one that stands over several of the lower."""
    if len(names) == 2 or draw(st.integers(0, 3)):  # two such rows of two names are two headers
        return [names]
    upper = ["Uttrekk", *[""] * (len(names) - 2), "Siste"]
    return [upper, names]


def _joined(header: list[list[str]]) -> list[str]:
    left, found = "", []
    for upper, lower in zip(*header, strict=True):
        left = upper or left
        found.append(f"{left} {lower}")
    return found


def packed(content: bytes, how: str) -> bytes:
    """Pack a file as ``.gz`` or ``.zip``, or not at all."""
    if how == "gz":
        return gzip.compress(content)
    if how == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("uttrekk.csv", content)
        return out.getvalue()
    return content

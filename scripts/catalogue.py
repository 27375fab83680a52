"""The nynorsk catalogue: its texts gathered from the code, brought up to date, compiled, checked.

``python scripts/catalogue.py`` (``make tekster``) writes ``pakke.po`` and ``pakke.mo`` and tells
what is still to be translated.
"""

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from datapakke.indicators import all_indicators
from datapakke.locale import DOMAIN, FOLDER, NYNORSK, SPRAK, fields, has_words

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TEMPLATES = ROOT / "src" / "datapakke", ROOT / "templates"
PO = FOLDER / SPRAK[NYNORSK] / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"Tekst": None, "sagt": None, "_": None}
NO_DAY = dt.datetime(2016, 10, 4, tzinfo=dt.UTC)
"""In the compiled file, which is the same for the same texts."""
HEADER = "# Everything that a packet says, in nynorsk. Bring up to date and compile: make tekster"


def extracted() -> Catalog:
    """Give every fixed text of the program, with the files that have it."""
    catalogue = Catalog(SPRAK[NYNORSK], charset="utf-8", fuzzy=False)
    for name, text in (*_in_code(), *_in_templates(), *_in_indicators()):
        if has_words(text):
            catalogue.add(text, locations=[(name, 0)])
    return catalogue


def _in_code() -> Iterator[tuple[str, str]]:
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    for name, _, message, _, _ in sorted(found, key=lambda one: one[:2]):
        yield f"src/datapakke/{name}", str(message)


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.j2")):
        for _, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path, KEYWORDS):
            yield path.relative_to(ROOT).as_posix(), str(message)


def _in_indicators() -> Iterator[tuple[str, str]]:
    for one in all_indicators():
        texts = (one.title, one.kort, one.gruppe, one.populasjon, one.metode, *one.kategorier)
        yield from ((f"{one.chapter}/{one.id}", text) for text in texts)


def brought_up_to_date() -> Catalog:
    """Give the catalogue as it is kept, with the texts of the program and no others."""
    catalogue, now = kept(), extracted()
    catalogue.update(now, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def kept() -> Catalog:
    """Read the catalogue."""
    with PO.open("rb") as file:
        return read_po(file, SPRAK[NYNORSK])


def as_po(catalogue: Catalog) -> bytes:
    """Give the catalogue as a file: the same for the same texts."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, include_lineno=False)
    head = f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: nn\\n"\n'
    return f'{head}"Content-Type: text/plain; charset=utf-8\\n"\n\n'.encode() + buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Give the catalogue compiled; texts that are fuzzy or not translated are left out."""
    buffer = io.BytesIO()
    plain = Catalog(
        SPRAK[NYNORSK], charset="utf-8", fuzzy=False, creation_date=NO_DAY, revision_date=NO_DAY
    )
    for message in catalogue:
        if message.id and not message.fuzzy:
            plain.add(message.id, message.string)
    write_mo(buffer, plain)
    return buffer.getvalue()


def problems(catalogue: Catalog, now: Catalog) -> Iterator[str]:
    """Tell what is wrong with the catalogue, a line each, naming the text."""
    said = {str(one.id): one for one in catalogue if one.id}
    needed = {str(one.id) for one in now if one.id}
    yield from (f"mangler i katalogen: «{text}»" for text in sorted(needed - set(said)))
    yield from (f"finnes ikke lenger i koden: «{text}»" for text in sorted(set(said) - needed))
    for text, one in said.items():
        if not one.string:
            yield f"er ikke oversatt: «{text}»"
        elif one.fuzzy:
            yield f"er merket som usikker (fuzzy): «{text}»"
        elif fields(text) != fields(str(one.string)):
            yield f"har andre felt på nynorsk: «{text}»"


if __name__ == "__main__":
    made = brought_up_to_date()
    PO.write_bytes(as_po(made))
    MO.write_bytes(as_mo(made))
    for line in problems(made, extracted()):
        sys.stderr.write(f"{line}\n")

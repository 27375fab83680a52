"""What a project makes its own in the packet: its chapters, colours and logo."""

import re
from collections.abc import Collection
from pathlib import Path

from yaml.nodes import MappingNode

from datapakke.colours import (
    ACCENT,
    INK,
    OURS,
    PAPER,
    RAMP,
    TEXT,
    TINT,
    Palette,
    contrast,
    luminance,
    text_on,
)
from datapakke.config.fields import Reader
from datapakke.config.logo import read_logo
from datapakke.config.own import AS_IT_IS, Kapittel, Pakke
from datapakke.config.structure import Value, shown

KAPITLER = ("inntakspoeng", "fravaer", "resultater", "gjennomforing", "nav_ot")
"""The program's chapters, in their order."""
COLOR = re.compile("#[0-9a-fA-F]{6}")
COLOR_RULE = "en farge som «#12505c», i anførselstegn"
ID = re.compile("[a-z0-9]+([_-][a-z0-9]+)*")
ID_RULE = "små bokstaver a–z, sifre og understrek"


def read_pakke(reader: Reader, value: Value, known: Collection[str] | None, folder: Path) -> Pakke:
    """Read the section ``pakke``, which may be missing.

    Args:
        reader: Notes what is wrong.
        value: The section.
        known: The ids of all indicators; None leaves those of own chapters unchecked.
        folder: Where the configuration lies; a logo lies there or below.
    """
    if value.node is None:
        return AS_IT_IS
    fields = reader.fields(value, (), ("kapitler", "farger", "logo"))
    return Pakke(
        kapitler=_chapters(reader, fields["kapitler"], known),
        palett=_palette(reader, fields["farger"]),
        logo=read_logo(reader, fields["logo"], folder),
    )


def _chapters(reader: Reader, value: Value, known: Collection[str] | None) -> tuple[Kapittel, ...]:
    """Read which chapters the packet has, in their order: names of ours, and groups for own."""
    items = reader.items(value)
    found = [_chapter(reader, item, known) for item in items]
    for index, (item, one) in enumerate(zip(items, found, strict=True)):
        if one.id and one.id in {earlier.id for earlier in found[:index]}:
            reader.wrong(item, f"kapitlet «{one.id}» står to ganger.")
    return tuple(found)


def _chapter(reader: Reader, value: Value, known: Collection[str] | None) -> Kapittel:
    if not isinstance(value.node, MappingNode):
        return Kapittel(reader.choice(value, KAPITLER))
    fields = reader.fields(value, ("id", "tittel", "nynorsk", "indikatorer"))
    name = reader.matching(fields["id"], ID, ID_RULE)
    if name in KAPITLER:
        reader.wrong(fields["id"], f"«{name}» er et av programmets kapitler. Velg et annet navn.")
    return Kapittel(
        name,
        reader.text(fields["tittel"]),
        reader.text(fields["nynorsk"]),
        tuple(reader.indikator(item, known) for item in reader.items(fields["indikatorer"])),
    )


def _palette(reader: Reader, value: Value) -> Palette:
    """Read the project's colours; each must be told from what it stands on as well as ours."""
    if value.node is None:
        return OURS
    fields = reader.fields(value, (), ("aksent", "tone", "skala"))
    own: dict[str, str] = {}
    for name, ours in (("aksent", ACCENT), ("tone", TINT)):
        if color := _color(reader, fields[name]):
            own[ours] = color
    tint = own.get(TINT, TINT)
    _hold(reader, fields["tone"], INK, tint, "teksten på den")
    for ground, words in ((PAPER, "hvitt"), (tint, f"tonen {tint}")):
        _hold(reader, fields["aksent"], own.get(ACCENT, ACCENT), ground, words)
    return Palette(own | _ramp(reader, fields["skala"]))


def _ramp(reader: Reader, value: Value) -> dict[str, str]:
    """Read the colours of parts of a whole, from dark to light."""
    items = reader.items(value)
    colors = [_color(reader, item) for item in items]
    if items and len(items) != len(RAMP):
        reader.wrong(value, f"«skala» har {len(items)} farger, men skal ha {len(RAMP)}.")
    for ours, color, item in zip(RAMP, colors, items, strict=False):
        if color:
            _hold(reader, item, text_on(ours), color, "tallene i den")
    for before, after, item in zip(colors, colors[1:], items[1:], strict=False):
        if before and after and luminance(after) <= luminance(before):
            reader.wrong(item, f"{after} er ikke lysere enn {before} foran. Gå fra mørkt til lyst.")
    return {ours: color for ours, color in zip(RAMP, colors, strict=False) if color}


def _color(reader: Reader, value: Value) -> str:
    return reader.matching(value, COLOR, COLOR_RULE).lower() if value.node else ""


def _hold(reader: Reader, value: Value, text: str, ground: str, words: str) -> None:
    """Note that a colour cannot be told from what it stands on, or what stands on it."""
    found = contrast(text, ground)
    if value.node is not None and found < TEXT:
        said = f"{found:.1f}".replace(".", ",")
        what = f"{shown(value.node)} har kontrast {said} mot {words}, men skal ha minst 4,5."
        reader.wrong(value, f"«{value.name}»: {what}")

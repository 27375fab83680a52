"""From HTML with fields to a tagged PDF form."""

import io
from collections.abc import Collection
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pydyf
import weasyprint
from fontTools import subset
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

from datapakke.errors import PacketError, Problem
from datapakke.pages.fetched import Held
from datapakke.pages.plain import page

READ_ONLY = 1
FONT = "skrift:felt"
FACE = f'@font-face {{ font-family: Feltskrift; src: url("{FONT}") }}\n'
"""What is written in fields. A form's font is embedded whole, so it holds only what is needed."""
LETTERS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2027), (0x20AC, 0x2212))
"""Latin with Sámi and the neighbours' letters, dashes, quotation marks, euro, minus."""
_REFUSAL = "svararket ber om «{url}», men ingenting kan hentes"


def make_form(html: str, css: str, locked: Collection[str]) -> bytes:
    """Give the page as a tagged PDF form.

    Args:
        html: The page; ``title`` of an input is what a screen reader says of it.
        css: Its style; fields are to be in the font ``Feltskrift``.
        locked: Names of the fields that cannot be changed.

    Raises:
        PacketError: The page asks for a file or an address, or cannot be set.
    """
    fetcher, fonts = Held({FONT: (_font(), "font/ttf")}, _REFUSAL), FontConfiguration()
    try:
        style = weasyprint.CSS(string=FACE + css, url_fetcher=fetcher, font_config=fonts)
        pdf: bytes = page(html, css, url_fetcher=fetcher).write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_forms=True,
            pdf_variant="pdf/ua-1",
            finisher=partial(_finish, locked),
        )
    except Exception as error:  # what can go wrong inside WeasyPrint is declared nowhere
        reason = f"svararket kunne ikke settes: {type(error).__name__}: {error}"
        raise PacketError([Problem("PDF", reason)]) from error
    return pdf


@cache
def _font() -> bytes:
    """Give the packet's own face with the letters that are written in fields."""
    path = Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf"
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[1, 2, 4, 6])
    out = io.BytesIO()
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=list(chain(*LETTERS)))
        subsetter.subset(font)
        font.save(out)
    return out.getvalue()


def _finish(locked: Collection[str], _: Any, pdf: Any) -> None:  # noqa: ANN401 - no types
    """Lock the fields that say whose sheet it is, and let a choice be one field, not one each.

    WeasyPrint lists the places of a choice as fields beside the choice that they are part of, and
    names them again, so that viewers disagree on what is chosen.
    """
    names = {f"({name})".encode() for name in locked}
    places = set()
    for one in pdf.objects:
        if not isinstance(one, pydyf.Dictionary) or one.get("Subtype") != "/Widget":
            continue
        if "Parent" in one:
            places.add(one.reference)
            del one["T"], one["FT"]
        elif one["T"].data in names:
            one["Ff"] = READ_ONLY
    form = pdf.catalog["AcroForm"]
    form["Fields"] = pydyf.Array(one for one in form["Fields"] if one not in places)

"""The fonts that charts use on the pages: the document's own, one for each weight."""

import io
from functools import lru_cache
from typing import Any

from matplotlib.ft2font import FT2Font, LoadFlags
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text.line_break import Layout

from datapakke import theme

_WEIGHTS = {False: 400, True: 700}
_UNITS = 1000
"""Widths in a PDF are thousandths of the size."""
_FIXED_POINT = 65536


class _Style(dict[str, Any]):
    """What WeasyPrint asks a style for when it chooses a font."""

    font_config: Any


class Faces:
    """Finds characters in the fonts of one document, and notes there which are used."""

    FAMILY = theme.FONT

    def __init__(self, font_config: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        """Take fonts from where the document takes them."""
        self._config = font_config
        self._found: dict[bool, Any] = {}
        self._layouts: list[Layout] = []

    def set_in(self, stream: Any, text: str, *, bold: bool) -> tuple[str, str]:  # noqa: ANN401
        """Give the name of the font on the pages, and ``text`` as its codes in hexadecimal."""
        font = self._found.get(bold)
        if font is None:
            font = self._found[bold] = stream.add_font(self._choose(bold=bold))[0]
        codes = ""
        for char in text:
            glyph, width = _glyph(font.file_content, char)
            font.to_unicode.setdefault(glyph, char)
            font.widths.setdefault(glyph, width)
            codes += f"{glyph:04x}"
        return font.hash, codes

    def _choose(self, *, bold: bool) -> Any:  # noqa: ANN401
        """Let WeasyPrint choose as it does for a text; a layout lives as long as its font."""
        style = _Style(INITIAL_VALUES)
        style.font_config = self._config
        style |= {"font_family": [self.FAMILY], "font_weight": _WEIGHTS[bold]}
        layout = Layout(style)
        self._layouts.append(layout)
        layout.set_text("x")
        line, _ = layout.get_first_line()
        return line.runs[0].data.item.analysis.font


@lru_cache(maxsize=4)
def _open(file: bytes) -> FT2Font:
    font = FT2Font(io.BytesIO(file))
    font.set_size(_UNITS, 72)
    return font


@lru_cache(maxsize=2048)
def _glyph(file: bytes, char: str) -> tuple[int, int]:
    """Give a character's number in a font, and its width."""
    font = _open(file)
    glyph = font.get_char_index(ord(char))
    advance = font.load_glyph(glyph, flags=LoadFlags.NO_HINTING).linearHoriAdvance
    return glyph, round(advance / _FIXED_POINT)

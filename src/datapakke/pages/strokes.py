"""How a line of text is drawn is found once, however often it stands there.

WeasyPrint sets each line anew by Pango when it draws it, and goes through its glyphs: which they
are, how wide, what letter each is. For a line that is remembered (``lines.py``) it does so once, on
a stream that only notes what is asked of it; from then on the notes are drawn. They are as
WeasyPrint draws the line. Where they would not be, it draws: a line that is cut short, glyphs
that no font has, pictures for glyphs, and a font that has noted another width of a glyph.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.fonts import get_pango_font_key

from datapakke.pages.lines import Line, is_known

Said = list[tuple[str, tuple[Any, ...]]]
"""What is asked of a stream: a method's name, and what it is given."""


def draw_once() -> None:
    """Let the lines that are remembered be drawn so."""
    if is_known():
        drawing.draw_first_line = _draw


class _PeculiarError(Exception):
    """A line is none that can be drawn from notes."""


class _Face:
    """A font as one line alone uses it."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        if font.bitmap or font.svg or font.png or font.colr:
            raise _PeculiarError
        self._font = font
        self.to_unicode: dict[int, str] = {}
        self.widths: dict[int, float] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._font, name)

    def get_unused_glyph_id(self, _codepoint: int) -> int:
        raise _PeculiarError


class _Notes:
    """A stream that notes what is asked of it, and the glyphs of each font."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401
        self._stream = stream
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.said: Said = []
        self.faces: dict[int, _Face] = {}

    def add_font(self, pango_font: Any) -> tuple[_Face, float]:  # noqa: ANN401
        font, size = self._stream.add_font(pango_font)
        key = get_pango_font_key(pango_font)[0]
        if key not in self.faces:
            self.faces[key] = _Face(font)
        return self.faces[key], size

    def set_text_matrix(self, *_: float) -> None:
        """Note nothing: each time it stands elsewhere."""

    def set_font_size(self, *what: Any) -> None:  # noqa: ANN401
        self.said.append(("set_font_size", what))

    def set_text_rise(self, *what: Any) -> None:  # noqa: ANN401
        self.said.append(("set_text_rise", what))

    def show_text(self, *what: Any) -> None:  # noqa: ANN401
        self.said.append(("show_text", what))


class Strokes:
    """How a line is drawn, wherever it stands."""

    def __init__(self, notes: _Notes) -> None:
        """Keep what was noted."""
        self._said = notes.said
        self._faces = [(key, face.to_unicode, face.widths) for key, face in notes.faces.items()]

    def on(self, stream: Any, matrix: Any) -> bool:  # noqa: ANN401
        """Draw it, or tell that a font of the document does not have all that is noted of it."""
        fonts = stream._fonts  # noqa: SLF001 - those of the document
        for key, letters, widths in self._faces:
            font = fonts.get(key)
            if font is None:
                return False
            if widths.items() <= font.widths.items():
                continue
            for glyph, width in widths.items():
                if font.widths.setdefault(glyph, width) != width:
                    return False
                font.to_unicode.setdefault(glyph, letters[glyph])
        stream.set_text_matrix(*matrix.values)
        for name, what in self._said:
            getattr(stream, name)(*what)
        return True


def _draw(
    stream: Any,  # noqa: ANN401
    textbox: Any,  # noqa: ANN401
    text_overflow: str,
    block_ellipsis: Any,  # noqa: ANN401
    matrix: Any,  # noqa: ANN401
) -> list[Any]:
    """Do as ``draw_first_line`` does."""
    asked = (stream, textbox, text_overflow, block_ellipsis, matrix)
    line = textbox.pango_layout
    if not isinstance(line, Line):
        return plain_draw(*asked)
    whole = text_overflow != "ellipsis" and block_ellipsis == "none"
    if whole and textbox.style is line.set_for and textbox.text.strip():
        if line.known.strokes is None:
            line.by_pango(textbox.style)
            line.known.strokes = _noted(*asked)
        if line.known.strokes and line.known.strokes.on(stream, matrix):
            return []
    line.by_pango(textbox.style)
    return plain_draw(*asked)


def _noted(stream: Any, *others: Any) -> Strokes | bool:  # noqa: ANN401
    """Find how a line is drawn that Pango has set; False: not so that it can be noted."""
    notes = _Notes(stream)
    try:
        plain_draw(notes, *others)
    except _PeculiarError:
        return False
    return Strokes(notes) if notes.said else False


plain_draw: Callable[..., list[Any]] = drawing.draw_first_line
"""WeasyPrint's own."""

"""The few things that are asked of PDFium, in plain Python: the only place that calls it raw."""

import codecs
import ctypes
import re
from collections.abc import Callable, Iterator

from pypdfium2 import raw

from datapakke.verify.matrices import NOTHING, NOWHERE, UNTURNED, Matrix, times, turned
from datapakke.verify.pages import Box

TEXT, PATH = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH
Drawn = tuple[int, object, Matrix]
"""Its kind, the thing itself, and the matrix of the drawing that it is in."""
_SPACE = re.compile(r"\s+")
_DEEPEST = 8
"""Drawings within drawings deeper than this are not read: no packet has them."""
_ROOM = 1024
"""Bytes that most texts have fewer than."""
_DEEPEST_TAG = 64
_INK = 0.5
"""Points of ink that may lie outside what a text is clipped to."""
_OPAQUE = 128
"""Of 255: what is filled more thinly lets a text be read."""


class Asker:
    """Asks PDFium about what is drawn, and gives its answers in plain Python.

    It writes them where there is room, which is made once. What it has no answer to is 0.
    """

    def __init__(self) -> None:
        """Make room for answers."""
        self._matrix = raw.FS_MATRIX()
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._size = ctypes.c_float()
        self._modes = ctypes.c_int(), ctypes.c_int()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._letters = (ctypes.c_ushort * (_ROOM // 2))()
        self._bytes = memoryview(self._letters).cast("B")

    def objects(self, holder: object, matrix: Matrix = UNTURNED, depth: int = 0) -> Iterator[Drawn]:
        """Give what is drawn on a page or in a drawing on it, in order, with its matrix."""
        if depth:
            number, nth = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
        else:
            number, nth = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
        for index in range(number(holder)):
            thing = nth(holder, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                yield from self.objects(thing, self.matrix_of(thing, matrix), depth + 1)
            else:
                yield kind, thing, matrix

    def matrix_of(self, thing: object, matrix: Matrix) -> Matrix:
        """Give where what is drawn has its own origin and axes, in a drawing with ``matrix``."""
        own, known = self._matrix, raw.FPDFPageObj_GetMatrix(thing, self._matrix)
        found = (own.a, own.b, own.c, own.d, own.e, own.f) if known else NOTHING
        return found if matrix is UNTURNED else times(found, matrix)

    def box_of(self, thing: object, matrix: Matrix) -> Box:
        """Give the extent of what is drawn, lines' widths included."""
        left, bottom, right, top = self._sides
        known = raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        box = Box(left.value, bottom.value, right.value, top.value) if known else NOWHERE
        return box if matrix is UNTURNED else turned(box, matrix)

    def font_size(self, thing: object) -> float:
        """Give the font size of a text before it is scaled."""
        return self._size.value if raw.FPDFTextObj_GetFontSize(thing, self._size) else 0.0

    def is_filled(self, thing: object) -> bool:
        """Tell whether a shape hides what lies under it."""
        filled, alpha = self._modes[0], self._colour[3]
        return bool(
            raw.FPDFPath_GetDrawMode(thing, *self._modes)
            and filled.value != raw.FPDF_FILLMODE_NONE
            and raw.FPDFPageObj_GetFillColor(thing, *self._colour)
            and alpha.value > _OPAQUE
        )

    def text_of(self, thing: object, words: object) -> str:
        """Give the letters of a text on a page with these ``words``.

        Each call goes through all letters of the page: nearly all texts are had by one.
        """
        return self._text(raw.FPDFTextObj_GetText, thing, words)

    def alts(self, page: object) -> list[str]:
        """Give the alternative texts of a page's tags, in their order, with single spaces."""
        found: list[str] = []
        tree = raw.FPDF_StructTree_GetForPage(page)
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                if tag := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
                    self._alts_of(tag, 0, found)
        finally:
            raw.FPDF_StructTree_Close(tree)
        return found

    def _alts_of(self, tag: object, depth: int, found: list[str]) -> None:
        if text := self._text(raw.FPDF_StructElement_GetAltText, tag):
            found.append(_SPACE.sub(" ", text))
        if depth == _DEEPEST_TAG:
            return
        for index in range(raw.FPDF_StructElement_CountChildren(tag)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(tag, index):
                self._alts_of(child, depth + 1, found)

    def _text(self, get: Callable[..., int], *about: object) -> str:
        """Give a text, which is written where it has room; how long it is, is always told."""
        length, room = get(*about, self._letters, _ROOM), self._bytes
        if not length:
            return ""
        if length > _ROOM:
            letters = (ctypes.c_ushort * (length // 2 + 1))()
            get(*about, letters, length)
            room = memoryview(letters).cast("B")
        text, _ = codecs.utf_16_le_decode(room[:length], "replace", True)  # noqa: FBT003 - unnamed
        return text.rstrip("\0")


def is_clipped(thing: object, box: Box) -> bool:
    """Tell whether ink lies outside one of the rectangles around what it is clipped to."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    for path in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0):
        corners = [
            _corner(raw.FPDFClipPath_GetPathSegment(clip, path, index))
            for index in range(raw.FPDFClipPath_CountPathSegments(clip, path))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if not corners or box.exceeds(Box(min(xs), min(ys), max(xs), max(ys)), _INK):
            return True
    return False


def is_invisible(thing: object) -> bool:
    """Tell whether a text is there for searching only."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _corner(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value

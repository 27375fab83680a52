"""The few things that are asked of PDFium, in plain Python: the only place that calls it raw."""

import ctypes
import itertools
import re
from collections.abc import Callable, Iterator

from pypdfium2 import raw

from datapakke.verify.pages import Box

TEXT, PATH = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH
Matrix = tuple[float, float, float, float, float, float]
UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)
SPACE = re.compile(r"\s+")
_DEEPEST = 8
"""Drawings within drawings deeper than this are not read: no packet has them."""
_ROOM = 128
"""Letters that most texts have fewer than."""
_DEEPEST_TAG = 64
_INK = 0.5
"""Points of ink that may lie outside what a text is clipped to."""
_OPAQUE = 128
"""Of 255: what is filled more thinly lets a text be read."""


def objects(holder: object, matrix: Matrix, depth: int) -> Iterator[tuple[int, object, Matrix]]:
    """Give what is drawn on a page or in a drawing on it, in order, with its matrix."""
    if depth:
        number, nth = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    else:
        number, nth = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    for index in range(number(holder)):
        thing = nth(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from objects(thing, times(matrix_of(thing), matrix), depth + 1)
        else:
            yield kind, thing, matrix


def matrix_of(thing: object) -> Matrix:
    """Give where what is drawn has its own origin and axes."""
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that does one thing and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def box_of(thing: object, matrix: Matrix) -> Box:
    """Give the extent of what is drawn, lines' widths included."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    if matrix == UNTURNED:
        return Box(left.value, bottom.value, right.value, top.value)
    a, b, c, d, e, f = matrix
    corners = list(itertools.product((left.value, right.value), (bottom.value, top.value)))
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_clipped(thing: object, box: Box) -> bool:
    """Tell whether ink lies outside one of the rectangles around what it is clipped to."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        corners = [
            _corner(raw.FPDFClipPath_GetPathSegment(clip, path, index))
            for index in range(raw.FPDFClipPath_CountPathSegments(clip, path))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if not corners or _outside(box, Box(min(xs), min(ys), max(xs), max(ys))):
            return True
    return False


def font_size(thing: object) -> float:
    """Give the font size of a text before it is scaled."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    return size.value


def is_invisible(thing: object) -> bool:
    """Tell whether a text is there for searching only."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def is_filled(thing: object) -> bool:
    """Tell whether a shape hides what lies under it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, mode, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    return mode.value != raw.FPDF_FILLMODE_NONE and alpha.value > _OPAQUE


def _corner(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _outside(box: Box, room: Box) -> bool:
    return (
        box.left < room.left - _INK
        or box.right > room.right + _INK
        or box.bottom < room.bottom - _INK
        or box.top > room.top + _INK
    )


def alts(page: object) -> Iterator[str]:
    """Give the alternative texts of a page's tags, in their order."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            yield from _alts_of(raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _alts_of(tag: object, depth: int) -> Iterator[str]:
    if not tag or depth > _DEEPEST_TAG:
        return
    if text := text_of(lambda buffer, room: raw.FPDF_StructElement_GetAltText(tag, buffer, room)):
        yield text
    for index in range(max(raw.FPDF_StructElement_CountChildren(tag), 0)):
        yield from _alts_of(raw.FPDF_StructElement_GetChildAtIndex(tag, index), depth + 1)


def text_of(get: Callable[[object, int], int]) -> str:
    """Give a text from PDFium, which writes it where it has room, and always tells its length.

    Each call goes through all letters of the page: most texts are had by one.
    """
    buffer, size = (ctypes.c_ushort * _ROOM)(), 2 * _ROOM
    length = get(buffer, size)
    if length > size:
        buffer, size = (ctypes.c_ushort * (length // 2 + 1))(), length
        get(buffer, size)
    found = bytes(buffer)[:length].decode("utf-16-le", errors="replace").rstrip("\0")
    return SPACE.sub(" ", found)

"""From a PDF's bytes to what stands on its pages, by a library that did not write it.

The only place that knows pypdfium2, which is the reader of a widely used browser: what it finds is
what a school chief sees.
"""

import ctypes
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from datapakke.errors import PacketError, Problem
from datapakke.verify.pages import Box, Document, Heading, Page, Run

_DEEPEST = 8
"""Drawings within drawings deeper than this are not read: no packet has them."""
_DEEPEST_TAG = 64
_MOST_OBJECTS = 200_000
_LETTERS_APART = 0.4
"""Letters drawn one by one are a word when no wider gap than this parts them, in font sizes."""
_SAME = 0.1
_SPACE = re.compile(r"\s+")
_INK = 0.5
"""Points of ink that may lie outside what a text is clipped to."""


def read_back(content: bytes, name: str = "PDF") -> Document:
    """Read a PDF.

    Raises:
        PacketError: It is no PDF that can be read, or far more is drawn in it than in any packet.
    """
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = tuple(_read_page(pdf, index, name) for index in range(len(pdf)))
            about = {key: value for key, value in pdf.get_metadata_dict().items() if value}
            return Document(pages, about, tuple(_headings(pdf)))
    except pypdfium2.PdfiumError as error:
        raise PacketError([Problem(name, "kan ikke leses som PDF.")]) from error


def _headings(pdf: pypdfium2.PdfDocument) -> Iterator[Heading]:
    for mark in pdf.get_toc():
        target = mark.get_dest()
        index = target.get_index() if target else None
        yield Heading(mark.get_title(), 0 if index is None else index + 1)


_Matrix = tuple[float, float, float, float, float, float]
_UNTURNED: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class _Piece:
    """One text object."""

    text: str
    box: Box
    base: float
    size: float
    upwards: bool
    cut: bool


def _read_page(pdf: pypdfium2.PdfDocument, index: int, name: str) -> Page:
    page = pdf[index]
    words = page.get_textpage()
    try:
        width, height = page.get_size()
        pieces: list[_Piece] = []
        marks: list[Box] = []
        for count, (kind, thing, matrix) in enumerate(_objects(page.raw, _UNTURNED, 0)):
            if count > _MOST_OBJECTS:
                raise PacketError([Problem(f"{name}, side {index + 1}", "har for mye innhold.")])
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                pieces.append(_piece(thing, words.raw, matrix))
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                marks.append(_box(thing, matrix))
        runs = tuple(_runs(pieces, index + 1))
        return Page(index + 1, width, height, runs, tuple(marks), tuple(_alts(page.raw)))
    finally:
        words.close()
        page.close()


def _objects(holder: object, matrix: _Matrix, depth: int) -> Iterator[tuple[int, object, _Matrix]]:
    """Give what is drawn on a page or in a drawing on it, in order, with its matrix."""
    if depth:
        number, nth = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    else:
        number, nth = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    for index in range(number(holder)):
        thing = nth(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(thing, _times(_matrix(thing), matrix), depth + 1)
        else:
            yield kind, thing, matrix


def _matrix(thing: object) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
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


def _box(thing: object, matrix: _Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    if matrix == _UNTURNED:
        return Box(left.value, bottom.value, right.value, top.value)
    a, b, c, d, e, f = matrix
    corners = list(itertools.product((left.value, right.value), (bottom.value, top.value)))
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _piece(thing: object, words: object, matrix: _Matrix) -> _Piece:
    a, b, _, d, e, f = _times(_matrix(thing), matrix)
    upwards = abs(b) > abs(a)
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    box = _box(thing, matrix)
    return _Piece(
        text=_utf16(lambda buffer, room: raw.FPDFTextObj_GetText(thing, words, buffer, room)),
        box=box,
        base=e if upwards else f,
        size=size.value * abs(b if upwards else d),
        upwards=upwards,
        cut=raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        or _clipped(thing, box),
    )


def _clipped(thing: object, box: Box) -> bool:
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


def _alts(page: object) -> Iterator[str]:
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
    if text := _utf16(lambda buffer, room: raw.FPDF_StructElement_GetAltText(tag, buffer, room)):
        yield text
    for index in range(max(raw.FPDF_StructElement_CountChildren(tag), 0)):
        yield from _alts_of(raw.FPDF_StructElement_GetChildAtIndex(tag, index), depth + 1)


def _utf16(get: Callable[[object, int], int]) -> str:
    """Give a text from PDFium, which tells its length in bytes when it is given no room."""
    length = get(None, 0)
    if not length:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    get(buffer, length)
    found = bytes(buffer)[:length].decode("utf-16-le", errors="replace").rstrip("\0")
    return _SPACE.sub(" ", found)


def _runs(pieces: Iterable[_Piece], page: int) -> Iterator[Run]:
    """Join letters that were drawn one by one; what has no ink and no letter is left out."""
    waiting: list[_Piece] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        if waiting and not _continues(waiting[-1], piece):
            yield _joined(waiting, page)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield _joined(waiting, page)


def _continues(before: _Piece, piece: _Piece) -> bool:
    alone = len(before.text.strip()) == 1 and len(piece.text.strip()) == 1
    level = before.upwards == piece.upwards and abs(before.base - piece.base) < _SAME
    if not (alone and level and abs(before.size - piece.size) < _SAME):
        return False
    old, new = before.box, piece.box
    gap = new.bottom - old.top if piece.upwards else new.left - old.right
    return -_LETTERS_APART * piece.size / 2 <= gap <= _LETTERS_APART * piece.size


def _joined(pieces: Sequence[_Piece], page: int) -> Run:
    box = pieces[0].box
    for piece in pieces[1:]:
        box = box.around(piece.box)
    text = "".join(piece.text for piece in pieces).strip()
    first = pieces[0]
    cut = any(piece.cut for piece in pieces)
    return Run(_SPACE.sub(" ", text), page, box, first.base, first.size, first.upwards, cut)

"""From a PDF's bytes to what stands on its pages, by a library that did not write it.

PDFium is the reader of a widely used browser: what it finds is what a school chief sees.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from datapakke.errors import PacketError, Problem
from datapakke.verify import pdfium
from datapakke.verify.pages import Box, Document, Heading, Page, Run

_MOST_OBJECTS = 200_000
_LETTERS_APART = 0.4
"""Letters drawn one by one are a word when no wider gap than this parts them, in font sizes."""
_SAME = 0.1


def read_back(content: bytes, name: str = "PDF") -> Document:
    """Read a PDF.

    Raises:
        PacketError: It is no PDF that can be read, or far more is drawn in it than in any packet.
    """
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = tuple(_read_page(pdf, index, name) for index in range(len(pdf)))
            about = {key: value for key, value in pdf.get_metadata_dict().items() if value}
            return Document(pages, about, tuple(_headings(pdf)), tuple(_files(pdf)))
    except pypdfium2.PdfiumError as error:
        raise PacketError([Problem(name, "kan ikke leses som PDF.")]) from error


def _headings(pdf: pypdfium2.PdfDocument) -> Iterator[Heading]:
    for mark in pdf.get_toc():
        target = mark.get_dest()
        index = target.get_index() if target else None
        yield Heading(mark.get_title(), 0 if index is None else index + 1)


def _files(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes]]:
    for index in range(pdf.count_attachments()):
        file = pdf.get_attachment(index)
        yield file.get_name(), bytes(file.get_data())


@dataclass(frozen=True)
class _Piece:
    """One text object."""

    text: str
    box: Box
    base: float
    size: float
    upwards: bool
    cut: bool
    order: int


def _read_page(pdf: pypdfium2.PdfDocument, index: int, name: str) -> Page:
    page = pdf[index]
    words = page.get_textpage()
    try:
        width, height = page.get_size()
        pieces: list[_Piece] = []
        marks: list[Box] = []
        fills: list[tuple[int, Box]] = []
        drawn = pdfium.objects(page.raw, pdfium.UNTURNED, 0)
        for order, (kind, thing, matrix) in enumerate(drawn):
            if order > _MOST_OBJECTS:
                raise PacketError([Problem(f"{name}, side {index + 1}", "har for mye innhold.")])
            if kind == pdfium.TEXT:
                pieces.append(_piece(thing, words.raw, matrix, order))
            elif kind == pdfium.PATH:
                marks.append(pdfium.box_of(thing, matrix))
                if pdfium.is_filled(thing):
                    fills.append((order, marks[-1]))
        return Page(
            number=index + 1,
            width=width,
            height=height,
            runs=tuple(_runs(pieces, index + 1)),
            marks=tuple(marks),
            fills=tuple(fills),
            alts=tuple(pdfium.alts(page.raw)),
        )
    finally:
        words.close()
        page.close()


def _piece(thing: object, words: object, matrix: pdfium.Matrix, order: int) -> _Piece:
    a, b, _, d, e, f = pdfium.times(pdfium.matrix_of(thing), matrix)
    upwards = abs(b) > abs(a)
    box = pdfium.box_of(thing, matrix)
    return _Piece(
        text=pdfium.text_of(lambda room, size: raw.FPDFTextObj_GetText(thing, words, room, size)),
        box=box,
        base=e if upwards else f,
        size=pdfium.font_size(thing) * abs(b if upwards else d),
        upwards=upwards,
        cut=pdfium.is_invisible(thing) or pdfium.is_clipped(thing, box),
        order=order,
    )


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
    return Run(
        text=pdfium.SPACE.sub(" ", text),
        page=page,
        box=box,
        base=first.base,
        size=first.size,
        upwards=first.upwards,
        cut=any(piece.cut for piece in pieces),
        order=first.order,
    )

"""From a PDF's bytes to what stands on its pages, by a library that did not write it.

PDFium is the reader of a widely used browser: what it finds is what a school chief sees.
"""

from collections.abc import Iterable, Iterator, Sequence

import pypdfium2

from datapakke.errors import PacketError, Problem
from datapakke.verify.matrices import Matrix
from datapakke.verify.pages import Box, Document, Heading, Page, Run
from datapakke.verify.pdfium import PATH, TEXT, Asker, is_clipped, is_invisible

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
            ask = Asker()
            pages = tuple(_read_page(pdf, index, name, ask) for index in range(len(pdf)))
            about = {key: value for key, value in pdf.get_metadata_dict().items() if value}
            return Document(pages, about, tuple(_headings(pdf)), tuple(_files(pdf)))
    except (pypdfium2.PdfiumError, UnicodeError) as error:
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


def _read_page(pdf: pypdfium2.PdfDocument, index: int, name: str, ask: Asker) -> Page:
    page = pdf[index]
    words = page.get_textpage()
    try:
        width, height = page.get_size()
        pieces: list[Run] = []
        marks: list[Box] = []
        fills: list[tuple[int, Box]] = []
        for order, (kind, thing, matrix) in enumerate(ask.objects(page.raw)):
            if order > _MOST_OBJECTS:
                raise PacketError([Problem(f"{name}, side {index + 1}", "har for mye innhold.")])
            if kind == TEXT:
                text = ask.text_of(thing, words.raw)
                if whole := " ".join(text.split()):
                    # A letter may be a part of a word, and the space after it be another's end.
                    said = text if len(whole) == 1 else whole
                    pieces.append(_piece(ask, thing, matrix, (said, index + 1, order)))
            elif kind == PATH:
                marks.append(ask.box_of(thing, matrix))
                if ask.is_filled(thing):
                    fills.append((order, marks[-1]))
        return Page(
            number=index + 1,
            width=width,
            height=height,
            runs=tuple(_runs(pieces)),
            marks=tuple(marks),
            fills=tuple(fills),
            alts=tuple(ask.alts(page.raw)),
        )
    finally:
        words.close()
        page.close()


def _piece(ask: Asker, thing: object, matrix: Matrix, what: tuple[str, int, int]) -> Run:
    """Give one text object; ``what``: its text, page and order."""
    text, page, order = what
    a, b, _, d, e, f = ask.matrix_of(thing, matrix)
    upwards = abs(b) > abs(a)
    box = ask.box_of(thing, matrix)
    size = ask.font_size(thing) * abs(b if upwards else d)
    cut = is_invisible(thing) or is_clipped(thing, box)
    return Run(text, page, box, e if upwards else f, size, upwards, cut, order)


def _runs(pieces: Iterable[Run]) -> Iterator[Run]:
    """Join letters that were drawn one by one."""
    waiting: list[Run] = []
    for piece in pieces:
        if waiting and not _continues(waiting[-1], piece):
            yield _joined(waiting)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield _joined(waiting)


def _continues(before: Run, piece: Run) -> bool:
    if len(before.text.strip()) > 1 or len(piece.text.strip()) > 1:
        return False
    level = before.upwards == piece.upwards and abs(before.base - piece.base) < _SAME
    if not (level and abs(before.size - piece.size) < _SAME):
        return False
    old, new = before.box, piece.box
    gap = new.bottom - old.top if piece.upwards else new.left - old.right
    return -_LETTERS_APART * piece.size / 2 <= gap <= _LETTERS_APART * piece.size


def _joined(pieces: Sequence[Run]) -> Run:
    first = pieces[0]
    if len(pieces) == 1:
        text = first.text.strip()
        return first if text == first.text else first._replace(text=text)
    text, box = "".join(piece.text for piece in pieces), first.box
    for piece in pieces[1:]:
        box = box.around(piece.box)
    cut = any(piece.cut for piece in pieces)
    return first._replace(text=" ".join(text.split()), box=box, cut=cut)

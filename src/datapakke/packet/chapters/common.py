"""What several chapters do: sentences about single figures, tables of newest figures."""

from datapakke import formats
from datapakke.packet.context import UTEN_TALL, Omraade
from datapakke.packet.model import Text
from datapakke.packet.parts import Part
from datapakke.packet.statements import with_subject
from datapakke.packet.view import View


def first_statement(view: View, *indikatorer: str) -> str:
    """Say the first of the figures that is delivered: the chapter's message."""
    for name in indikatorer:
        indicator = view.indikator(name)
        if indicator and view.nyeste(name):
            return with_subject(view, indicator)
    return ""


def avsnitt(view: View, *indikatorer: str) -> list[Part]:
    """Say the newest of each figure that is delivered, as one paragraph."""
    known = [(name, view.indikator(name)) for name in indikatorer]
    found = [(name, item) for name, item in known if item and view.nyeste(name)]
    if not found:
        return []
    tekst = " ".join(with_subject(view, item) for _, item in found)
    notes = (note for name, item in found for note in view.noter(item, (view.gjeldende(name),)))
    return [Part(Text(tekst), tuple(name for name, _ in found), tuple(dict.fromkeys(notes)))]


def celle(view: View, indikator: str, omraade: Omraade, aar: str) -> str:
    """Give a table's cell and note that it is printed."""
    indicator = view.indikator(indikator)
    figure = view.tall(indikator, omraade, aar)
    if indicator is None:
        return figure.status.value
    if figure.status not in UTEN_TALL:
        view.trykk(figure)
    return formats.cell(figure, indicator)

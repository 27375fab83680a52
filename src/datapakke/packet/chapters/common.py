"""What several chapters do: sentences about single figures, tables of newest figures."""

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import is_pooled
from datapakke.packet import texts
from datapakke.packet.changes import change, expectation, gap, named, what_changes
from datapakke.packet.context import MED_TALL, UTEN_TALL, Omraade
from datapakke.packet.diagram.captions import undertekst_for, undertekst_with_together
from datapakke.packet.model import Text
from datapakke.packet.parts import Part
from datapakke.packet.statements import with_subject
from datapakke.packet.view import View


def first_statement(view: View, *indikatorer: str) -> str:
    """Say the first of the figures that is shown, else the first delivered: the message."""
    known = [one for name in indikatorer if (one := view.indikator(name)) and view.nyeste(name)]
    shown = [
        one
        for one in known
        if view.tall(one.id, view.egen, view.gjeldende(one.id)).status in MED_TALL
    ]
    return with_subject(view, (shown or known)[0]) if known else ""


def avsnitt(view: View, *indikatorer: str) -> list[Part]:
    """Say the newest of each figure that is delivered, as one paragraph."""
    known = [(name, view.indikator(name)) for name in indikatorer]
    found = [(name, item) for name, item in known if item and view.nyeste(name)]
    if not found:
        return []
    tekst = " ".join(with_subject(view, item) for _, item in found)
    notes = (note for name, item in found for note in view.noter(item, (view.gjeldende(name),)))
    return [Part(Text(tekst), tuple(name for name, _ in found), tuple(dict.fromkeys(notes)))]


def utvikling(view: View, indikator: str) -> list[Part]:
    """Say where the municipality's figure has gone; charts may stand beside each other."""
    indicator = view.indikator(indikator)
    return _text(named(indicator, change(view, indicator))) if indicator else []


def endret(view: View, *indikatorer: str) -> list[Part]:
    """Name those of several figures that have gone up or down for certain."""
    known = [item for name in indikatorer if (item := view.indikator(name))]
    return _text(what_changes(view, known))


def forventet(view: View, indikator: str) -> list[Part]:
    """Say what was to be expected of the municipality's figure."""
    indicator = view.indikator(indikator)
    return _text(expectation(view, indicator)) if indicator else []


def jenter_og_gutter(view: View, indikator: str) -> list[Part]:
    """Say a share of girls and of boys."""
    indicator = view.indikator(indikator)
    said = gap(view, indicator) if indicator and view.nyeste(indikator) else None
    return _text(named(indicator, str(said))) if indicator and said else []


def _text(said: str) -> list[Part]:
    return [Part(Text(said))] if said else []


def celle(view: View, indikator: str, omraade: Omraade, aar: str) -> str:
    """Give a table's cell and note that it is printed; one of cohorts together is marked.

    They are told of where the municipality's figure of ``aar`` is hidden, and theirs is not.
    """
    indicator = view.indikator(indikator)
    told = view.gjeldende(indikator) if indicator and view.nyeste(indikator) == aar else aar
    figure = view.tall(indikator, omraade, told)
    if indicator is None:
        return figure.status.value
    if figure.status not in UTEN_TALL:
        view.trykk(figure)
    cell = formats.cell(figure, indicator)
    together = is_pooled(told) and figure.status in MED_TALL
    return f"{cell} ({texts.PUNKTER_SAMLET})" if together else cell


def undertekst_fag(view: View, families: tuple[str, ...], fag: dict[str, Tekst], aar: str) -> str:
    """Give the line under a table of several subjects, with the smallest and largest n."""
    names = [prefix + fag_id for prefix in families for fag_id in fag]
    known = [indicator for name in names if (indicator := view.indikator(name))]
    told = {view.gjeldende(one.id) for one in known if view.nyeste(one.id) == aar} - {aar}
    if len(told) == 1 and is_pooled(min(told)):
        return undertekst_with_together(view, known, aar, min(told))
    figures = [view.tall(indicator.id, view.egen, aar) for indicator in known]
    return undertekst_for(view, known, {aar}, figures)

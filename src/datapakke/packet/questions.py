"""The questions for the meeting: those that the municipality's figures give reason to ask."""

from collections.abc import Callable, Mapping

from datapakke import formats
from datapakke.config.model import Naar, Sporsmal
from datapakke.errors import PacketError, Problem
from datapakke.locale import NYNORSK
from datapakke.model import Flagg, Retning, Status
from datapakke.packet import texts
from datapakke.packet.chapters.kull import CHAIN
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.falls import falls_more, subject
from datapakke.packet.view import View

FLEST = 11
"""More do not leave room on their page to write."""
FLAGGED = (Flagg.UVANLIG, Flagg.SVAERT_UVANLIG)


def questions(view: View, se: Mapping[str, str]) -> tuple[str, ...]:
    """Give the questions that are asked, in the order of their file, with where to look.

    Those that are always asked, and the first of the others as far as a page has room. A question
    that takes pupils for granted is asked only when their figure is shown and not 0: asking it for
    a hidden figure would tell that there are some. One that a figure calls is asked only where that
    figure stands in the packet.

    Args:
        view: The municipality's.
        se: Indicator → the figure or table that shows it.

    Raises:
        PacketError: One that is asked is not written in the form of the packet.
    """
    asked = [(one, text) for one in view.context.sporsmal if (text := _asked(view, one, se))]
    room = FLEST - sum(one.naar is Naar.ALLTID for one, _ in asked)
    called = [one for one, _ in asked if one.naar is not Naar.ALLTID][: max(room, 0)]
    return tuple(text for one, text in asked if one.naar is Naar.ALLTID or one in called)


def _asked(view: View, question: Sporsmal, se: Mapping[str, str]) -> str:
    """Give a question as it is asked; empty where nothing calls for it."""
    if question.naar is Naar.ALLTID:
        return _text(view, question)
    called = [name for name in question.tall if name in se and _CALLED[question.naar](view, name)]
    if not called:
        return ""
    fag = list(dict.fromkeys(map(subject, called))) if question.naar is Naar.FALLER else []
    text = _text(view, question).replace("{fag}", formats.listing(fag))
    steder = formats.listing(list(dict.fromkeys(_place(se, question, name) for name in called)))
    return texts.SPORSMAL_SE.format(sporsmal=text, steder=steder)


def _place(se: Mapping[str, str], question: Sporsmal, name: str) -> str:
    """Give where a figure that calls a question stands; of a fall, where the way is drawn.

    «Figur 3.5» stays on one line.
    """
    falls = question.naar is Naar.FALLER
    place = se.get(CHAIN + name, se[name]) if falls else se[name]
    return place.replace(" ", formats.NBSP)


def _text(view: View, question: Sporsmal) -> str:
    if view.context.form_for(view.kommune) != NYNORSK:
        return question.tekst
    if not question.nynorsk:
        what = f"spørsmålet «{question.id}» mangler «nynorsk», og pakken er på nynorsk."
        raise PacketError([Problem("sporsmal.yaml", what)])
    return question.nynorsk


def _delivered(view: View, name: str) -> bool:
    aar = view.nyeste(name)
    return bool(aar) and view.tall(name, view.egen, aar).status not in UTEN_TALL


def _some(view: View, name: str) -> bool:
    """Tell whether the figure that is told of is shown and is not 0."""
    aar = view.gjeldende(name)
    figure = view.tall(name, view.egen, aar)
    return bool(aar) and figure.status is Status.VIST and bool(figure.verdi)


def _unusual(view: View, name: str) -> bool:
    comparison = view.sammenligning(name) if view.loeper(name) else None
    return comparison is not None and comparison.flagg in FLAGGED


def _changed(view: View, name: str) -> bool:
    trend = view.trend(name)
    return trend is not None and trend.retning is not Retning.INGEN


_CALLED: Mapping[Naar, Callable[[View, str], bool]] = {
    Naar.ALLTID: lambda _view, _name: False,
    Naar.LEVERT: _delivered,
    Naar.VIST: _some,
    Naar.UVANLIG: _unusual,
    Naar.ENDRET: _changed,
    Naar.FALLER: falls_more,
}
"""When → whether a figure of the municipality calls for the question."""

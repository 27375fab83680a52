"""The chapters that a project has chosen, and those it has made: a heading and indicators."""

from collections.abc import Mapping, Sequence
from functools import partial

from datapakke.config.own import Kapittel
from datapakke.locale import NYNORSK, Tekst
from datapakke.model import Indicator
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.chapters.common import avsnitt, first_statement
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.diagram import linje, stablet
from datapakke.packet.parts import Part
from datapakke.packet.view import View

UTTREKK = Tekst("datasettet «{navn}»")


def chosen(
    kapitler: Sequence[Kapittel], known: Mapping[str, Indicator], form: str
) -> tuple[ChapterSpec, ...]:
    """Give the chapters of a packet; all of the program's when none are chosen.

    Args:
        kapitler: As the configuration has them.
        known: The indicators by id, which tell what an own chapter lives on.
        form: The packet's written form, which is set.
    """
    ours = {spec.id: spec for spec in CHAPTERS}
    return tuple(ours.get(one.id) or _own(one, known, form) for one in kapitler) or CHAPTERS


def shown(kapitler: Sequence[Kapittel], indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Give the indicators that the chosen chapters are about; all when none are chosen.

    The others are nowhere in the packet: not on the overview, in a finding or in a question.
    """
    chapters = {one.id for one in kapitler}
    own = {name for one in kapitler for name in one.indikatorer}
    return tuple(
        one for one in indicators if not kapitler or one.chapter in chapters or one.id in own
    )


def _own(kapittel: Kapittel, known: Mapping[str, Indicator], form: str) -> ChapterSpec:
    used = [known[name] for name in kapittel.indikatorer if name in known]
    datasets = dict.fromkeys(name for one in used for name in one.datasets)
    return ChapterSpec(
        id=kapittel.id,
        tittel=kapittel.nynorsk if form == NYNORSK else kapittel.tittel,
        datasett={name: UTTREKK.format(navn=name) for name in datasets},
        innhold=partial(_content, kapittel.indikatorer),
        indikatorer=kapittel.indikatorer,
    )


def _content(indikatorer: Sequence[str], view: View) -> Innhold:
    """Give each indicator over time, or its distribution; what cannot be drawn is said."""
    parts = [part for name in indikatorer for part in _shown(view, name)]
    return Innhold(first_statement(view, *indikatorer), tuple(parts))


def _shown(view: View, indikator: str) -> list[Part]:
    if indikator in view.context.kategorier:
        return stablet(view, indikator)
    return linje(view, indikator) or avsnitt(view, indikator)

"""Chapter on points from lower secondary school: what pupils bring with them."""

from datapakke.locale import Tekst
from datapakke.packet import texts
from datapakke.packet.chapters.common import avsnitt, first_statement, utvikling
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.diagram import linje, stablet
from datapakke.packet.diagram.stablet import without_bar
from datapakke.packet.parts import Part
from datapakke.packet.view import View

FORDELINGER = ("inntakspoeng_fordeling", "inntakspoeng_fordeling_grov")
"""The fine bands, and the coarse ones for municipalities where those hide too much."""


def innhold(view: View) -> Innhold:
    """Give the mean over time, the distribution, and those with few points or none."""
    return Innhold(
        ingress=first_statement(
            view, "inntakspoeng_snitt", "grunnskolepoeng_snitt", "inntakspoeng_under_30"
        ),
        deler=(
            *linje(view, "inntakspoeng_snitt"),
            *linje(view, "inntakspoeng_under_30"),
            *_fordeling(view),
            *utvikling(view, "inntakspoeng_snitt"),
            *utvikling(view, "inntakspoeng_under_30"),
            *avsnitt(view, "inntakspoeng_uten"),
            *linje(view, "grunnskolepoeng_snitt"),
        ),
    )


def _fordeling(view: View) -> list[Part]:
    drawn = stablet(view, *FORDELINGER)
    return drawn or without_bar(view, texts.FORDELING_SKJULT, *FORDELINGER)


CHAPTER = ChapterSpec(
    id="inntakspoeng",
    tittel=Tekst("Inntakspoeng og grunnskolepoeng"),
    datasett={"inntakspoeng": Tekst("inntakspoeng fra VIGO")},
    alternativ=("grunnskolepoeng",),
    innhold=innhold,
)

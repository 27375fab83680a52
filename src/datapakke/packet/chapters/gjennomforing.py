"""Chapter on completion of upper secondary school, and the transitions before it."""

from datapakke.locale import Tekst
from datapakke.packet import texts
from datapakke.packet.chapters.common import (
    first_statement,
    forventet,
    jenter_og_gutter,
    utvikling,
)
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.diagram import Rad, linje, punkter, stablet
from datapakke.packet.diagram.stablet import without_bar
from datapakke.packet.diagram.trakt import trakt
from datapakke.packet.model import Notice
from datapakke.packet.parts import Part
from datapakke.packet.view import View

GRUPPER = (
    Rad(Tekst("Alle"), "fullfort_56"),
    Rad(Tekst("Studieforberedende, fem år"), "fullfort_56_sf"),
    Rad(Tekst("Yrkesfag, seks år"), "fullfort_56_yf"),
    Rad(Tekst("Jenter"), "fullfort_56", "K"),
    Rad(Tekst("Gutter"), "fullfort_56", "M"),
    Rad(Tekst("På normert tid"), "fullfort_normert"),
)
OVERGANGER = (
    Rad(Tekst("Fra 10. trinn rett til videregående"), "overgang_direkte"),
    Rad(Tekst("Fra Vg1 til Vg2 året etter"), "overgang_vg1_vg2"),
)


def innhold(view: View) -> Innhold:
    """Give completion over cohorts, by programme and gender, the six statuses, transitions."""
    return Innhold(
        ingress=first_statement(view, "fullfort_56", "overgang_direkte"),
        deler=(
            *_ikke_de_samme(view),
            *linje(view, "fullfort_56"),
            *trakt(view, "fullfort_56", str(texts.TRAKT_FULLFORT)),
            *utvikling(view, "fullfort_56"),
            *forventet(view, "fullfort_56"),
            *_statuser(view),
            *punkter(view, "fullfort-grupper", Tekst("Fullført, etter program og kjønn"), GRUPPER),
            *punkter(view, "overganger", Tekst("Overganger i skoleløpet"), OVERGANGER),
            *jenter_og_gutter(view, "fullfort_56"),
        ),
    )


def _ikke_de_samme(view: View) -> list[Part]:
    aar = view.nyeste("fullfort_56")
    return [Part(Notice(texts.IKKE_DE_SAMME.format(aar=aar)))] if aar else []


def _statuser(view: View) -> list[Part]:
    name = "gjennomforing_status"
    return stablet(view, name) or without_bar(view, texts.STATUS_SKJULT, name)


CHAPTER = ChapterSpec(
    id="gjennomforing",
    tittel=Tekst("Gjennomføring og overganger"),
    datasett={
        "gjennomforing": Tekst("gjennomføring i videregående"),
        "overgang": Tekst("overganger fra 10. trinn og Vg1"),
    },
    innhold=innhold,
)

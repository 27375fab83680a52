"""Chapter on those outside: Oppfølgingstjenesten (OT), NAV and NEET."""

from datapakke.locale import Tekst
from datapakke.packet import texts
from datapakke.packet.chapters.common import avsnitt, first_statement
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.context import MED_TALL
from datapakke.packet.diagram import Rad, linje, punkter, stablet
from datapakke.packet.diagram.stablet import without_bar
from datapakke.packet.model import Text
from datapakke.packet.parts import Part
from datapakke.packet.special_statements import ot
from datapakke.packet.view import View

UTENFOR = (
    Rad(Tekst("På tiltak, 15–24 år"), "nav_tiltak"),
    Rad(Tekst("Arbeidsavklaringspenger, 18–29 år"), "aap_18_29"),
    Rad(Tekst("Utenfor arbeid, utdanning og tiltak, 15–29 år"), "neet_15_29"),
)


def innhold(view: View) -> Innhold:
    """Give the target group of OT, and unemployment, measures, AAP and NEET."""
    ingress = _ingress(view)
    alle_aldre = avsnitt(view, "helt_ledige_antall")
    return Innhold(
        ingress=ingress,
        deler=(
            *_grupper(view),
            *linje(view, "ot_andel"),
            *linje(view, "nav_ledige"),
            *punkter(view, "utenfor", Tekst("Unge på tiltak, med ytelse eller utenfor"), UTENFOR),
            *(part for part in alle_aldre if part.block != Text(ingress)),
        ),
    )


def _ingress(view: View) -> str:
    i_alt = view.indikator("ot_antall")
    aar = view.nyeste("ot_antall")
    if i_alt and view.tall("ot_antall", view.egen, aar).status in MED_TALL:
        return str(ot(view, i_alt, view.indikator("ot_ukjent")))
    return first_statement(view, "ot_andel", "nav_ledige", "neet_15_29", "helt_ledige_antall")


def _grupper(view: View) -> list[Part]:
    return stablet(view, "ot_grupper") or without_bar(view, texts.OT_GRUPPER_SKJULT, "ot_grupper")


CHAPTER = ChapterSpec(
    id="nav_ot",
    tittel=Tekst("NAV og Oppfølgingstjenesten"),
    datasett={
        "ot": Tekst("uttrekk fra Oppfølgingstjenesten"),
        "nav": Tekst("NAVs tall for ledige, tiltak og arbeidsavklaringspenger blant unge"),
        "neet": Tekst("tall for unge utenfor arbeid, utdanning og tiltak"),
    },
    alternativ=("helt_ledige",),
    innhold=innhold,
)

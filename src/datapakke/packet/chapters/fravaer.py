"""Chapter on absence: days and hours in year 10 and Vg1."""

from datapakke.locale import Tekst
from datapakke.packet.chapters.common import endret, first_statement
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.diagram import Rad, linje, punkter
from datapakke.packet.diagram.scales import one_scale
from datapakke.packet.special_statements import median
from datapakke.packet.view import View

MYE = (
    Rad(Tekst("Mer enn 15 dager, 10. trinn"), "fravaer_over_15_10"),
    Rad(Tekst("Mer enn 15 dager, Vg1"), "fravaer_over_15_vg1"),
    Rad(Tekst("Mer enn 10 prosent, 10. trinn"), "fravaer_over_10pst_10"),
    Rad(Tekst("Mer enn 10 prosent, Vg1"), "fravaer_over_10pst_vg1"),
)


def innhold(view: View) -> Innhold:
    """Give days and hours over time, side by side for the two years, and who is away much."""
    return Innhold(
        ingress=_ingress(view),
        deler=(
            *one_scale([*linje(view, "fravaer_dager_10"), *linje(view, "fravaer_dager_vg1")]),
            *one_scale([*linje(view, "fravaer_timer_10"), *linje(view, "fravaer_timer_vg1")]),
            *punkter(view, "mye-fravaer", Tekst("Elever med mye fravær"), MYE),
            *endret(view, *(rad.indikator for rad in MYE)),
        ),
    )


def _ingress(view: View) -> str:
    dager, timer = view.indikator("fravaer_dager_10"), view.indikator("fravaer_timer_10")
    if dager and timer and view.nyeste(dager.id):
        return str(median(view, dager, timer, Tekst("10. trinn")))
    return first_statement(view, "fravaer_dager_10", "fravaer_dager_vg1")


CHAPTER = ChapterSpec(
    id="fravaer",
    tittel=Tekst("Fravær"),
    datasett={"fravaer": Tekst("fravær på 10. trinn og Vg1")},
    innhold=innhold,
)

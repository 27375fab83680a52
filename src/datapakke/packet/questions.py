"""The questions for the meeting: those that the municipality's figures give reason to ask."""

from datapakke import formats
from datapakke.model import Status
from datapakke.packet.chapters.resultater import fag_som_faller
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.phrases import FAG
from datapakke.packet.texts import SPORSMAL
from datapakke.packet.view import View


def questions(view: View) -> tuple[str, ...]:
    """Give the questions in a fixed order.

    A question that takes pupils for granted is asked only when their figure is shown and not 0:
    asking it for a hidden figure would tell that there are some.
    """
    fag = fag_som_faller(view)
    asked = {
        "kjenner_igjen": True,
        "viser_ikke": True,
        "under_30": _some(view, "inntakspoeng_under_30"),
        "fravaer": _delivered(view, "fravaer_dager_10"),
        "fall": bool(fag),
        "avstand": any(_some(view, f"avstand_{name}") for name in FAG),
        "uten_poeng": _some(view, "inntakspoeng_uten"),
        "omvalg": _delivered(view, "overgang_vg1_vg2") or _delivered(view, "fullfort_56"),
        "ot": _some(view, "ot_ukjent"),
        "deler": True,
        "samarbeid": True,
        "trenger": True,
    }
    words = {"fag": formats.listing(fag)}
    return tuple(SPORSMAL[name].format(**words) for name, ask in asked.items() if ask)


def _delivered(view: View, name: str) -> bool:
    aar = view.nyeste(name)
    return bool(aar) and view.tall(name, view.egen, aar).status not in UTEN_TALL


def _some(view: View, name: str) -> bool:
    """Tell whether the figure that is told of is shown and is not 0."""
    aar = view.gjeldende(name)
    figure = view.tall(name, view.egen, aar)
    return bool(aar) and figure.status is Status.VIST and bool(figure.verdi)

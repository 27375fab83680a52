"""A whole packet from figures drawn by hand."""

from datapakke.packet.build import build_packet
from datapakke.packet.model import Notice
from packet_figures import FLAA, MODUM, points_world


def test_a_packet_has_every_chapter_and_says_which_have_no_data() -> None:
    """A chapter without extracts stands there with what is missing."""
    packet = build_packet(points_world().context(), MODUM)

    assert [chapter.nummer for chapter in packet.kapitler] == [1, 2, 3, 4, 5]
    assert packet.kapitler[1].ingress == (
        "Det er ikke levert tall til dette kapitlet: fravær på 10. trinn og Vg1 mangler."
    )
    assert packet.kapitler[1].blokker == ()
    assert packet.kapitler[0].blokker[0] != Notice("Ikke levert: inntakspoeng fra VIGO.")


def test_a_municipality_without_figures_gets_a_packet_that_says_so() -> None:
    """Flå has no figure at all: the packet exists and claims nothing."""
    packet = build_packet(points_world().context(), FLAA)

    assert packet.kapitler[0].ingress == (
        "Inntakspoeng snitt: Tallet for Flå er ikke levert skoleåret 2015/16. I Buskerud var"
        " gjennomsnittet av inntakspoengene 41,2 poeng skoleåret 2015/16."
    )
    assert packet.kapitler[0].blokker == ()
    assert [funn.tittel for funn in packet.funn] == ["Inntakspoeng snitt", "Lite er levert"]

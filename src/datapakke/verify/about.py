"""What a PDF says of itself: whose it is, which round it belongs to, and what it was made from."""

from datapakke.locale import sagt
from datapakke.packet.model import Packet
from datapakke.verify.script import Script, quoted

_NAMES = {"Title": "tittelen", "Author": "avsenderen", "Subject": "emnet", "Keywords": "stempelet"}


def check_about(script: Script, packet: Packet) -> None:
    """Tell of document information that is not this packet's."""
    runde = sagt(", runde {runde}").format(runde=packet.runde) if packet.runde else ""
    right = {
        "Title": packet.tittel,
        "Author": packet.avsender,
        "Subject": f"Kommune {packet.kommunenr} {packet.kommune}{runde}",
        "Keywords": packet.stempel,
    }
    for key, text in right.items():
        stands = script.document.about.get(key, "")
        if stands != text:
            script.complain(
                0, f"{_NAMES[key]} i filen er {quoted(stands)}, men skal være {quoted(text)}."
            )

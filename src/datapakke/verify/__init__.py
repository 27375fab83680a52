"""Reads a finished PDF back, and holds every word of it against the packet that it was made from.

Nothing here is shared with what wrote the PDF: neither the library, nor the layout, nor the
drawing of charts. What the pages say is compared both ways: all that the packet says stands there,
where it should, and nothing else does but the templates' own words.
"""

from dataclasses import dataclass

from datapakke.errors import Problem
from datapakke.packet.model import Chart, Packet, Table
from datapakke.verify.about import check_about
from datapakke.verify.figures import read_charts
from datapakke.verify.furniture import check_headings, check_rest, take_contents, take_margins
from datapakke.verify.grid import Grid
from datapakke.verify.prose import read_passage
from datapakke.verify.readback import read_back
from datapakke.verify.region import Captioned
from datapakke.verify.says import Passage, says
from datapakke.verify.script import Script
from datapakke.verify.shape import check_shape

__all__ = ["Verified", "verify"]


@dataclass(frozen=True)
class Verified:
    """What became of reading a PDF back: how many values and texts were compared, what is wrong."""

    sider: int
    verdier: int
    tekster: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


def verify(pdf: bytes, packet: Packet, fixed: frozenset[str], name: str) -> Verified:
    """Read ``pdf`` back and compare all of it with ``packet``.

    Args:
        pdf: The file.
        packet: What it must say, made from the data.
        fixed: The templates' own words (``fixed_texts``).
        name: What the file is called in messages.

    Raises:
        PacketError: It cannot be read as a PDF.
    """
    script = Script(read_back(pdf, name), name, fixed)
    check_about(script, packet)
    check_shape(script)
    take_margins(script, packet)
    take_contents(script)
    check_headings(script, packet)
    values = texts = 0
    captioned: list[Captioned] = []
    for said in says(packet):
        if isinstance(said, Passage):
            texts += bool(read_passage(script, said))
            continue
        caption = Passage(said.nummer, (said.nummer, said.tittel, said.undertekst))
        runs = read_passage(script, caption)
        texts += bool(runs)
        if isinstance(said, Chart) and runs:
            captioned.append(Captioned(said, runs))
        if isinstance(said, Table):
            values += Grid(script, said).read()
            texts += sum(
                bool(read_passage(script, Passage(f"noten til {said.nummer}", (note,))))
                for note in said.noter
            )
    values += read_charts(script, captioned)
    check_rest(script, packet)
    return Verified(len(script.document.pages), values, texts, tuple(script.problems))

"""Reads a finished PDF back, and holds every word of it against the packet that it was made from.

Nothing here is shared with what wrote the PDF: neither the library, nor the layout, nor the
drawing of charts. What the pages say is compared both ways: all that the packet says stands there,
where it should, and nothing else does but the templates' own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from datapakke.errors import Problem
from datapakke.locale import maalform
from datapakke.packet.model import Chart, Packet, Table
from datapakke.verify.about import check_about
from datapakke.verify.attached import check_attached
from datapakke.verify.figures import read_charts
from datapakke.verify.fixed import fixed_texts
from datapakke.verify.furniture import check_headings, check_rest, take_contents, take_margins
from datapakke.verify.grid import Grid
from datapakke.verify.heard import check_heard
from datapakke.verify.prose import read_passage
from datapakke.verify.readback import read_back
from datapakke.verify.region import Captioned
from datapakke.verify.says import Passage, caption, notes, says
from datapakke.verify.script import Script
from datapakke.verify.shape import check_shape

__all__ = ["Verified", "Verifier"]


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


class Verifier:
    """Holds PDFs against packets; one serves many packets."""

    def __init__(self, templates: Sequence[Path]) -> None:
        """Let words stand that the files in ``templates`` say themselves."""
        self._templates = templates
        self._fixed: dict[str, frozenset[str]] = {}

    def verify(self, pdf: bytes, packet: Packet, name: str) -> Verified:
        """Read ``pdf`` back and compare all of it with ``packet``.

        Args:
            pdf: The file.
            packet: What it must say, made from the data.
            name: What the file is called in messages.

        Raises:
            PacketError: It cannot be read as a PDF.
        """
        document = read_back(pdf, name)
        with maalform(packet.maalform):
            if packet.maalform not in self._fixed:
                self._fixed[packet.maalform] = fixed_texts(self._templates)
            return _compare(Script(document, name, self._fixed[packet.maalform]), packet)


def _compare(script: Script, packet: Packet) -> Verified:
    """Take everything that the packet says from the script, and tell of what is left."""
    check_about(script, packet)
    check_shape(script)
    take_margins(script, packet)
    take_contents(script)
    check_headings(script, packet)
    charts: list[Captioned] = []
    values = texts = 0
    for said in says(packet):
        if isinstance(said, Passage):
            texts += bool(read_passage(script, said))
            continue
        runs = read_passage(script, caption(said))
        texts += bool(runs)
        if isinstance(said, Chart) and runs:
            charts.append(Captioned(said, runs))
        if isinstance(said, Table):
            values += Grid(script, said).read()
            texts += sum(bool(read_passage(script, note)) for note in notes(said))
    values += read_charts(script, charts)
    texts += check_heard(script, packet, charts)
    values += check_attached(script, packet)
    check_rest(script, packet)
    return Verified(len(script.document.pages), values, texts, tuple(script.problems))

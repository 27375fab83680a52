"""What goes with packets: an answer sheet for each, and a booklet for each meeting."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from datapakke.batch.inputs import digest
from datapakke.forked import each
from datapakke.hefte.hefte import make_hefte
from datapakke.hefte.pdf import FOLDER as BOOKLETS
from datapakke.hefte.pdf import hefte_pdf
from datapakke.kommuner import Kommune
from datapakke.packet.context import PacketContext
from datapakke.svarark.ark import make_svarark
from datapakke.svarark.pdf import SheetRenderer
from datapakke.svarark.write import FOLDER as SHEETS
from datapakke.templating import Templates


@dataclass(frozen=True)
class Attached:
    """A file that goes with packets.

    Attributes:
        place: Where in the folder of the round.
        said: The digest of what it says.
        draw: Gives the file; raises ``PacketError`` when it cannot be made.
    """

    place: str
    said: str
    draw: Callable[[], bytes]


class Sheets:
    """Answer sheets and booklets of a round."""

    def __init__(self, context: PacketContext, address: str, templates: Sequence[Path]) -> None:
        """Take what packets are made from, and where answer sheets are sent back to."""
        self._context, self._address = context, address
        self._sheets, self._templates = SheetRenderer(templates), Templates(templates)

    def sheet(self, kommune: Kommune) -> Attached | None:
        """Give the sheet of a municipality; None when it is invited to no meeting."""
        ark = make_svarark(self._context, kommune, self._address)
        if ark is None:
            return None
        said = digest(["svarark", {name: str(value) for name, value in asdict(ark).items()}])
        return Attached(f"{SHEETS}/{ark.navn}.pdf", said, lambda: self._sheets.pdf(ark))

    def booklets(self, made: Collection[str]) -> Iterator[Attached]:
        """Give the booklets of the meetings all of whose packets are made.

        Args:
            made: The slugs of the municipalities whose packets are what the data give today.

        Raises:
            PacketError: A booklet cannot be made.
        """
        every = self._context.runde.moter if self._context.runde else ()
        ready = [one for one in every if set(one.kommuner) <= set(made)]
        for hefte in each(partial(make_hefte, self._context), ready, lambda one: len(one.kommuner)):
            place, said = f"{BOOKLETS}/{hefte.navn}.pdf", digest(["hefte", repr(hefte)])
            yield Attached(place, said, lambda one=hefte: hefte_pdf(one, self._templates))  # type: ignore[misc]

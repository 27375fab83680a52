"""Where figures come from, and what a reader must know of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Note:
    """A remark that follows a dataset's figures for some periods (both included).

    Attributes:
        fra: First period label (``2019/20``).
        til: Last period label.
        tekst: One or two sentences in bokmål, printed under the figures.
        brudd: Figures before, in and after cannot be compared: the series is drawn with a gap
            and marked †.
        gjelder: Ids of the indicators that it concerns; empty for all that the dataset gives.
    """

    fra: str
    til: str
    tekst: str
    brudd: bool = False
    gjelder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One file of the register of sources (``kilder.yaml``), as printed in the packet."""

    datasett: str
    fil: str
    navn: str
    lisens: str
    uttrukket: date | None
    syntetisk: bool
    noter: tuple[Note, ...] = ()

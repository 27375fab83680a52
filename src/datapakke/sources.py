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
    """One file that a dataset is made from, as printed in the packet.

    Attributes:
        datasett: The dataset that it gives, perhaps together with other files.
        fil: Its name in the folder of extracts.
        navn: Where it comes from.
        lisens: On what terms.
        uttrukket: The day on which it was extracted; None when nobody has said.
        syntetisk: The figures are invented.
        noter: Remarks that follow its figures, from the register and from the file.
        erstatter: The older file whose figures it replaces for the periods that it has; empty for
            none.
        sha256: Of the file as it lies in the folder, 64 hexadecimal digits; empty until it is read.
        rader: Rows in the file, before anything is left out; 0 until it is read.
    """

    datasett: str
    fil: str
    navn: str
    lisens: str
    uttrukket: date | None
    syntetisk: bool
    noter: tuple[Note, ...] = ()
    erstatter: str = ""
    sha256: str = ""
    rader: int = 0


@dataclass(frozen=True)
class Utelatt:
    """A municipality that is left out of a dataset in some periods.

    It is a merged one whose parts were not all delivered; or, when it has no parts here, one whose
    code belongs to no municipality of the division, so that its rows cannot be used.

    Attributes:
        kommunenr: Its code: of a merged one in the division of the round, else as in the file.
        deler: The codes that a merged one was made of.
        perioder: Labels of the periods, in order.
        for_alle: The periods are left out for every municipality: where no rows mean nobody, the
            merged one would be taken for empty.
    """

    kommunenr: str
    deler: tuple[str, ...]
    perioder: tuple[str, ...]
    for_alle: bool = False

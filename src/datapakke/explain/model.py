"""What is asked of a figure, what it is answered from, and the answer as plain data."""

from dataclasses import dataclass

from datapakke.disclosure import Decisions
from datapakke.extracts.model import Extracts
from datapakke.kommuner import Inndeling
from datapakke.model import ALLE, Figure, FigureKey, Indicator
from datapakke.results import Areas, Results
from datapakke.rules import Rules


@dataclass(frozen=True)
class Question:
    """A figure as a person names it.

    Attributes:
        omraade: A municipality (name or code), a meeting's day, ``fylket`` or ``landet``.
        indikator: Id of the indicator.
        periode: The period's label.
        kjonn: ``K``, ``M`` or ``alle``.
        kategori: The category, of a distribution.
        internt: Tell also what may not be published.
    """

    omraade: str
    indikator: str
    periode: str
    kjonn: str = ALLE
    kategori: str = ""
    internt: bool = False


@dataclass(frozen=True)
class Basis:
    """A run, from the extracts to the figures."""

    extracts: Extracts
    results: Results
    decisions: Decisions
    figures: dict[FigureKey, Figure]
    indicators: tuple[Indicator, ...]
    areas: Areas
    inndeling: Inndeling
    rules: Rules


@dataclass(frozen=True)
class Rader:
    """The rows of a file that a figure is made from.

    Attributes:
        antall: How many; None when the number may not be told.
        i_bredden: They are numbers of a wide file, several of them on some lines.
        linjer: Their lines (``17–19, 25``); empty when they may not be told.
        koder: The municipality codes that stand in them.
    """

    antall: int | None
    linjer: str
    koder: tuple[str, ...]
    i_bredden: bool = False


@dataclass(frozen=True)
class Fil:
    """A file behind a figure.

    Attributes:
        datasett: The dataset that it gives.
        fil: Its name in the folder of extracts.
        navn: Where it comes from.
        lisens: On what terms.
        uttrukket: The day of extraction as ``2016-08-15``; empty when nobody has said.
        sha256: Of the file as it lies there.
        lest_som: How it was read, in words; empty when its format does not tell.
        rader: Rows of this figure; None when the figure is not shown.
    """

    datasett: str
    fil: str
    navn: str
    lisens: str
    uttrukket: str
    sha256: str
    lest_som: str
    rader: Rader | None


@dataclass(frozen=True)
class Tall:
    """Numbers behind a figure; each is None where there is none or it may not be told."""

    teller: int | None
    nevner: int | None


@dataclass(frozen=True)
class Explanation:
    """All that may be said of a figure, or, when it is internal, all that there is to say.

    Attributes:
        internt: It holds what may not be published.
        omraade: The area in words.
        tittel: The indicator's title.
        key: What the figure is about.
        trykt: What the packet prints: the value, or the symbol that says why there is none.
        enhet: What it is counted in; empty when there is no value, or the value says it.
        grunn: Why it is not shown; empty when it is.
        bak: The numbers behind it that are published.
        metode: How it is made.
        avrunding: How it is rounded.
        skjerming: The rules of hiding for its kind, with the limits of the profile.
        mangler: The municipalities that have not delivered, when that is why there is none.
        filer: The files that it is made from.
        kontroll: What the self-check found.
        bare_internt: What may not be published, a sentence each; empty unless ``internt``.
    """

    internt: bool
    omraade: str
    tittel: str
    key: FigureKey
    trykt: str
    enhet: str
    grunn: str
    bak: Tall
    metode: str
    avrunding: str
    skjerming: tuple[str, ...]
    mangler: tuple[str, ...]
    filer: tuple[Fil, ...]
    kontroll: str
    bare_internt: tuple[str, ...] = ()

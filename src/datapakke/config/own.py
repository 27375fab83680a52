"""What a project makes its own in the packet, as frozen data."""

from dataclasses import dataclass

from datapakke.colours import OURS, Palette


@dataclass(frozen=True)
class Kapittel:
    """A chapter that the packet is to have.

    Attributes:
        id: One of the program's, or an own one's, which names its template if it has one.
        tittel: The heading of an own chapter; empty for the program's.
        nynorsk: The same in nynorsk.
        indikatorer: What an own chapter shows, in order.
    """

    id: str
    tittel: str = ""
    nynorsk: str = ""
    indikatorer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Logo:
    """The sender's logo, checked; ``kind`` is its media type."""

    content: bytes
    kind: str


@dataclass(frozen=True)
class Pakke:
    """What the project has made its own.

    Attributes:
        kapitler: The chapters in order; empty: all of the program's.
        palett: The colours.
        logo: None without one.
    """

    kapitler: tuple[Kapittel, ...] = ()
    palett: Palette = OURS
    logo: Logo | None = None


AS_IT_IS = Pakke()
"""Of a project that has made nothing its own."""

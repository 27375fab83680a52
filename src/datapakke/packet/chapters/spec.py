"""What a chapter is: its heading, the datasets it lives on, and how its content is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from datapakke.locale import Tekst
from datapakke.packet.parts import Part
from datapakke.packet.view import View


@dataclass(frozen=True)
class Innhold:
    """What a chapter says: its message, and its figures in reading order."""

    ingress: str
    deler: tuple[Part, ...]


@dataclass(frozen=True)
class ChapterSpec:
    """A chapter of the packet.

    Attributes:
        id: The ``chapter`` of its indicators; names its template, if it has one of its own.
        tittel: The heading.
        datasett: The datasets it expects → what is said of one that was not delivered.
        alternativ: Datasets that give the chapter content but are not missed when absent.
        indikatorer: Of an own chapter: what it shows, whose tables are here when their own
            chapter is not in the packet.
        innhold: Makes the content; called only when something is delivered.
    """

    id: str
    tittel: str | Tekst
    datasett: Mapping[str, str | Tekst]
    innhold: Callable[[View], Innhold]
    alternativ: tuple[str, ...] = ()
    indikatorer: tuple[str, ...] = ()

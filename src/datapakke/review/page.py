"""The pages of the review as HTML that fetches nothing: style and script stand in each of them."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from datapakke import formats
from datapakke.locale import SPRAK
from datapakke.model import Status
from datapakke.packet.model import Seksjon
from datapakke.report.html import clean
from datapakke.review.model import Gjennomgang, Kort, Mote, Tilstand
from datapakke.review.sidecar import short_names
from datapakke.review.table import make_table
from datapakke.templating import Templates

START, TABLE, PACKET = (f"gjennomgang/{name}.html.j2" for name in ("oversikt", "tall", "pakke"))
STYLE, SCRIPT = "gjennomgang/stil.css", "gjennomgang/side.js"
_SEAM = re.compile(r"(grunn|inntaks|skole|studie|videre)(?=[a-zæøå]{5})", re.IGNORECASE)
"""Where the longest words in the heads of columns can be parted: browsers know no Norwegian."""
_NOT_SHOWN = {Status.SKJULT.value, Status.MANGLER.value, Status.FINNES_IKKE.value}


class Pages:
    """The pages of one review."""

    def __init__(self, review: Gjennomgang, templates: Sequence[Path]) -> None:
        """Prepare; ``templates`` is where templates are looked for, in order.

        Raises:
            TemplateError: Style or script is missing.
        """
        self._review = review
        self._templates = Templates(templates, finalize=clean)
        self._templates.add(
            filters={
                "borte": _not_shown,
                "delelig": _parted,
                "dato": formats.date_words,
                "klasse": lambda tilstand: tilstand.name.lower(),
                "mote_navn": meeting_name,
                "sist": _since,
                "sprak": lambda form: SPRAK[form],
                "stor": lambda text: text[:1].upper() + text[1:],
                "tall": formats.number,
            }
        )
        style = self._templates.css(STYLE)
        script = self._templates.text(SCRIPT)
        self._words: dict[str, Any] = {
            "g": review,
            "stil": Markup(style),  # noqa: S704 - our own
            "skript": Markup(script),  # noqa: S704 - our own
            "csp": _policy(style, script),
            "tilstander": _states(review),
        }
        self._order = {kort.kommunenr: place for place, kort in enumerate(review.kort)}

    def start(self) -> str:
        """Give the page of the meetings."""
        first = [one for one in self._review.kort if one.tilstand.galt or one.varsler]
        return self._templates.html(START, **self._words, lest=self._read(), se_paa=first)

    def table(self) -> str:
        """Give the page of all municipalities beside each other."""
        by_name = sorted(self._review.kort, key=lambda one: formats.name_key(one.kommune))
        return self._templates.html(
            TABLE,
            **self._words,
            tabell=make_table(self._review.kort, short_names()),
            alfabetisk={one.kommunenr: place for place, one in enumerate(by_name)},
            motenr={
                kort.kommunenr: place
                for place, mote in enumerate(self._review.moter, start=1)
                for kort in mote.kort
            },
        )

    def packet(self, kort: Kort, pdf: str) -> str:
        """Give the page of one municipality; ``pdf`` is the address of its packet."""
        place = self._order[kort.kommunenr]
        cards = self._review.kort
        return self._templates.html(
            PACKET,
            **self._words,
            kort=kort,
            pdf=pdf,
            nummer=place + 1,
            mote=next(mote for mote in self._review.moter if kort in mote.kort),
            forrige=cards[place - 1] if place else None,
            neste=cards[place + 1] if place + 1 < len(cards) else None,
        )

    def _read(self) -> str:
        """Say what was read back."""
        read = [one.entry for one in self._review.kort if one.entry]
        values, texts = (sum(getattr(one, name) for one in read) for name in ("verdier", "tekster"))
        pages = sum(one.sider for one in read)
        return (
            f"{len(read)} av {len(self._review.kort)} pakker: {formats.number(values)} verdier og"
            f" {formats.number(texts)} tekster på {pages} sider er lest tilbake fra PDF-ene, og"
            " stemmer."
        )


def meeting_name(mote: Mote) -> str:
    """Give what a meeting is called on the page."""
    if mote.dato is None:
        return "Ikke invitert til noe møte"
    return f"{formats.date_words(mote.dato)}{', ' if mote.sted else ''}{mote.sted}"


def _states(review: Gjennomgang) -> list[tuple[str, int]]:
    counted = Counter(kort.tilstand for kort in review.kort)
    return [(one.value, counted[one]) for one in Tilstand if counted[one]]


def _parted(name: str) -> Markup:
    """Give the head of a column, with soft hyphens where its longest words can be parted."""
    said = str(escape(clean(name)))
    return Markup(_SEAM.sub(r"\1&shy;", said))  # noqa: S704 - escaped


def _not_shown(kort: Kort) -> list[str]:
    """Name the key figures that the packet does not show."""
    return (
        [one.navn for one in kort.sagt.nokkeltall if one.tekst in _NOT_SHOWN] if kort.sagt else []
    )


def _since(section: Seksjon) -> str:
    """Count what has happened since the last round's packet: «3 nye tall, 1 rettet»."""
    return ", ".join(f"{one.overskrift.lower()}: {len(one.punkter)}" for one in section.avsnitt)


def _policy(style: str, script: str) -> str:
    """Give what the page may do: show its own pictures, and use this style and this script."""
    return (
        f"default-src 'none'; img-src 'self' file:; style-src '{_hash(style)}';"
        f" script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"

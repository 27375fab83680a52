"""Remarks on sources in the form of the packet: those that the program makes of what files say.

What an analyst or a source has written is data, and stands as it is written.
"""

import re
from dataclasses import replace

from datapakke.locale import Tekst
from datapakke.sources import Note

MADE = (
    Tekst("Tallene for {aar} er foreløpige hos SSB."),
    Tekst("Tallene for {aar} er foreløpige hos Udir."),
    Tekst("Tallene for {aar} er foreløpige hos kilden."),
)
"""As ``extracts`` makes them of figures that are marked as provisional."""


def in_form(note: Note) -> Note:
    """Give a remark in the form that is set where the program made it, else as it is."""
    for text in MADE:
        before, after = text.bokmaal.split("{aar}")
        if found := re.fullmatch(rf"{re.escape(before)}(.{{1,30}}){re.escape(after)}", note.tekst):
            return replace(note, tekst=text.format(aar=found[1]))
    return note

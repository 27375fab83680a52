"""What a meeting's municipalities answered: one table, and a page per meeting."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from datapakke import formats, theme
from datapakke.kommuner import Inndeling, Mote
from datapakke.svarark import skjema
from datapakke.svarark.read import Svar
from datapakke.templating import Templates

TEMPLATE = "svaroppsummering.html.j2"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this is calculated by a spreadsheet, whoever wrote it."""


def as_table(svar: Sequence[Svar], inndeling: Inndeling) -> bytes:
    """Give the answers as CSV for a spreadsheet: a row per municipality, a column per field.

    UTF-8 with a mark, semicolons. A text that a spreadsheet would calculate gets an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(["kommunenr", "kommune", *(felt.navn for felt in skjema.FELTER)])
    for one in svar:
        name = inndeling.navn(inndeling.by_kommunenr[one.kommunenr])
        answers = (one.felt[felt.navn] for felt in skjema.FELTER)
        writer.writerow([one.kommunenr, name, *map(_harmless, answers)])
    return file.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def as_page(
    svar: Sequence[Svar],
    inndeling: Inndeling,
    mote: Mote,
    templates: Sequence[Path],
    *,
    til_deling: bool,
) -> str:
    """Give one meeting's answers as a page without anything from elsewhere.

    Args:
        svar: The answers of the round.
        inndeling: The round's division.
        mote: The meeting.
        templates: Where the template is looked for, in order.
        til_deling: Only those who said that the others at the meeting may see it.

    Raises:
        PacketError: The template is missing or wrong; file and line are named.
    """
    invited = [one for one in inndeling if one.slug in mote.kommuner]
    by_nr = {one.kommunenr: one for one in svar if one.kan_deles or not til_deling}
    told = {
        inndeling.navn(one): by_nr[nr]
        for one in sorted(invited, key=lambda one: formats.name_key(inndeling.navn(one)))
        if (nr := inndeling.kommunenr(one)) in by_nr
    }
    answered = {one.kommunenr for one in svar}
    lacking = [inndeling.navn(one) for one in invited if inndeling.kommunenr(one) not in answered]
    return Templates(templates).html(
        TEMPLATE,
        mote=mote,
        dato=formats.date_words(mote.dato),
        svar=told,
        mangler=sorted(lacking, key=formats.name_key),
        til_deling=til_deling,
        skjema=skjema,
        variabler=Markup(theme.css_variables()),  # noqa: S704 - our own colours
    )

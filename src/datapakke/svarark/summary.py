"""What a meeting's municipalities answered: one table, and a page per meeting."""

from collections.abc import Sequence

from markupsafe import Markup

from datapakke import formats, theme
from datapakke.kommuner import Inndeling, Mote
from datapakke.spreadsheet import as_csv, words
from datapakke.svarark import skjema
from datapakke.svarark.read import Svar
from datapakke.templating import Templates

TEMPLATE = "svaroppsummering.html.j2"


def as_table(svar: Sequence[Svar], inndeling: Inndeling) -> bytes:
    """Give the answers for a spreadsheet: a row per municipality, a column per field."""
    names = [felt.navn for felt in skjema.FELTER]
    return as_csv(
        ["kommunenr", "kommune", *names],
        (
            (
                one.kommunenr,
                inndeling.navn(inndeling.by_kommunenr[one.kommunenr]),
                *(words(one.felt[name]) for name in names),
            )
            for one in svar
        ),
    )


def as_page(
    svar: Sequence[Svar],
    inndeling: Inndeling,
    mote: Mote,
    templates: Templates,
    *,
    til_deling: bool,
) -> str:
    """Give one meeting's answers as a page without anything from elsewhere.

    Args:
        svar: The answers of the round.
        inndeling: The round's division.
        mote: The meeting.
        templates: Have the page's template.
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
    return templates.html(
        TEMPLATE,
        mote=mote,
        dato=formats.date_words(mote.dato),
        svar=told,
        mangler=sorted(lacking, key=formats.name_key),
        til_deling=til_deling,
        skjema=skjema,
        variabler=Markup(theme.css_variables()),  # noqa: S704 - our own colours
    )

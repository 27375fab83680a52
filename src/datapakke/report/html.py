"""The report as one HTML page, for people inside the office."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from datapakke import theme
from datapakke.config.text import printable
from datapakke.formats import NBSP, listing, number
from datapakke.report.model import Alvor, Report
from datapakke.report.terminal import described, summary
from datapakke.report.words import span, sums, understood_as
from datapakke.templating import Templates

TEMPLATE = "kontroll.html.j2"


def as_html(report: Report, templates: Sequence[Path]) -> str:
    """Give the page: nothing in it is fetched from elsewhere, and no name in it is markup.

    Args:
        report: What to tell.
        templates: Where the template is looked for, in order.

    Raises:
        PacketError: The template is missing or wrong; file and line are named.
    """
    page = Templates(templates, finalize=clean)
    page.add(
        filters={
            "kommuner": lambda numbers: listing([report.kommuner[nr] for nr in numbers]),
            "forstatt": understood_as,
            "lest": described,
            "spenn": span,
            "stor": lambda text: text[:1].upper() + text[1:],
            "summer": sums,
            "tall": number,
        }
    )
    return page.html(
        TEMPLATE,
        rapport=report,
        sammendrag=summary(report),
        variabler=Markup(theme.css_variables()),  # noqa: S704 - our own colours
        feil=report.av(Alvor.FEIL),
        feil_i_alt=report.feil_i_alt,
        advarsler=report.av(Alvor.ADVARSEL),
        merknader=report.av(Alvor.MERK),
    )


def clean(value: object) -> object:
    """Give text without characters that turn what is read around; hard spaces stay."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return NBSP.join(printable(part) for part in value.split(NBSP))
    return value

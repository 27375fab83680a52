"""The booklet as PDF."""

from datapakke.fonts import prepare_fonts
from datapakke.hefte.hefte import UNUSUAL, Hefte
from datapakke.templating import Templates

TEMPLATE, STYLE = "hefte.html.j2", "hefte.css"
FOLDER = "hefter"
"""Below the packets: no booklet is taken for a packet."""


def hefte_pdf(hefte: Hefte, templates: Templates) -> bytes:
    """Give the booklet as PDF. The same booklet gives the same bytes.

    Raises:
        PacketError: A template is missing or wrong, or a system library is missing.
    """
    prepare_fonts()
    from datapakke.pages import make_pdf  # noqa: PLC0415 - fonts must be prepared before

    html = templates.html(TEMPLATE, hefte=hefte, uvanlig=UNUSUAL.strip())
    return make_pdf(html, templates.css(STYLE), {})

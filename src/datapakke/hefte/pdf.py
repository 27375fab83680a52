"""The booklet as PDF."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from datapakke.fonts import prepare_fonts
from datapakke.hefte.hefte import UNUSUAL, Hefte, make_hefte
from datapakke.kommuner import Kommune
from datapakke.output import write_or_tell
from datapakke.packet.context import PacketContext
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


def write_hefter(
    context: PacketContext, made: Sequence[Kommune], templates: Sequence[Path], folder: Path
) -> Iterator[Path]:
    """Write the booklets of the meetings whose packets were all made.

    Args:
        context: What the packets are made from.
        made: The municipalities whose packets were made.
        templates: Where templates are looked for, in order.
        folder: The packets' folder.

    Raises:
        PacketError: A booklet cannot be made or written.
    """
    filled = Templates(templates)
    slugs = {one.slug for one in made}
    for mote in context.runde.moter if context.runde else ():
        if not set(mote.kommuner) <= slugs:
            continue
        hefte = make_hefte(context, mote)
        yield write_or_tell(folder / FOLDER / f"{hefte.navn}.pdf", hefte_pdf(hefte, filled))

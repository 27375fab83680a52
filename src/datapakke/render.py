"""From Packet to HTML to PDF. Templates place what the packet says; they decide nothing."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from datapakke.attachment import figures_file
from datapakke.config.own import AS_IT_IS, Logo, Pakke
from datapakke.fonts import prepare_fonts
from datapakke.formats import listing
from datapakke.layout import URL, Layout, chapter_anchor, lay_out
from datapakke.packet.model import Packet, Table
from datapakke.templating import Templates, package_templates, template_folders

__all__ = ["Renderer", "package_templates", "template_folders"]

_START = "pakke.html.j2"
_STYLE = "stil.css"
LOGO = "logo:"
"""The address of the sender's logo."""


class Renderer:
    """Turns packets into pages; one renderer serves many packets."""

    def __init__(self, templates: Sequence[Path], own: Pakke = AS_IT_IS) -> None:
        """Look for each template in ``templates`` in order; ``own`` is what the project chose."""
        self._own = own
        self._templates = Templates(templates, palette=own.palett)
        self._templates.add(
            names={"url": URL},
            filters={
                "kapittelanker": chapter_anchor,
                "liste": listing,
                "bredde": _columns,
            },
        )

    def html(self, packet: Packet, layout: Layout | None = None) -> str:
        """Give the packet as HTML; its charts are named ``figur:ID`` and not in it.

        Args:
            packet: What to print.
            layout: From ``lay_out(packet)``, when that is made already.

        Raises:
            TemplateError: A template is missing or wrong; file and line are named.
            PacketError: A text has no translation.
        """
        return self._templates.html(
            _START,
            packet.maalform,
            pakke=packet,
            oppsett=layout or lay_out(packet),
            logo=LOGO if self._own.logo else "",
        )

    def pdf(self, packet: Packet) -> bytes:
        """Give the packet as PDF. The same packet gives the same bytes.

        Raises:
            TemplateError: A template is wrong.
            PacketError: A page asks for a file or an address, or a system library is missing.
        """
        prepare_fonts()
        from datapakke.pages import make_pdf  # noqa: PLC0415 - fonts must be prepared before

        layout = lay_out(packet)
        images: dict[str, str | Logo] = {
            URL + name: self._own.palett.painted(drawing.svg)
            for name, drawing in layout.drawings.items()
        }
        if self._own.logo:
            images[LOGO] = self._own.logo
        return make_pdf(self.html(packet, layout), self._css, images, [figures_file(packet)])

    @cached_property
    def _css(self) -> str:
        return self._templates.css(_STYLE)


def _columns(table: Table) -> int:
    """Give the number of columns, the row headers' included."""
    return len(table.hode) + 1

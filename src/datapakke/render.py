"""From Packet to HTML to PDF. Templates place what the packet says; they decide nothing."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import jinja2

from datapakke import theme
from datapakke.errors import PacketError, Problem
from datapakke.fonts import prepare_fonts
from datapakke.formats import listing
from datapakke.layout import URL, Layout, chapter_anchor, lay_out
from datapakke.locale import SPRAK, maalform, sagt
from datapakke.packet.model import Packet, Table

_START = "pakke.html.j2"
_STYLE = "stil.css"
_PACKAGE = Path(__file__).parent


def package_templates() -> Path:
    """Give the default templates' folder: in the package, or beside ``src/`` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def template_folders(own: Path) -> tuple[Path, ...]:
    """Give where templates are looked for: the project's own folder first, file by file."""
    return own, package_templates()


class Renderer:
    """Turns packets into pages; one renderer serves many packets."""

    def __init__(self, templates: Sequence[Path]) -> None:
        """Look for each template in ``templates`` in order."""
        self._loader = jinja2.FileSystemLoader(templates)
        self._environment = jinja2.Environment(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
        )
        self._environment.globals |= {"url": URL, "faa_spalter": theme.FEW_COLUMNS, "_": sagt}
        self._environment.filters |= {
            "kapittelanker": chapter_anchor,
            "liste": listing,
            "bredde": _columns,
        }

    def html(self, packet: Packet, layout: Layout | None = None) -> str:
        """Give the packet as HTML; its charts are named ``figur:ID`` and not in it.

        Args:
            packet: What to print.
            layout: From ``lay_out(packet)``, when that is made already.

        Raises:
            PacketError: A template is missing or wrong; file and line are named.
        """
        try:
            with maalform(packet.maalform):
                return self._environment.get_template(_START).render(
                    pakke=packet,
                    oppsett=layout or lay_out(packet),
                    sprak=SPRAK[packet.maalform],
                )
        except jinja2.TemplateError as error:
            raise PacketError([template_problem(error)]) from error

    def pdf(self, packet: Packet) -> bytes:
        """Give the packet as PDF. The same packet gives the same bytes.

        Raises:
            PacketError: A template is wrong, a page asks for a file or an address, or a system
                library is missing.
        """
        prepare_fonts()
        from datapakke.pages import make_pdf  # noqa: PLC0415 - fonts must be prepared before

        layout = lay_out(packet)
        images = {URL + name: drawing.svg for name, drawing in layout.drawings.items()}
        return make_pdf(self.html(packet, layout), self._css, images)

    @cached_property
    def _css(self) -> str:
        try:
            source, _, _ = self._loader.get_source(self._environment, _STYLE)
        except jinja2.TemplateError as error:
            raise PacketError([template_problem(error)]) from error
        return theme.css_variables() + source


def _columns(table: Table) -> int:
    """Give the number of columns, the row headers' included."""
    return len(table.hode) + 1


def template_problem(error: jinja2.TemplateError) -> Problem:
    """Say in which template and line an error lies, as far as Jinja knows."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(f"mal «{error.name}»", "finnes ikke")
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(f"mal «{error.name}», linje {error.lineno}", f"skrivefeil: {error.message}")
    name, line = _place_of(error)
    return Problem(f"mal «{name}», linje {line}", f"kunne ikke fylles ut: {error.message}")


def _place_of(error: BaseException) -> tuple[str, int]:
    """Give the innermost template and line that an error passed through."""
    place = (_START, 0)
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".j2":
            place = (path.name, trace.tb_lineno)
        trace = trace.tb_next
    return place

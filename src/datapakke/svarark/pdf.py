"""The answer sheet as a PDF form."""

from collections.abc import Sequence
from pathlib import Path

import jinja2

from datapakke import formats, theme
from datapakke.errors import PacketError
from datapakke.fonts import prepare_fonts
from datapakke.locale import SPRAK, maalform
from datapakke.render import template_problem
from datapakke.svarark import skjema
from datapakke.svarark.ark import Svarark

TEMPLATE, STYLE = "svarark.html.j2", "svarark.css"


class SheetRenderer:
    """Turns answer sheets into PDFs; one renderer serves many."""

    def __init__(self, templates: Sequence[Path]) -> None:
        """Look for the template and the style in ``templates`` in order."""
        self._loader = jinja2.FileSystemLoader(templates)
        self._environment = jinja2.Environment(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def pdf(self, ark: Svarark) -> bytes:
        """Give the sheet as PDF with form fields. The same sheet gives the same bytes.

        Raises:
            PacketError: A template is missing or wrong, or a system library is missing.
        """
        prepare_fonts()
        from datapakke.svarark.form import make_form  # noqa: PLC0415 - fonts must be prepared before

        try:
            html = self._html(ark)
            style, _, _ = self._loader.get_source(self._environment, STYLE)
        except jinja2.TemplateError as error:
            raise PacketError([template_problem(error)]) from error
        return make_form(html, theme.css_variables() + style, locked=(skjema.IDENTITY,))

    def _html(self, ark: Svarark) -> str:
        with maalform(ark.maalform):
            return self._environment.get_template(TEMPLATE).render(
                ark=ark,
                skjema=skjema,
                sprak=SPRAK[ark.maalform],
                tittel=skjema.TITTEL.format(K=ark.kommune),
                retur=skjema.RETURNERES.format(
                    adresse=ark.adresse,
                    frist=formats.date_words(ark.frist),
                    mote=formats.date_words(ark.mote),
                ),
            )

"""The answer sheet as a PDF form."""

from collections.abc import Sequence
from pathlib import Path

from datapakke import formats
from datapakke.fonts import prepare_fonts
from datapakke.locale import maalform
from datapakke.svarark import skjema
from datapakke.svarark.ark import Svarark
from datapakke.templating import Templates

TEMPLATE, STYLE = "svarark.html.j2", "svarark.css"


class SheetRenderer:
    """Turns answer sheets into PDFs; one renderer serves many."""

    def __init__(self, templates: Sequence[Path]) -> None:
        """Look for the template and the style in ``templates`` in order."""
        self._templates = Templates(templates)

    def pdf(self, ark: Svarark) -> bytes:
        """Give the sheet as PDF with form fields. The same sheet gives the same bytes.

        Raises:
            PacketError: A template is missing or wrong, or a system library is missing.
        """
        prepare_fonts()
        from datapakke.pages.form import make_form  # noqa: PLC0415 - fonts must be prepared

        with maalform(ark.maalform):
            words = {
                "tittel": skjema.TITTEL.format(K=ark.kommune),
                "retur": skjema.RETURNERES.format(
                    adresse=ark.adresse,
                    frist=formats.date_words(ark.frist),
                    mote=formats.date_words(ark.mote),
                ),
            }
        html = self._templates.html(TEMPLATE, ark.maalform, ark=ark, skjema=skjema, **words)
        return make_form(html, self._templates.css(STYLE), locked=(skjema.IDENTITY,))

"""From HTML to tagged PDF: the only place that knows WeasyPrint.

Import after ``fonts.prepare_fonts``.
"""

from datapakke.fonts import by_file_name

with by_file_name():
    from weasyprint.text.ffi import pango

    from datapakke.pages.make import make_pdf

__all__ = ["PANGO", "make_pdf"]

PANGO = str(pango.pango_version())
"""The release of Pango, which sets the text: 14700 is 1.47.0."""

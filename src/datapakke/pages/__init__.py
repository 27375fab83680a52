"""From HTML to tagged PDF: the only place that knows WeasyPrint.

Import after ``fonts.prepare_fonts``.
"""

from datapakke.fonts import by_file_name

with by_file_name():
    from datapakke.pages.make import make_pdf

__all__ = ["make_pdf"]

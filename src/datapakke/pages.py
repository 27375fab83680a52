"""From HTML to PDF by WeasyPrint, which may fetch nothing but the packet's own charts.

Import after ``fonts.prepare_fonts``.
"""

from collections.abc import Mapping

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from datapakke.errors import PacketError, Problem


class _Charts(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Gives charts from memory and refuses every other address, files and data: included."""

    def __init__(self, images: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self._images = images

    def fetch(
        self,
        url: str,
        headers: object = None,  # noqa: ARG002 - the base class has it
    ) -> URLFetcherResponse:
        """Give the chart that ``url`` names."""
        if url not in self._images:
            message = f"siden ber om «{url}», men bare pakkens egne figurer kan hentes"
            raise FatalURLFetchingError(message)
        return URLFetcherResponse(url, self._images[url], {"Content-Type": "image/svg+xml"})


def make_pdf(html: str, css: str, images: Mapping[str, str]) -> bytes:
    """Give the pages as PDF.

    Raises:
        PacketError: The page asks for something that is not in ``images``.
    """
    fetcher = _Charts(images)
    try:
        style = weasyprint.CSS(string=css, url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        pdf: bytes = page.write_pdf(stylesheets=[style], presentational_hints=False)
    except FatalURLFetchingError as error:
        raise PacketError([Problem("mal", str(error))]) from error
    return pdf

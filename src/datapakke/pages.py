"""From HTML to tagged PDF (PDF/UA-1) by WeasyPrint, which may fetch the packet's charts only.

Import after ``fonts.prepare_fonts``.
"""

import gc
from collections.abc import Mapping

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from datapakke.errors import PacketError, Problem
from datapakke.tagging import finish


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
        PacketError: The page asks for something that is not in ``images``, or cannot be set.
    """
    fetcher = _Charts(images)
    collects = gc.isenabled()
    gc.disable()  # going through half a million live boxes again and again is a seventh of the work
    try:
        return _set(html, css, fetcher)
    except FatalURLFetchingError as error:
        raise PacketError([Problem("mal", str(error))]) from error
    except Exception as error:  # what can go wrong inside WeasyPrint is declared nowhere
        reason = f"siden kunne ikke settes: {type(error).__name__}: {error}"
        raise PacketError([Problem("PDF", reason)]) from error
    finally:
        if collects:
            gc.enable()


def _set(html: str, css: str, fetcher: _Charts) -> bytes:
    """Set the pages. A function of its own: its document is dead before garbage is looked for."""
    style = weasyprint.CSS(string=css, url_fetcher=fetcher)
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", finisher=finish)
    return pdf

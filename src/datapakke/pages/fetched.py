"""What a page may fetch: only what it is given, from memory."""

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

Content = tuple[str | bytes, str]
"""What is fetched, and its kind: ``image/svg+xml``."""


class Held(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Gives content from memory and refuses every other address, files and data: included."""

    def __init__(self, held: Mapping[str, Content], refusal: str) -> None:
        """Keep what may be fetched.

        Args:
            held: Content by address.
            refusal: Said of another, with its place: «siden ber om «{url}», men …».
        """
        super().__init__(allowed_protocols=())
        self._held = held
        self._refusal = refusal

    def fetch(
        self,
        url: str,
        headers: object = None,  # noqa: ARG002 - the base class has it
    ) -> URLFetcherResponse:
        """Give what ``url`` names."""
        if url not in self._held:
            raise FatalURLFetchingError(self._refusal.format(url=url))
        content, kind = self._held[url]
        return URLFetcherResponse(url, content, {"Content-Type": kind})

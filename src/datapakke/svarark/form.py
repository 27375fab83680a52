"""From HTML with fields to a PDF form. Import after ``fonts.prepare_fonts``."""

from collections.abc import Collection
from functools import partial
from typing import Any

import pydyf
import weasyprint
from weasyprint.urls import URLFetcher

from datapakke.errors import PacketError, Problem

READ_ONLY = 1


def make_form(html: str, css: str, locked: Collection[str]) -> bytes:
    """Give the page as a tagged PDF form, which fetches nothing.

    Args:
        html: The page; ``title`` of an input is what a screen reader says of it.
        css: Its style.
        locked: Names of the fields that cannot be changed.

    Raises:
        PacketError: The page asks for a file or an address, or cannot be set.
    """
    fetcher = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    try:
        style = weasyprint.CSS(string=css, url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        pdf: bytes = page.write_pdf(
            stylesheets=[style],
            pdf_forms=True,
            pdf_variant="pdf/ua-1",
            finisher=partial(_finish, locked),
        )
    except Exception as error:  # what can go wrong inside WeasyPrint is declared nowhere
        reason = f"svararket kunne ikke settes: {type(error).__name__}: {error}"
        raise PacketError([Problem("PDF", reason)]) from error
    return pdf


def _finish(locked: Collection[str], _: Any, pdf: Any) -> None:  # noqa: ANN401 - no types
    """Lock the fields that say whose sheet it is, and let a choice be one field, not one each.

    WeasyPrint lists the places of a choice as fields beside the choice that they are part of, and
    names them again, so that viewers disagree on what is chosen.
    """
    names = {f"({name})".encode() for name in locked}
    places = set()
    for one in pdf.objects:
        if not isinstance(one, pydyf.Dictionary) or one.get("Subtype") != "/Widget":
            continue
        if "Parent" in one:
            places.add(one.reference)
            del one["T"], one["FT"]
        elif one["T"].data in names:
            one["Ff"] = READ_ONLY
    form = pdf.catalog["AcroForm"]
    form["Fields"] = pydyf.Array(one for one in form["Fields"] if one not in places)

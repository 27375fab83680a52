"""From HTML to PDF/UA-1 by WeasyPrint, which may fetch nothing but the packet's own charts."""

import gc
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time
from functools import lru_cache

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from datapakke.attachment import Attached
from datapakke.config.own import Logo
from datapakke.errors import PacketError, Problem
from datapakke.pages.drawn import Drawn, NotOursError
from datapakke.pages.faces import Faces
from datapakke.pages.fetched import Content, Held
from datapakke.pages.lines import remember, set_once
from datapakke.pages.packed import pack_lightly
from datapakke.pages.places import place_plainly
from datapakke.pages.plain import page
from datapakke.pages.strokes import draw_once
from datapakke.pages.styles import work_out_once
from datapakke.pages.tags import finish

set_once()
draw_once()
work_out_once()
place_plainly()
pack_lightly()

_SVG = "image/svg+xml"

Images = Mapping[str, str | Logo]
"""Charts (SVG) and the logo, by the address that a page names them by."""


_REFUSAL = "siden ber om «{url}», men bare pakkens egne figurer kan hentes"


def _held(images: Images) -> Held:
    """Give charts from memory, and the logo."""
    held: dict[str, Content] = {
        url: (image.content, image.kind) if isinstance(image, Logo) else (image, _SVG)
        for url, image in images.items()
    }
    return Held(held, _REFUSAL)


def make_pdf(html: str, css: str, images: Images, attached: Sequence[Attached] = ()) -> bytes:
    """Give the pages as PDF, with the attached files in it.

    Args:
        html: The pages.
        css: Their style.
        images: What the pages may show.
        attached: Files to lie in the PDF.

    Raises:
        PacketError: The page asks for something that is not in ``images``, or cannot be set.
    """
    collects = gc.isenabled()
    gc.disable()  # going through half a million live boxes again and again is a seventh of the work
    try:
        return _set(html, css, images, attached)
    except FatalURLFetchingError as error:
        raise PacketError([Problem("mal", str(error))]) from error
    except Exception as error:  # what can go wrong inside WeasyPrint is declared nowhere
        reason = f"siden kunne ikke settes: {type(error).__name__}: {error}"
        raise PacketError([Problem("PDF", reason)]) from error
    finally:
        if collects:
            gc.enable()


def _set(html: str, css: str, images: Images, attached: Sequence[Attached]) -> bytes:
    """Set the pages. A function of its own: its document is dead before garbage is looked for."""
    style, font_config = _style(css)
    pdf: bytes = page(html, css, url_fetcher=_held(images)).write_pdf(
        stylesheets=[style],
        font_config=font_config,
        cache=_drawn(images, Faces(font_config)),
        pdf_variant="pdf/ua-1",
        attachments=[_attachment(one) for one in attached],
        finisher=finish,
    )
    return pdf


@lru_cache(maxsize=4)
def _style(css: str) -> tuple[weasyprint.CSS, FontConfiguration]:
    """Give a style as it is read, and the fonts for all that has it, whose lines are remembered."""
    font_config = FontConfiguration()
    remember(font_config)
    style = weasyprint.CSS(string=css, url_fetcher=_held({}), font_config=font_config)
    return style, font_config


def _attachment(file: Attached) -> weasyprint.Attachment:
    """Give a file as WeasyPrint attaches it; without a day it would have the clock's."""
    day = datetime.combine(file.day, time(), UTC)
    content = io.BytesIO(file.content)
    return weasyprint.Attachment(
        file_obj=content, name=file.name, description=file.words, created=day, modified=day
    )


def _drawn(images: Images, faces: Faces) -> dict[str, Drawn]:
    """Give the charts that need not be read as SVG, which are all until one draws otherwise."""
    found = {}
    for url, image in images.items():
        with suppress(NotOursError):
            if isinstance(image, str):
                found[url] = Drawn(image, faces)
    return found

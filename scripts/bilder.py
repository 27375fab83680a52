"""The pictures of the guide, ``docs/bilder``, from a rehearsal.

``python scripts/bilder.py MAPPE [CHROMIUM]``: ``MAPPE`` is the folder of a rehearsal that has ended
(``scripts/generalprove.py MAPPE``). A picture is at most 150 kB.
"""

import argparse
import io
import subprocess
import tempfile
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "bilder"
MOST_BYTES = 150_000
ROUND, MEETING = "2016-host", "2016-11-02"


def pages(folder: Path, scratch: Path) -> Iterator[tuple[str, Path, tuple[int, int]]]:
    """Give each picture's name, the page that it is of, and how much of it is seen."""
    project = folder / "prosjekt"
    review = project / "out" / f"{ROUND}-gjennomgang"
    yield "gjennomgang", review / "index.html", (1100, 1400)
    packet = min((review / "pakker").glob("*.html"))
    yield "gjennomgang-pakke", packet, (1200, 1000)
    yield "epost", opened(folder / "0.eml", scratch), (760, 660)
    yield "svar", project / "svar" / ROUND / f"svar-{MEETING}-internt.html", (1000, 900)


def opened(mail: Path, scratch: Path) -> Path:
    """Give the part of a message that a mail program shows, as a page."""
    message = BytesParser(policy=policy.default).parsebytes(mail.read_bytes())
    assert isinstance(message, EmailMessage)  # noqa: S101 - by the policy
    shown = message.get_body(("html",))
    assert shown  # noqa: S101 - the rehearsal has looked for it
    page = scratch / "epost.html"
    page.write_text(f"<meta charset='utf-8'>{shown.get_content()}", "utf-8")
    return page


def picture(chromium: str, page: Path, size: tuple[int, int], scratch: Path) -> bytes:
    """Take a picture of a page as a browser shows it, in few colours."""
    taken = scratch / "bilde.png"
    subprocess.run(  # noqa: S603 - the browser that is named
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--virtual-time-budget=3000",
            f"--window-size={size[0]},{size[1]}",
            f"--screenshot={taken}",
            page.resolve().as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    out = io.BytesIO()
    with Image.open(taken) as seen:
        few = seen.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Bildene i veiledningen.")
    parser.add_argument("mappe", type=Path, help="mappen til en generalprøve")
    parser.add_argument("chromium", nargs="?", default="chromium", help="nettleseren")
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, page, size in pages(given.mappe, scratch):
            content = picture(given.chromium, page, size, scratch)
            if len(content) > MOST_BYTES:
                parser.error(f"{name}.png er {len(content)} byte, og skal være høyst {MOST_BYTES}")
            (FOLDER / f"{name}.png").write_bytes(content)


if __name__ == "__main__":
    main()

"""How a packet looks: colours, type and measures, once, for CSS and charts alike."""

from dataclasses import dataclass

from datapakke.colours import ACCENT, INK, MUTED, PAPER, RAMP, TINT, contrast, text_on
from datapakke.packet.model import Rolle

__all__ = ["ACCENT", "INK", "MUTED", "PAPER", "RAMP", "TINT", "contrast", "text_on"]
"""Where they are looked for; ``colours`` has them, since a configuration is held against them."""

FONT = "Source Sans Pro"

SHADE = "#e3e3df"
"""Shaded spans of charts."""
BOX = "#a9b7bb"
"""The box of the middle half; markers in ink and accent stand out on it in grey print too."""
CHANCE = "#6f9aa3"
"""The line through a point: how far chance moves it."""
CHANCE_WIDTH = 1.6
RULE = "#c3cacd"
GRID = "#dfe3e5"

PAGE_WIDTH_MM = 180
"""Width of the text: A4 less two margins of 15 mm."""
PT_PER_MM = 72 / 25.4
FULL_WIDTH = PAGE_WIDTH_MM * PT_PER_MM
GUTTER = 18.0
HALF_WIDTH = (FULL_WIDTH - GUTTER) / 2

BODY = 9.5
"""Sizes in points. Nothing on a page is smaller than ``TINY``."""
SMALL = 8.0
TINY = 8.0

TIGHT = 1.3
"""Line height of headings and captions, and of notes (``LOOSE``), as a share of the size."""
LOOSE = 1.42

TABLE_PAGE_HEIGHT = 734.0
"""Room for tables on a page of the last part (260 mm), less what estimates may miss."""
TABLE_PAGE_TITLE = 27.0
"""What the heading of the part takes of its first page."""
TABLE_GAP = 12.0
TABLE_COLUMN = (FULL_WIDTH - TABLE_GAP) / 2
TABLE_LINE = 9.0
TABLE_PADDING = 0.3
TABLE_ROW = TABLE_LINE + 2 * TABLE_PADDING
TABLE_RULE = 0.5
TABLE_APART = 9.0
"""Above a table's title, except at the top of a column."""
TABLE_UNDER = 3.4
TABLE_NOTES = 2.9
FEW_COLUMNS = 3
"""With no more columns of figures than this, the rows' headers have more room."""
HEAD_SHARE = 0.27
HEAD_SHARE_FEW = 0.46
HEAD_SHARE_MOST = 0.32
"""Row headers take so much where a long word in one needs it."""


@dataclass(frozen=True)
class Style:
    """How a role is drawn, so that it is told apart in grey print too.

    ``dash`` is the on-off pattern in points, empty for a solid line; ``marker`` is matplotlib's.
    """

    color: str
    width: float
    dash: tuple[float, ...]
    marker: str


STYLES: dict[Rolle, Style] = {
    Rolle.KOMMUNE: Style(ACCENT, 1.9, (), "o"),
    Rolle.MOTE: Style("#3b6694", 1.2, (6, 2, 1, 2), "D"),
    Rolle.FYLKE: Style("#5b5f61", 1.3, (4, 2), "s"),
    Rolle.LAND: Style("#85561c", 1.2, (1.2, 1.8), "^"),
    Rolle.JENTER: Style("#5d3f8e", 1.6, (), "^"),
    Rolle.GUTTER: Style("#96502a", 1.6, (5, 2), "s"),
    Rolle.KATEGORI: Style(MUTED, 1.2, (), "o"),
    Rolle.ANDRE: Style(MUTED, 1.0, (), "."),
    Rolle.GRENSE: Style(MUTED, 0.9, (3, 2), "_"),
}

_RAMP_CHOICE = {
    1: (1,),
    2: (1, 4),
    3: (0, 2, 4),
    4: (0, 2, 4, 5),
    5: (0, 1, 2, 4, 5),
    6: (0, 1, 2, 3, 4, 5),
}


def category_colors(count: int) -> tuple[str, ...]:
    """Give ``count`` fill colours from dark to light; more than seven start again."""
    chosen = _RAMP_CHOICE.get(count, tuple(range(len(RAMP))))
    return tuple(RAMP[chosen[index % len(chosen)]] for index in range(count))


def css_variables() -> str:
    """Give the theme as CSS custom properties on ``:root``."""
    values = {
        "skrift": FONT,
        "tekst": INK,
        "dempet": MUTED,
        "aksent": ACCENT,
        "tone": TINT,
        "linje": RULE,
        "rutenett": GRID,
        "papir": PAPER,
        "brod": f"{BODY}pt",
        "liten": f"{SMALL}pt",
        "minst": f"{TINY}pt",
        "bredde": f"{FULL_WIDTH:.2f}pt",
        "halv": f"{HALF_WIDTH:.2f}pt",
        "tabellspalte": f"{TABLE_COLUMN:.2f}pt",
        "tabellrom": f"{TABLE_GAP}pt",
        "tabellinje": f"{TABLE_LINE}pt",
        "tabelluft": f"{TABLE_PADDING}pt",
        "tabellskille": f"{TABLE_APART}pt",
        "tabellunder": f"{TABLE_UNDER}pt",
        "tabellnoter": f"{TABLE_NOTES}pt",
    }
    lines = (f"  --{name}: {value};" for name, value in values.items())
    return ":root {\n" + "\n".join(lines) + "\n}\n"

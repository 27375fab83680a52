"""The colours of a packet, and how well two of them are told apart (WCAG 2.1). Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_COLOR = re.compile("#[0-9a-f]{6}")
PAPER = "#ffffff"
INK = "#1d2529"
"""Body text; 15 : 1 on white."""
MUTED = "#566067"
"""Secondary text; 6,4 : 1 on white."""
ACCENT = "#12505c"
"""The one accent: headings, rules, the municipality itself; 9 : 1 on white."""
TINT = "#e9f0f1"
"""Background of boxes and of the municipality's own rows."""
RAMP = ("#0d3d47", "#2b6673", "#6699a3", "#8fb5bb", "#bcd3d6", "#d9e6e7", "#f1f6f6")
"""From dark to light, so that neighbours differ in grey print as well."""
TEXT, LARGE = 4.5, 3.0
"""The least contrast of text, and of large text and what must be seen (WCAG AA)."""


@dataclass(frozen=True)
class Palette:
    """A project's own colours in place of the program's; empty: none."""

    own: Mapping[str, str] = field(default_factory=dict)
    """The program's colour → the project's, both as ``#rrggbb``."""

    def painted(self, text: str) -> str:
        """Give CSS or SVG with the project's colours in place of the program's."""
        return (
            _COLOR.sub(lambda found: self.own.get(found[0], found[0]), text) if self.own else text
        )


OURS = Palette()
"""The program's own colours."""


def luminance(color: str) -> float:
    """Give the relative luminance of ``#rrggbb``, 0–1, as WCAG 2.1 defines it."""
    linear = 0.04045
    parts = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= linear else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours, 1–21 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str) -> str:
    """Give the text colour that is read best on ``fill``."""
    return max((PAPER, INK), key=lambda color: contrast(color, fill))

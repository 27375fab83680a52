"""From matplotlib's SVG to the same drawing with less to read."""

import re

_WRAPPING = re.compile(
    r'<g id="[^"]*">\s*|</g>\s*|<!--.*?-->\s*|<defs>.*?</defs>\s*| transform="rotate\(-0 [^"]*\)"',
    re.DOTALL,
)
_STYLE = re.compile(r'(<(?:path|text)\b[^<>]*) style="([^"]*)"')
_DEFAULTS = '<svg stroke-linejoin="round" stroke-linecap="butt"'


def lean(svg: str) -> str:
    """Write the same drawing with less to read: a third of the work.

    Groups around single elements and turns by nothing go; CSS, which needs a parser of its own,
    becomes attributes.
    """
    bare = _WRAPPING.sub("", svg[svg.index("<svg") :])
    return _STYLE.sub(_attributes, bare.replace("<svg", _DEFAULTS, 1))


def _attributes(match: re.Match[str]) -> str:
    """Give an element with its style's properties as attributes."""
    properties = (one.split(":", 1) for one in match[2].split(";"))
    return match[1] + "".join(f' {name.strip()}="{value.strip()}"' for name, value in properties)

"""Small packets and templates for the tests of workers."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from datapakke.batch.work import Kit
from datapakke.colours import Palette
from datapakke.config.own import AS_IT_IS
from datapakke.packet.model import Packet
from datapakke.templating import package_templates
from example_packet import EXAMPLE

WHOLE = Kit((package_templates(),), AS_IT_IS)
SMALL = replace(
    EXAMPLE,
    kapitler=EXAMPLE.kapitler[:1],
    oversikt=None,
    oversikt_tekst=(),
    funn=(),
    sporsmal=(),
    tabeller=EXAMPLE.tabeller[:1],
    metoder=EXAMPLE.metoder[:1],
)
_TRYING = """<!doctype html><html lang="{{ sprak }}"><title>{{ pakke.kommune }}</title>
{% if pakke.kommune == "Henger" %}{% for _ in range(10 ** 12) %}{% endfor %}{% endif %}
{% if pakke.kommune == "Eter" %}{{ pakke.kommune * 10 ** 9 }}{% endif %}
{% if pakke.kommune == "Feiler" %}{{ pakke.finnes_ikke }}{% endif %}
<p>{{ pakke.kommune }}"""


def trying(folder: Path) -> Kit:
    """Give templates that print a name only, and hang, eat memory or fail for some names."""
    (folder / "pakke.html.j2").write_text(_TRYING, encoding="utf-8")
    return Kit((folder, package_templates()), AS_IT_IS)


class Loud(Palette):
    """Colours that say something on the terminal, as a library may do."""

    def painted(self, text: str) -> str:
        """Say it on both streams, past whatever Python holds back."""
        for stream in (1, 2):
            os.write(stream, b"G_IS_OBJECT (object) failed")
        return text


def named(*names: str) -> Iterator[tuple[str, Packet]]:
    """Give a packet for each name."""
    return ((name, replace(SMALL, kommune=name)) for name in names)

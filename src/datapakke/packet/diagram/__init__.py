"""From figures to charts: series and points, captions, alternative text."""

from datapakke.packet.diagram.linje import linje
from datapakke.packet.diagram.punkter import Rad, punkter
from datapakke.packet.diagram.stablet import first_shown, stablet

__all__ = ["Rad", "first_shown", "linje", "punkter", "stablet"]

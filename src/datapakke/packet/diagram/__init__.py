"""From figures to charts: series and points, captions, alternative text."""

from datapakke.packet.diagram.linje import linje
from datapakke.packet.diagram.punkter import Rad, punkter
from datapakke.packet.diagram.stablet import shows_all, stablet

__all__ = ["Rad", "linje", "punkter", "shows_all", "stablet"]

"""Hiding small numbers: primary rules, and totals that would give a hidden figure away."""

from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.protect import protect

__all__ = ["Decisions", "Fate", "protect"]

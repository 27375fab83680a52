"""Hiding small numbers: primary rules, and totals that would give a hidden figure away."""

from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.protect import protect
from datapakke.disclosure.rules import Rules

__all__ = ["Decisions", "Fate", "Rules", "protect"]

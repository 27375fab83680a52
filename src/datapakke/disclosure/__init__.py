"""Hiding small numbers: primary rules, and totals that would give a hidden figure away."""

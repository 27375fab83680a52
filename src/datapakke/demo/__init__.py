"""Invented, internally coherent extracts: a complete project to try the program on.

Cohort sizes and mean grunnskolepoeng follow what Udir published (``published``); everything else is
drawn from a seeded generator. No pupil in it exists.
"""

from datapakke.demo.project import DemoSummary, write_demo

__all__ = ["DemoSummary", "write_demo"]

"""From text tables to tidy tables: one declared source format per module."""

from datapakke.extracts.load import load_extracts

__all__ = ["load_extracts"]

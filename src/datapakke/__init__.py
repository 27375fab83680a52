"""Data packets on youth and schooling: one PDF per Norwegian municipality, from extracts."""

__version__ = "0.1.0"

"""From text tables to tidy tables: one declared source format per module."""

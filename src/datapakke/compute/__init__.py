"""From tidy tables to results: the counts of every indicator, for every area and period."""

from datapakke.compute.pooling import newest_together
from datapakke.compute.run import compute

__all__ = ["compute", "newest_together"]

"""What chance may explain of the differences between the municipalities and the county."""

from datapakke.compare.compare import compare

__all__ = ["compare"]

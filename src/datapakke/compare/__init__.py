"""What chance may explain of differences from the county, and of changes from cohort to cohort."""

from datapakke.compare.compare import compare
from datapakke.compare.expected import expected
from datapakke.compare.intervals import intervals
from datapakke.compare.known import Known
from datapakke.compare.trends import trends

__all__ = ["Known", "compare", "expected", "intervals", "trends"]

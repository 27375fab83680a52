"""Which columns or rows a chart's series have in common, in order."""

import re
from collections.abc import Iterable

from datapakke.packet.model import Series

_PERIOD = re.compile(r"\d{4}(/\d{2}|-\d{2}(-\d{2})?)?")


def rows_of(series: Iterable[Series]) -> list[str]:
    """Give every point's ``x`` once, in the order of first appearance."""
    return list(dict.fromkeys(point.x for one in series for point in one.punkter))


def columns_of(series: Iterable[Series]) -> list[str]:
    """Give every period once, in time where all are labels of periods."""
    columns = rows_of(series)
    return sorted(columns) if all(_PERIOD.fullmatch(column) for column in columns) else columns

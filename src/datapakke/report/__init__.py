"""What ``check`` tells of the extracts: how they were read, and what an analyst should look at."""

from datapakke.report.history import read_history
from datapakke.report.machine import as_json
from datapakke.report.make import make_report
from datapakke.report.model import Alvor, Basis, Funn, Kilde, Report
from datapakke.report.terminal import as_lines

__all__ = [
    "Alvor",
    "Basis",
    "Funn",
    "Kilde",
    "Report",
    "as_json",
    "as_lines",
    "make_report",
    "read_history",
]

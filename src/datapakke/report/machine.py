"""The report for machines: the stable form that ``docs/check.md`` describes."""

import json
from dataclasses import asdict

from datapakke.report.model import Alvor, Report

VERSION = 1
"""Counted up when a field changes meaning or goes away."""


def as_json(report: Report) -> str:
    """Give the report as JSON; fields and their order are always the same."""
    parts = asdict(report)
    parts["funn"] = [{**one, "alvor": one["alvor"].value} for one in parts["funn"]]
    counted = {alvor.value: len(report.av(alvor)) for alvor in Alvor}
    counted[Alvor.FEIL.value] = report.feil_i_alt
    return json.dumps(
        {"versjon": VERSION, "antall": counted, **parts}, ensure_ascii=False, indent=2
    )

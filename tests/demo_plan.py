"""The plan of the whole demo round, as a build makes it: kept, since making it takes minutes.

    python tests/demo_plan.py

makes it anew, when what is hidden has been changed on purpose.
"""

import re
import sys
from itertools import groupby, product
from pathlib import Path

import pandas as pd

from datapakke.case import Case
from datapakke.config import load_config
from datapakke.disclosure import Decisions, Fate
from datapakke.indicators import all_indicators
from datapakke.model import COARSE
from datapakke.order import Choice, make_order
from datapakke.pipeline import count, read_extracts
from datapakke.project import Project
from datapakke.secure import secure

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(__file__).with_suffix(".txt")
WIDTH = 100
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WAYS = list(product(Fate, (False, True), (0, 1, *COARSE)))
"""What can be decided of a row; each has a letter, which stands once for many rows (``A12``)."""


def demo_case(root: Path = ROOT) -> Case:
    """Give the newest round of the project's own invented extracts, all 21 municipalities."""
    project = Project(root)
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=True), config)
    return count(read_extracts(order, config, project.raw), order, config)


def read_plan(case: Case) -> Decisions:
    """Give the kept plan.

    Raises:
        ValueError: It is of another number of rows.
    """
    text = KEPT.read_text(encoding="utf-8").replace("\n", "")
    runs = re.findall("([A-Za-z])([0-9]+)", text)
    rows = [WAYS[LETTERS.index(letter)] for letter, times in runs for _ in range(int(times))]
    index = case.results.table.index
    fates, with_n, grov = zip(*rows, strict=True)
    return Decisions(
        pd.Series(fates, index, dtype=object),
        with_n=pd.Series(with_n, index, dtype=bool),
        grov=pd.Series(grov, index, dtype=int),
    )


def write_plan(plan: Decisions) -> None:
    """Keep a plan."""
    rows = zip(plan.fates.tolist(), plan.with_n.tolist(), plan.grov.tolist(), strict=True)
    letters = [LETTERS[WAYS.index(row)] for row in rows]
    text = "".join(f"{letter}{len(list(run))}" for letter, run in groupby(letters))
    lines = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_plan(secure(demo_case()))
    sys.stdout.write(f"{KEPT.name}\n")

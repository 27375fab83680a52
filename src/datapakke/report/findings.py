"""Every rule of the report; one more is its function and its entry here."""

from collections.abc import Callable, Iterator

from datapakke.report.cohorts import cohorts
from datapakke.report.coverage import coverage
from datapakke.report.errors import told
from datapakke.report.history import history
from datapakke.report.jumps import jumps
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.names import names
from datapakke.report.plausible import plausible
from datapakke.report.totals import totals
from datapakke.report.use import use

Rule = Callable[[Basis], Iterator[Funn]]

RULES: tuple[Rule, ...] = (told, coverage, names, plausible, totals, history, cohorts, jumps, use)


def findings(basis: Basis) -> tuple[Funn, ...]:
    """Give what all rules find, worst first, else in the order of the rules."""
    order = list(Alvor)
    found = [funn for rule in RULES for funn in rule(basis)]
    return tuple(sorted(found, key=lambda funn: order.index(funn.alvor)))

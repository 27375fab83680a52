"""Cohorts taken together, where each alone is too small: a municipality's three newest."""

from datapakke.model import ALLE, Figure, FigureKey, Indicator, Status
from datapakke.packet.context import MED_TALL, Omraade
from datapakke.packet.view import View

HIDDEN_ALONE = 2
"""Of this many that are hidden, the three are told together."""


def is_told(view: View, indicator: Indicator) -> bool:
    """Tell whether the municipality's figure of cohorts together may be shown."""
    figure = pooled(view, indicator, view.egen)
    return figure is not None and figure.status in MED_TALL


def pooled(view: View, indicator: Indicator, omraade: Omraade, kjonn: str = ALLE) -> Figure | None:
    """Give the figure of cohorts together; None where none is told.

    The municipality's is told where most of the cohorts are hidden, and is itself hidden (``:``)
    where the plan prints none: whether they are too small, or hidden to protect others, is not
    told. Other areas' stand beside it. A subject that is no longer graded has none.
    """
    label = view.context.samlet.get(indicator.id)
    if label is None or not view.loeper(indicator.id):
        return None
    alone = [
        view.tall(indicator.id, view.egen, aar) for aar in view.context.enkelte(indicator.id, label)
    ]
    if sum(figure.status is Status.SKJULT for figure in alone) < HIDDEN_ALONE:
        return None
    key = FigureKey(indicator.id, omraade.nivaa.value, omraade.id, label, kjonn)
    hidden = Figure(key, Status.SKJULT) if omraade == view.egen and kjonn == ALLE else None
    return view.context.published.figures.get(key, hidden)

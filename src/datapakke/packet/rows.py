"""Rows of tables: which figures, in which order, as printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.model import ALLE, Figure, Indicator, Nivaa, Status, Unit
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL, UTEN_TALL, Omraade
from datapakke.packet.grammar import PERSONER, stor_forbokstav
from datapakke.packet.model import Row
from datapakke.packet.phrases import fag_kort, person
from datapakke.packet.pooled import pooled
from datapakke.packet.view import View

KJONN = {"K": texts.JENTER, "M": texts.GUTTER}
WIDE = 8
"""So many characters («9,8–10,5») have no room in one of six columns."""
BARE_EGEN = ("iv_", "vg1_iv_")
"""Families whose county figures would only fill the page."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table: its periods, and one for cohorts together where ``samlet``."""

    perioder: tuple[str, ...]
    samlet: bool = False


def indicator_rows(view: View, indicator: Indicator, columns: Columns) -> Iterator[Row]:
    """Give an indicator's rows: the municipality, its n, by gender, and the other areas."""
    own = _figures(view, indicator, view.egen, columns)
    yield _row(view, indicator, view.navn, own, utheves=True)
    if any(figure and figure.n is not None for figure in own):
        head = f"{texts.TABELL_N} {PERSONER[person(indicator)]}"
        yield Row(head, tuple(_n(figure) for figure in own))
    if any(figure and figure.key in view.context.published.intervaller for figure in own):
        yield from _interval_rows(tuple(_interval(view, indicator, figure) for figure in own))
    if indicator.etter_kjonn:
        for kjonn, named in KJONN.items():
            figures = _figures(view, indicator, view.egen, columns, kjonn)
            if has_number(figures):
                yield _row(view, indicator, str(named), figures)
    for omraade in view.omraader[1:]:
        if omraade.nivaa is Nivaa.MOTE and not indicator.for_mote:
            continue
        figures = _figures(view, indicator, omraade, columns)
        if has_number(figures):
            yield _row(view, indicator, omraade.navn, figures)


def subject_rows(view: View, indicator: Indicator, prefix: str, columns: Columns) -> Iterator[Row]:
    """Give a subject's rows in the table of its family: the municipality, then the county.

    A subject without any number that may be shown is left out, as the table says below.
    """
    own = _figures(view, indicator, view.egen, columns)
    if not has_number(own):
        return
    yield _row(view, indicator, stor_forbokstav(fag_kort(indicator)), own, utheves=True)
    county = _figures(view, indicator, view.fylket, columns)
    if prefix not in BARE_EGEN and has_number(county):
        yield _row(view, indicator, view.context.fylke, county)


def _figures(
    view: View, indicator: Indicator, omraade: Omraade, columns: Columns, kjonn: str = ALLE
) -> tuple[Figure | None, ...]:
    alone = tuple(view.tall(indicator.id, omraade, aar, kjonn) for aar in columns.perioder)
    return (*alone, pooled(view, indicator, omraade, kjonn)) if columns.samlet else alone


def has_number(figures: Sequence[Figure | None]) -> bool:
    """Tell whether a row has any number: one without is left out, except the municipality's."""
    return any(figure and figure.status in MED_TALL for figure in figures)


def _row(
    view: View,
    indicator: Indicator,
    head: str,
    figures: Sequence[Figure | None],
    *,
    utheves: bool = False,
) -> Row:
    return Row(head, cells(view, indicator, figures), utheves=utheves)


def cells(view: View, indicator: Indicator, figures: Sequence[Figure | None]) -> tuple[str, ...]:
    """Give the cells of figures as printed, and note that they are; empty where there is none."""
    for figure in figures:
        if figure and figure.status not in UTEN_TALL and view.er_publisert(figure):
            view.trykk(figure)
    return tuple(_bare(formats.cell(one, indicator)) if one else "" for one in figures)


def _bare(cell: str) -> str:
    """Leave the percent sign to the group's title."""
    return cell.removesuffix(f"{formats.NBSP}%")


def _n(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.status not in MED_TALL:
        return figure.status.value
    if figure.n is None:
        return Status.SKJULT.value
    return formats.number(figure.n)


def _interval_rows(spans: tuple[str, ...]) -> Iterator[Row]:
    """Give the intervals in a row; in one of the lower and one of the upper limits when long."""
    if all(len(span) < WIDE for span in spans):
        yield Row(str(texts.TABELL_INTERVALL), spans)
        return
    limits = [span.split(formats.DASH) if len(span) > 1 else (span,) for span in spans]
    yield Row(str(texts.TABELL_INTERVALL_FRA), tuple(one[0] for one in limits))
    yield Row(str(texts.TABELL_INTERVALL_TIL), tuple(one[-1] for one in limits))


def _interval(view: View, indicator: Indicator, figure: Figure | None) -> str:
    """Give the 95 % interval of a figure as printed, or the symbol that says why there is none.

    A share's has two limits («66–73»), a mean's the same on both sides («±0,7»).
    """
    if figure is None:
        return ""
    if figure.status not in MED_TALL:
        return figure.status.value
    limits = view.context.published.intervaller.get(figure.key)
    if limits is None:
        return Status.SKJULT.value
    if indicator.unit is not Unit.PROSENT:
        return f"±{formats.number((limits[1] - limits[0]) / 2, indicator.desimaler)}"
    return formats.interval(*(formats.number(one, -int(one.as_tuple().exponent)) for one in limits))

"""The table of distributions: the newest period, a row per category, a column per area."""

from collections.abc import Sequence

from datapakke import formats
from datapakke.locale import sagt
from datapakke.model import Figure, is_pooled
from datapakke.packet import texts
from datapakke.packet.chapters.inntakspoeng import FORDELINGER
from datapakke.packet.context import Omraade
from datapakke.packet.diagram import first_shown
from datapakke.packet.diagram.points import ENHET
from datapakke.packet.model import Row, RowGroup, Table
from datapakke.packet.rows import cells, has_number
from datapakke.packet.view import View


def distributions(view: View) -> Table | None:
    """Give the newest distributions: a row per category, a column per area."""
    names = [name for name in view.context.kategorier if _is_tabled(view, name)]
    areas = [
        omraade
        for omraade in view.omraader
        if omraade is view.egen
        or any(has_number(_categories(view, name, omraade)) for name in names)
    ]
    if not names:
        return None
    return Table(
        id="",
        nummer="",
        tittel=str(texts.TABELL_FORDELINGER),
        undertekst=_under(view, names),
        hjorne="",
        hode=tuple(omraade.navn for omraade in areas),
        grupper=tuple(_distribution(view, name, areas) for name in names),
    )


def _under(view: View, names: Sequence[str]) -> str:
    """Say which period it is, and of what the figures are shares."""
    together = any(is_pooled(_period(view, name)) for name in names)
    return str(texts.TABELL_FORDELINGER_SAMLET if together else texts.TABELL_FORDELINGER_UNDERTEKST)


def _is_tabled(view: View, name: str) -> bool:
    """Tell whether any area's distribution has a number; of fine and coarse bands one is tabled."""
    if view.indikator(name) is None or not view.nyeste(name):
        return False
    if not any(has_number(_categories(view, name, omraade)) for omraade in view.omraader):
        return False
    if name not in FORDELINGER:
        return True
    shown = first_shown(view, *FORDELINGER)
    return name == (shown[0].id if shown else FORDELINGER[-1])


def _period(view: View, name: str) -> str:
    """Give the period that is tabled: the newest, or cohorts together where only those may be."""
    shown = first_shown(view, name)
    return shown[1] if shown else view.nyeste(name)


def _categories(view: View, name: str, omraade: Omraade) -> tuple[Figure, ...]:
    labels = view.context.kategorier[name]
    aar = _period(view, name)
    return tuple(view.tall(name, omraade, aar, kategori=label) for label in labels)


def _distribution(view: View, name: str, areas: Sequence[Omraade]) -> RowGroup:
    indicator = view.context.by_id[name]
    columns = [_categories(view, name, omraade) for omraade in areas]
    rows = [
        Row(sagt(label), cells(view, indicator, figures))
        for label, *figures in zip(view.context.kategorier[name], *columns, strict=True)
    ]
    periode = formats.period(_period(view, name))
    title = texts.FORDELING.format(
        tittel=indicator.title, periode=periode, enhet=ENHET[indicator.unit]
    )
    return RowGroup(title, tuple(rows))

"""The tables: every printed figure, the newest six periods, a table per chapter and source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.model import ALLE, Figure, Indicator, Unit
from datapakke.packet import texts
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.chapters.inntakspoeng import FORDELINGER
from datapakke.packet.context import MED_TALL, UTEN_TALL, Omraade, View
from datapakke.packet.diagram import kilde, shows_all
from datapakke.packet.grammar import PERSONER, stor_forbokstav
from datapakke.packet.model import Row, RowGroup, Table
from datapakke.packet.parts import note_lines
from datapakke.packet.phrases import FAMILIER_TITLER, fag_i, familie, person

KJONN = {"K": "Jenter", "M": "Gutter"}
ETTER_KJONN = ("inntakspoeng_snitt", "fravaer_dager_10", "fullfort_56", "overgang_direkte")
"""Key indicators that are tabled by gender too."""
BARE_EGEN = ("iv_", "vg1_iv_")
"""Families whose county figures would only fill the page."""
ENHET = {
    Unit.POENG: "poeng",
    Unit.KARAKTER: "karakter",
    Unit.KARAKTERFORSKJELL: "karakterforskjell",
    Unit.PROSENT: "prosent",
    Unit.DAGER: "dager",
    Unit.TIMER: "timer",
    Unit.ANTALL: "antall",
}


@dataclass(frozen=True)
class _Sheet:
    """What becomes one table: indicators of a chapter with the same source and periods."""

    kapittel: str
    indikatorer: tuple[Indicator, ...]
    perioder: tuple[str, ...]


def tables(view: View) -> tuple[Table, ...]:
    """Give the tables in the order of the chapters, numbered through."""
    found = [_table(view, sheet) for sheet in _sheets(view)]
    distributions = _distributions(view)
    every = [*found, *([distributions] if distributions else [])]
    return tuple(_with_number(table, index + 1) for index, table in enumerate(every))


def _with_number(table: Table, number: int) -> Table:
    return Table(
        id=f"tabell-{number}",
        nummer=f"Tabell {number}",
        tittel=table.tittel,
        undertekst=table.undertekst,
        hjorne=table.hjorne,
        hode=table.hode,
        grupper=table.grupper,
        noter=table.noter,
    )


def _sheets(view: View) -> Iterator[_Sheet]:
    """Split the indicators by chapter and source: each source has its own kind of periods."""
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in view.context.by_id.values():
        if view.serie(indicator.id) and indicator.id not in view.context.kategorier:
            key = (indicator.chapter, _main_dataset(indicator))
            groups.setdefault(key, []).append(indicator)
    order = {spec.id: index for index, spec in enumerate(CHAPTERS)}
    for (chapter, _), items in sorted(
        groups.items(), key=lambda group: order.get(group[0][0], len(order))
    ):
        labels = {label for item in items for label in view.serie(item.id)}
        yield _Sheet(chapter, tuple(items), tuple(sorted(labels))[-6:])


def _main_dataset(indicator: Indicator) -> str:
    """Give the dataset whose periods the indicator has; the population only divides."""
    return next((x for x in indicator.datasets if x != "befolkning"), indicator.datasets[0])


def _table(view: View, sheet: _Sheet) -> Table:
    notes = {note: None for item in sheet.indikatorer for note in view.noter(item, sheet.perioder)}
    populations = dict.fromkeys(item.populasjon for item in sheet.indikatorer)
    source = kilde(view, sheet.indikatorer[0])
    return Table(
        id="",
        nummer="",
        tittel=_title(sheet),
        undertekst=f"{stor_forbokstav('; '.join(populations))}. Kilde: {source}.",
        hjorne="",
        hode=tuple(_head(view, sheet, aar) for aar in sheet.perioder),
        grupper=tuple(_groups(view, sheet)),
        noter=tuple(note_lines(tuple(notes))),
    )


def _title(sheet: _Sheet) -> str:
    names = {spec.id: spec.tittel for spec in CHAPTERS}
    return texts.TABELL.format(
        kapittel=names.get(sheet.kapittel, stor_forbokstav(sheet.kapittel)),
        datasett=texts.DATASETT.get(_main_dataset(sheet.indikatorer[0]), ""),
    ).rstrip(": ")


def _head(view: View, sheet: _Sheet, aar: str) -> str:
    label = formats.period_short(aar) if "-" in aar else formats.period(aar)
    broken = any(view.brudd(item, aar) for item in sheet.indikatorer)
    return f"{label}{formats.NBSP}†" if broken else label


def _groups(view: View, sheet: _Sheet) -> Iterator[RowGroup]:
    """Give a group per indicator, and one per family with a pair of rows per subject."""
    families: dict[str, list[Row]] = {}
    for indicator in sheet.indikatorer:
        prefix = familie(indicator)
        if not prefix:
            title = f"{indicator.title} ({ENHET[indicator.unit]})"
            yield RowGroup(title, tuple(_rows(view, indicator, sheet.perioder)))
            continue
        families.setdefault(prefix, []).extend(
            _subject_rows(view, indicator, prefix, sheet.perioder)
        )
    for prefix, rows in families.items():
        yield RowGroup(FAMILIER_TITLER[prefix], tuple(rows))


def _rows(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> Iterator[Row]:
    own = _figures(view, indicator, view.egen, perioder)
    yield _row(view, indicator, view.navn, own)
    if any(figure.n is not None for figure in own):
        head = f"{texts.TABELL_N} {PERSONER[person(indicator)]}"
        yield Row(head, tuple(_n(figure) for figure in own))
    if indicator.id in ETTER_KJONN:
        for kjonn, head in KJONN.items():
            figures = _figures(view, indicator, view.egen, perioder, kjonn)
            if not _empty(figures):
                yield _row(view, indicator, head, figures)
    for omraade in view.omraader[1:]:
        figures = _figures(view, indicator, omraade, perioder)
        if not _empty(figures):
            yield _row(view, indicator, omraade.navn, figures)


def _subject_rows(
    view: View, indicator: Indicator, prefix: str, perioder: tuple[str, ...]
) -> Iterator[Row]:
    areas = (view.egen,) if prefix in BARE_EGEN else (view.egen, view.fylket)
    for omraade in areas:
        figures = _figures(view, indicator, omraade, perioder)
        if not _empty(figures):
            head = f"{stor_forbokstav(fag_i(indicator))}, {omraade.navn}"
            yield _row(view, indicator, head, figures)


def _figures(
    view: View,
    indicator: Indicator,
    omraade: Omraade,
    perioder: tuple[str, ...],
    kjonn: str = ALLE,
) -> tuple[Figure, ...]:
    return tuple(view.tall(indicator.id, omraade, aar, kjonn) for aar in perioder)


def _empty(figures: Sequence[Figure]) -> bool:
    return all(figure.status in UTEN_TALL for figure in figures)


def _row(view: View, indicator: Indicator, head: str, figures: Sequence[Figure]) -> Row:
    for figure in figures:
        if figure.status not in UTEN_TALL:
            view.trykk(figure)
    own = all(figure.key.omraade == view.nr and figure.key.kjonn == ALLE for figure in figures)
    cells = tuple(_bare(formats.cell(figure, indicator)) for figure in figures)
    return Row(head, cells, utheves=own)


def _bare(cell: str) -> str:
    """Leave the percent sign to the group's title."""
    return cell.removesuffix(f"{formats.NBSP}%")


def _n(figure: Figure) -> str:
    if figure.n is None or figure.status not in MED_TALL:
        return figure.status.value
    return formats.number(figure.n)


def _distributions(view: View) -> Table | None:
    """Give the newest distributions: a row per category, a column per area."""
    names = [name for name in view.context.kategorier if _is_tabled(view, name)]
    areas = [
        omraade
        for omraade in view.omraader
        if any(not _empty(_categories(view, name, omraade)) for name in names)
    ]
    if not names or not areas:
        return None
    return Table(
        id="",
        nummer="",
        tittel=texts.TABELL_FORDELINGER,
        undertekst=texts.TABELL_FORDELINGER_UNDERTEKST,
        hjorne="",
        hode=tuple(omraade.navn for omraade in areas),
        grupper=tuple(_distribution(view, name, areas) for name in names),
    )


def _is_tabled(view: View, name: str) -> bool:
    """Tell whether the distribution is delivered; of fine and coarse bands only one is tabled."""
    aar = view.nyeste(name)
    if view.indikator(name) is None or not aar:
        return False
    fine, coarse = FORDELINGER
    fine_shown = shows_all(view, fine, view.egen, aar)
    return (name != fine or fine_shown) and (name != coarse or not fine_shown)


def _categories(view: View, name: str, omraade: Omraade) -> tuple[Figure, ...]:
    labels = view.context.kategorier[name]
    aar = view.nyeste(name)
    return tuple(view.tall(name, omraade, aar, kategori=label) for label in labels)


def _distribution(view: View, name: str, areas: Sequence[Omraade]) -> RowGroup:
    indicator = view.context.by_id[name]
    columns = [_categories(view, name, omraade) for omraade in areas]
    rows = [
        Row(label, _row(view, indicator, "", figures).celler)
        for label, *figures in zip(view.context.kategorier[name], *columns, strict=True)
    ]
    periode = formats.period(view.nyeste(name))
    title = f"{indicator.title}, {periode} ({ENHET[indicator.unit]})"
    return RowGroup(title, tuple(rows))

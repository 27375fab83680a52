"""The tables: every printed figure, the newest six periods, a table per chapter and source."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from datapakke.model import Indicator
from datapakke.packet import texts
from datapakke.packet.chapters.spec import ChapterSpec
from datapakke.packet.diagram.captions import kilde, populasjon
from datapakke.packet.diagram.points import ENHET
from datapakke.packet.distributions import distributions
from datapakke.packet.grammar import stor_forbokstav
from datapakke.packet.model import Row, RowGroup, Table
from datapakke.packet.parts import note_lines
from datapakke.packet.phrases import FAMILIER_TITLER, familie
from datapakke.packet.pooled import is_told
from datapakke.packet.rows import Columns, indicator_rows, subject_rows
from datapakke.packet.sheet import Sheet, heads, spans, together
from datapakke.packet.view import PERIODER, View


@dataclass(frozen=True)
class Tabled:
    """The tables in the order of the chapters, and each indicator with its table's number."""

    tabeller: tuple[Table, ...]
    se: dict[str, str]


def tables(view: View, kapitler: Sequence[ChapterSpec]) -> Tabled:
    """Give the tables, numbered through; a sheet without any row has none."""
    told: set[str] = set()
    made = [(sheet, _table(view, sheet, told)) for sheet in _sheets(view, kapitler)]
    kept = [(sheet, table) for sheet, table in made if table.grupper]
    spread = distributions(view)
    every = [*(table for _, table in kept), *([spread] if spread else [])]
    return Tabled(
        tabeller=tuple(
            replace(table, id=f"tabell-{number}", nummer=texts.TABELL_NR.format(nr=number))
            for number, table in enumerate(every, start=1)
        ),
        se={
            item.id: texts.TABELL_NR.format(nr=number)
            for number, (sheet, _) in enumerate(kept, start=1)
            for item in sheet.indikatorer
        },
    )


def _sheets(view: View, kapitler: Sequence[ChapterSpec]) -> Iterator[Sheet]:
    """Split the indicators by chapter and source: each source has its own kind of periods."""
    homes = {name: spec.id for spec in reversed(kapitler) for name in spec.indikatorer}
    homes |= {spec.id: spec.id for spec in kapitler}
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in view.context.by_id.values():
        if view.serie(indicator.id) and indicator.id not in view.context.kategorier:
            chapter = homes.get(indicator.chapter) or homes.get(indicator.id, "")
            key = (chapter, _main_dataset(indicator))
            groups.setdefault(key, []).append(indicator)
    for spec in kapitler:
        for (chapter, _), items in groups.items():
            if chapter == spec.id:
                labels = {label for item in items for label in view.serie(item.id)}
                perioder = tuple(sorted(labels))[-PERIODER:]
                samlet = any(is_told(view, item) for item in items)
                yield Sheet(str(spec.tittel), tuple(items), perioder, samlet)


def _main_dataset(indicator: Indicator) -> str:
    """Give the dataset whose periods the indicator has; the population only divides."""
    return next((x for x in indicator.datasets if x != "befolkning"), indicator.datasets[0])


def _table(view: View, sheet: Sheet, told: set[str]) -> Table:
    """Give a table; what is ``told`` of rows and columns in one before it is not told again."""
    notes = {note: None for item in sheet.indikatorer for note in view.noter(item, sheet.perioder)}
    people = stor_forbokstav(populasjon(sheet.indikatorer))
    grupper = tuple(_groups(view, sheet))
    about = [line for line in _about_rows(view, sheet, grupper) if line not in told]
    told.update(about)
    return Table(
        id="",
        nummer="",
        tittel=_title(sheet),
        undertekst=texts.UNDERTEKST.format(
            Populasjon=people, n="", kilde=kilde(view, sheet.indikatorer)
        ),
        hjorne="",
        hode=heads(view, sheet),
        grupper=grupper,
        noter=(*about, *note_lines(tuple(notes))),
    )


def _about_rows(view: View, sheet: Sheet, grupper: Sequence[RowGroup]) -> tuple[str, ...]:
    """Say what the rows mean that are not plain."""
    if not grupper:
        return ()
    told = []
    has_n = any(map(_is_n, itertools.chain(*(group.rader for group in grupper))))
    if has_n and sum(not familie(item) for item in sheet.indikatorer) > 1:
        told.append(str(texts.TABELL_N_EN_GANG))
    if any(familie(item) for item in sheet.indikatorer):
        told.append(texts.TABELL_FAG.format(K=view.navn, fylke=view.context.fylke))
    if sheet.samlet:
        told.append(str(texts.TABELL_SAMLET))
        labels = together(view, sheet)
        if len(labels) > 1:
            told.append(texts.TABELL_SAMLET_FLERE.format(perioder=spans(labels)))
    return tuple(told)


def _title(sheet: Sheet) -> str:
    datasett = texts.DATASETT.get(_main_dataset(sheet.indikatorer[0]))
    if datasett is None:
        return sheet.kapittel
    return texts.TABELL.format(kapittel=sheet.kapittel, datasett=datasett)


def _groups(view: View, sheet: Sheet) -> Iterator[RowGroup]:
    """Give a group per indicator, and one per family with a pair of rows per subject."""
    families: dict[str, list[Row]] = {}
    told: set[Row] = set()
    columns = Columns(sheet.perioder, sheet.samlet)
    for indicator in sheet.indikatorer:
        prefix = familie(indicator)
        if not prefix:
            title = texts.MED_ENHET.format(tittel=indicator.title, enhet=ENHET[indicator.unit])
            rows = indicator_rows(view, indicator, columns)
            yield RowGroup(title, tuple(_once(rows, told)))
            continue
        families.setdefault(prefix, []).extend(subject_rows(view, indicator, prefix, columns))
    for prefix, found in families.items():
        if found:
            yield RowGroup(str(FAMILIER_TITLER[prefix]), tuple(found))


def _once(rows: Iterable[Row], told: set[Row]) -> Iterator[Row]:
    """Give the rows, those of n only when they are not ``told`` already in the table."""
    for row in rows:
        if not (_is_n(row) and row in told):
            yield row
        if _is_n(row):
            told.add(row)


def _is_n(row: Row) -> bool:
    return row.hode.startswith(str(texts.TABELL_N))

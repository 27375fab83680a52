"""Tables in two columns of a page: where each column ends.

WeasyPrint can find out by itself, but sets everything at least twice to do so, and the tables are
half of a packet's time. Heights are estimated with the measures that the style sheet is given.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.canvas import Ink, longest_word, wrap
from datapakke.formats import hard_spaces
from datapakke.packet.model import RowGroup, Table

_MOST_ROWS = 8
"""A longer group of rows may be cut, where a row of the municipality's own begins."""
_LINES = 9
"""More lines than this in one cell or heading are not counted."""
_HEADING = Ink(theme.SMALL, bold=True)
_CELL = Ink(theme.TINY, bold=True)
_NOTE = Ink(theme.TINY)
_STEP = 6.0
_ASIDE = 2.0
"""Points of a cell's width that no text is counted upon: padding, and what Pango rounds up."""


@dataclass(frozen=True)
class TablePart:
    """What of a table stands in one column of the page; the first part has the title.

    ``head`` is the width of the column of row headers in points.
    """

    table: Table
    groups: tuple[RowGroup, ...]
    first: bool
    last: bool
    head: float


@dataclass(frozen=True)
class Spread:
    """The tables of a page in two columns."""

    columns: tuple[tuple[TablePart, ...], ...]


@dataclass(frozen=True)
class _Unit:
    """Rows that are never parted, with what they need around them, in points.

    ``top`` is what they need more (or less) at the top of a column: the header again, with the
    title of a group that goes on (``again``), or no space above the table's title. ``head`` is as
    a part has it.
    """

    table: Table
    head: float
    group: RowGroup
    again: str
    first: bool
    last: bool
    height: float
    top: float


def spreads(tables: Sequence[Table], taken: float) -> tuple[Spread, ...]:
    """Place tables in two columns on as many pages as they need.

    Args:
        tables: Tables that fit the width of a column.
        taken: Points at the top of the first page that are taken.
    """
    units = [unit for table in tables for unit in _units(table)]
    pages: list[Spread] = []
    while units:
        columns, units = _page(units, theme.TABLE_PAGE_HEIGHT - (0 if pages else taken))
        pages.append(Spread(tuple(_parts(column) for column in columns)))
    return tuple(pages)


def _page(units: list[_Unit], room: float) -> tuple[list[list[_Unit]], list[_Unit]]:
    """Fill two columns; where that is the end, both become as short as they can."""
    height = sum(unit.height for unit in units) / 2
    while True:
        height = min(height, room)
        left, rest = _column(units, height)
        right, rest = _column(rest, height)
        if not rest or height >= room:
            return [left, right], rest
        height += _STEP


def _column(units: list[_Unit], room: float) -> tuple[list[_Unit], list[_Unit]]:
    """Give the units that have room in a column, at least one, and the rest."""
    used, count = 0.0, 0
    for unit in units:
        used += unit.height + (unit.top if count == 0 else 0)
        if count and used > room:
            break
        count += 1
    return units[:count], units[count:]


def _parts(column: Sequence[_Unit]) -> tuple[TablePart, ...]:
    parts = []
    for _, same in itertools.groupby(column, lambda unit: unit.table.id):
        units = list(same)
        groups = tuple(_joined(units))
        start = units[0]
        parts.append(TablePart(start.table, groups, start.first, units[-1].last, start.head))
    return tuple(parts)


def _joined(units: Sequence[_Unit]) -> Iterator[RowGroup]:
    """Put the parts of a group in a column together; one that goes on has its title again."""
    title, rows = units[0].group.tittel or units[0].again, units[0].group.rader
    for unit in units[1:]:
        if unit.again:
            rows += unit.group.rader
            continue
        yield RowGroup(title, rows)
        title, rows = unit.group.tittel, unit.group.rader
    yield RowGroup(title, rows)


def _units(table: Table) -> Iterator[_Unit]:
    parts = [part for group in table.grupper for part in _cut(group)] or [(RowGroup("", ()), "")]
    head = _head_width(table)
    header = _header_height(table, head)
    for index, (group, again) in enumerate(parts):
        first, last = index == 0, index == len(parts) - 1
        height = _group_height(group, head)
        height += header + _title_height(table) + theme.TABLE_APART if first else 0
        height += _note_height(table) if last else 0
        top = header + _group_title_height(again)
        top = -theme.TABLE_APART if first else top
        yield _Unit(table, head, group, again, first, last, height, top)


def _cut(group: RowGroup) -> Iterator[tuple[RowGroup, str]]:
    """Cut a long group, and give each part with the title that it goes on from."""
    least, title, again, rows = _MOST_ROWS // 2, group.tittel, "", group.rader
    while len(rows) > _MOST_ROWS:
        own = (n for n in range(least, _MOST_ROWS) if rows[n].utheves)
        end = next(own, _MOST_ROWS)
        yield RowGroup(title, rows[:end]), again
        title, again, rows = "", group.tittel, rows[end:]
    yield RowGroup(title, rows), again


def _head_width(table: Table) -> float:
    """Give the room for a row's header: more than usual where a word of a name needs it."""
    few = len(table.hode) <= theme.FEW_COLUMNS
    usual = theme.HEAD_SHARE_FEW if few else theme.HEAD_SHARE
    rows = (row.hode for group in table.grupper for row in group.rader)
    word = max((longest_word(head, _CELL) for head in rows), default=0.0) + _ASIDE
    most = max(usual, theme.HEAD_SHARE_MOST)
    return min(max(theme.TABLE_COLUMN * usual, word), theme.TABLE_COLUMN * most)


def _group_height(group: RowGroup, width: float) -> float:
    rows = sum(_row_height(row.hode, width) for row in group.rader)
    return rows + _group_title_height(group.tittel) + theme.TABLE_RULE


def _group_title_height(title: str) -> float:
    return _row_height(title, theme.TABLE_COLUMN) if title else 0.0


def _row_height(head: str, width: float) -> float:
    lines = len(wrap(head, width - _ASIDE, _CELL, _LINES))
    return theme.TABLE_ROW + (lines - 1) * theme.TABLE_LINE


def _header_height(table: Table, head: float) -> float:
    width = (theme.TABLE_COLUMN - head) / max(len(table.hode), 1)
    lines = max((len(wrap(name, width - _ASIDE, _CELL, _LINES)) for name in table.hode), default=1)
    return theme.TABLE_ROW + theme.TABLE_RULE + (lines - 1) * theme.TABLE_LINE


def _title_height(table: Table) -> float:
    title = wrap(f"{table.nummer} {table.tittel}", theme.TABLE_COLUMN - 6, _HEADING, _LINES)
    under = wrap(hard_spaces(table.undertekst), theme.TABLE_COLUMN, _NOTE, _LINES)
    lines = len(title) * theme.SMALL + len(under) * theme.TINY
    return lines * theme.TIGHT + theme.TABLE_UNDER


def _note_height(table: Table) -> float:
    notes = map(hard_spaces, table.noter)
    lines = sum(len(wrap(note, theme.TABLE_COLUMN, _NOTE, _LINES)) for note in notes)
    return lines * theme.TINY * theme.LOOSE + (theme.TABLE_NOTES if lines else 0)

"""Tables, cell by cell: each value stands in its row and under its column's header."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke.packet.model import Row, Table
from datapakke.verify.pages import Box, Run
from datapakke.verify.script import Script, around, bare, quoted

_EDGE = 2.5
"""Points that the ink of a cell may end to the right of where the ink of its header ends."""


@dataclass(frozen=True)
class _Columns:
    """Where the columns of the part of a table that is being read end, from left to right."""

    page: int
    names: tuple[str, ...]
    edges: tuple[float, ...]

    def of(self, box: Box, left: float) -> int | None:
        """Give the column in which a cell to the right of ``left`` lies, None for none."""
        for index, edge in enumerate(self.edges):
            if left < box.right <= edge + _EDGE:
                return index if box.left > left - _EDGE else None
            left = edge
        return None


class Grid:
    """Reads one table from where its title ended."""

    def __init__(self, script: Script, table: Table) -> None:
        """Begin at the script's cursor."""
        self._script = script
        self._table = table
        self._columns: _Columns | None = None
        self._group = ""

    def read(self) -> int:
        """Take all rows, and give the number of values that were compared."""
        if not self._header():
            self._complain(0, f"kolonnene {quoted(', '.join(self._table.hode))} står ikke der.")
            return 0
        return sum(self._row(title, row) for title, row in _lines(self._table))

    def _complain(self, page: int, what: str) -> None:
        self._script.complain(page, f"{self._table.nummer}: {what}")

    def _header(self) -> bool:
        """Take the header of a part of the table, when it is what comes next."""
        script, taken, edges = self._script, list[int](), list[float]()
        index = script.cursor
        for place, name in enumerate((self._table.hjorne, *self._table.hode)):
            if not bare(name):
                continue
            found = script.match(name, script.next_free(index))
            if not found:
                return False
            taken += found
            index = found[-1] + 1
            if place:
                edges.append(around([script.runs[one] for one in found]).right)
        if edges != sorted(edges):
            return False
        script.take(taken)
        script.cursor = index
        page = script.runs[taken[-1]].page if taken else 0
        self._columns = _Columns(page, tuple(filter(bare, self._table.hode)), tuple(edges))
        return True

    def _row(self, title: str, row: Row | None) -> int:
        """Take a row, or the heading of a group; the header may stand before it again."""
        script = self._script
        found = script.match(title, script.next_free(script.cursor))
        if not found and self._header():
            self._group_again()
            found = script.match(title, script.next_free(script.cursor))
        self._group = self._group if row else title
        if not found:
            self._complain(0, f"raden {quoted(title)} står ikke der.{script.nearest(title)}")
            return 0
        script.take(found)
        script.cursor = found[-1] + 1
        runs = [script.runs[index] for index in found]
        return self._cells(row, runs) if row else 0

    def _group_again(self) -> None:
        """Take the title of the group that goes on below a header that stands again."""
        if bare(self._group):
            again = self._script.match(self._group, self._script.next_free(self._script.cursor))
            if again:
                self._script.take(again)
                self._script.cursor = again[-1] + 1

    def _cells(self, row: Row, head: Sequence[Run]) -> int:
        """Take the cells of a row by where they stand, and compare each with what it should be."""
        script, columns = self._script, self._columns
        if columns is None:
            return 0
        box = around(head)
        there: dict[int, list[str]] = {}
        index = script.next_free(script.cursor)
        while index < len(script.runs) and _beside(script.runs[index], head[0].page, box):
            run = script.runs[index]
            place = columns.of(run.box, box.left)
            if place is None:
                break
            there.setdefault(place, []).append(run.text)
            script.take([index])
            index = script.next_free(index + 1)
        script.cursor = index
        for place, (name, cell) in enumerate(zip(columns.names, row.celler, strict=False)):
            stands = " ".join(there.get(place, ()))
            if bare(stands) != bare(cell):
                where = f"rad {quoted(row.hode)}, kolonne {quoted(name)}"
                what = f"står {quoted(stands)}" if stands else "står det ingenting"
                self._complain(
                    head[0].page, f"{where}: der {what}, men det skal stå {quoted(cell)}."
                )
        return sum(1 for cell in row.celler if bare(cell))


def _lines(table: Table) -> Iterator[tuple[str, Row | None]]:
    """Give the headings of groups and the rows, in order."""
    for group in table.grupper:
        if bare(group.tittel):
            yield group.tittel, None
        yield from ((row.hode, row) for row in group.rader)


def _beside(run: Run, page: int, box: Box) -> bool:
    """Tell whether a run stands on the line of ``box``, or on one of its lines."""
    middle = run.box.middle[1]
    slack = run.size / 2
    return run.page == page and box.bottom - slack < middle < box.top + slack

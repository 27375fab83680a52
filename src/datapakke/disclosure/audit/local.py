"""Finds data sets that are the true one but for a few municipalities: proofs of what is hidden.

What one municipality is changed by, nobody may see, or others take up. Such a programme is much
smaller than the whole, and its solution serves every insider but those few. A solution counts only
when the whole system holds for it.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from datapakke.disclosure.audit.change import Change
from datapakke.disclosure.audit.system import FloatArray, Form, IntArray, Target

PARTNERS = 3
"""So many others take up a change, if they can."""

WIDE = (True, False, True)
"""Whether all who may be changed are tried when those that seemed to be needed do not do."""

STEPS = (-4, -3, -2, -1, 2, 3, 4)
"""So many times the same change, or the opposite, may be a data set too."""


class Local:
    """The true data set, and the search for others near it.

    Attributes:
        known: Whether all of the true data set is known; else nothing is found.
        impossible: Whether the last search showed that there is no such data set.
    """

    def __init__(
        self,
        form: Form,
        truth: FloatArray,
        owned: Mapping[str, Sequence[int]],
        beside: Mapping[str, Sequence[str]],
    ) -> None:
        """Prepare.

        Args:
            form: The system.
            truth: A value per variable; NaN where not known.
            owned: Municipality → its variables, the largest first; under no name those that follow
                from others and may always change.
            beside: Municipality → those of the same meeting.
        """
        self.form, self.truth = form, truth
        self.known = bool(form.holds(truth[None])[0])
        self._owned = {name: np.array(columns, dtype=np.int64) for name, columns in owned.items()}
        self._names = [name for name in owned if name]
        self._beside = beside
        self._owner = np.full(len(truth), len(self._names))
        for number, name in enumerate(self._names):
            self._owner[self._owned[name]] = number
        self._changes: dict[tuple[str, ...], Change] = {}
        self.impossible = False

    def of(self, form: Form) -> "Local":
        """Give the same search in a form with more rows."""
        other = copy.copy(self)
        other.form, other._changes = form, {}  # noqa: SLF001 - its own
        other.known = bool(form.holds(other.truth[None])[0])
        return other

    def search(
        self,
        target: Target,
        bound: float,
        members: Sequence[str],
        *,
        given: Mapping[int, float],
        without: str = "",
    ) -> Iterator[FloatArray]:
        """Give data sets in which a target is at most a bound; none when none is found.

        Args:
            target: Variable → coefficient.
            bound: What it shall be at most.
            members: The municipalities that the target is about.
            given: Variables that must have a value.
            without: One that must stay as it is; empty for none.
        """
        self.impossible = False
        if not self.known:
            return
        for wide, names in zip(WIDE, self._choices(members, without), strict=True):
            change = self._change(names)
            point = change.slightly(target, bound, given)
            if point is None and not change.impossible:
                fewer = self._touched(change.moved, members)
                for those in dict.fromkeys([fewer, names] if wide else [fewer]):
                    point = self._change(those).wholly(target, bound, given)
                    if point is not None:
                        break
            if point is not None and self.form.holds(point[None])[0]:
                yield point
            # What not even everyone can do together, nobody can.
            everyone = len(names) + bool(without) == len(self._names)
            self.impossible = everyone and change.impossible
            if self.impossible:
                return

    def beyond(
        self, target: Target, bound: float, *, given: Mapping[int, float], without: str = ""
    ) -> bool:
        """Tell whether no data set at all is seen to have a target at most a bound."""
        names = tuple(sorted(name for name in self._names if name != without))
        return self.known and self._change(names).beyond(target, bound, given)

    def along(self, point: FloatArray) -> FloatArray:
        """Give the data sets (one a row) that lie on the line from the truth to a point."""
        points = self.truth + np.outer(STEPS, point - self.truth)
        return points[self.form.holds(points)]

    def _choices(self, members: Sequence[str], without: str) -> Iterator[tuple[str, ...]]:
        """Give who may be changed: a member or a few, then some others too, and then everyone."""
        names = [name for name in self._names if name != without]
        first = [name for name in names if name in members][:PARTNERS]
        beside = [name for name in names if name in self._beside.get(first[0], ())] if first else []
        others = [*beside[: PARTNERS + 1], *names[:PARTNERS]]
        yield tuple(sorted(first))
        yield tuple(sorted({*first, *others}))
        yield tuple(sorted(names))

    def _touched(self, moved: IntArray, members: Sequence[str]) -> tuple[str, ...]:
        """Give the municipalities that have any of some variables."""
        owners = np.unique(self._owner[moved])
        names = {self._names[number] for number in owners[owners < len(self._names)].tolist()}
        return tuple(sorted(names | set(members[:1])))

    def _change(self, names: tuple[str, ...]) -> Change:
        """Give the search in which only some municipalities are changed."""
        if names not in self._changes:
            columns = np.concatenate([self._owned[name] for name in (*names, "")])
            self._changes[names] = Change(self.form, self.truth, columns, self._owner)
        return self._changes[names]

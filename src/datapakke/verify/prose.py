"""Headings, sentences and captions: each stands in the document, whole and in its order."""

from datapakke.verify.pages import Run
from datapakke.verify.says import Passage
from datapakke.verify.script import Script, quoted

_BETWEEN = 3
"""Runs of the template's own that may stand between two parts of a passage."""


def read_passage(script: Script, passage: Passage) -> tuple[Run, ...]:
    """Take a passage, and give its runs; what is missing or out of order is told.

    Its first part is looked for from where the last passage ended, each other part right after the
    one before it.
    """
    parts = [part for part in passage.parts if part.strip()]
    if not parts:
        return ()
    if passage.beside:
        return _read_beside(script, passage.where, parts)
    start = 0 if passage.anywhere else script.cursor
    end = script.end_of(1) if passage.cover else len(script.runs)
    taken = _all_parts(script, parts, start, end)
    if not taken and not passage.anywhere and (taken := _all_parts(script, parts, 0, end)):
        page = script.runs[taken[0]].page
        script.complain(page, f"{passage.where}: {quoted(parts[0])} står for tidlig i dokumentet.")
        script.take(taken)
        return tuple(script.runs[index] for index in taken)
    if not taken:
        _tell(script, passage.where, parts, (start, end))
        return ()
    script.take(taken)
    if not passage.anywhere:
        script.cursor = taken[-1] + 1
    return tuple(script.runs[index] for index in taken)


def _read_beside(script: Script, where: str, parts: list[str]) -> tuple[Run, ...]:
    """Take texts that each stand on one line. A symbol that stands twice is not its meaning."""
    first = script.find(parts[0], 0, len(script.runs))
    while first:
        run = script.runs[first[0]]
        line = [i for i, one in script.free(run.page) if one.base == run.base]
        found = [next(filter(None, (script.match(part, i) for i in line)), []) for part in parts]
        taken = [index for one in found for index in one]
        if all(found):
            script.take(taken)
            return tuple(script.runs[index] for index in taken)
        first = script.find(parts[0], first[0] + 1, len(script.runs))
    _tell(script, where, parts, (0, len(script.runs)))
    return ()


def _all_parts(script: Script, parts: list[str], start: int, end: int) -> list[int]:
    """Give the runs of all parts, the first place where they stand together.

    The first part that is nearest the others: a chapter's number may stand in a chart before it.
    """
    while first := script.find(parts[0], start, end):
        taken = list(first)
        for part in parts[1:]:
            more = _soon(script, part, taken[-1] + 1, taken)
            if not more:
                break
            taken += more
        else:
            nearer = _all_parts(script, parts, first[0] + 1, taken[len(first)]) if parts[1:] else []
            return nearer or taken
        start = first[0] + 1
    return []


def _soon(script: Script, part: str, index: int, taken: list[int]) -> list[int]:
    """Give the runs of a part that begins a few free runs from ``index`` on at the latest."""
    for _ in range(_BETWEEN + 1):
        index = script.next_free(index)
        more = script.match(part, index)
        if more and not set(more) & set(taken):
            return more
        index += 1
    return []


def _tell(script: Script, where: str, parts: list[str], among: tuple[int, int]) -> None:
    """Tell which part of a passage is not there, or that they are parted."""
    lost = [part for part in parts if not script.find(part, *among)]
    for part in lost:
        script.complain(0, f"{where}: {quoted(part)} står ikke der.{script.nearest(part)}")
    if not lost:
        together = " og ".join(quoted(part) for part in parts)
        script.complain(0, f"{where}: {together} står ikke sammen.")

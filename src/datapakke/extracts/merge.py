"""The readings of a dataset's files become one tidy table, every observation in it once."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.model import FIL, KODE, Replacement
from datapakke.extracts.once import PLACE, Compared, keep_once
from datapakke.extracts.parts import note_other_sums
from datapakke.extracts.persons import note_alike, note_outside, number_persons
from datapakke.extracts.places import place_of, told, whole_counts, whole_only
from datapakke.extracts.problems import Problems
from datapakke.extracts.replace import Delivered, not_replaced, replace_older
from datapakke.extracts.source_format import PERSON, Identity, Reading
from datapakke.keys import constant, same_categories
from datapakke.sources import Source, Utelatt

Read = Sequence[tuple[Source, Reading]]


@dataclass(frozen=True)
class Merged:
    """The tidy table of a dataset, and what was replaced and left out on the way."""

    table: pd.DataFrame
    replaced: tuple[Replacement, ...]
    utelatt: tuple[Utelatt, ...] = ()
    warnings: tuple[Problem, ...] = ()


def merge(read: Read, context: Context, problems: Problems) -> Merged | None:
    """Make one tidy table of the readings of a dataset's files; None after noting what was wrong.

    A newer file first replaces the older one that it names. An observation that then stands in two
    places is counted once when it is the same in both, and is an error when it is not. At last the
    parts of merged municipalities are settled, with the rows of all files before them.

    Args:
        read: Every file with its reading, in the order of the register.
        context: Holds the division.
        problems: Notes observations that are not the same in two places.
    """
    identity = read[0][1].identity
    table = _stacked(read)
    if identity.counts:
        table = table.assign(**{PLACE: place_of(table, context)})
    by = _compared(table, identity)
    delivered = {source.fil: reading.delivered for source, reading in read}
    table, replaced = replace_older(table, [source for source, _ in read], delivered, by)
    own = Problems()
    if len(read) > 1 or identity.counts or identity.elevnr:
        table = keep_once(table, by, own)
    if identity.counts:
        note_other_sums(table, identity, context, own)
    outside = _outside(read, table, delivered)
    note_outside(table, outside, own)
    note_alike(table, outside, pd.concat([reading.small for _, reading in read]), own)
    table = number_persons(table, identity, own)
    if own:
        problems.take(own)
        return None
    name = ", ".join(source.fil for source, _ in read)
    if KODE not in table:
        return Merged(table, replaced)
    if identity.counts:
        table, torn = whole_counts(table.drop(columns=PLACE), identity.key, context)
    else:
        every_period = identity.ingen_rader_er_null
        table, torn = whole_only(table, context, every_period=every_period)
    return Merged(table, replaced, torn, tuple(told(one, name) for one in torn))


def _outside(read: Read, table: pd.DataFrame, delivered: Delivered) -> pd.DataFrame:
    """Give PERSON, ``aar`` and FIL of the rows that were left out before, and still hold."""
    found = [
        reading.outside.assign(**{FIL: source.fil})
        for source, reading in read
        if reading.outside is not None and len(reading.outside)
    ]
    if not found:
        return table[:0]
    return not_replaced(pd.concat(found), [source for source, _ in read], delivered)


def _compared(table: pd.DataFrame, identity: Identity) -> Compared:
    if identity.counts:
        key = [PLACE if name == "kommunenr" else name for name in identity.key]
        return Compared(key, list(identity.counts))
    rest = [str(name) for name in table if name not in (*identity.key, PERSON, FIL, KODE)]
    return Compared(list(identity.key), rest)


def _stacked(read: Read) -> pd.DataFrame:
    """Put the tables one after the other, with the file and the code in it as categories."""
    tables = [
        reading.table.assign(**{FIL: constant(source.fil, len(reading.table))})
        for source, reading in read
    ]
    table = pd.concat(same_categories(tables)) if len(tables) > 1 else tables[0]
    return table.astype(dict.fromkeys({FIL, KODE} & set(table), "category"))

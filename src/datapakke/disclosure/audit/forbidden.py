"""Which printed figures the profile says must be hidden, whatever anyone could work out of them.

Rounding may leave a share of two pupils wide enough; it is of two pupils all the same. So what the
rules forbid is refused by the true counts, without an attack. The rules are read here anew, and not
from where they are followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from datapakke.disclosure.audit.known import Counted, Known
from datapakke.disclosure.audit.report import Failure
from datapakke.disclosure.audit.rows import among, figure_name
from datapakke.model import Figure, FigureKey, Indicator, Nivaa
from datapakke.results import LEVERT, SKJULT


def forbidden(known: Known, figures: Mapping[FigureKey, Figure]) -> Iterator[Failure]:
    """Give a failure for each figure whose value a rule forbids; a distribution is one figure.

    What a source hides is forbidden for municipalities; the sums above them are attacked. The
    country's figures its source has released.

    Args:
        known: The true counts and the profile.
        figures: What is printed.
    """
    told: dict[FigureKey, str] = {}
    for key in sorted(figures):
        row = known.rows.get(key)
        if row and figures[key].verdi is not None and key.nivaa != Nivaa.LAND.value:
            rule = next(_rules(known, figures[key], row), "")
            if rule:
                told.setdefault(replace(key, kategori=""), rule)
    for key, rule in told.items():
        place = key.nivaa, key.omraade, key.aar
        yield Failure("", figure_name(known, key), key.indikator, regel=rule, sted=place)


def _rules(known: Known, figure: Figure, row: Counted) -> Iterator[str]:
    """Give the rules that forbid a figure, in bokmål."""
    if row.tilstand != LEVERT:
        if row.tilstand == SKJULT and figure.key.nivaa == Nivaa.KOMMUNE.value:
            yield "kilden har skjult det"
    elif row.slag == "antall" or row.nevner:
        yield from _of_few(known, row)
        if not _is_coarse_headline(known, figure):
            yield from _of_parts(known, figure.key, row)


def _of_few(known: Known, row: Counted) -> Iterator[str]:
    """Give the rule about how many a mean, a median or a share is of."""
    mean = row.slag in {"snitt", "median"}
    limit = known.rules.snitt_under if mean else known.rules.nevner_under
    if row.slag != "antall" and (row.nevner or 0) < limit:
        yield f"det er færre enn {limit} bak"


def _of_parts(known: Known, key: FigureKey, row: Counted) -> Iterator[str]:
    """Give the rules about how many a number or a share counts, and how many it does not."""
    indicator = known.by_id.get(key.indikator)
    if row.slag in {"snitt", "median"} or not indicator:
        return
    for one in _categories(known, key, indicator) or [row]:
        yield from _of_part(known, one, sensitive=indicator.sensitiv)
    limit = known.rules.fordeling_og_snitt_under
    if row.slag == "fordeling" and (row.nevner or 0) < limit and _has_mean(known, indicator):
        yield f"en fordeling av færre enn {limit} står ikke ved siden av gjennomsnittet"


def _of_part(known: Known, row: Counted, *, sensitive: bool) -> Iterator[str]:
    limit, there = known.rules.antall_under, row.teller or 0
    rest = None if row.slag == "antall" else (row.nevner or 0) - there
    if 1 <= there < limit:
        yield f"det gjelder fra 1 til {limit - 1}"
    if rest is not None and 1 <= rest < limit:
        yield f"det gjelder alle unntatt fra 1 til {limit - 1}"
    if sensitive and 0 in {there, rest}:
        yield "det er følsomt, og gjelder ingen eller alle"


def _is_coarse_headline(known: Known, figure: Figure) -> bool:
    """Tell whether it is one that the profile wants shown, printed so that many numbers fit."""
    wanted = figure.key.indikator in known.rules.hovedtall
    return wanted and figure.key.nivaa == Nivaa.MOTE.value and figure.avrundet_til > 1


def _categories(known: Known, key: FigureKey, indicator: Indicator) -> list[Counted]:
    """Give the counts of every category of a distribution, printed or not."""
    rows = (known.rows.get(replace(key, kategori=one)) for one in indicator.kategorier)
    return [row for row in rows if row]


def _has_mean(known: Known, indicator: Indicator) -> bool:
    """Tell whether there is a mean of the same persons."""
    others = known.of_universe(indicator.univers or "")
    about = set(among(indicator))
    return any(known.slag[one.id] == "snitt" and set(one.nevner) == about for one in others)

"""Who and what is missing: municipalities and periods that the rest of the file has."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from datapakke.extracts.model import Extract
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.sources import missing
from datapakke.report.words import files, named, spans

FEW = 5
"""Fewer pupils than this in an ordinary period, and none in another is no surprise."""

MONTH = 7
"""How many characters of a label say which month it is in: ``2016-06``."""

UNBORN = "kommune_fantes_ikke"
RARE = "kommune_med_faa"
LOST = "mangler_kommune"

Lost = dict[tuple[str, tuple[str, ...]], list[str]]
"""The rule and the periods → the municipalities that have no rows in just these."""


def coverage(basis: Basis) -> Iterator[Funn]:
    """Find municipalities without rows, and periods that are not there."""
    for extract in basis.extracts:
        nobody = any(seen.identity.ingen_rader_er_null for seen in extract.observed)
        if "kommunenr" in extract.table and not nobody:
            labels = tuple(sorted(extract.table["aar"].unique()))
            for (rule, gone), numbers in _lost(extract, labels, basis).items():
                when = "alle periodene" if gone == labels else spans(gone, labels)
                what = f"{named(numbers, basis)} har ingen rader for {when}."
                funn = Funn(Alvor.MERK, rule, files(extract), what)
                yield _worded(replace(funn, perioder=gone, kommuner=tuple(numbers)))
        yield from _gaps(extract)
        yield from _due(extract, basis)


def _lost(extract: Extract, labels: tuple[str, ...], basis: Basis) -> Lost:
    """Find the periods in which each municipality is missing, those of the same together."""
    gone: dict[tuple[str, str], list[str]] = {}
    for label in labels:
        for nr in missing(extract.table[extract.table["aar"] == label], basis.inndeling):
            rule = _rule(nr, label, extract, basis)
            gone.setdefault((rule, nr), []).append(label)
    told = {(one.kommunenr, label) for one in extract.utelatt for label in one.perioder}
    together: Lost = {}
    for (rule, nr), periods in gone.items():
        left = tuple(label for label in periods if (nr, label) not in told)
        if left:
            together.setdefault((rule, left), []).append(nr)
    return together


def _rule(nr: str, label: str, extract: Extract, basis: Basis) -> str:
    """Tell what kind of missing it is."""
    first = int(label[:4])
    years = (first, first + 1) if "/" in label else (first,)
    kommune = basis.inndeling.by_kommunenr[nr]
    if not all(kommune.kode_i(year) for year in years):
        return UNBORN
    if extract.observed[0].identity.counts:
        return LOST
    own = extract.table[extract.table["kommunenr"] == nr]
    return RARE if 0 < len(own) < FEW * own["aar"].nunique() else LOST


def _worded(funn: Funn) -> Funn:
    if funn.regel == UNBORN:
        why = f"{funn.hva} Det er etter en sammenslåing, eller før kommunen ble til."
        return replace(funn, hva=why)
    if funn.regel == RARE:
        return replace(funn, hva=f"{funn.hva} Ellers er det også svært få der.")
    act = (
        "Spør den som leverte filen. Var det ingen der, er det i orden; ellers hent et nytt"
        " uttrekk. I pakken står «..» for kommunen, og fylket får ikke noe tall."
    )
    return replace(funn, alvor=Alvor.ADVARSEL, gjor=act)


def _gaps(extract: Extract) -> Iterator[Funn]:
    """Find periods that are not there between others, by the shortest step between them."""
    pairs = list(pairwise(sorted(extract.table["aar"].unique())))
    steps = [_months(after) - _months(before) for before, after in pairs]
    usual = min(steps, default=0)
    for (before, after), step in zip(pairs, steps, strict=True):
        if step > usual > 0:
            what = f"det er ingen perioder mellom {before} og {after}, men ellers er det tettere."
            act = "Er de telt, hent et nytt uttrekk. Kurvene i pakken får et opphold der."
            where = files(extract)
            yield Funn(Alvor.ADVARSEL, "mangler_periode", where, what, act, (before, after))


def _due(extract: Extract, basis: Basis) -> Iterator[Funn]:
    """Find that the next period, at the usual distance, was over before the round's last day."""
    labels = sorted(extract.table["aar"].unique())
    ends = {label: day for seen in extract.observed for label, day in seen.seen.ends.items()}
    if len(labels) < len(("one", "other")) or labels[-1] not in ends or basis.data_til is None:
        return
    months = _months(labels[-1]) - _months(labels[-2])
    ended = ends[labels[-1]]
    due = (ended.year * 12 + ended.month + months, ended.day)
    if due <= (basis.data_til.year * 12 + basis.data_til.month, basis.data_til.day):
        what = f"siste periode er {labels[-1]}, men en til var over {basis.data_til.isoformat()}."
        act = "Hent et nytt uttrekk hvis perioden er klar. Se også om filen er avkuttet."
        yield Funn(Alvor.ADVARSEL, "siste_periode", files(extract), what, act, (labels[-1],))


def _months(label: str) -> int:
    """Give when a period begins, in months."""
    month = 0 if "/" in label else int(label[5:MONTH] or 0)
    return int(label[:4]) * 12 + month

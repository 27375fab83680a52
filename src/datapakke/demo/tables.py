"""The rows of each pupil extract for one cohort, as lines of the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from datapakke.demo import grades as year10
from datapakke.demo import vg1 as vg1_year
from datapakke.demo.absence import absence
from datapakke.demo.cohorts import Cohort
from datapakke.demo.draws import Bools, Texts, generator
from datapakke.demo.grades import Grades
from datapakke.demo.marks import SYMBOLS
from datapakke.demo.pathway import Pathway
from datapakke.demo.places import code_in
from datapakke.demo.rules import skoleaar
from datapakke.demo.vg1 import Vg1

Fagkoder = Mapping[str, str]
"""The subject code of each subject in one year."""

SHARE_ZERO = 0.3
"""Of pupils without points: those for whom the system gives 0 instead of a blank."""


@dataclass(frozen=True)
class Life:
    """Everything drawn about one cohort."""

    fro: int
    cohort: Cohort
    grades: Grades
    way: Pathway
    vg1: Vg1

    def columns(self, *more: Texts, which: Bools | None = None) -> Iterator[tuple[str, ...]]:
        """Give pseudonym, gender and more columns, a tuple per pupil."""
        kjonn = np.where(self.cohort.jente, "K", "M")
        chosen = np.ones(self.cohort.n, bool) if which is None else which
        columns = (self.cohort.elev, kjonn, *more)
        return zip(*(column[chosen].tolist() for column in columns), strict=True)


def points_rows(life: Life) -> Iterator[str]:
    """Give the lines of ``inntakspoeng``."""
    aar, kode = skoleaar(life.cohort.aar), life.cohort.place.kode
    rng = generator(life.fro, "null", life.cohort.place.omraade, life.cohort.aar)
    none = np.where(rng.random(life.cohort.n) < SHARE_ZERO, "0", "")
    for elev, kjonn, poeng in life.columns(_points(life, none)):
        yield f"{elev};{aar};{kode};{kjonn};{poeng}"


def _points(life: Life, none: Texts) -> Texts:
    """Give each pupil's points as written, ``none`` where there are none."""
    texts = np.array([f"{p // 100},{p % 100:02d}" for p in life.grades.poeng.tolist()], dtype=str)
    return np.where(life.grades.poeng > 0, texts, none)


def absence_rows_10(life: Life) -> Iterator[str]:
    """Give the lines of ``fravaer`` for year 10."""
    everyone = np.ones(life.cohort.n, bool)
    return _absence_rows(life, "10", life.cohort.aar, everyone)


def absence_rows_vg1(life: Life) -> Iterator[str]:
    """Give the lines of ``fravaer`` for Vg1, the year after."""
    return _absence_rows(life, "Vg1", life.cohort.aar + 1, life.vg1.gaar)


def grade_rows_10(life: Life, koder: Fagkoder) -> Iterator[str]:
    """Give the lines of ``karakterer`` for year 10: each pupil in each subject."""
    every = [fag in koder for fag in year10.SUBJECTS]
    har = np.tile(np.array(every), (life.cohort.n, 1))
    head = f";{skoleaar(life.cohort.aar)};10;{life.cohort.place.kode};"
    names = [koder.get(fag, "") for fag in year10.SUBJECTS]
    standpunkt = life.grades.standpunkt[:, : len(names)]
    return _grade_rows(life, head, names, (har, standpunkt, life.grades.eksamen))


def grade_rows_vg1(life: Life, koder: Fagkoder) -> Iterator[str]:
    """Give the lines of ``karakterer`` for Vg1, the year after."""
    aar = life.cohort.aar + 1
    head = f";{skoleaar(aar)};Vg1;{code_in(life.cohort.place, aar)};"
    names = [koder[fag] for fag in vg1_year.SUBJECTS]
    return _grade_rows(life, head, names, (life.vg1.har, life.vg1.standpunkt, life.vg1.eksamen))


def transition_rows(life: Life, *, vg2_known: bool) -> Iterator[str]:
    """Give the lines of ``overgang``."""
    aar, kode = skoleaar(life.cohort.aar), life.cohort.place.kode
    i_vgs = np.where(life.way.i_vgs, "ja", "nei")
    vg2 = np.where(life.way.vg2, "ja", "nei")
    known = np.where(life.way.i_vgs & vg2_known, vg2, "")
    for elev, kjonn, now, then in life.columns(i_vgs, known):
        yield f"{elev};{aar};{kode};{kjonn};{now};{then}"


def completion_rows(life: Life, maalt: int) -> Iterator[str]:
    """Give the lines of ``gjennomforing`` for those who began the autumn they left year 10."""
    kull, kode = life.cohort.aar, life.cohort.place.kode
    program = np.where(life.way.sf, "SF", "YF")
    points = _points(life, np.full(life.cohort.n, ""))
    columns = life.columns(program, life.way.status, points, which=life.way.i_vgs)
    for elev, kjonn, sf, status, poeng in columns:
        yield f"{elev};{kode};{kjonn};{kull};{maalt};{sf};{status};{poeng}"


def _absence_rows(life: Life, trinn: str, aar: int, which: Bools) -> Iterator[str]:
    days, hours = absence(life.fro, life.cohort, trinn, aar)
    kode = code_in(life.cohort.place, aar)
    head = f";{skoleaar(aar)};{trinn};{kode};"
    for elev, kjonn, d, h in life.columns(days.astype(str), hours.astype(str), which=which):
        yield f"{elev}{head}{kjonn};{d};{h}"


def _grade_rows(
    life: Life, head: str, names: list[str], grades: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> Iterator[str]:
    har, standpunkt, eksamen = grades
    standpunkt_cells, eksamen_cells = SYMBOLS[standpunkt].tolist(), SYMBOLS[eksamen].tolist()
    pupils = zip(life.columns(), har.tolist(), standpunkt_cells, eksamen_cells, strict=True)
    for (elev, kjonn), has, given, sat in pupils:
        start = f"{elev}{head}{kjonn};"
        for name, here, s, e in zip(names, has, given, sat, strict=True):
            if here:
                yield f"{start}{name};{s};{e}"

"""Small rounds for the tests of the audit: a universe, its true parts, and what is printed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NoReturn

import pandas as pd

from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.earlier import Earlier
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Report
from datapakke.model import ALLE, Figure, FigureKey, Indicator, Nivaa, Status, Unit, Univers
from datapakke.results import LEVERT, PART_COLUMNS, RESULT_COLUMNS, SKJULT, Areas, Results
from datapakke.rounding import exact, round_half_up
from datapakke.rules import Rules

KOMMUNER = ("0601", "0602", "0603", "0604")
MOTE = "2016-11-02"
AREAS = Areas(KOMMUNER, {MOTE: ("0601", "0602")})
DELER = ("lav", "høy", "uten")
NAVN = {"0601": "Aasen", "0602": "Bakke", "0603": "Dal", "0604": "Eng", MOTE: f"møtet {MOTE}"}
GRENSER = {"lav": (Decimal(0), Decimal(30)), "høy": (Decimal(30), Decimal(60))}


def _no_formula(*_: pd.DataFrame) -> NoReturn:
    raise NotImplementedError


def univers(deler: Sequence[str] = DELER, *, kjent: bool = True) -> Univers:
    return Univers(
        id="u",
        deler=tuple(deler),
        formula=_no_formula,
        datasets=(),
        kull="10",
        kjent=kjent,
    )


def indicator(name: str, **facts: Any) -> Indicator:  # noqa: ANN401 - as Indicator names them
    """Give an indicator of the universe; a share unless the facts say otherwise."""
    given: dict[str, Any] = {
        "title": name,
        "chapter": "inntakspoeng",
        "unit": Unit.PROSENT,
        "desimaler": 0,
        "populasjon": "elever",
        "univers": "u",
        "formula": _no_formula,
        "datasets": (),
        "metode": "",
    }
    return Indicator(id=name, **(given | facts))


LAV = indicator("lav", teller=("lav",), nevner=("lav", "høy"))
UTEN = indicator("uten", teller=("uten",), nevner=DELER)
SNITT = indicator("snitt", nevner=("lav", "høy"), grenser=GRENSER, unit=Unit.POENG, desimaler=1)


@dataclass
class Round:
    """A round under construction.

    Attributes:
        indicators: What may be printed.
        parts: (kommunenr, period, gender) → persons in each part, None where the source hid it.
        sums: (indicator, kommunenr, period, gender) → sum of the values behind a mean.
        medians: The same → median.
    """

    indicators: Sequence[Indicator]
    parts: Mapping[tuple[str, str, str], Sequence[int] | None]
    universet: Univers = field(default_factory=univers)
    sums: Mapping[tuple[str, str, str, str], float] = field(default_factory=dict)
    medians: Mapping[tuple[str, str, str, str], float] = field(default_factory=dict)
    folk: Mapping[str, int] = field(default_factory=dict)
    samlet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    areas: Areas = AREAS
    inndeling: int = 2016
    figures: dict[FigureKey, Figure] = field(default_factory=dict)

    def genders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([ALLE, *(kjonn for _, _, kjonn in self.parts)]))

    def periods(self) -> tuple[str, ...]:
        return tuple(sorted({aar for _, aar, _ in self.parts}))

    def of(self, members: Iterable[str], aar: str, kjonn: str) -> dict[str, int] | None:
        """Give the parts of some municipalities together; None where one is hidden."""
        total = dict.fromkeys(self.universet.deler, 0)
        split = "K" in self.genders()
        genders = ("K", "M") if kjonn == ALLE and split else (kjonn,)
        for nr in members:
            for label in self.samlet.get(aar, (aar,)):
                for one in genders:
                    counts = self.parts[nr, label, one]
                    if counts is None:
                        return None
                    for part, count in zip(self.universet.deler, counts, strict=True):
                        total[part] += count
        return total

    def sum_of(self, name: str, members: Iterable[str], aar: str, kjonn: str) -> float:
        split = "K" in self.genders()
        genders = ("K", "M") if kjonn == ALLE and split else (kjonn,)
        return sum(
            self.sums.get((name, nr, label, one), 0.0)
            for nr in members
            for label in self.samlet.get(aar, (aar,))
            for one in genders
        )

    def rows(self) -> list[dict[str, Any]]:
        """Give the rows of the results."""
        places = [(Nivaa.KOMMUNE, nr) for nr in self.areas.kommuner]
        places += [(Nivaa.MOTE, mote) for mote in self.areas.moter]
        places += [(Nivaa.FYLKE, "fylke")]
        return [
            self._row(one, nivaa, omraade, aar, kjonn, kategori)
            for one in self.indicators
            for nivaa, omraade in places
            for aar in (*self.periods(), *self.samlet)
            for kjonn in self.genders()
            for kategori in one.kategorier or ("",)
        ]

    def _row(  # noqa: PLR0913, PLR0917 - a key's parts
        self, one: Indicator, nivaa: Nivaa, omraade: str, aar: str, kjonn: str, kategori: str
    ) -> dict[str, Any]:
        members = self.areas.members(nivaa, omraade)
        key = {
            "indikator": one.id, "nivaa": nivaa.value, "omraade": omraade, "aar": aar,
            "kjonn": kjonn, "kategori": kategori,
        }  # fmt: skip
        parts = self.of(members, aar, kjonn)
        row = dict.fromkeys(RESULT_COLUMNS) | key | {"slag": slag(one)}
        if parts is None:
            return row | {"tilstand": SKJULT}
        counted = one.kategorier[kategori] if kategori else one.teller
        among = one.nevner or tuple(p for ps in one.kategorier.values() for p in ps)
        teller: float = sum(parts[part] for part in counted)
        nevner: int | None = sum(parts[part] for part in among)
        if slag(one) == "snitt":
            teller = self.sum_of(one.id, members, aar, kjonn)
        if slag(one) == "andel" and not among:
            nevner = sum(self.folk[nr] for nr in members)
        if slag(one) == "antall":
            nevner = None
        middle = self.medians.get((one.id, omraade, aar, kjonn))
        return row | {"teller": teller, "nevner": nevner, "median": middle, "tilstand": LEVERT}

    def known(self, rules: Rules | None = None) -> Known:
        deler = [
            (self.universet.id, nr, aar, kjonn, part, None if counts is None else counts[part],
             SKJULT if counts is None else LEVERT)
            for nr in self.areas.kommuner
            for aar in self.periods()
            for kjonn in self.genders()
            for counts in [self.of([nr], aar, kjonn)]
            for part in self.universet.deler
        ]  # fmt: skip
        results = Results(
            pd.DataFrame(self.rows(), columns=list(RESULT_COLUMNS)).astype(RESULT_COLUMNS),
            pd.DataFrame(deler, columns=list(PART_COLUMNS)).astype(PART_COLUMNS),
            self.samlet,
        )
        return Known(
            results,
            tuple(self.indicators),
            (self.universet,),
            self.areas,
            rules or Rules(),
            NAVN,
            self.inndeling,
        )

    def show(
        self, one: Indicator, *omraader: str, aar: str = "2015/16", kjonn: str = ALLE,
        n: bool = True, kategori: str = "",
    ) -> "Round":  # fmt: skip
        """Print a figure about some areas; without areas, about all municipalities."""
        for omraade in omraader or self.areas.kommuner:
            figure = self.figure(one, omraade, aar, kjonn, kategori, n=n)
            self.figures[figure.key] = figure
        return self

    def hide(self, one: Indicator, omraade: str, aar: str = "2015/16") -> "Round":
        """Print a figure as hidden."""
        key = FigureKey(one.id, level(omraade).value, omraade, aar)
        self.figures[key] = Figure(key, Status.SKJULT)
        return self

    def figure(  # noqa: PLR0913 - a key's parts
        self, one: Indicator, omraade: str, aar: str, kjonn: str, kategori: str, *, n: bool
    ) -> Figure:
        """Give a figure as ``publish`` gives it."""
        row = self._row(one, level(omraade), omraade, aar, kjonn, kategori)
        key = FigureKey(one.id, level(omraade).value, omraade, aar, kjonn, kategori)
        if slag(one) == "antall":
            status = Status.VIST if row["teller"] else Status.INGEN
            return Figure(key, status, verdi=Decimal(int(row["teller"])))
        if not row["nevner"]:
            return Figure(key, Status.FINNES_IKKE)
        own = n and level(omraade) is Nivaa.KOMMUNE and slag(one) in ("andel", "fordeling")
        return Figure(
            key,
            Status.VIST,
            verdi=value(one, row),
            n=row["nevner"] if n else None,
            teller=row["teller"] if own else None,
        )

    def audit(
        self, *, insiders: bool = False, earlier: Sequence[Earlier] = (), rules: Rules | None = None
    ) -> Report:
        """Attack what is printed; what a rule forbids by itself is left out of the report."""
        known = self.known(rules)
        return attacked(audit(Printed(self.figures), known, earlier=earlier, insiders=insiders))


def attacked(report: Report) -> Report:
    """Give what the attack alone found."""
    return replace(report, failures=tuple(one for one in report.failures if not one.regel))


def slag(one: Indicator) -> str:
    if one.unit is Unit.ANTALL:
        return "antall"
    if one.unit in (Unit.DAGER, Unit.TIMER):
        return "median"
    if one.grenser:
        return "snitt"
    return "fordeling" if one.kategorier else "andel"


def value(one: Indicator, row: Mapping[str, Any]) -> Decimal:
    if slag(one) == "median":
        return Decimal(str(row["median"]))
    share = 100 if slag(one) != "snitt" else 1
    return round_half_up(share * exact(float(row["teller"])) / row["nevner"], one.desimaler)


def level(omraade: str) -> Nivaa:
    if omraade == "fylke":
        return Nivaa.FYLKE
    return Nivaa.MOTE if omraade == MOTE else Nivaa.KOMMUNE


def one_year(*counts: Sequence[int] | None, aar: str = "2015/16") -> dict[Any, Any]:
    """Give the parts of the municipalities, one after the other, in one period."""
    return {(nr, aar, ALLE): parts for nr, parts in zip(KOMMUNER, counts, strict=True)}


def failed(report: Report) -> list[str]:
    """Give which cells failed, in words, without place of scenario."""
    return [failure.celle for failure in report.failures]

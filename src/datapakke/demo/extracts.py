"""All extracts of a demo: which years each holds, and its lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from datapakke.config import Config
from datapakke.demo import tables
from datapakke.demo.cohorts import cohort
from datapakke.demo.followup import followup_rows
from datapakke.demo.grades import year10
from datapakke.demo.labour import nav_rows, nav_rows_of_country, neet_row, neet_row_of_country
from datapakke.demo.pathway import pathway
from datapakke.demo.places import Place, places
from datapakke.demo.population import population_rows, residents, residents_of_country
from datapakke.demo.rules import laereplan
from datapakke.demo.tables import Life
from datapakke.demo.vg1 import vg1
from datapakke.kommuner import LANDET, Kommune

HEADERS = {
    "inntakspoeng": "elev;skoleaar;kommunenr;kjonn;inntakspoeng",
    "fravaer": "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer",
    "karakterer": "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen",
    "gjennomforing": "elev;kommunenr;kjonn;kull;maalt;program;status;inntakspoeng",
    "overgang": "elev;skoleaar;kommunenr;kjonn;i_vgs;vg2",
    "ot": "ungdom;kommunenr;kjonn;dato;alder;statuskode",
    "nav": "maaned;kommunenr;gruppe;alder;antall",
    "befolkning": "aar;kommunenr;kjonn;alder;antall",
    "neet": "aar;kommunenr;bosatte_15_29;utenfor_15_29",
}
FOLLOWED = 6
"""Years from start to the year in which completion is measured (vocational programmes)."""


@dataclass(frozen=True)
class Scope:
    """What a demo covers.

    Attributes:
        kommuner: Municipalities of the round's division.
        til: The year in which the last school year ends.
        aar: Number of school years.
        fro: Seed.
    """

    kommuner: tuple[Kommune, ...]
    til: int
    aar: int
    fro: int

    @property
    def years(self) -> range:
        """The years in which the school years end."""
        return range(self.til - self.aar + 1, self.til + 1)

    @property
    def started(self) -> range:
        """The cohorts whose completion is known, by the year they began."""
        return range(self.years.start - FOLLOWED, self.til - FOLLOWED + 1)


@dataclass
class Lines:
    """The lines of every file, gathered as they are drawn."""

    by_dataset: dict[str, list[str]] = field(
        default_factory=lambda: {name: [header] for name, header in HEADERS.items()}
    )

    def add(self, dataset: str, lines: Iterator[str]) -> None:
        """Add lines to a file."""
        self.by_dataset[dataset].extend(lines)


def draw_extracts(scope: Scope, config: Config) -> Mapping[str, list[str]]:
    """Draw every extract; each begins with its header."""
    lines = Lines()
    for aar in range(scope.started.start, scope.til + 1):
        for place in places(scope.kommuner, aar):
            life = _live(scope.fro, place, aar)
            _add_year10(lines, scope, config, life)
            _add_after(lines, scope, config, life)
    for aar in scope.years:
        _add_aggregated(lines, scope, aar)
    return lines.by_dataset


def fagkoder(config: Config, trinn: str, aar: int) -> dict[str, str]:
    """Give the code of each subject in the curriculum of that step and year."""
    plan = laereplan(trinn, aar)
    return {
        f.fag: f.kode for f in config.fagkoder.values() if f.trinn == trinn and f.laereplan == plan
    }


def _live(fro: int, place: Place, aar: int) -> Life:
    pupils = cohort(fro, place, aar)
    grades = year10(fro, pupils)
    way = pathway(fro, pupils, grades.poeng / 100.0)
    return Life(fro, pupils, grades, way, vg1(fro, pupils, grades, way))


def _add_year10(lines: Lines, scope: Scope, config: Config, life: Life) -> None:
    if life.cohort.aar in scope.years:
        lines.add("inntakspoeng", tables.points_rows(life))
        lines.add("fravaer", tables.absence_rows_10(life))
        koder = fagkoder(config, "10", life.cohort.aar)
        lines.add("karakterer", tables.grade_rows_10(life, koder))


def _add_after(lines: Lines, scope: Scope, config: Config, life: Life) -> None:
    """Add what happens later, as far as it is known in the summer of the last year."""
    after = life.cohort.aar + 1
    if after in scope.years:
        lines.add("overgang", tables.transition_rows(life, vg2_known=after < scope.til))
        lines.add("fravaer", tables.absence_rows_vg1(life))
        lines.add("karakterer", tables.grade_rows_vg1(life, fagkoder(config, "Vg1", after)))
    if life.cohort.aar in scope.started:
        lines.add("gjennomforing", tables.completion_rows(life, life.cohort.aar + FOLLOWED))


def _add_aggregated(lines: Lines, scope: Scope, aar: int) -> None:
    fro, before = scope.fro, aar - 1
    country, country_before = residents_of_country(fro, aar), residents_of_country(fro, before)
    lines.add("befolkning", population_rows(LANDET, aar, country))
    lines.add("nav", nav_rows_of_country(LANDET, aar, country))
    lines.add("neet", iter([neet_row_of_country(LANDET, before, country_before)]))
    for place in places(scope.kommuner, aar):
        people = residents(fro, place, aar)
        lines.add("befolkning", population_rows(place.kode, aar, people))
        lines.add("nav", nav_rows(fro, place, aar, people))
        lines.add("ot", followup_rows(fro, place, aar, people))
    for place in places(scope.kommuner, before):
        row = neet_row(fro, place, before, residents(fro, place, before))
        lines.add("neet", iter([row]))

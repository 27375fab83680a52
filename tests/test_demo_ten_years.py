"""Ten years to 2025/26: mergers, the pandemic and the reforms as the rules made them."""

from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import pytest
import yaml

from datapakke.config import Config, load_config
from datapakke.demo import write_demo
from datapakke.extracts.load import load_extracts
from datapakke.indicators import all_indicators
from datapakke.project import Project
from demo_rows import Row, grade_mean, points, read, share

NO_EXAMS = {"2019/20", "2020/21", "2021/22"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("ti") / "demo"
    write_demo(folder, til="2025/26")
    return Project(folder)


@pytest.fixture(scope="module")
def karakterer(project: Project) -> list[Row]:
    return read(project.raw, "karakterer.csv.gz")


@pytest.fixture(scope="module")
def inntak(project: Project) -> list[Row]:
    return read(project.raw, "inntakspoeng.csv")


def _notes(raw: Path, datasett: str) -> list[tuple[str, str, bool]]:
    register = yaml.safe_load((raw / "kilder.yaml").read_text(encoding="utf-8"))
    sources = {source["datasett"]: source for source in register["kilder"]}
    notes = sources[datasett].get("noter", [])
    return [(note["fra"], note["til"], note["brudd"]) for note in notes]


def test_the_program_reads_the_demo_of_2026_without_a_remark(project: Project) -> None:
    config = load_config(project.config)
    runde = config.runde(None)
    division = config.inndeling(runde.inndeling)
    extracts = load_extracts(project.raw, config, division, runde.data_til)
    assert (runde.id, len(division.kommuner), len(extracts.by_name)) == ("2026-host", 18, 9)
    assert extracts.warnings == ()
    assert all(one.syntetisk for extract in extracts.by_name.values() for one in extract.sources)
    table = extracts.by_name["inntakspoeng"].table
    assert set(table["kommunenr"]) == set(division.kommunenumre)
    assert len(table) == extracts.by_name["inntakspoeng"].rows_read


def test_each_row_has_the_code_of_its_year(inntak: list[Row], config: Config) -> None:
    koder = {kode.kode: kode for kommune in config.kommuner for kode in kommune.koder}
    koder |= {kode.kode: kode for kode in config.utenfor}
    pairs = {(row["kommunenr"], int(row["skoleaar"][:4]) + 1) for row in inntak}
    assert all(koder[kode].gjelder(aar) for kode, aar in pairs)
    modum = {
        row["skoleaar"]: row["kommunenr"]
        for row in inntak
        if row["kommunenr"] in {"0623", "3047", "3316"}
    }
    assert (modum["2018/19"], modum["2021/22"], modum["2024/25"]) == ("0623", "3047", "3316")
    assert not {"0627", "0628"} & {kode for kode, _ in pairs}


def test_pupils_of_the_merged_municipalities_are_in_drammen_the_year_after(
    inntak: list[Row], karakterer: list[Row]
) -> None:
    parts = {"0602", "0625", "0711"}
    left = {r["elev"] for r in inntak if r["skoleaar"] == "2018/19" and r["kommunenr"] in parts}
    vg1 = {
        row["kommunenr"]
        for row in karakterer
        if row["elev"] in left and row["skoleaar"] == "2019/20" and row["trinn"] == "Vg1"
    }
    assert vg1 == {"3005"}
    sizes = Counter(row["skoleaar"] for row in inntak if row["kommunenr"] in {"3005", "3301"})
    assert all(1100 <= size <= 1300 for size in sizes.values())


def test_there_are_no_exams_in_the_pandemic_years(karakterer: list[Row]) -> None:
    exams = Counter(row["skoleaar"] for row in karakterer if row["eksamen"])
    years = {row["skoleaar"] for row in karakterer}
    assert years - exams.keys() == NO_EXAMS
    assert min(exams.values()) > 4000


def test_points_are_higher_when_they_rest_on_standpunkt_alone(inntak: list[Row]) -> None:
    having = [row for row in inntak if points(row) > 0]
    inside = [points(row) for row in having if row["skoleaar"] in NO_EXAMS]
    outside = [points(row) for row in having if row["skoleaar"] not in NO_EXAMS]
    assert sum(inside) / len(inside) - sum(outside) / len(outside) > 0.8


def test_absence_is_recorded_lower_in_the_pandemic_and_higher_after(project: Project) -> None:
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in read(project.raw, "fravaer.csv"):
        days[row["trinn"], row["skoleaar"]].append(int(row["dager"]))
    medians = {key: median(values) for key, values in days.items()}
    assert [medians["Vg1", aar] for aar in sorted(NO_EXAMS)] == [2, 1, 0]
    assert medians["10", "2021/22"] == 2
    assert medians["Vg1", "2018/19"] == 3
    assert medians["10", "2023/24"] > medians["10", "2018/19"]


def test_the_new_curriculum_brings_its_codes_when_it_came(karakterer: list[Row]) -> None:
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in karakterer:
        codes[row["trinn"], row["skoleaar"]].add(row["fagkode"])
    assert "ENG0013" in codes["10", "2020/21"]
    assert codes["10", "2021/22"] == {"ENG0030", "MAT0015", "NOR0218", "NOR0219", "NOR0220"}
    assert "MAT1011" in codes["Vg1", "2019/20"]
    assert codes["Vg1", "2020/21"] == {"ENG1007", "ENG1009", "MAT1019", "MAT1021", "NOR1260"}


def test_the_follow_up_service_takes_in_those_up_to_24_from_2025(project: Project) -> None:
    oldest: dict[str, int] = defaultdict(int)
    for row in read(project.raw, "ot.csv"):
        oldest[row["dato"]] = max(oldest[row["dato"]], int(row["alder"]))
    assert {dato: alder for dato, alder in oldest.items() if dato >= "2024"} == {
        "2024-06-15": 21,
        "2025-06-15": 24,
        "2026-06-15": 24,
    }


def test_the_register_tells_of_each_break_and_only_of_those(project: Project) -> None:
    assert _notes(project.raw, "inntakspoeng") == [("2019/20", "2021/22", True)]
    assert _notes(project.raw, "fravaer") == [
        ("2019/20", "2021/22", True),
        ("2025/26", "2025/26", True),
    ]
    assert _notes(project.raw, "karakterer") == [
        ("2019/20", "2021/22", False),
        ("2020/21", "2020/21", False),
        ("2021/22", "2025/26", True),
    ]
    assert _notes(project.raw, "ot") == [("2025-06-15", "2026-06-15", True)]
    assert _notes(project.raw, "nav") == []


def test_a_remark_names_only_indicators_that_there_are_and_that_have_its_dataset(
    project: Project,
) -> None:
    """The rules of 2025 concern upper secondary, the exams year 10."""
    known = {indicator.id: indicator for indicator in all_indicators()}
    register = yaml.safe_load((project.raw / "kilder.yaml").read_text(encoding="utf-8"))
    named = {
        (kilde["datasett"], name)
        for kilde in register["kilder"]
        for note in kilde.get("noter", [])
        for name in note.get("gjelder", [])
    }

    assert {datasett for datasett, _ in named} == {"fravaer", "karakterer"}
    assert all(datasett in known[name].datasets for datasett, name in named)
    absence = {name for datasett, name in named if datasett == "fravaer"}
    assert absence == {name for name in known if "fravaer" in name and name.endswith("_vg1")}
    graded = {name for name in known if name.startswith(("eksamen_", "avstand_", "vg1_"))}
    assert {name for datasett, name in named if datasett == "karakterer"} == graded


def test_the_limit_of_absence_is_a_break_only_when_there_are_years_before_it(
    tmp_path: Path,
) -> None:
    write_demo(tmp_path / "demo", til="2018/19", kommuner=1)
    assert _notes(Project(tmp_path / "demo").raw, "fravaer") == [("2016/17", "2018/19", True)]


def test_pupils_with_more_points_complete_more_often(project: Project, inntak: list[Row]) -> None:
    own = {row["elev"]: points(row) for row in inntak}
    rows = [row for row in read(project.raw, "gjennomforing.csv") if row["elev"] in own]
    assert {row["kull"] for row in rows} == {"2017", "2018", "2019", "2020"}

    def completing(program: str, low: float, high: float) -> float:
        band = [r for r in rows if r["program"] == program and low <= own[r["elev"]] < high]
        return share(band, lambda row: row["status"] in {"normert", "forsinket"})

    assert completing("SF", 25, 30) == pytest.approx(0.35, abs=0.15)
    assert completing("SF", 40, 50) == pytest.approx(0.94, abs=0.04)
    assert completing("YF", 25, 30) == pytest.approx(0.51, abs=0.12)
    assert completing("YF", 40, 50) == pytest.approx(0.93, abs=0.06)


def test_the_same_pupil_tells_the_same_in_completion_as_in_transition(project: Project) -> None:
    went_on = {
        row["elev"]: row["kommunenr"]
        for row in read(project.raw, "overgang.csv")
        if row["i_vgs"] == "ja" and "2016/17" <= row["skoleaar"] <= "2019/20"
    }
    began = {
        row["elev"]: row["kommunenr"]
        for row in read(project.raw, "gjennomforing.csv")
        if row["kull"] >= "2017"
    }
    assert began == went_on


def test_vg1_grades_are_lower_in_vocational_than_in_study_programmes(karakterer: list[Row]) -> None:
    sf = grade_mean([row for row in karakterer if row["fagkode"] == "ENG1007"], "standpunkt")
    yf = grade_mean([row for row in karakterer if row["fagkode"] == "ENG1009"], "standpunkt")
    assert 0.3 < sf - yf < 0.9

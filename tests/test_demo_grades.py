"""The grades of the autumn 2016 round are likely ones."""

from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean

import pytest

from datapakke.config import Config
from demo_rows import GRADES, Row, grade_mean, read

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"


@pytest.fixture(scope="module")
def karakterer() -> list[Row]:
    return read(RAW, "karakterer.csv.gz")


def test_subject_codes_belong_to_the_step_and_the_curriculum(
    karakterer: list[Row], config: Config
) -> None:
    found = {(row["fagkode"], row["trinn"]) for row in karakterer}
    plans = {
        (kode.kode, kode.trinn) for kode in config.fagkoder.values() if kode.laereplan == "LK06"
    }
    assert found == plans


@pytest.mark.parametrize("kode", ["MAT0010", "NOR0214", "NOR0215", "ENG0012"])
def test_written_exams_lie_below_standpunkt_and_are_drawn_for_a_third(
    karakterer: list[Row], kode: str
) -> None:
    rows = [row for row in karakterer if row["fagkode"] == kode]
    drawn = [row for row in rows if row["eksamen"]]
    gap = grade_mean(drawn, "standpunkt") - grade_mean(drawn, "eksamen")
    low, high = (0.3, 0.6) if kode == "MAT0010" else (0.0, 0.35)
    assert low < gap < high
    assert len(drawn) / len(rows) == pytest.approx(1 / 3, abs=0.05)


@pytest.mark.parametrize("kode", ["NOR0214", "NOR0216", "ENG0012"])
def test_girls_have_higher_grades_in_norsk_and_engelsk(karakterer: list[Row], kode: str) -> None:
    rows = [row for row in karakterer if row["fagkode"] == kode]
    girls = grade_mean([row for row in rows if row["kjonn"] == "K"], "standpunkt")
    boys = grade_mean([row for row in rows if row["kjonn"] == "M"], "standpunkt")
    assert 0.03 < girls - boys < 0.4


def test_sidemaal_is_the_subject_with_many_exempt(karakterer: list[Row]) -> None:
    exempt = Counter(row["fagkode"] for row in karakterer if row["standpunkt"] == "F")
    assert exempt.most_common(1)[0][0] == "NOR0215"
    assert exempt["NOR0215"] > 5 * exempt["NOR0214"]


def test_grades_fall_from_year_10_to_vg1_for_the_same_pupils(karakterer: list[Row]) -> None:
    engelsk = {"10": ("ENG0012",), "Vg1": ("ENG1001", "ENG1002")}
    own: dict[str, dict[str, int]] = defaultdict(dict)
    for row in karakterer:
        if row["fagkode"] in engelsk[row["trinn"]] and row["standpunkt"] in GRADES:
            own[row["elev"]][row["trinn"]] = int(row["standpunkt"])
    falls = [both["10"] - both["Vg1"] for both in own.values() if len(both) == 2]
    assert len(falls) > 10_000
    assert 0.1 < mean(falls) < 0.6

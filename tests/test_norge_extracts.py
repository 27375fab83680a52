"""Municipal reforms in extracts: what was not yet, what came and left, what was divided."""

import shutil
from pathlib import Path

import pytest

from datapakke.config import Config
from datapakke.extracts import load_extracts
from datapakke.extracts.context import Context
from datapakke.extracts.model import Extracts
from datapakke.kommuner import Inndeling, Kode, Kommune
from extracts_helpers import context, read_all

NAV = "maaned;kommunenr;gruppe;alder;antall\n"
FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"
UDIR = "data/udir/20220621-1350_Grunnskolepoeng.csv"

SUMS = {
    "2015/16": (3163, 298, 109, 75),
    "2016/17": (3167, 300, 114, 71),
    "2017/18": (3071, 246, 118, 79),
    "2018/19": (3169, 256, 112, 72),
}
"""Pupils in the 21 municipalities of 2016, in Røyken, in Hurum, and in Svelvik (source: Udir)."""


def pupils(shared: Path, folder: Path, config: Config, aar: int) -> dict[str, int]:
    """Give the county's pupils per school year, read from Udir's file into a division."""
    shutil.copy(shared / UDIR, folder)
    extracts = load_extracts(folder, config, config.inndeling(aar), None)
    table = extracts.tables()["grunnskolepoeng"]
    sums = table[table["kommunenr"] != "0000"].groupby("aar")["antall"].sum()
    return {str(label): int(number) for label, number in sums.items()}


def test_the_county_of_2016_and_of_2024_are_the_same_pupils_but_for_three_municipalities(
    shared: Path, tmp_path: Path, config: Config
) -> None:
    """The 18 are the 21 without Røyken and Hurum, which went to Asker, and with Svelvik."""
    then = pupils(shared, tmp_path, config, 2016)
    now = pupils(shared, tmp_path, config, 2024)

    for label, (county, roeyken, hurum, svelvik) in SUMS.items():
        assert then[label] == county
        assert now[label] == county - roeyken - hurum + svelvik


def residents(kommunenr: str, aar: str, antall: int) -> str:
    """Give a row of ``nav``."""
    return f"{aar}-06;{kommunenr};aap;18-29;{antall}\n"


def figures(extracts: Extracts) -> dict[tuple[str, str], list[int]]:
    """Give the figures of ``nav`` by code in the file and period."""
    table = extracts.by_name["nav"].table
    found: dict[tuple[str, str], list[int]] = {}
    for row in table.to_dict("records"):
        found.setdefault((str(row["kode"]), str(row["aar"])), []).append(row["antall"])
    return found


def test_nothing_before_the_code_was_valid_is_missing_and_not_zero(tmp_path: Path) -> None:
    """0623 ended in 2019 and 3047 began in 2020: each has a 0 where it was not."""
    rows = (
        residents("0623", "2019", 20)
        + residents("3047", "2019", 0)
        + residents("0623", "2020", 0)
        + residents("3047", "2020", 30)
    )
    extracts = read_all(tmp_path, {"nav": NAV + rows})

    assert figures(extracts) == {("0623", "2019-06"): [20], ("3047", "2020-06"): [30]}


def test_nothing_while_the_code_was_valid_is_zero(tmp_path: Path) -> None:
    """A municipality can have nobody."""
    extracts = read_all(tmp_path, {"nav": NAV + residents("0623", "2019", 0)})

    assert figures(extracts) == {("0623", "2019-06"): [0]}


def test_old_figures_under_a_new_code_stay(tmp_path: Path) -> None:
    """Udir has 3050 Flesberg with 2015–16: such figures are right."""
    extracts = read_all(tmp_path, {"nav": NAV + residents("3047", "2019", 20)})

    assert figures(extracts) == {("3047", "2019-06"): [20]}


def test_a_file_with_nothing_but_such_rows_is_read(tmp_path: Path) -> None:
    """Then nothing is left of it."""
    assert figures(read_all(tmp_path, {"nav": NAV + residents("3047", "2019", 0)})) == {}


def test_a_merged_municipality_printed_as_0_does_not_hide_its_parts(tmp_path: Path) -> None:
    """3005 Drammen of 2019 is made of what it was then."""
    rows = "".join(residents(kode, "2019", 10) for kode in ("0602", "0625", "0711"))
    extracts = read_all(tmp_path, {"nav": NAV + rows + residents("3005", "2019", 0)}, context(2024))

    assert sorted(kode for kode, _ in figures(extracts)) == ["0602", "0625", "0711"]


def of(aar: int, *kommuner: Kommune) -> Context:
    """Give a context with these municipalities, as they are in a configuration."""
    codes = {kode.kode for kommune in kommuner for kode in kommune.koder}
    return Context(Inndeling(aar, kommuner), frozenset(codes), {})


def kommune(slug: str, kode: str, fra: int) -> Kommune:
    """Give a municipality with one code."""
    return Kommune(slug, "bokmål", (Kode(kode, slug.title(), fra, None),))


@pytest.mark.parametrize(
    ("division", "old", "new"),
    [
        (of(2020, kommune("orkland", "5059", 2020)), "5012", "5059"),
        (of(2020, kommune("narvik", "1806", 2020)), "1850", "1806"),
        (of(2024, kommune("haram", "1580", 2024)), "1507", "1580"),
        (of(2024, kommune("lier", "3312", 2024)), "0627", "3312"),
    ],
    ids=["Snillfjord", "Tysfjord", "Ålesund", "Røyken"],
)
def test_what_was_divided_or_left_is_in_no_municipality_of_the_division(
    tmp_path: Path, division: Context, old: str, new: str
) -> None:
    """Its pupils cannot be shared out, so they are in none: the new one starts later."""
    rows = f"a;2018/19;10;{old};K;1;1\nb;2024/25;10;{new};K;2;2\n"
    extracts = read_all(tmp_path, {"fravaer": FRAVAER + rows}, division)

    table = extracts.by_name["fravaer"].table
    assert table[["kommunenr", "aar"]].to_numpy().tolist() == [[new, "2024/25"]]

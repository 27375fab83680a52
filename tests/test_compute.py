"""Computing: counts per municipality to counts per area."""

import pandas as pd

from datapakke.compute import compute
from datapakke.indicators import by_id
from datapakke.results import Areas

FLAA, MODUM = "0615", "0623"
AREAS = Areas(kommuner=(FLAA, MODUM), moter={"hallingdal": (FLAA,), "drammen": (MODUM,)})


def points(kommunenr: str, kjonn: str, *values: float | None, aar: str = "2015/16") -> pd.DataFrame:
    """Give a tidy table of admission points."""
    table = pd.DataFrame({"inntakspoeng": pd.array(list(values), dtype="Float64")})
    return table.assign(kommunenr=kommunenr, aar=aar, kjonn=kjonn)


def test_county_is_weighted_by_pupils_and_not_a_mean_of_means() -> None:
    """One pupil in Flå and three in Modum are four pupils."""
    table = pd.concat(
        [points(FLAA, "K", 20), points(MODUM, "K", 40, 50), points(MODUM, "M", 45)],
        ignore_index=True,
    )
    result = compute([by_id("inntakspoeng_snitt")], {"inntakspoeng": table}, AREAS).table
    fylke = result[result["nivaa"].eq("fylke") & result["kjonn"].eq("alle")]
    assert fylke["teller"].tolist() == [155.0]
    assert fylke["nevner"].tolist() == [4]

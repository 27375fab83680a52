"""Numbers of pupils that together would count those who are left out."""

from dataclasses import replace

import pytest

from datapakke.disclosure import protect
from datapakke.indicators import all_indicators
from datapakke.model import AvKullet, Unit
from datapakke.results import Areas
from datapakke.rules import Rules
from disclosure_tables import indicator, results

WHOLE = replace(indicator("fravaer", unit=Unit.DAGER), kull="10", av_kullet=AvKullet.ALT)
PART = replace(indicator("poeng", unit=Unit.POENG, desimaler=1), kull="10")
SHARED = replace(indicator("engelsk", unit=Unit.KARAKTER), kull="10", av_kullet=AvKullet.DELT)
AREAS = Areas(("0612", "0604"), {"m": ("0612", "0604")})


def with_n(*rows: dict[str, object]) -> dict[tuple[object, ...], bool]:
    """Tell for which of the rows n may be printed, by indicator, area and gender."""
    table = results(*rows)
    decisions = protect(table, (WHOLE, PART, SHARED), AREAS, Rules())
    keys = zip(*(table.table[name] for name in ("indikator", "omraade", "kjonn")), strict=True)
    return dict(zip(keys, decisions.with_n.tolist(), strict=True))


def days(n: int, omraade: str = "0612", **more: object) -> dict[str, object]:
    """Give absence, which counts the whole cohort."""
    about: dict[str, object] = {"indikator": "fravaer", "slag": "median", "omraade": omraade}
    return about | {"nevner": n, "median": 5.0} | more


def points(n: int, omraade: str = "0612", **more: object) -> dict[str, object]:
    """Give points, which count those who have any."""
    about: dict[str, object] = {"indikator": "poeng", "slag": "snitt", "omraade": omraade}
    return about | {"nevner": n, "teller": 40.0 * n} | more


@pytest.mark.parametrize(
    ("cohort", "with_points", "printed"), [(73, 71, False), (73, 73, False), (73, 68, True)]
)
def test_the_number_with_points_is_kept_back_when_few_have_none(
    cohort: int, with_points: int, *, printed: bool
) -> None:
    """Hole 2013/14 in the demo: absence counts 73, points 71, so two had none."""
    found = with_n(days(cohort), points(with_points))

    assert found["fravaer", "0612", "alle"] is True
    assert found["poeng", "0612", "alle"] is printed


def test_one_gender_s_number_does_not_give_the_other_s_away() -> None:
    """All 73 of whom five are missing, 38 girls of whom three are: 33 boys would tell the rest."""
    found = with_n(
        *(days(n, kjonn=kjonn) for kjonn, n in (("alle", 73), ("K", 38), ("M", 35))),
        *(points(n, kjonn=kjonn) for kjonn, n in (("alle", 63), ("K", 35), ("M", 28))),
    )

    assert found["poeng", "0612", "alle"] is True
    assert found["poeng", "0612", "K"] is False
    assert found["poeng", "0612", "M"] is False


def test_a_total_is_printed_without_the_number_that_a_municipality_keeps_back() -> None:
    """The county's number of pupils less the other municipality's would be Hole's."""
    county = {"nivaa": "fylke"}
    found = with_n(
        days(73),
        points(71),
        days(300, "0604"),
        points(280, "0604"),
        days(373, "fylke", **county),
        points(351, "fylke", **county),
    )

    assert found["poeng", "0604", "alle"] is True
    assert found["poeng", "fylke", "alle"] is False
    assert found["fravaer", "fylke", "alle"] is True


def test_subjects_that_share_a_cohort_never_print_their_numbers() -> None:
    """80 in one English and 57 in the other would say that three of 140 have neither."""
    subject: dict[str, object] = {"indikator": "engelsk", "slag": "snitt", "omraade": "0612"}
    found = with_n(days(140), subject | {"nevner": 80, "teller": 300.0})

    assert found["engelsk", "0612", "alle"] is False


def test_every_indicator_about_pupils_of_one_school_year_says_which_cohort_it_is_of() -> None:
    """Otherwise its number of pupils would be printed without being held against the others."""
    pupils = {"inntakspoeng", "fravaer", "karakterer", "overgang"}
    outside = [one.id for one in all_indicators() if set(one.datasets) & pupils and not one.kull]

    assert outside == []

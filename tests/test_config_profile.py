"""The profile of hiding: what may be made stricter, and that it reaches the indicators."""

from dataclasses import fields
from pathlib import Path

from config_text import VALID, load_text, replaced
from conftest import ROOT
from datapakke.config import load_config
from datapakke.config.profile import LOWEST
from datapakke.indicators import all_indicators
from datapakke.indicators.profile import under_profile
from datapakke.rules import Rules

CHOICES = """\
  vern_dager: 2
  null_skjules: alle
  sensitive: [nav_ledige]
  hovedtall: [nav_ledige, inntakspoeng_snitt]
"""


def test_choices_that_are_not_made_are_those_of_the_public_profile(tmp_path: Path) -> None:
    """A configuration from before there were such choices means the same as it did."""
    assert load_text(tmp_path, VALID).regler == Rules()


def test_a_profile_may_hide_more(tmp_path: Path) -> None:
    """None and all for every indicator, more sensitive ones, other figures to keep."""
    rules = load_text(tmp_path, replaced("  vern_dager: 2\n", CHOICES)).regler

    assert rules.null_skjules_alle
    assert rules.sensitive == {"nav_ledige"}
    assert rules.hovedtall == ("nav_ledige", "inntakspoeng_snitt")


def test_that_no_figure_is_kept_is_a_choice_too(tmp_path: Path) -> None:
    """An empty list is not a list that is left out."""
    text = replaced("  vern_dager: 2\n", "  vern_dager: 2\n  hovedtall: []\n")

    assert load_text(tmp_path, text).regler.hovedtall == ()


def test_who_uses_no_profile_need_not_know_the_indicators(tmp_path: Path) -> None:
    """Demo extracts are drawn without loading any."""
    path = tmp_path / "kommuner.yaml"
    path.write_text(VALID.replace("vern_dager: 2", "vern_dager: 2\n  sensitive: [x]"), "utf-8")

    assert load_config(path).regler.sensitive == {"x"}


def test_the_profile_makes_indicators_sensitive_and_never_the_other_way() -> None:
    """Those the program holds sensitive stay so."""
    indicators = all_indicators()
    by_program = {one.id for one in indicators if one.sensitiv}
    assert "fravaer_over_15_10" in by_program
    assert "lav_matematikk" not in by_program

    def sensitive(rules: Rules) -> set[str]:
        return {one.id for one in under_profile(indicators, rules) if one.sensitiv}

    assert sensitive(Rules()) == by_program
    assert sensitive(Rules(sensitive=frozenset({"lav_matematikk"}))) == {
        *by_program,
        "lav_matematikk",
    }
    assert sensitive(Rules(null_skjules_alle=True)) == {one.id for one in indicators}


def test_what_is_told_of_the_profile_is_the_profile() -> None:
    """The data protection officer reads every key, and the limits as they are."""
    told = (ROOT / "docs" / "personvern.md").read_text("utf-8")
    keys = {one.name for one in fields(Rules)} - {"navn", "null_skjules_alle"}

    assert [key for key in (*sorted(keys), "null_skjules") if f"`{key}`" not in told] == []
    rules = Rules()
    for said in (
        f"| antall som skjules | 1–{rules.antall_under - 1}; 0 vises |",
        f"| andel av færre enn | {rules.nevner_under} |",
        f"| gjennomsnitt og median av færre enn | {rules.snitt_under} |",
        f"ved siden av gjennomsnittet, færre enn | {rules.fordeling_og_snitt_under} |",
        f"| sammenligning med fylket, færre enn | {rules.sammenlign_fra} |",
        f"± {rules.vern_poeng} poeng, ± {rules.vern_karakter} karakter,".replace(".", ","),
        f"± {rules.vern_dager} dager |",
        f"«antall_under» kan ikke være under {LOWEST}".replace("«", "`").replace("»", "`"),
    ):
        assert said in told, said

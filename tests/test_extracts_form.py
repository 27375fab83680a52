"""Forms: what a cell looks like, with places for what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.extracts.described.form import Form, FormError


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("{kommunenr} {navn}", "0623 Modum", {"kommunenr": "0623", "navn": "Modum"}),
        ("{kommunenr} {navn}", "3020 Nordre Follo", {"kommunenr": "3020", "navn": "Nordre Follo"}),
        ("K-{kommunenr} {navn}", "K-3047 Modum", {"kommunenr": "3047", "navn": "Modum"}),
        ("K-{kommunenr} {navn}", "3047 Modum", None),
        ("{kommunenr} - {navn}", "3901 - Horten", {"kommunenr": "3901", "navn": "Horten"}),
        ("Persons {aar}", "Persons 2016", {"aar": "2016"}),
        ("Persons {aar}", "Persons ", None),
        (
            "{skoleaar}.Alle eierformer.{kjonn}.Snitt",
            "2015-16.Alle eierformer.Begge kjønn.Snitt",
            {"skoleaar": "2015-16", "kjonn": "Begge kjønn"},
        ),
        ("{}.Brudd", "2015-16.Snitt.Brudd", {}),
        ("06 Buskerud", "06 Buskerud", {}),
        ("06 Buskerud", "06 Buskerud fylke", None),
        ("", "", {}),
        ("", "x", None),
        ("{}", "", None),
    ],
)
def test_a_form_says_what_stands_in_its_places(
    form: str, text: str, found: dict[str, str] | None
) -> None:
    """Text between the places must be there; a place is never blank."""
    assert Form(form).match(text) == found


@pytest.mark.parametrize("form", ["{", "{a}{b}", "{a} {a}", "{A}", "{a b}", "a}", "{{a}}"])
def test_a_form_that_could_mean_two_things_is_refused(form: str) -> None:
    """Braces that stand alone, places that touch, a name that stands twice."""
    with pytest.raises(FormError):
        Form(form)


TEXTS = st.text(alphabet="ab. -{}", max_size=12)


@given(before=TEXTS, between=TEXTS, after=TEXTS, text=TEXTS)
def test_what_a_form_finds_is_what_stands_there(
    before: str, between: str, after: str, text: str
) -> None:
    """Put back into the form, the pieces give the text, but for spaces around them."""
    try:
        form = Form(f"{before}{{a}}{between}{{b}}{after}")
    except FormError:
        return
    found = form.match(text)
    if found is not None and form.names == ("a", "b"):
        again = f"{before}{found['a']}{between}{found['b']}{after}"
        assert again.replace(" ", "") == text.replace(" ", "")

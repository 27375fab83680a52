"""The warnings of ``check``, in words that tell no figure: its own may show small numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from datapakke.formats import listing, period
from datapakke.report.model import Alvor, Funn
from datapakke.review.model import Varsel

RULES = {
    "lesefeil": "Uttrekk som ikke kan leses",
    "mangler_kommune": "Kommunen mangler i en periode",
    "sammenslaatt_ikke_hel": "Ikke alle delene av kommunen er levert",
    "mangler_periode": "Opphold i periodene",
    "siste_periode": "Siste periode er ikke levert",
    "navn_og_kode": "Navn og kommunenummer passer ikke sammen",
    "utenfor_vanlig": "Uvanlige tall i filen",
    "sum_stemmer_ikke": "Summer i filen stemmer ikke",
    "samme_fil": "Samme fil som i forrige runde",
    "eldre_uttrekk": "Eldre uttrekk enn i forrige runde",
    "kull": "Kullet er ikke like stort i alle filene",
    "hopp": "Stort hopp fra perioden før",
    "tomt_kapittel": "Et kapittel har ingen tall",
}
"""What a rule has found; of a rule that is not here, its name is shown."""

_MANY_PERIODS = 3


def check_warnings(
    found: Sequence[Funn], kommunenr: str | None, kommuner: Sequence[str]
) -> tuple[Varsel, ...]:
    """Give the errors and warnings about a municipality, or (None) about no few of them.

    What is about more than half of the municipalities stands once, among those about none.

    Args:
        found: What ``check`` found.
        kommunenr: The municipality; None for the round.
        kommuner: The codes of all of them.
    """
    told = [one for one in found if one.alvor in (Alvor.FEIL, Alvor.ADVARSEL)]
    chosen = [one for one in told if _is_about(one, kommunenr, len(kommuner))]
    return tuple(_merged(chosen))


def _is_about(funn: Funn, kommunenr: str | None, of: int) -> bool:
    broad = not funn.kommuner or 2 * len(funn.kommuner) > of
    return broad if kommunenr is None else not broad and kommunenr in funn.kommuner


def _merged(found: Sequence[Funn]) -> Iterator[Varsel]:
    """Give one warning for each rule and file."""
    counted = Counter((one.regel, _file(one), one.alvor) for one in found)
    for (regel, file, alvor), times in counted.items():
        periods = sorted(
            {
                aar
                for one in found
                if (one.regel, _file(one)) == (regel, file)
                for aar in one.perioder
            }
        )
        where = f"{file}{_periods(periods)}"
        more = f" ({times} steder)" if times > 1 else ""
        yield Varsel(RULES.get(regel, regel), f"check: {where}{more}.", alvor is Alvor.FEIL)


def _file(funn: Funn) -> str:
    """Give the file alone: what follows it may be a cell."""
    return funn.sted.partition(", linje")[0]


def _periods(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    if len(labels) > _MANY_PERIODS:
        return f", {period(labels[0])} til {period(labels[-1])}"
    return f", {listing([period(one) for one in labels])}"

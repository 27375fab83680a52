"""Words that several findings share: files, municipalities and periods in a sentence."""

from collections.abc import Sequence

from datapakke.extracts.model import Extract
from datapakke.formats import DASH, listing, name_key, number
from datapakke.report.model import Basis, Kilde

NAMED_AT_MOST = 8


def files(extract: Extract) -> str:
    """Give the files that a dataset is made from."""
    return ", ".join(source.fil for source in extract.sources)


def named(numbers: Sequence[str], basis: Basis) -> str:
    """Name municipalities in alphabetical order, at most so many, and how many more there are."""
    names = sorted((basis.navn(nr) for nr in numbers), key=name_key)
    if len(names) <= NAMED_AT_MOST:
        return listing(names)
    return f"{', '.join(names[:NAMED_AT_MOST])} og {len(names) - NAMED_AT_MOST} kommuner til"


def understood_as(kilde: Kilde) -> str:
    """Say what is shown of how a file was understood; of pupils, no row is."""
    if kilde.personer:
        return "Noen verdier i hver kolonne, slik de ble forstått"
    return "De første radene, slik de ble forstått"


def sums(number_of: int) -> str:
    """Give a number of totals: «1 sum», «12 summer»."""
    return f"{number(number_of)} {'sum' if number_of == 1 else 'summer'}"


def spans(labels: Sequence[str], of: Sequence[str]) -> str:
    """Give periods with those that follow each other in ``of`` joined: «2010, 2012–2014»."""
    runs: list[list[str]] = []
    for label in labels:
        if runs and of.index(label) == of.index(runs[-1][-1]) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return listing([run[0] if len(run) == 1 else f"{run[0]}{DASH}{run[-1]}" for run in runs])


def span(labels: Sequence[str]) -> str:
    """Give the first and the last period, and how many there are: «2010–2015 (6)»."""
    if len(labels) <= 1:
        return "".join(labels) or "ingen"
    return f"{labels[0]}{DASH}{labels[-1]} ({len(labels)})"

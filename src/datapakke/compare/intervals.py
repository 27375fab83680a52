"""The 95 % intervals around a municipality's figures, as they may be printed.

Of a share the interval follows from what is printed: it tells nothing more. Of a mean it needs the
spread of the values, which is printed nowhere, and the interval tells it, though coarsely (its
reach is rounded as the mean is). Mean and spread together are nearly a
distribution, so the rule for those holds: not with fewer than ``fordeling_og_snitt_under``. And it
could narrow what is hidden of the same persons, so it is given only where nothing is: every figure
of the municipality in that period that counts parts of the same universe is shown, with its n.
Other municipalities are tied to these parts by sums alone, and the sum, which the reach may tell to
the last grade, is taken as known by every attack (``disclosure/audit/spread``). Cohorts together
have none: they may be printed because the single ones are not. Where the spread is the whole
country's (``reference``), a mean's interval too follows from its value and its n, and stands
wherever these are printed.
"""

from decimal import Decimal
from fractions import Fraction

from datapakke.compare.known import Known
from datapakke.compare.own import PERCENT, own_of
from datapakke.model import (
    ALLE,
    FigureKey,
    Nivaa,
    Unit,
)
from datapakke.rounding import round_half_up
from datapakke.statistics import mean_interval, wilson

Printed = tuple[Decimal, Decimal]


def intervals(known: Known) -> dict[FigureKey, Printed]:
    """Give the intervals by the key of the municipal figure, both genders together.

    Returns:
        Both limits in the printed unit: of a share rounded half up to the indicator's decimals;
        of a mean as far below as above what is printed. None of
        medians, numbers of persons, categories, and figures that are not shown.
    """
    found = {}
    for key, figure in known.figures.items():
        indicator = known.by_id.get(key.indikator)
        if indicator is None or not _is_own(key) or figure.verdi is None:
            continue
        if indicator.unit is Unit.PROSENT and figure.teller is not None and figure.n:
            found[key] = _of_share(figure.teller, figure.n, indicator.desimaler)
        else:
            own = own_of(figure, known.spreads.get(key))
            if own and own.spread:
                found[key] = _of_mean(figure.verdi, own.spread, own.n)
    return found


def _is_own(key: FigureKey) -> bool:
    return key.nivaa == Nivaa.KOMMUNE.value and key.kjonn == ALLE and not key.kategori


def _of_share(teller: int, nevner: int, decimals: int) -> Printed:
    limits = [PERCENT * Fraction(limit) for limit in wilson(teller, nevner)]
    low, high = (round_half_up(one, decimals) for one in limits)
    return low, high


def _of_mean(verdi: Decimal, spread: float, n: int) -> Printed:
    total = float(verdi) * n
    low, high = mean_interval(total, spread**2 * (n - 1) + total**2 / n, n)
    reach = round_half_up(Fraction(high - low) / 2, -int(verdi.as_tuple().exponent))
    return verdi - reach, verdi + reach

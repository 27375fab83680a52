"""What a demo is asked to hold, checked: last school year, number of years and municipalities."""

import re
from dataclasses import dataclass
from datetime import date

from datapakke.config import Config
from datapakke.errors import Problem, UsageError
from datapakke.kommuner import Runde

SKOLEAAR = re.compile("(?P<fra>[0-9]{4})[/–-](?P<til>[0-9]{4}|[0-9]{2})")
"""``2015/16``, and the other ways in which it is written: 2015-16, 2015–16, 2015/2016."""
FIRST_YEAR = 2007
"""Ends the first school year with the subject codes of LK06."""
MOST_YEARS = 12
YEARS_BEFORE_2020, YEARS = 6, 10
"""School years when nothing else is asked for."""
MERGERS = 2020


@dataclass(frozen=True)
class Request:
    """A demo that can be made: the year its last school year ends, years, round."""

    til: int
    aar: int
    runde: Runde


def checked(
    config: Config, til: str, *, aar: int | None, kommuner: int | None, fro: int
) -> Request:
    """Check what is asked for.

    Raises:
        UsageError: A school year that does not exist, no round that may use it, or too many or
            too few years or municipalities, a negative seed. All of it is told.
    """
    problems: list[Problem] = []
    last = _last_year(til, problems)
    runde = _round_for(config, til, last, problems) if last else None
    years = aar if aar is not None else YEARS_BEFORE_2020 if last < MERGERS else YEARS
    highest = min(MOST_YEARS, last - FIRST_YEAR + 1) if last else MOST_YEARS
    if not 1 <= years <= max(highest, 1):
        problems.append(Problem("--aar", f"er {years}, men skal være fra 1 til {highest}."))
    if runde and kommuner is not None:
        most = len(config.inndeling(runde.inndeling).kommuner)
        if not 1 <= kommuner <= most:
            what = f"er {kommuner}, men skal være fra 1 til {most} (runden {runde.id})."
            problems.append(Problem("--kommuner", what))
    if fro < 0:
        problems.append(Problem("--fro", f"er {fro}, men skal være 0 eller et positivt helt tall."))
    if problems or runde is None:
        raise UsageError(problems)
    return Request(last, years, runde)


def _last_year(til: str, problems: list[Problem]) -> int:
    """Give the year in which the school year ends, or 0 when there is no such school year."""
    match = SKOLEAAR.fullmatch(til.strip())
    if match and int(match["fra"]) + 1 >= FIRST_YEAR:
        last = int(match["fra"]) + 1
        if match["til"] in {str(last), str(last)[2:]}:
            return last
    first = f"{FIRST_YEAR - 1}/{FIRST_YEAR % 100:02d}"
    what = f"er «{til}», men skal være et skoleår som 2015/16, tidligst {first}."
    problems.append(Problem("--til", what))
    return 0


def _round_for(config: Config, til: str, last: int, problems: list[Problem]) -> Runde | None:
    """Give the earliest round that may use data to the end of the school year."""
    ends = date(last, 7, 31)
    fitting = [runde for runde in config.runder if runde.data_til >= ends]
    if fitting:
        return min(fitting, key=lambda runde: runde.data_til)
    known = ", ".join(f"{runde.id} (til {runde.data_til})" for runde in config.runder)
    what = f"er «{til}», men ingen runde kan bruke data så nye. Rundene er: {known}."
    problems.append(Problem("--til", what))
    return None

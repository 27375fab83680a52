"""What a demo is asked to hold, checked: last school year, number of years and municipalities."""

import re
from dataclasses import dataclass
from datetime import date

from datapakke.config import Config
from datapakke.errors import Problem, UsageError
from datapakke.kommuner import Runde

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


def checked(config: Config, til: str, aar: int | None, kommuner: int | None) -> Request:
    """Check what is asked for.

    Raises:
        UsageError: A school year that does not exist, no round that may use it, or too many or
            too few years or municipalities. All of it is told.
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
    if problems or runde is None:
        raise UsageError(problems)
    return Request(last, years, runde)


def _last_year(til: str, problems: list[Problem]) -> int:
    match = re.fullmatch(r"(\d{4})/(\d{2})", til, re.ASCII)
    if match and (int(match[1]) + 1) % 100 == int(match[2]) and int(match[1]) >= FIRST_YEAR - 1:
        return int(match[1]) + 1
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

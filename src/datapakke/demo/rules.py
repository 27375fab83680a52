"""What the rules of each year made of the figures: exams, curricula, limits of absence, ages."""

NO_EXAMS = frozenset({2020, 2021, 2022})
"""Years (in which the school year ends) whose exams were all cancelled."""

FIRST_LK20 = {"10": 2022, "Vg1": 2021}
"""The first school year (by its end) with the codes of LK20, per step."""

DAYS_10 = {2020: 4.2, 2021: 3.4, 2022: 2.6}
DAYS_VG1 = {2020: 2.3, 2021: 1.5, 2022: 0.6}
"""Medians of days of absence in the pandemic years, when health reasons were not recorded."""

FIRST_LIMIT = 2017
"""The first school year with the 10 % limit of absence in upper secondary."""

FIRST_OT_24 = 2025
"""From 1 August 2024 the follow-up service is for those up to 24; before, up to 21."""


def skoleaar(aar: int) -> str:
    """Give the label of the school year that ends in ``aar``: ``2015/16``."""
    return f"{aar - 1}/{aar % 100:02d}"


def laereplan(trinn: str, aar: int) -> str:
    """Give the curriculum of a step in the school year that ends in ``aar``."""
    return "LK20" if aar >= FIRST_LK20[trinn] else "LK06"


def median_days(trinn: str, aar: int) -> float:
    """Give the median days of absence to aim at."""
    if trinn == "10":
        return DAYS_10.get(aar, 6.8 if aar < min(DAYS_10) else 7.5)
    if aar in DAYS_VG1:
        return DAYS_VG1[aar]
    if aar < FIRST_LIMIT:
        return 5.6
    return 3.6 if aar < min(DAYS_VG1) else 5.0


def median_hours(trinn: str, aar: int) -> float:
    """Give the median single hours of absence to aim at."""
    if trinn == "10":
        return {2020: 4.5, 2021: 4.0, 2022: 3.5}.get(aar, 5.6 if aar < min(DAYS_10) else 8.0)
    if aar in DAYS_VG1:
        return {2020: 6.0, 2021: 5.0, 2022: 4.0}[aar]
    if aar < FIRST_LIMIT:
        return 14.0
    return 7.5 if aar < min(DAYS_VG1) else 10.0

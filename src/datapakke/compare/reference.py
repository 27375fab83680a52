"""How far marks of single pupils spread in the whole country: fixed before any figure is seen.

What is said of a mean with its own spread tells of that spread, and so of what is hidden beside
the mean (``Known.spreads``). With a spread that is the same for every municipality and every year,
a comparison, a trend and an interval follow from what is printed alone.

Standard deviations, rounded up to one decimal so that nothing is claimed too soon:

- Year 10: Statistics Norway, «Marks, lower secondary school», 2011, table 8: each mark's share by
  level on the national test of year 8, weighted with the levels' 10, 20, 40, 20 and 10 percent
  (1,105 and 1,053 in English, 1,218 in mathematics, 0,989 and 1,032 in Norwegian). The few without
  a level, whose marks are lower, are left out there.
- Vg1: Udir, «Karakterer i videregående skole», country, 2023/24, from the shares of each mark:
  ENG1007 0,967 and ENG1009 1,113.

Marks that neither has (sidemål, exams, mathematics on Vg1) and points have none.
"""

SPREAD: dict[str, float] = {
    "standpunkt_engelsk_skriftlig": 1.2,
    "standpunkt_engelsk_muntlig": 1.1,
    "standpunkt_matematikk": 1.3,
    "standpunkt_norsk_hovedmaal": 1.0,
    "standpunkt_norsk_muntlig": 1.1,
    "vg1_snitt_engelsk_sf": 1.0,
    "vg1_snitt_engelsk_yf": 1.2,
}
"""Indicator → standard deviation of its marks."""

"""Grades as small whole numbers, the cells they are written as, and the points they give."""

import numpy as np

from datapakke.demo.draws import Bools, Floats, Ints

BLANK, LOWEST, HIGHEST, IV, F, D, IM = 0, 1, 6, 7, 8, 9, 10
SYMBOLS = np.array(["", "1", "2", "3", "4", "5", "6", "IV", "F", "D", "IM"])
"""The cell of each code."""


def rounded(latent: Floats) -> Ints:
    """Give the grade 1–6 of a latent grade."""
    return np.clip(np.rint(latent), LOWEST, HIGHEST).astype(np.int64)


def graded(codes: Ints) -> Bools:
    """Tell which codes are grades 1–6."""
    return (codes >= LOWEST) & (codes <= HIGHEST)


def points(standpunkt: Ints, eksamen: Ints) -> Ints:
    """Give sum ÷ number × 10 in hundredths, rounded half up, a row per pupil.

    IV and IM count as 0, F and D not at all. Those graded in fewer than half of the subjects have
    no points (0).
    """
    every = np.column_stack((standpunkt, eksamen))
    counted = graded(every) | (every == IV) | (every == IM)
    total = np.where(graded(every), every, 0).sum(axis=1)
    number = np.maximum(counted.sum(axis=1), 1)
    hundredths = (2000 * total + number) // (2 * number)
    enough = 2 * graded(standpunkt).sum(axis=1) >= standpunkt.shape[1]
    return np.where(enough, hundredths, 0)

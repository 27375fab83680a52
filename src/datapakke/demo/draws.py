"""Seeded generators and pseudonyms: the same seed gives the same draws, whatever else is drawn."""

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.str_]

_ALPHABET = np.array(list("abcdefghijkmnpqrstuvwxyz23456789"))
_BITS = 40
_MASK = np.uint64((1 << _BITS) - 1)
_PER_COHORT = 4096
_CODES = 10_000


def generator(fro: int, *about: object) -> np.random.Generator:
    """Give a generator of its own for what ``about`` names (dataset, place, year)."""
    name = "/".join(str(part) for part in about)
    seed = np.random.SeedSequence([fro, zlib.crc32(name.encode())])
    return np.random.Generator(np.random.PCG64(seed))


def pseudonyms(fro: int, system: str, kode: str, aar: int, n: int) -> Texts:
    """Give ``n`` pseudonyms of 8 characters, each used once in the whole system.

    A running number is sent through a keyed one-to-one mapping of 40 bits, so that the names
    neither collide nor show order, place or year.
    """
    if n > _PER_COHORT:
        message = f"{kode} {aar}: {n} er flere enn et kull kan ha"
        raise ValueError(message)
    first = (aar * _CODES + int(kode)) * _PER_COHORT
    value = np.arange(first, first + n, dtype=np.uint64) & _MASK
    keys = np.random.SeedSequence([fro, zlib.crc32(system.encode())]).generate_state(6, np.uint64)
    for add, factor in keys.reshape(3, 2):
        value = (value + add) & _MASK
        value = (value * (factor | np.uint64(1))) & _MASK
        value ^= value >> np.uint64(_BITS // 2)
    shifts = np.arange(0, _BITS, 5, dtype=np.uint64)
    digits = (value[:, None] >> shifts) & np.uint64(31)
    letters = _ALPHABET[digits.astype(np.int64)]
    return np.ascontiguousarray(letters).view(f"<U{len(shifts)}").ravel()


def sigmoid(logit: Floats) -> Floats:
    """Give the probability that belongs to a log-odds."""
    return 1.0 / (1.0 + np.exp(-logit))


def happens(rng: np.random.Generator, probability: Floats) -> Bools:
    """Draw once per pupil with the pupil's own probability."""
    return rng.random(len(probability)) < probability


def pick(rng: np.random.Generator, weights: Floats) -> Ints:
    """Draw one column per row with the row's weights (which need not sum to 1)."""
    cumulative = np.cumsum(weights, axis=1)
    drawn = rng.random((len(weights), 1)) * cumulative[:, -1:]
    column: Ints = np.minimum((drawn >= cumulative).sum(axis=1), weights.shape[1] - 1)
    return column

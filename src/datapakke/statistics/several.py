"""Many comparisons at once: do the municipalities differ at all, and which flags to believe."""

from collections.abc import Sequence

from scipy.special import chdtrc

LEAST_EXPECTED = 1
"""Shares of which fewer than this are expected with or without the property, are left out."""


def heterogeneity_of_shares(counts: Sequence[tuple[int, int]]) -> float | None:
    """Give the p of all shares being the same, by Pearson's χ².

    Σ (xᵢ − nᵢp)²/(nᵢpq) with p = Σx/Σn and k − 1 degrees of freedom. Source: K. Pearson,
    Philosophical Magazine 50 (1900), 157–175.

    Args:
        counts: A pair of numerator and denominator per area, no person twice.

    Returns:
        None where fewer than two areas are large enough.
    """
    kept = list(counts)
    while True:
        total = sum(n for _, n in kept)
        p = sum(x for x, _ in kept) / total if total else 0.0
        large = [(x, n) for x, n in kept if n * min(p, 1 - p) >= LEAST_EXPECTED]
        if len(large) == len(kept):
            break
        kept = large
    chi2 = sum((x - n * p) ** 2 / (n * p * (1 - p)) for x, n in kept)
    return float(chdtrc(len(kept) - 1, chi2)) if len(kept) > 1 else None


def heterogeneity_of_means(means: Sequence[tuple[float, float]]) -> float | None:
    """Give the p of all means being the same, by Cochran's Q.

    Σ wᵢ(mᵢ − m)² with w = 1/standard error² and m the weighted mean, k − 1 degrees of freedom.
    Source: W. G. Cochran, «The combination of estimates from different experiments», Biometrics 10
    (1954), 101–129. With fewer than about 20 values behind a mean it rejects too often.

    Args:
        means: A pair of mean and standard error (above 0) per area.

    Returns:
        None for fewer than two.
    """
    if len(means) < 2:  # noqa: PLR2004
        return None
    weights = [error**-2 for _, error in means]
    middle = sum(w * m for w, (m, _) in zip(weights, means, strict=True)) / sum(weights)
    q = sum(w * (m - middle) ** 2 for w, (m, _) in zip(weights, means, strict=True))
    return float(chdtrc(len(means) - 1, q))


def benjamini_hochberg(ps: Sequence[float], rate: float = 0.05) -> tuple[bool, ...]:
    """Tell which to believe, so that of those believed a share of ``rate`` is expected to be wrong.

    The i smallest, where i is the largest with p₍ᵢ₎ ≤ i/m · rate. Source: Y. Benjamini and
    Y. Hochberg, JRSS B 57 (1995), 289–300.

    Args:
        ps: From 0 to 1, in any order.
        rate: Between 0 and 1.

    Returns:
        In the same order.
    """
    ordered = sorted(ps)
    within = [p for i, p in enumerate(ordered, start=1) if p <= i * rate / len(ps)]
    limit = max(within, default=-1.0)
    return tuple(p <= limit for p in ps)

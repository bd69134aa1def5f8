"""Intervals of chances, and quantiles of counted outcomes."""

import math

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


def interval(successes: int, trials: int) -> tuple[float, float, float]:
    """Return (low, estimate, high) of a chance: 95 % by the score of Wilson.

    References
    ----------
    E. B. Wilson 1927, Probable inference; L. D. Brown, T. T. Cai and A. DasGupta 2001, Interval estimation for a binomial
    proportion, Statistical Science 16: it covers on average what it says, also near 0 and 1.
    """
    if trials == 0:
        return 0.0, 0.0, 1.0
    share, square = successes / trials, Z_95**2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = Z_95 * math.sqrt(share * (1 - share) / trials + square / (4 * trials**2)) / (1 + square / trials)
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == trials else min(1.0, middle + half)
    return low, share, high


def quantile(counts: NDArray[np.int64], share: float) -> int:
    """Return the smallest outcome that at least *share* of all do not exceed; *counts* says how often each came up."""
    total = int(counts.sum())
    if total == 0:
        return 0
    needed = max(1, math.ceil(share * total - 1e-9))
    return int(np.searchsorted(np.cumsum(counts), needed))

"""Quantiles of a spread: equally likely whole numbers, in ascending order, from which replications draw."""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.futures import NEVER, Ints, chance
from mamarr.scenario.spread import Measure, Spread

Floats = NDArray[np.float64]

_MIDDLES: Floats = (np.arange(chance.QUANTILES) + 0.5) / chance.QUANTILES
_GRID = 200_001


def table(spread: Spread, measure: Measure, *, at_end: float) -> Ints:
    """Return the quantiles of *spread* in thousandths (factors, shares), seconds or persons.

    A rate gives the seconds until the first event. *at_end* says where in every range: 0 at its first end, 1 at the other.
    A factor has mean 1 unless it has a scale of its own.
    """
    values = spread.at(at_end)
    if spread.name == "rate":
        return _waits(values["value"])
    found = _values(spread.name, values)
    if measure == "factor" and spread.name != "constant" and "scale" not in values:
        found /= found.mean()
    if measure in ("factor", "share"):
        found = np.clip(found, 0.0, 1.0 if measure == "share" else None) * 1000
    return np.maximum(0, np.rint(found)).astype(np.int64)


def share_of(spread: Spread, *, at_end: float) -> int:
    """Return the mean of a share as a chance of 2**32."""
    values = spread.at(at_end)
    mean = float(np.clip(_values(spread.name, values), 0.0, 1.0).mean())
    return round(mean * chance.CHANCES)


def _waits(rate: float) -> Ints:
    if rate <= 0:
        return np.full(chance.QUANTILES, NEVER // 2, dtype=np.int64)
    return np.rint(np.minimum(-np.log1p(-_MIDDLES) / rate, NEVER // 2)).astype(np.int64)


def _values(name: str, values: dict[str, float]) -> Floats:
    """Return the quantiles of a distribution of scipy.stats, by its parameters."""
    if name == "constant":
        return np.full(chance.QUANTILES, values["value"])
    loc, scale = values.get("loc", 0.0), values.get("scale", 1.0)
    return loc + scale * _standard(name, values)


def _standard(name: str, values: dict[str, float]) -> Floats:
    """Return the quantiles for loc 0 and scale 1."""
    waits = -np.log1p(-_MIDDLES)
    if name in ("expon", "weibull_min"):
        return waits if name == "expon" else waits ** (1 / values["c"])
    if name in ("norm", "lognorm"):
        normal = np.array([NormalDist().inv_cdf(float(each)) for each in _MIDDLES])
        return normal if name == "norm" else np.exp(values["s"] * normal)
    if name == "triang":
        c = min(1.0, values["c"])
        return np.where(c > _MIDDLES, np.sqrt(_MIDDLES * c), 1 - np.sqrt((1 - _MIDDLES) * (1 - c)))
    if name == "poisson":
        return _poisson(values["mu"])
    return _MIDDLES.copy() if name == "uniform" else _by_density(name, values)


def _poisson(mu: float) -> Floats:
    last = int(mu + 12 * math.sqrt(mu) + 20)
    logs = [count * math.log(mu) - mu - math.lgamma(count + 1) for count in range(last + 1)]
    return np.searchsorted(np.cumsum(np.exp(logs)), _MIDDLES).astype(np.float64)


def _by_density(name: str, values: dict[str, float]) -> Floats:
    """Quantiles of gamma and beta, by adding up the density: over its own logarithm where it is steep at an end."""
    if name == "gamma":
        a = values["a"]
        logs = np.linspace(math.log(a) - 60 / min(1.0, a), math.log(a + 12 * math.sqrt(a) + 40), _GRID)
        points = np.exp(logs)
        weights = np.exp(a * logs - points - math.lgamma(a))
    else:
        a, b = values["a"], values["b"]
        logits = np.linspace(-60 / min(1.0, a), 60 / min(1.0, b), _GRID)
        points = 1 / (1 + np.exp(-logits))
        weights = np.exp(-a * np.log1p(np.exp(-logits)) - b * np.log1p(np.exp(logits)))
    sums = np.concatenate(([0.0], np.cumsum((weights[1:] + weights[:-1]) / 2)))
    return np.interp(_MIDDLES, sums / sums[-1], points)

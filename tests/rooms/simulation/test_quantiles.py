import math

import numpy as np
import pytest

from mamarr.scenario.spread import Measure, UnreadableError, read_spread
from mamarr.simulation.quantiles import share_of, table


def quantiles(text: str, measure: Measure, end: float = 0.5) -> np.ndarray:
    return table(read_spread(text, measure), measure, at_end=end)


def test_a_factor_has_mean_one_whatever_its_shape() -> None:
    for text in ("lognorm(s=0.5) x", "gamma(a=4) x", "expon() x", "weibull_min(c=2) x", "triang(c=0.5, loc=0.5) x"):
        assert quantiles(text, "factor").mean() == pytest.approx(1000, abs=1)


def test_a_scale_of_its_own_is_kept() -> None:
    assert np.median(quantiles("lognorm(s=0.3, scale=1.2) x", "factor")) == pytest.approx(1200, abs=1)


def test_an_exponential_delay_has_the_quantiles_of_the_textbook() -> None:
    found = quantiles("expon(scale=20 min)", "duration")
    assert found[2048] == pytest.approx(1200 * math.log(2), abs=2)
    assert found.mean() == pytest.approx(1200, rel=0.002)


def test_the_mean_of_a_beta_is_a_over_a_plus_b() -> None:
    assert share_of(read_spread("beta(a=18, b=2)", "share"), at_end=0) / 2**32 == pytest.approx(0.9, abs=1e-4)


def test_a_poisson_has_its_mean_and_its_variance() -> None:
    found = quantiles("poisson(mu=7)", "persons")
    assert found.mean() == pytest.approx(7, abs=0.02)
    assert found.var() == pytest.approx(7, rel=0.02)


def test_a_normal_factor_never_goes_below_nought() -> None:
    assert quantiles("norm(loc=1, scale=2) x", "factor").min() == 0


def test_a_rate_gives_the_time_to_the_first_event() -> None:
    assert quantiles("1 per 48 h", "per time").mean() == pytest.approx(48 * 3600, rel=0.002)


def test_a_range_is_gone_through_in_equal_ratios() -> None:
    spread = read_spread("0.1 to 0.4 per 24 h", "per time")
    assert [spread.at(end)["value"] * 86400 for end in (0, 0.5, 1)] == pytest.approx([0.1, 0.2, 0.4])


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("lognorm(s=0.3)", "factor", "cross"),
        ("lognorm() x", "factor", "needs s"),
        ("cauchy(s=1) x", "factor", "one of beta"),
        ("beta(a=0, b=1)", "share", "above 0"),
        ("expon(scale=20)", "duration", "unit"),
        ("often", "per time", "how often"),
        ("1 per 0 h", "per time", "how often"),
        ("lognorm(s=0.3, s=0.4) x", "factor", "each once"),
    ],
)
def test_what_is_no_spread_is_refused_with_what_was_expected(text: str, measure: Measure, expected: str) -> None:
    with pytest.raises(UnreadableError, match=expected):
        read_spread(text, measure)

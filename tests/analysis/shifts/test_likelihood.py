import numpy as np
import pytest
from scipy.stats import nbinom

from purport.analysis.shifts.arrays import Series
from purport.analysis.shifts.drift import DRIFTS, Drift
from purport.analysis.shifts.likelihood import log_nb1, with_outliers

MANY = 400


def every_count(exposure: float = 100.0) -> Series:
    return Series(np.arange(MANY, dtype=float), np.full(MANY, exposure), np.ones(MANY, bool))


@pytest.mark.parametrize("phi", [1.5, 4.0, 12.0])
def test_log_nb1_is_a_distribution_of_that_mean_and_variance(phi: float) -> None:
    chances = np.exp(log_nb1(every_count(), np.log([0.2]), np.array([phi]), np.array([0.0])))[0, :, 0]
    counts = np.arange(MANY)
    mean = (chances * counts).sum()
    assert chances.sum() == pytest.approx(1, abs=1e-6)
    assert mean == pytest.approx(20, rel=1e-4)
    assert (chances * (counts - mean) ** 2).sum() == pytest.approx(20 * phi, rel=1e-3)
    assert chances == pytest.approx(nbinom.pmf(counts, 20 / (phi - 1), 1 / phi), abs=1e-12)


def test_log_nb1_where_an_issue_is_missing_tells_nothing() -> None:
    theme = Series(np.array([3.0, 0.0]), np.array([100.0, 0.0]), np.array([True, False]))
    table = with_outliers(log_nb1(theme, np.log([0.01, 0.1]), np.array([4.0]), np.array([0.0])), theme)
    assert (table[0, 1] == 0).all() and (table[0, 0] < 0).all()


def test_with_outliers_a_count_far_out_is_not_impossible() -> None:
    theme = Series(np.array([1.0] * 9 + [90.0]), np.full(10, 100.0), np.ones(10, bool))
    table = log_nb1(theme, np.log([0.01]), np.array([1.2]), np.array([0.0]))
    assert with_outliers(table, theme)[0, 9, 0] > -15 > table[0, 9, 0]


@pytest.mark.parametrize("drift", [*DRIFTS, Drift(0.5, 0.9, 0.1)])
def test_drift_has_its_deviation_and_correlation(drift: Drift) -> None:
    states, moves, rest = drift.states(), drift.moves(), drift.at_rest()
    assert moves.sum(1) == pytest.approx(np.ones(len(states)))
    assert rest @ moves == pytest.approx(rest)
    assert rest @ states**2 == pytest.approx(drift.deviation**2)
    assert (rest * states) @ moves @ states == pytest.approx(drift.correlation * drift.deviation**2)

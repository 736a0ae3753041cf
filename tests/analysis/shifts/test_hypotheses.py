"""The sums over hidden states are held against sums over everything, one by one."""

from itertools import pairwise, product

import numpy as np
import pytest

from purport.analysis.shifts.arrays import Grid, Series
from purport.analysis.shifts.drift import Drift
from purport.analysis.shifts.hypotheses import marginals_of, ratio_density, ratio_kernel
from purport.analysis.shifts.likelihood import log_nb1, with_outliers
from purport.analysis.shifts.messages import Setting, messages_of

THEME = Series(np.array([2.0, 1, 4, 0, 9, 12]), np.full(6, 100.0), np.array([True, True, True, False, True, True]))
GRID = Grid(np.log(0.01), 0.4, 6)
STILL = Drift(0.0, 0.0, 1.0)
# Its states lie on the grid, so that nothing is interpolated.
MOVING = Drift(0.4, 0.5, 1.0)


def chances(drift: Drift) -> np.ndarray:
    """The probability of each issue's count at each rate: (issues, rates), the drift's reach beyond the grid."""
    beyond = 2 if drift.deviation else 0
    table = log_nb1(THEME, GRID.rates(beyond), np.array([3.0]), np.array([0.0]))
    return np.exp(with_outliers(table, THEME))[0]


def by_hand(drift: Drift, rates: list[int]) -> float:
    """The probability of all counts where the usual rate at each issue is this point of the grid."""
    table = chances(drift)
    if not drift.deviation:
        return float(np.prod([table[t, g] for t, g in enumerate(rates)]))
    moves, rest = drift.moves(), drift.at_rest()
    total = 0.0
    for path in product(range(5), repeat=len(rates)):
        chance = rest[path[0]] * np.prod([moves[a, b] for a, b in pairwise(path)])
        total += chance * np.prod([table[t, g + d] for t, (g, d) in enumerate(zip(rates, path, strict=True))])
    return float(total)


@pytest.mark.parametrize("drift", [STILL, MOVING], ids=["still", "moving"])
def test_none_and_step_are_the_sums_over_all_rates(drift: Drift) -> None:
    found = marginals_of(THEME, messages_of(THEME, GRID, [Setting(3.0, 0.0, drift)]))
    points = range(GRID.points)
    none = np.mean([by_hand(drift, [g] * 6) for g in points])
    assert found.none[0] == pytest.approx(np.log(none), abs=1e-6)
    kernel = ratio_kernel(GRID)
    step = sum(kernel[g, h] * by_hand(drift, [g] * 4 + [h] * 2) for g in points for h in points) / GRID.points
    assert found.step[0, 4] == pytest.approx(np.log(step), abs=1e-6)


def test_pulse_is_the_sum_over_rates_inside_and_around() -> None:
    found = marginals_of(THEME, messages_of(THEME, GRID, [Setting(3.0, 0.0, STILL)]))
    kernel, points = ratio_kernel(GRID), range(GRID.points)
    pulse = sum(kernel[g, h] * by_hand(STILL, [g, h, h, g, g, g]) for g in points for h in points) / GRID.points
    assert found.pulse[0, 1, 1] == pytest.approx(np.log(pulse), abs=1e-6)


def test_pulse_neither_begins_nor_ends_with_a_missing_issue() -> None:
    pulse = marginals_of(THEME, messages_of(THEME, GRID, [Setting(3.0, 0.0, STILL)])).pulse[0]
    assert np.isinf(pulse[3, 0]) and np.isinf(pulse[2, 1]) and np.isinf(pulse[3, 1])


def test_ratio_density_is_of_rates_before_and_after() -> None:
    messages = messages_of(THEME, GRID, [Setting(3.0, 0.0, STILL)])
    marginals = marginals_of(THEME, messages)
    places = np.isfinite(marginals.step[0])
    only = np.where(np.arange(7) == 4, np.exp(marginals.step), 0.0)
    ratios, density = ratio_density(messages, only, places)
    kernel, points = ratio_kernel(GRID), range(GRID.points)
    double = sum(kernel[g, g + 2] * by_hand(STILL, [g] * 4 + [g + 2] * 2) for g in points if g + 2 in points)
    whole = sum(kernel[g, h] * by_hand(STILL, [g] * 4 + [h] * 2) for g in points for h in points)
    assert density[np.isclose(ratios, 0.8)][0] == pytest.approx(double / whole, abs=1e-6)

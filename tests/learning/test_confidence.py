import numpy as np

from purport.learning.confidence import LEAST, Judged, fitted, reliability


def judged(count, seed=0):
    """Attributions whose first number tells how often they are right, and whose second tells nothing."""
    rng = np.random.default_rng(seed)
    evidence = rng.normal(size=(count, 2))
    right = (rng.random(count) < 1 / (1 + np.exp(-2 * evidence[:, 0]))).astype(float)
    return Judged(evidence=evidence, right=right, fold=np.arange(count) % 5)


def test_fitted_weights_follow_what_tells():
    constant, telling, idle = fitted(judged(2000))
    assert abs(constant) < 0.3
    assert 1.6 < telling < 2.4
    assert abs(idle) < 0.3


def test_reliability_tells_what_comes_true():
    rows = reliability(judged(4000))
    assert sum(row.count for row in rows) == 4000
    assert all(abs(row.told - row.right) < 0.1 for row in rows)


def test_enough_needs_right_and_wrong_ones():
    few, many = judged(LEAST), judged(10 * LEAST)
    assert many.enough
    assert not few.enough
    assert not Judged(evidence=many.evidence, right=np.ones(10 * LEAST), fold=many.fold).enough

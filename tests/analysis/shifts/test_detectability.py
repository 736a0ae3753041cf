from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.shifts.detectability import Precision, detectable_ratio, periods_needed

PRECISIONS = st.builds(
    Precision,
    information=st.floats(0.05, 500),
    drift=st.floats(0, 0.5),
    issues=st.integers(8, 300),
    prior=st.floats(0.05, 0.75),
)


def _ratio(precision: Precision) -> float:
    return detectable_ratio(precision) or np.inf


@given(PRECISIONS)
def test_more_issues_show_smaller_ratios(precision: Precision) -> None:
    assert 1 < _ratio(replace(precision, issues=2 * precision.issues)) <= _ratio(precision)


def test_a_ratio_too_large_to_mean_anything_is_not_told() -> None:
    assert detectable_ratio(Precision(information=0.05, drift=0.0, issues=8, prior=0.4)) is None


@given(PRECISIONS, st.sampled_from([1.5, 2.0, 0.5]))
def test_periods_needed_is_the_least_number_that_shows_the_ratio(precision: Precision, ratio: float) -> None:
    needed, wanted = periods_needed(precision, ratio), max(ratio, 1 / ratio)

    def shown(more: int) -> bool:
        return _ratio(replace(precision, issues=precision.issues + more)) <= wanted

    if needed is None:
        assert not shown(10_000)
    else:
        assert shown(needed) and (needed == 0 or not shown(needed - 1))

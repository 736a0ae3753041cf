from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.shifts.detectability import Precision, detectable_ratio, periods_needed

PRECISIONS = st.builds(
    Precision,
    information=st.floats(0.05, 500),
    drift=st.floats(0, 0.5),
    issues=st.integers(8, 300),
)


@given(PRECISIONS)
def test_more_issues_show_smaller_ratios(precision: Precision) -> None:
    more = Precision(precision.information, precision.drift, 2 * precision.issues)
    assert 1 < detectable_ratio(more) <= detectable_ratio(precision)


@given(PRECISIONS, st.sampled_from([1.5, 2.0, 0.5]))
def test_periods_needed_is_the_least_number_that_shows_the_ratio(precision: Precision, ratio: float) -> None:
    needed, wanted = periods_needed(precision, ratio), max(ratio, 1 / ratio)

    def shown(more: int) -> bool:
        return detectable_ratio(Precision(precision.information, precision.drift, precision.issues + more)) <= wanted

    if needed is None:
        assert not shown(10_000)
    else:
        assert shown(needed) and (needed == 0 or not shown(needed - 1))

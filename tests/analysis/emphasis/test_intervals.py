"""Intervals of shares and counts, held against SciPy's and against what they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from purport.analysis.emphasis.intervals import exact_rate, wilson
from purport.analysis.emphasis.series import design_effect


@given(n=st.integers(1, 500), share=st.floats(0, 1), level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_is_scipys(n, share, level):
    k = round(n * share)
    expected = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert wilson(k, n, level=level) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(k=st.integers(0, 300), exposure=st.integers(1, 60), level=st.sampled_from([0.8, 0.95]))
def test_the_exact_interval_of_a_count_leaves_half_of_what_is_over_on_each_side(k, exposure, level):
    low, high = exact_rate(k, exposure, level=level)
    tail = (1 - level) / 2
    assert stats.poisson.cdf(k, high * exposure) == pytest.approx(tail, abs=1e-9)
    assert low == 0 if k == 0 else stats.poisson.sf(k - 1, low * exposure) == pytest.approx(tail, abs=1e-9)


@given(k=st.integers(0, 40), more=st.integers(0, 60), effect=st.floats(1, 8))
def test_what_goes_together_makes_intervals_wider(k, more, effect):
    n = k + more + 1
    low, high = wilson(k, n)
    wide_low, wide_high = wilson(k, n, effect=effect)
    assert wide_low <= low + 1e-12
    assert wide_high >= high - 1e-12


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda p: (min(p), p[1])), max_size=8), max_size=6
    )
)
def test_the_design_effect_is_that_of_its_definition(periods):
    sums = [
        (
            sum(y for y, _ in items),
            sum(n for _, n in items),
            len(items),
            sum(y * y for y, _ in items),
            sum(y * n for y, n in items),
            sum(n * n for _, n in items),
        )
        for items in periods
    ]
    found = design_effect(*zip(*sums, strict=True)) if sums else 1.0
    above = below = 0.0
    for items in periods:
        y, n = sum(y for y, _ in items), sum(n for _, n in items)
        if len(items) > 1:
            above += sum((each - y / n * of) ** 2 for each, of in items) * len(items) / (len(items) - 1)
            below += n * (y / n) * (1 - y / n)
    assert found == pytest.approx(max(1.0, above / below) if below > 1e-9 else found)


def test_statements_of_one_item_that_all_carry_the_theme_weigh_as_one():
    """Ten items of four statements, half of them all of the theme: forty statements that tell as much as ten."""
    ys, ns = [4] * 5 + [0] * 5, [4] * 10
    found = design_effect([20], [40], [10], [sum(y * y for y in ys)], [80], [sum(n * n for n in ns)])
    assert found == pytest.approx(4 * 10 / 9)

"""Krippendorff's alpha, held against the examples that were published with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.coding.alpha import alpha


def units(*coders):
    """Units of the rows of coders, a sign a unit; a full stop where one did not code."""
    return [{str(n): value for n, value in enumerate(column) if value != "."} for column in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "published", "paired"),
    [
        # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A to C.
        (("0100000000", "1110010010"), 0.095, 10),
        (("aabbdcccedda", "babbbccceddd"), 0.692, 12),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743, 11),
    ],
)
def test_published_examples_give_the_published_values(coders, published, paired):
    found = alpha(units(*coders))
    assert found.value == pytest.approx(published, abs=0.0006)
    assert found.units == paired
    assert found.low < found.value < found.high


def test_full_agreement_is_one_and_systematic_disagreement_below_nought():
    assert alpha(units("0011", "0011")).value == 1
    assert alpha(units("0101", "1010")).value < 0


def test_one_value_throughout_tells_nothing():
    found = alpha(units("000", "000"))
    assert (found.value, found.low, found.units) == (None, None, 3)


def test_units_that_one_coder_has_alone_count_for_nothing():
    assert alpha(units("0110", "01.."), draws=50) == alpha(units("01", "01"), draws=50)
    assert alpha(units("01", "..")).units == 0


def test_the_interval_narrows_with_more_units():
    few, many = alpha(units("0110010110", "0110110100")), alpha(units("0110010110" * 20, "0110110100" * 20))
    assert many.high - many.low < (few.high - few.low) / 3


@given(st.lists(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3), min_size=1, max_size=30))
def test_the_order_of_units_and_coders_changes_nothing(rows):
    made = [{str(n): value for n, value in enumerate(row) if value is not None} for row in rows]
    turned = [dict(reversed(unit.items())) for unit in reversed(made)]
    one, other = alpha(made, draws=10), alpha(turned, draws=10)
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert one.value == pytest.approx(other.value)
        assert one.value <= 1

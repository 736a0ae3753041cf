"""Distances between words as a pointer counts them."""

import pytest

from purport.reading.attribution_pointers import BUCKETS, bucket


@pytest.mark.parametrize(("distance", "expected"), [(0, 15), (1, 16), (-1, 14), (500, BUCKETS - 1), (-500, 0)])
def test_bucket_is_signed_and_bounded(distance, expected):
    assert bucket(distance) == expected

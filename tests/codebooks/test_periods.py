from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.codebooks.periods import days, meet


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 30)))
def test_days_of_a_day_month_and_year_hold_it(day):
    text = day.isoformat()
    assert days(text) == (day, day)
    for partial in (text[:7], text[:4]):
        first, last = days(partial)
        assert first <= day <= last
        assert (last + timedelta(days=1)).isoformat()[: len(partial)] != partial
        assert meet(partial, partial, text)


@pytest.mark.parametrize("value", ["", "16", "2016-5", "2016-13", "2015-02-29", "2016-05-09T12:00", "0000", "spring"])
def test_days_refuse_what_is_no_year_month_or_day(value):
    with pytest.raises(ValueError, match="write"):
        days(value)

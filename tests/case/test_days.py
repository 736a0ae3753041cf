import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.case import days, days_or_none
from purport.errors import OptionError

CASES = [
    ("2020", "2020-01-01", "2020-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2020-08-06", "2020-08-06", "2020-08-06"),
    ("2020-08-06TMO", "2020-08-06", "2020-08-06"),
    ("2020-08-06T14:30", "2020-08-06", "2020-08-06"),
    ("2020-08-06T14:30:00+02:00", "2020-08-06", "2020-08-06"),
    ("2020-W32", "2020-08-03", "2020-08-09"),
    ("2020-W32-WE", "2020-08-08", "2020-08-09"),
    ("2020-SU", "2020-06-01", "2020-08-31"),
    ("2019-FA", "2019-09-01", "2019-11-30"),
    ("2019-WI", "2019-12-01", "2020-02-29"),
    ("2020-Q3", "2020-07-01", "2020-09-30"),
    ("2020-H1", "2020-01-01", "2020-06-30"),
    ("201", "2010-01-01", "2019-12-31"),
    ("19", "1900-01-01", "1999-12-31"),
    ("2020-08-02/2020-08-03", "2020-08-02", "2020-08-03"),
    ("2019-10/2020", "2019-10-01", "2020-12-31"),
]


@pytest.mark.parametrize(("value", "first", "last"), CASES)
def test_days_of(value, first, last):
    assert [day.isoformat() for day in days(value)] == [first, last]


@pytest.mark.parametrize(
    "value", ["", "soon", "2020-13", "2020-02-30", "2020-08-06/2020-08-02", "PRESENT_REF", "0000", "2020-W60"]
)
def test_days_of_no_date(value):
    with pytest.raises(OptionError):
        days(value)
    assert days_or_none(value) is None


@given(st.text(max_size=20))
def test_days_of_anything_are_in_order_or_refused(value):
    found = days_or_none(value)
    assert found is None or found[0] <= found[1]

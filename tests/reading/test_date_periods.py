from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading.dates.periods import containing, easter, feast, moved, weekend


@pytest.mark.parametrize(
    ("grain", "value"),
    [
        ("day", "2021-01-02"),
        ("week", "2020-W53"),
        ("month", "2021-01"),
        ("quarter", "2021-Q1"),
        ("half", "2021-H1"),
        ("year", "2021"),
        ("decade", "202"),
        ("century", "20"),
    ],
)
def test_containing_gives_the_period_of_each_grain(grain, value):
    assert containing(grain, date(2021, 1, 2)).value == value


def test_weekend_is_that_of_the_iso_week_and_begins_on_saturday():
    found = weekend(date(2019, 11, 20))
    assert (found.value, found.first) == ("2019-W47-WE", date(2019, 11, 23))


@pytest.mark.parametrize(("year", "day"), [(1916, (4, 23)), (2000, (4, 23)), (2008, (3, 23)), (2038, (4, 25))])
def test_easter_falls_where_the_almanac_has_it(year, day):
    assert (easter(year).month, easter(year).day) == day


@pytest.mark.parametrize(
    ("rule", "day"), [("12-25", date(2016, 12, 25)), ("4 4 11", date(2016, 11, 24)), ("-1 1 5", date(2016, 5, 30))]
)
def test_feast_follows_its_rule(rule, day):
    assert feast(rule, 2016) == day


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-200, 200))
def test_moved_by_months_keeps_the_day_or_takes_the_last(day, steps):
    there = moved(day, "month", steps)
    assert 12 * there.year + there.month == 12 * day.year + day.month + steps
    assert there.day == day.day or (
        there.day < day.day and moved(date(there.year, there.month, 1), "day", 31).month != there.month
    )


def test_moved_beyond_the_calendar_is_refused():
    with pytest.raises(OverflowError, match="outside the calendar"):
        moved(date(2020, 1, 1), "century", 100)

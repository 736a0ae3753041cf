"""Issues, weeks, months, and where issues are missing."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.periods import By, issue_of, issues_of, number_of, period_index, period_key, periods_of
from purport.types import Source

FIRST = date(2024, 1, 5)


def source(published: str | None, number: object = None, title: str | None = None) -> Source:
    extra = {} if number is None else {"number": number}
    return Source(id="x", sha256="0" * 64, published=published, title=title, extra=extra)


def weekly(*weeks: int, numbered: bool = False) -> list[Source]:
    return [source((FIRST + timedelta(weeks=week)).isoformat(), week + 1 if numbered else None) for week in weeks]


@pytest.mark.parametrize(
    ("extra", "title", "expected"),
    [
        ({"number": 34}, None, 34),
        ({"issue": "34"}, None, 34),
        ({"number": "34a"}, "Lantern no. 7", 7),
        ({"number": True}, None, None),
        ({}, "The Lantern, Issue 12", 12),
        ({}, "The Lantern No.12", 12),
        ({}, "The 12 best boats", None),
        ({}, None, None),
    ],
)
def test_numbers_are_read(extra, title, expected):
    assert number_of(Source(id="x", sha256="0", title=title, extra=extra)) == expected


def test_documents_of_one_number_or_one_date_are_one_issue():
    several = [source("2024-01-05", 1), source("2024-01-06", 1), source("2024-01-12", 2), source(None, 3)]
    assert [(each.number, each.start.day, each.end.day) for each in issues_of(several)] == [(1, 5, 6), (2, 12, 12)]
    assert len(issues_of([source("2024-01-05"), source("2024-01-05"), source("2024-01-12")])) == 2


def test_a_number_that_is_left_out_is_a_missing_issue():
    periods = periods_of(weekly(0, 1, 3, 4, numbered=True), By.ISSUE)
    assert [(each.number, each.is_missing) for each in periods] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
        (5, False),
    ]
    assert periods[2].start == FIRST + timedelta(weeks=2)


def test_a_gap_longer_than_usual_is_missing_issues():
    periods = periods_of(weekly(0, 1, 2, 3, 4, 7, 8), By.ISSUE)
    assert [each.is_missing for each in periods] == [False] * 5 + [True, True] + [False, False]
    assert [each.label for each in periods][5:7] == ["2024-02-09", "2024-02-16"]


@pytest.mark.parametrize("gaps", [(7, 7, 7), (1, 5, 30, 2, 60, 9, 3), (30, 31, 28, 31, 30, 31)])
def test_few_issues_no_rhythm_and_months_miss_nothing(gaps):
    days, sources = FIRST, [source(FIRST.isoformat())]
    for gap in gaps:
        days += timedelta(days=gap)
        sources.append(source(days.isoformat()))
    assert all(not each.missing for each in periods_of(sources, By.MONTH)) or max(gaps) >= 60


def test_a_weekend_of_a_daily_is_no_gap():
    days = [date(2024, 1, 1) + timedelta(days=at) for at in range(28)]
    sources = [source(day.isoformat()) for day in days if day.weekday() < 5]
    assert not any(each.missing for each in periods_of(sources, By.ISSUE))


def test_numbers_that_cannot_be_are_not_believed():
    sources = [*weekly(0, 1, 2, 3, 4, numbered=True), source("2024-02-09", 3400)]
    assert not any(each.missing for each in periods_of(sources, By.ISSUE))


def test_weeks_and_months_are_all_there_and_tell_what_is_missing():
    weeks = periods_of(weekly(0, 1, 2, 3, 4, 6, 7), By.WEEK)
    assert [each.label for each in weeks] == [f"2024-W{week:02}" for week in range(1, 9)]
    assert [each.is_missing for each in weeks] == [False] * 5 + [True, False, False]
    months = periods_of(weekly(0, 1, 2, 3, 4, 6, 7), By.MONTH)
    assert [(each.label, each.issues, each.missing) for each in months] == [("2024-01", 4, 0), ("2024-02", 3, 1)]


def test_a_week_in_which_a_monthly_does_not_come_out_is_not_missing():
    sources = [source(f"2024-{month:02}-20") for month in range(1, 9)]
    assert not any(each.missing for each in periods_of(sources, By.WEEK))


def test_a_date_that_leaves_the_week_open_is_in_none():
    sources = [*weekly(0, 1), source("2024-01")]
    assert period_key(sources[-1], By.WEEK) is None
    assert period_key(sources[-1], By.MONTH) == "2024-01"
    assert period_key(source(None), By.ISSUE) is None


@given(
    days=st.lists(st.integers(0, 900), min_size=1, max_size=40),
    numbered=st.booleans(),
    by=st.sampled_from(By),
)
def test_every_dated_document_is_in_one_period_that_holds_its_day(days, numbered, by):
    sources = [
        source((FIRST + timedelta(days=day)).isoformat(), day // 7 + 1 if numbered else None) for day in sorted(days)
    ]
    periods = periods_of(sources, by)
    index = period_index(periods, by)
    assert len({each.label for each in periods}) == len(periods)
    assert [each.start for each in periods] == sorted(each.start for each in periods)
    for each in sources:
        period = periods[index[period_key(each, by)]]
        issue = issue_of(each)
        assert period.start <= issue.start <= period.end
    if by is not By.ISSUE:
        assert all(later.start == earlier.end + timedelta(days=1) for earlier, later in pairwise(periods))
        keys = Counter(period_key(each, by) for each in sources)
        assert {each.label for each in periods if keys[each.label]} == set(keys)
    else:
        assert sum(each.issues for each in periods) == len(issues_of(sources))
    assert not any(each.issues and each.is_missing for each in periods)

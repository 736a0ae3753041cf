"""What a look finds new, in words."""

from dataclasses import replace

import pytest

from purport.analysis.emphasis.news_words import sentence_of
from purport.analysis.emphasis.watching import News, What
from purport.analysis.shifts import Counts, Kind, shifts_of

SHIFT = {"ratio": 2.5, "since": ["2024-03-01", "2024-03-08"], "p_step": 0.84}
COUNTS = Counts(periods=tuple(range(1, 17)), exposure=(20,) * 16, themes={"prisons": (4,) * 8 + (12,) * 8})


def shift(kind=Kind.STATEMENTS):
    return replace(shifts_of(replace(COUNTS, kind=kind))[0], p_step=0.84, since=(9, 9))


@pytest.mark.parametrize(
    ("what", "held", "said"),
    [
        (
            What.ALARM,
            None,
            "alarm: prisons: probability of a shift 84% (calibrated to a false alarm in at most 10% of ",
        ),
        (What.ALARM, SHIFT, "another than that told before (×2.5, since issue 2024-03-01 to 2024-03-08)"),
        (What.ALARM, None, "; not established"),
        (What.ALARM_OVER, SHIFT, "alarm over: prisons: probability of a shift 84%; it was 84% (×2.5"),
        (What.ESTABLISHED, SHIFT, "now established: prisons: "),
        (What.NO_LONGER_ESTABLISHED, SHIFT, "no longer established: the shift of prisons that was told before (×2.5"),
        (What.FIRST, None, "first: prisons was never met before"),
    ],
)
def test_what_is_alarmed_and_what_is_established_are_plainly_different(what, held, said):
    news = News(what=what, theme="prisons", shift=shift(), behind=None, held=held)
    assert said in sentence_of(news)


def test_of_items_a_rise_or_a_fall_is_told_and_no_ratio():
    told = sentence_of(News(what=What.ALARM, theme="prisons", shift=shift(Kind.ITEMS), behind=None, held=SHIFT))
    assert "it would be a rise, since issue 9" in told
    assert "(a rise, since issue 2024-03-01 to 2024-03-08)" in told
    assert "×" not in told


def test_what_was_so_in_issues_of_before_is_said_to_be_late():
    news = News(what=What.ALARM, theme="prisons", shift=shift(), behind=None, late=True)
    assert sentence_of(news).startswith("alarm, from what was added to issues before the last look: prisons: ")


def test_a_probability_near_none_is_no_nought():
    news = News(
        what=What.ALARM_OVER, theme="prisons", shift=replace(shift(), p_step=0.001), behind=None, held={**SHIFT}
    )
    assert "probability of a shift below 1%; it was 84%" in sentence_of(news)

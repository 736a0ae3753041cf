"""A panel shows where an interval goes on beyond it."""

from datetime import date, timedelta

from purport.analysis.emphasis.as_svg import Mark, _panel
from purport.analysis.emphasis.series import Measure, Series
from purport.analysis.periods import Period


def series(*counts: tuple[int, int]) -> Series:
    days = [date(2024, 1, 5) + timedelta(weeks=at) for at in range(len(counts))]
    return Series(
        theme="prisons",
        measure=Measure.TEXT_SHARE,
        periods=tuple(Period(label=day.isoformat(), start=day, end=day, issues=1, missing=0) for day in days),
        numerators=tuple(count for count, _ in counts),
        denominators=tuple(units for _, units in counts),
    )


def test_an_interval_that_goes_on_above_the_panel_has_an_arrowhead() -> None:
    even, small = [(4, 40)] * 20, [(0, 2)]
    assert " L " not in _panel(series(*even), Mark())[0]
    assert _panel(series(*even, *small), Mark())[0].count(" L ") == 2  # one head, of two strokes


def test_the_theme_stands_once_above_a_panel() -> None:
    drawn, _ = _panel(series(*[(4, 40)] * 8), Mark(said="prisons: sustained shift, 95% sure"))
    assert ">sustained shift, 95% sure<" in drawn and drawn.count("prisons") == 1

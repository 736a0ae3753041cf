"""What a look finds new, in words."""

from collections.abc import Sequence
from typing import Any

from purport.analysis.emphasis.watching import CALIBRATED, News, What
from purport.analysis.shifts import Kind
from purport.analysis.shifts.as_terminal import probability_told, sentence
from purport.views.wording import one_line


def sentence_of(news: News, unit: str = "statements", period: str = "issue") -> str:
    """What is new, in words. ``unit`` is what is counted, in the plural, ``period`` what it is counted in."""
    theme, shift = one_line(news.theme), news.shift
    before = "" if news.held is None else _step(news.held["ratio"], news.held["since"], shift.kind, period)
    late = ", from what was added to issues before the last look" if news.late else ""
    now = f"probability of a shift {probability_told(shift.p_step)}"
    if news.what is What.FIRST:
        return f"first: {theme} was never met before"
    if news.what is What.ALARM:
        other = f"; another than that told before ({before})" if before else ""
        would = f"it would be {_step(shift.ratio, shift.since, shift.kind, period)}"
        return f"alarm{late}: {theme}: {now} ({CALIBRATED}); {would}{other}; not established"
    if news.what is What.ALARM_OVER:
        return f"alarm over: {theme}: {now}; it was {probability_told((news.held or {}).get('p_step', 0))} ({before})"
    told = sentence(shift, unit, period)
    if news.what is What.ESTABLISHED:
        return f"now established{late}: {told}"
    if news.what is What.NO_LONGER_ESTABLISHED:
        return f"no longer established: the shift of {theme} that was told before ({before}). Now {told}"
    return f"new {news.what.value.replace('_', ' ')}: {told}"


def _step(ratio: float, since: Sequence[Any], kind: Kind, period: str) -> str:
    """A step in few words; of items no ratio is told."""
    first, last = since
    if kind == Kind.ITEMS:
        how = "a rise" if ratio > 1 else "a fall"
    else:
        how = f"×{ratio:.2g}"
    return f"{how}, since {period} {first}" + (f" to {last}" if first != last else "")

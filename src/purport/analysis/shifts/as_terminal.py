"""A shift in one plain sentence."""

from purport.analysis.shifts.counts import Label
from purport.analysis.shifts.records import Shift, Tally, Verdict
from purport.views.wording import one_line

UNIT = "statements"


def sentence(shift: Shift, unit: str = UNIT) -> str:
    """What is held of the theme, with the counts it rests on. ``unit`` is what is counted, in the plural."""
    told = {
        Verdict.SHIFT: _stepped,
        Verdict.PULSE: _pulsed,
        Verdict.NOTABLE: _notable,
        Verdict.NONE: _none,
        Verdict.MEASUREMENT_CHANGE: _measured,
    }[shift.verdict]
    return f"{one_line(shift.theme)}: {told(shift, unit)}"


def _stepped(shift: Shift, unit: str) -> str:
    before, after = shift.before, shift.after
    return (
        f"sustained shift, {_sure(shift.p_step)}: from {_share(before)} to {_share(after)} of {unit} "
        f"({_of(before)}, then {_of(after)}; {_ratio(shift.ratio, shift.interval)}), "
        f"{_since(shift.likeliest, shift.since)}{_corrected(shift)}"
    )


def _corrected(shift: Shift) -> str:
    found = shift.corrected
    if found is None:
        return ""
    if found.same_errors:
        return "; the coding is taken to err alike before and after"
    return f"; with the errors of coding {_ratio(found.ratio, found.interval)}"


def _pulsed(shift: Shift, unit: str) -> str:
    pulse = shift.pulse
    assert pulse is not None
    where = f"issue {pulse.first}" if pulse.first == pulse.last else f"issues {pulse.first} to {pulse.last}"
    return (
        f"pulse, {_sure(shift.p_pulse)}: {_share(pulse.tally)} of {unit} ({_of(pulse.tally)}) in {where}, "
        f"×{_number(pulse.ratio)} of the other issues, and back"
    )


def _notable(shift: Shift, unit: str) -> str:
    issue = shift.notable
    assert issue is not None
    return (
        f"notable issue {issue.period}: {issue.count:,} of {issue.exposure:,} {unit} where {_number(issue.expected)} "
        f"were to be expected ({_chance(issue.probability)} to see one such by chance); not established as a shift"
    )


def _none(shift: Shift, unit: str) -> str:
    whole = Tally(
        count=shift.before.count + shift.after.count,
        exposure=shift.before.exposure + shift.after.exposure,
        issues=shift.before.issues + shift.after.issues,
    )
    return (
        f"not established ({_sure(shift.p_step)} of a shift; {_share(whole)} of {unit}, {_of(whole)}, in "
        f"{whole.issues} issues): a change below ×{_number(shift.detectable_ratio)} could not have been seen; "
        f"{_needed(shift)}"
    )


def _needed(shift: Shift) -> str:
    asked = f"×{_number(shift.asked_ratio)}"
    if shift.periods_needed is None:
        return f"even 10,000 more issues would not show {asked}"
    if shift.periods_needed == 0:
        return f"these issues would show {asked}"
    return f"{shift.periods_needed:,} more issues would show {asked}"


def _measured(shift: Shift, unit: str) -> str:
    change = shift.measurement
    assert change is not None
    return (
        f"change of measurement, {_sure(change.probability)}: most themes move together "
        f"({_ratio(change.ratio, change.interval)}), {_since(change.likeliest, change.since)}; of this theme nothing "
        f"else is told ({_share(shift.before)} of {unit} before, {_share(shift.after)} after)"
    )


def _sure(probability: float) -> str:
    if probability > 0.995:
        return "above 99% sure"
    return f"{max(1, round(100 * probability))}% sure"


def _chance(probability: float) -> str:
    return "less than 1 in 1,000" if probability < 0.001 else f"1 in {max(1, round(1 / probability)):,}"


def _share(tally: Tally) -> str:
    return f"{100 * tally.share:.2g}%" if tally.share < 0.1 else f"{100 * tally.share:.0f}%"


def _of(tally: Tally) -> str:
    return f"{tally.count:,} of {tally.exposure:,}"


def _ratio(ratio: float, interval: tuple[float, float]) -> str:
    return f"×{_number(ratio)}, 90% {_number(interval[0])} to {_number(interval[1])}"


def _since(likeliest: Label, since: tuple[Label, Label]) -> str:
    first, last = since
    return f"since issue {likeliest}" + ("" if first == last else f" ({first} to {last})")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"

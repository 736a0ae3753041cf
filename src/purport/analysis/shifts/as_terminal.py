"""A shift in one plain sentence."""

from purport.analysis.shifts.counts import Kind, Label
from purport.analysis.shifts.detectability import LARGEST
from purport.analysis.shifts.measurement import LEAST_THEMES
from purport.analysis.shifts.records import Pulse, Shift, Tally, Verdict
from purport.views.wording import one_line

UNIT, PERIOD = "statements", "issue"
# With this probability it is said of a theme without a verdict that its share wanders.
_WANDERS = 0.9
# From so many issues after a pulse on it is plain that it came back.
_BACK = 4
_LEAST_NUMBER, _LEAST_SHARE = 0.001, 0.0001


def sentence(shift: Shift, unit: str = UNIT, period: str = PERIOD) -> str:
    """What is held of the theme, with the counts it rests on. ``unit`` is what is counted, in the plural, ``period``
    what it is counted in, in the singular."""
    told = {
        Verdict.SHIFT: _stepped,
        Verdict.PULSE: _pulsed,
        Verdict.NOTABLE: _notable,
        Verdict.NONE: _none,
        Verdict.MEASUREMENT_CHANGE: _measured,
    }[shift.verdict]
    return f"{one_line(shift.theme)}: {told(shift, unit, period)}"


def _stepped(shift: Shift, unit: str, period: str) -> str:
    before, after = shift.before, shift.after
    return (
        f"sustained shift, {probability_told(shift.p_step)} sure: from {_share(before)} to {_share(after)} of {unit} "
        f"({_of(before)}, then {_of(after)}{_change(shift)}), "
        f"{_since(shift.likeliest, shift.since, period)}{_corrected(shift)}{_others(shift, period)}"
    )


def _change(shift: Shift) -> str:
    """The ratio; where there are no counts on one side, the bound that they set to it."""
    low, high = shift.interval
    if shift.kind == Kind.ITEMS:
        return ""
    if not shift.after.count:
        return f"; at most ×{_number(high)}"
    if not shift.before.count:
        return f"; at least ×{_number(low)}"
    uncertain = ", so that by how much is uncertain" if low <= 1 <= high else ""
    return f"; {_ratio(shift.ratio, shift.interval)}{_apart(shift)}{uncertain}"


def _apart(shift: Shift) -> str:
    """Where the ratio of the two shares is outside the interval: single issues that stand out count for less in it."""
    if shift.measurement is not None or not (shift.before.count and shift.after.count):
        return ""
    shares = shift.after.share / shift.before.share
    if shift.interval[0] <= shares <= shift.interval[1]:
        return ""
    return f" where issues that stand out are set aside, ×{_number(shares)} with them"


def _corrected(shift: Shift) -> str:
    found = shift.corrected
    if found is None:
        return ""
    if found.same_errors:
        return "; the coding is taken to err alike before and after"
    return f"; with the errors of coding {_ratio(found.ratio, found.interval)}"


def _others(shift: Shift, period: str) -> str:
    """What the other themes do, where it bears on this one."""
    if (change := shift.measurement) is not None:
        return (
            f"; besides a change of measurement (most themes ×{_number(change.ratio)}, "
            f"{_since(change.likeliest, change.since, period)})"
        )
    if (change := shift.together) is not None and (shift.along or 0) >= 0.5:
        since = _since(change.likeliest, change.since, period)
        told = "it may be what is measured that changed"
        if shift.kind == Kind.ITEMS:
            return f"; most of the themes asked move alike, {since}: {told}, or how long items are"
        # Of twelve themes or more a common move that is likelier than not is a verdict.
        few = f", which is told of {LEAST_THEMES} themes or more only" if change.probability >= 0.5 else ""
        return (
            f"; most of the themes asked move alike (×{_number(change.ratio)}, {since}; at one time with probability "
            f"{probability_told(change.probability)}): {told}{few}"
        )
    return ""


def _pulsed(shift: Shift, unit: str, period: str) -> str:
    pulse = shift.pulse
    assert pulse is not None
    where = f"{period} {pulse.first}" if pulse.first == pulse.last else f"{period}s {pulse.first} to {pulse.last}"
    kind, after = _ends(pulse, period)
    factor = "" if shift.kind == Kind.ITEMS else f", ×{_number(pulse.ratio)} of the other {period}s"
    return (
        f"{kind}, {probability_told(shift.p_pulse)} sure: {_share(pulse.tally)} of {unit} ({_of(pulse.tally)}) "
        f"in {where}{factor}{after}"
    )


def _ends(pulse: Pulse, period: str) -> tuple[str, str]:
    """What it is, and whether it is known to have come back."""
    if not pulse.issues_after:
        return "pulse or the beginning of a shift", f"; too few {period}s have come since to tell which"
    if not pulse.issues_before:
        return "pulse or the end of an earlier level", f"; too few {period}s are known before to tell which"
    if pulse.issues_after >= _BACK:
        return "pulse", ", and back"
    since = period if pulse.issues_after == 1 else f"{pulse.issues_after} {period}s"
    return "pulse", f", and back in the {since} since"


def _notable(shift: Shift, unit: str, period: str) -> str:
    issue = shift.notable
    assert issue is not None
    found = f"{issue.count:,} of {issue.exposure:,} {unit} where {_number(issue.expected)} were to be expected"
    return (
        f"notable {period} {issue.period}: {found} ({_chance(issue.probability)} to see one such by chance); "
        "not established as a shift"
    )


def _none(shift: Shift, unit: str, period: str) -> str:
    whole = Tally(
        count=shift.before.count + shift.after.count,
        exposure=shift.before.exposure + shift.after.exposure,
        issues=shift.before.issues + shift.after.issues,
    )
    return (
        f"not established (probability of a shift {probability_told(shift.p_step)}, held beforehand "
        f"{probability_told(shift.prior)}; {_share(whole)} of {unit}, "
        f"{_of(whole)}, in {whole.issues} {period}s){_wandering(shift)}"
        f"{'' if shift.kind == Kind.ITEMS else f': {_seen(shift, period)}; {_needed(shift)}'}{_others(shift, period)}"
    )


def _wandering(shift: Shift) -> str:
    if shift.p_drift < _WANDERS:
        return ""
    return "; its share varies more than by chance, but not as one step"


def _seen(shift: Shift, period: str) -> str:
    if shift.detectable_ratio is None:
        return f"even ×{LARGEST:g} may be missed in these {period}s"
    return f"less than ×{_number(shift.detectable_ratio)} may be missed in these {period}s"


def _needed(shift: Shift) -> str:
    asked = f"×{_number(shift.asked_ratio)}"
    if shift.periods_needed is None:
        return f"to see {asked} takes more than 10,000 more"
    if shift.periods_needed == 0:
        return f"{asked} would be seen"
    return f"to see {asked} takes {shift.periods_needed:,} more"


def _measured(shift: Shift, unit: str, period: str) -> str:
    change = shift.measurement
    assert change is not None
    counts = f"{_share(shift.before)} of {unit} before, {_share(shift.after)} after"
    own = (
        f"of this theme nothing else is told ({counts})"
        if shift.along is None or shift.along >= 0.5
        else f"this one moves otherwise ({counts}); whether by itself cannot be told"
    )
    return (
        f"change of measurement, {probability_told(change.probability)} sure: most themes move together "
        f"({_ratio(change.ratio, change.interval)}), {_since(change.likeliest, change.since, period)}; {own}"
    )


def probability_told(probability: float) -> str:
    """A probability in whole per cent, bounds where it is near 0 or 1."""
    if probability > 0.995:
        return "above 99%"
    return f"{int(100 * probability + 0.5)}%" if probability >= 0.005 else "below 1%"


def _chance(probability: float) -> str:
    return "less than 1 in 1,000" if probability < 0.001 else f"1 in {max(1, round(1 / probability)):,}"


def _share(tally: Tally) -> str:
    if tally.share > 1:
        return f"{_number(tally.share)} times the number"
    if 0 < tally.share < _LEAST_SHARE:
        return f"below {100 * _LEAST_SHARE:g}%"
    return f"{100 * tally.share:.{2 if tally.share < 0.1 else 3}g}%"


def _of(tally: Tally) -> str:
    return f"{tally.count:,} of {tally.exposure:,}"


def _ratio(ratio: float, interval: tuple[float, float]) -> str:
    return f"×{_number(ratio)}, 90% {_number(interval[0])} to {_number(interval[1])}"


def _since(likeliest: Label, since: tuple[Label, Label], period: str) -> str:
    first, last = since
    return f"since {period} {likeliest}" + ("" if first == last else f" ({first} to {last})")


def _number(value: float) -> str:
    if 0 < value < _LEAST_NUMBER:
        return f"{_LEAST_NUMBER:g} or less"
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"

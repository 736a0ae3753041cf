"""Looking again whenever issues are added, with an alarm rate that holds over all the looks."""

from dataclasses import dataclass

from purport.analysis.shifts.counts import Counts, Label
from purport.analysis.shifts.records import Shift
from purport.analysis.shifts.verdicts import shifts_of
from purport.errors import OptionError

# At this probability of a step at most one unchanged theme in ten gives a false alarm in forty looks
# (bench/shifts.py measures it).
THRESHOLD = 0.8
FALSE_ALARMS, LOOKS = 0.10, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A theme that has stepped, as far as can be told, since the last look; ``shift`` says what is known of it now.
    ``seen`` is the last issue of the last look."""

    theme: str
    seen: Label
    shift: Shift


def monitored(counts: Counts, *, seen: Label, threshold: float = THRESHOLD, ratio: float = 1.5) -> tuple[Alarm, ...]:
    """The themes whose probability of a step has passed ``threshold`` since the look that ended with issue ``seen``.

    Raises OptionError where there is no issue ``seen`` or ``threshold`` is not between 0 and 1; InputError where too
    few issues had been seen at that look.
    """
    if not 0 < threshold < 1:
        raise OptionError(f"threshold {threshold}: give a probability between 0 and 1, as {THRESHOLD}")
    if seen not in counts.periods:
        raise OptionError(f"issue {seen!r} is none of the periods: name the last issue of the last look")
    end = counts.periods.index(seen) + 1
    past = counts.until(end)
    known = {each.theme for each in shifts_of(past, ratio=ratio) if each.p_step > threshold}
    return tuple(
        Alarm(theme=each.theme, seen=seen, shift=each)
        for each in shifts_of(counts, ratio=ratio)
        if each.p_step > threshold and each.theme not in known
    )

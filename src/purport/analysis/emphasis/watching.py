"""Looking again at a publication or an actor when something was added: what is new since the last look.

Two things are told of a shift, and kept apart. A theme is alarmed once its probability of a step passes the threshold
that the engine's monitoring is calibrated to; it is established by the verdict of ``shifts_of``, as ``shifts_in`` tells
it. What was told is kept in the case: nothing is told twice, and what no longer holds is told too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from purport.analysis.emphasis.behind import Behind, behind
from purport.analysis.emphasis.case import Emphasis, emphasis_of
from purport.analysis.emphasis.changes import changed_periods, counts_of, shift_measure
from purport.analysis.emphasis.looks import (
    Seen,
    earlier_items,
    is_alarm,
    is_same,
    overlap,
    past_of,
    seen_now,
    seen_of,
    sums,
)
from purport.analysis.emphasis.series import Measure
from purport.analysis.firsts.case import firsts_since, reversals_since
from purport.analysis.firsts.records import First, Reversal, Utterance
from purport.analysis.periods import By, Period
from purport.analysis.shifts import Counts, Shift, Verdict, shifts_of
from purport.analysis.shifts.monitoring import FALSE_ALARMS, LOOKS
from purport.case import Case
from purport.case.ratings import folded_name
from purport.case.watches import Look
from purport.errors import InputError

CALIBRATED = f"calibrated to a false alarm in at most {FALSE_ALARMS:.0%} of cases over {LOOKS} looks"
RATE = (
    f"alarms are set so that a theme that does not change gives a false one in at most {FALSE_ALARMS:.0%} of cases "
    f"over {LOOKS} looks"
)


class What(StrEnum):
    """What is new: an alarm of a shift that is not established; an alarm that is over; a shift that is established by
    now; one that was and no longer is; a pulse or a notable issue; a change of measurement; a theme that was never met
    before."""

    ALARM = "alarm"
    ALARM_OVER = "alarm_over"
    ESTABLISHED = "established"
    NO_LONGER_ESTABLISHED = "no_longer_established"
    PULSE = "pulse"
    NOTABLE = "notable"
    MEASUREMENT_CHANGE = "measurement_change"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that is new of a theme, with the verdict as it is now and the statements behind it. ``late``: it is so
    since issues before the last look came, or were read anew, not since new ones did. ``held`` is what was told of the
    theme at the last look, where it was alarmed or established then: ``p_step``, ``since``, ``ratio``."""

    what: What
    theme: str
    shift: Shift
    behind: Behind | None
    late: bool = False
    held: Mapping[str, Any] | None = None

    @property
    def find(self) -> str | None:
        """What `purport find` takes for the statements behind it; None where none has the theme, but headlines that
        only their sources tell."""
        return None if self.behind is None else self.behind.query


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a look found. ``before`` is the last look, None for the first, which sets the baseline; ``issues`` are the
    periods that came since, ``earlier`` how many items more there are in those before. ``look`` is as it was kept,
    ``before`` again where nothing was added. ``firsts`` and ``reversals`` are what was said for the first time in the
    new ones, of the themes watched, and who went back on their word in them."""

    emphasis: Emphasis
    before: Look | None
    look: Look
    issues: tuple[Period, ...]
    earlier: int
    news: tuple[News, ...]
    firsts: tuple[First, ...] = ()
    reversals: tuple[Reversal, ...] = ()

    @property
    def is_baseline(self) -> bool:
        """Whether it is the first look."""
        return self.before is None


def watch(
    case: Case,
    publication: str | None = None,
    *,
    actor: str | None = None,
    themes: Iterable[str] = (),
    by: By | str | None = None,
    measure: Measure | str = Measure.TEXT_SHARE,
    author: str | None = None,
) -> Watched:
    """Look at the emphasis of a publication or an actor, tell what is new since the last look at the same, and keep the
    look in the case. Where nothing was added since, nothing is new and nothing is kept.

    Raises OptionError, InputError where there are too few issues, CaseError.
    """
    counted = shift_measure(measure, actor)
    chosen = tuple(dict.fromkeys(themes))
    found = emphasis_of(case, publication, actor=actor, themes=chosen, by=by)
    asked = asked_of(found.publication, actor, chosen, found.by, counted)
    before = case.last_look(asked)
    counts = counts_of(found, counted)
    past = None if before is None or before.seen is None else seen_of(before.seen)
    if before is not None and past is not None and past.sums == sums(counts):
        return Watched(emphasis=found, before=before, look=before, issues=(), earlier=0, news=())
    verdicts = [each for each in shifts_of(counts) if each.theme in found.themes]
    seen = seen_now(found, counts, verdicts, past)
    issues: tuple[Period, ...] = ()
    news: tuple[News, ...] = ()
    earlier = 0
    if past is not None:
        end = past_of(found, past)
        issues = tuple(period for period in found.periods[end:] if period.issues)
        earlier = earlier_items(found, past, end)
        news = tuple(_news(case, found, counts, verdicts, past, end))
    look = case.keep_look(asked, seen.as_dict(), author=author)
    return Watched(
        emphasis=found,
        before=before,
        look=look,
        issues=issues,
        earlier=earlier,
        news=news,
        firsts=tuple(_firsts(case, found, issues, chosen)),
        reversals=tuple(_reversals(case, found, issues)),
    )


def asked_of(
    publication: str | None, actor: str | None, themes: tuple[str, ...], by: By, measure: Measure
) -> dict[str, Any]:
    """What is watched, as it is kept."""
    return {
        "publication": publication,
        "actor": actor,
        "themes": list(themes),
        "by": by.value,
        "measure": measure.value,
    }


def _news(case: Case, found: Emphasis, counts: Counts, verdicts: list[Shift], seen: Seen, past: int) -> Iterable[News]:
    then = _then(counts, seen, past)
    new = {period.label for period in found.periods[past:]}

    def told(what: What, shift: Shift, *, late: bool = False, held: Mapping[str, Any] | None = None) -> News:
        periods = changed_periods(found, shift)
        if not periods:
            periods = found.periods[[each.label for each in found.periods].index(str(shift.likeliest)) :]
        if what in (What.MEASUREMENT_CHANGE, What.FIRST):
            periods = found.periods
        statements = behind(case, found, shift.theme, periods)
        return News(what=what, theme=shift.theme, shift=shift, behind=statements, late=late, held=held)

    if verdicts and verdicts[0].measurement is not None and not seen.measurement:
        yield told(What.MEASUREMENT_CHANGE, verdicts[0])
    for each in verdicts:
        if each.theme not in seen.met and each.theme in found.tally.themes:
            yield told(What.FIRST, each)
        alarmed, established = seen.alarmed.get(each.theme), seen.established.get(each.theme)
        earlier = then.get(each.theme)
        is_established = each.verdict is Verdict.SHIFT
        stands = established is not None and is_same(found, established, each)
        if established is not None and not (is_established and stands):
            yield told(What.NO_LONGER_ESTABLISHED, each, held=established)
        if is_established:
            if not stands:
                late = earlier is not None and earlier.verdict is Verdict.SHIFT
                yield told(What.ESTABLISHED, each, late=late, held=alarmed)
        elif is_alarm(each):
            if not stands and not (alarmed is not None and is_same(found, alarmed, each)):
                late = earlier is not None and is_alarm(earlier)
                yield told(What.ALARM, each, late=late, held=alarmed)
        elif alarmed is not None and established is None:
            yield told(What.ALARM_OVER, each, held=alarmed)
        if _is_new_pulse(found, each, seen, new):
            yield told(What.PULSE, each)
        if _is_new_notable(each, seen, new):
            yield told(What.NOTABLE, each)


def _then(counts: Counts, seen: Seen, past: int) -> dict[str, Shift]:
    """The verdicts on the periods of the last look as they are by now, where anything in them is other than it was."""
    try:
        earlier = counts.until(past)
    except InputError:
        return {}
    return {} if sums(earlier) == list(seen.sums) else {each.theme: each for each in shifts_of(earlier)}


def _is_new_pulse(found: Emphasis, shift: Shift, seen: Seen, new: set[str]) -> bool:
    if shift.pulse is None:
        return False
    first, last = str(shift.pulse.first), str(shift.pulse.last)
    if seen.pulses is None:
        return last in new
    return not any(overlap(found, told, (first, last)) for told in seen.pulses.get(shift.theme, ()))


def _is_new_notable(shift: Shift, seen: Seen, new: set[str]) -> bool:
    if shift.notable is None:
        return False
    period = str(shift.notable.period)
    return period in new if seen.notable is None else period not in seen.notable.get(shift.theme, ())


def _firsts(case: Case, found: Emphasis, issues: tuple[Period, ...], themes: tuple[str, ...]) -> Iterable[First]:
    """What is said for the first time in the new periods, by whom or where it is watched for."""
    if not issues:
        return
    for each in firsts_since(case, issues[0].start.isoformat()):
        if (not themes or each.theme in themes) and any(
            _is_watched(found, telling, each.actor) for telling in each.tellings
        ):
            yield each


def _reversals(case: Case, found: Emphasis, issues: tuple[Period, ...]) -> Iterable[Reversal]:
    if issues:
        every = reversals_since(case, issues[0].start.isoformat())
        yield from (each for each in every if _is_watched(found, each.later, each.speaker))


def _is_watched(found: Emphasis, said: Utterance, actor: str | None) -> bool:
    of_publication = found.publication is None or folded_name(said.publisher or "") == folded_name(found.publication)
    of_actor = found.actor is None or folded_name(found.actor) in {
        folded_name(said.speaker or ""),
        folded_name(actor or ""),
    }
    return of_publication and of_actor

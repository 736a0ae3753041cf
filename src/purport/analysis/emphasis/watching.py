"""Looking again at a publication or an actor when something was added: what is new since the last look.

The first look sets the baseline. A theme is held to have shifted once its probability passes the threshold that the
engine's monitoring is calibrated to; what was held is kept in the case, so that it is told when it no longer is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from purport.analysis.emphasis.case import Emphasis, checked_measure, emphasis_of
from purport.analysis.emphasis.changes import counts_of
from purport.analysis.emphasis.series import Measure
from purport.analysis.firsts.case import firsts_since, reversals_since
from purport.analysis.firsts.records import First, Reversal, Utterance
from purport.analysis.periods import By, Period
from purport.analysis.shifts import Counts, Shift, monitored, shifts_of
from purport.analysis.shifts.monitoring import FALSE_ALARMS, LOOKS, THRESHOLD
from purport.case import Case
from purport.case.ratings import folded_name
from purport.case.watches import Look

# By this probability and more a pulse is told.
_PULSE = 0.8
RATE = (
    f"alarms are set so that a theme that does not change gives a false one in at most {FALSE_ALARMS:.0%} of cases "
    f"over {LOOKS} looks"
)


class What(StrEnum):
    """What is new: a shift; one that was held before and no longer is; a pulse or a notable issue among those that
    came; a change of measurement; a theme that was never met before."""

    SHIFT = "shift"
    WITHDRAWN = "withdrawn"
    PULSE = "pulse"
    NOTABLE = "notable"
    MEASUREMENT_CHANGE = "measurement_change"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that is new of a theme, with the verdict as it is now and the query for the statements behind it.
    ``late``: it is held now since issues before the last look came, or were read anew, not since new ones did.
    ``held`` is what was held of the theme at the last look, where it is withdrawn: ``p_step``, ``since``, ``ratio``."""

    what: What
    theme: str
    shift: Shift
    find: str
    late: bool = False
    held: Mapping[str, Any] | None = None


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
    counted = checked_measure(measure, actor)
    found = emphasis_of(case, publication, actor=actor, by=by)
    chosen = tuple(dict.fromkeys(themes))
    asked = asked_of(found.publication, actor, chosen, found.by, counted)
    before = case.last_look(asked)
    counts = counts_of(found, counted)
    if before is not None and before.seen is not None and before.seen["sums"] == _sums(counts):
        return Watched(emphasis=found, before=before, look=before, issues=(), earlier=0, news=())
    verdicts = [each for each in shifts_of(counts) if not chosen or each.theme in chosen]
    seen = _seen(found, counts, verdicts)
    issues: tuple[Period, ...] = ()
    news: tuple[News, ...] = ()
    earlier = 0
    if before is not None and before.seen is not None:
        past = _past(found, before.seen)
        issues = tuple(period for period in found.periods[past:] if period.issues)
        items = found.tally.series(found.tally.themes[0], Measure.BREADTH).denominators
        earlier = sum(items[:past]) - before.seen["items"]
        news = tuple(_news(found, counts, verdicts, before.seen, past))
    look = case.keep_look(asked, seen, author=author)
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


def _seen(found: Emphasis, counts: Counts, verdicts: Iterable[Shift]) -> dict[str, Any]:
    """What a look saw, as it is kept: through which period, of how much, and what was held."""
    return {
        "through": found.periods[-1].label,
        "last_day": found.periods[-1].start.isoformat(),
        "periods": sum(bool(units) for units in counts.exposure),
        "items": found.items,
        "sums": _sums(counts),
        "met": sorted(counts.themes),
        "held": {
            each.theme: {"p_step": round(each.p_step, 4), "since": list(each.since), "ratio": round(each.ratio, 3)}
            for each in verdicts
            if each.p_step > THRESHOLD
        },
        "measurement": any(each.measurement is not None for each in verdicts),
    }


def _sums(counts: Counts) -> list[Any]:
    """What tells whether anything was added: the last period, all exposure, all counts."""
    total = sum(sum(number or 0 for number in row) for row in counts.themes.values())
    return [counts.periods[-1], sum(units or 0 for units in counts.exposure), total]


def _past(found: Emphasis, seen: Mapping[str, Any]) -> int:
    """How many of the periods are not after those of a look."""
    labels = [period.label for period in found.periods]
    if seen["through"] in labels:
        return labels.index(seen["through"]) + 1
    return sum(period.start.isoformat() <= seen["last_day"] for period in found.periods)


def _news(found: Emphasis, counts: Counts, verdicts: list[Shift], seen: Mapping[str, Any], past: int) -> Iterable[News]:
    held, met = seen["held"], set(seen["met"])
    new = {period.label for period in found.periods[past:]}
    alarms = set()
    if sum(bool(units) for units in counts.exposure[:past]) >= seen["periods"] and past:
        alarms = {each.theme for each in monitored(counts, seen=counts.periods[past - 1])}
    if verdicts and verdicts[0].measurement is not None and not seen["measurement"]:
        one = verdicts[0]
        yield News(what=What.MEASUREMENT_CHANGE, theme=one.theme, shift=one, find=found.query(one.theme))
    for each in verdicts:
        theme = each.theme
        if theme not in met:
            yield News(what=What.FIRST, theme=theme, shift=each, find=found.query(theme))
        holds = each.p_step > THRESHOLD
        if theme in held and not (holds and _is_same(found, held[theme], each)):
            yield News(what=What.WITHDRAWN, theme=theme, shift=each, find=found.query(theme), held=held[theme])
        if holds and not (theme in held and _is_same(found, held[theme], each)):
            query = found.query(theme, _from(found, str(each.since[0])))
            yield News(what=What.SHIFT, theme=theme, shift=each, find=query, late=theme not in alarms)
        if each.pulse is not None and each.p_pulse > _PULSE and str(each.pulse.last) in new:
            query = found.query(theme, _from(found, str(each.pulse.first)))
            yield News(what=What.PULSE, theme=theme, shift=each, find=query)
        if each.notable is not None and str(each.notable.period) in new and not each.p_step > THRESHOLD:
            query = found.query(theme, _from(found, str(each.notable.period)))
            yield News(what=What.NOTABLE, theme=theme, shift=each, find=query)


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


def _is_same(found: Emphasis, held: Mapping[str, Any], now: Shift) -> bool:
    """Whether a shift that is held now is the one that was held: it goes the same way, and may have begun then."""
    order = {period.label: at for at, period in enumerate(found.periods)}
    if (held["ratio"] > 1) != (now.ratio > 1) or held["since"][0] not in order or held["since"][1] not in order:
        return False
    first, last = (order[each] for each in held["since"])
    return order[str(now.since[0])] <= last and first <= order[str(now.since[1])]


def _from(found: Emphasis, label: str) -> tuple[Period, ...]:
    labels = [period.label for period in found.periods]
    return found.periods[labels.index(label) :]

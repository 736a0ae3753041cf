"""Whether the emphasis of a publication or an actor has shifted: counts from a case put to the engine of shifts, and
the statements that a verdict rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from purport.analysis.emphasis.as_svg import Mark
from purport.analysis.emphasis.case import Emphasis, checked_measure, emphasis_of
from purport.analysis.emphasis.series import UNITS, Measure
from purport.analysis.periods import By, Period
from purport.analysis.shifts import Counts, Shift, Verdict, shifts_of
from purport.case import Case, Found, Table
from purport.errors import OptionError

# What is told first.
_ORDER = (Verdict.SHIFT, Verdict.MEASUREMENT_CHANGE, Verdict.PULSE, Verdict.NOTABLE, Verdict.NONE)
# Of so many periods after a change statements are quoted.
_QUOTED_PERIODS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A theme's verdict with the statements behind it.

    ``find`` is the query that gives the statements with the theme in the periods of the change (from the first it may
    have begun in, in the pulse, in the notable issue), ``find_before`` those before, where it is a shift; both None
    where nothing is established. ``statements`` are some of them, newest first.
    """

    shift: Shift
    periods: tuple[Period, ...] = ()
    find: str | None = None
    find_before: str | None = None
    statements: tuple[Found, ...] = ()


class Changes(Table[Change]):
    """The verdicts, in the order of the themes. ``emphasis`` is what they rest on, ``measure`` what was counted."""

    def __init__(self, found: Iterable[Change], emphasis: Emphasis, measure: Measure) -> None:
        super().__init__(found, _columns)
        self.emphasis = emphasis
        self.measure = measure

    @property
    def unit(self) -> str:
        """What is counted, in the plural."""
        return UNITS[self.measure][0]

    @property
    def marked(self) -> list[Mark]:
        """What is drawn over each theme's panel."""
        return [_mark(each, self.emphasis, self.unit) for each in self]

    def by_weight(self) -> list[Change]:
        """Shifts first, what is not established last."""
        return sorted(self, key=lambda each: _ORDER.index(each.shift.verdict))


def counts_of(found: Emphasis, measure: Measure = Measure.TEXT_SHARE) -> Counts:
    """All themes that were met, as the engine takes them: a missing issue, and a period of which there is nothing, has
    no exposure. Raises InputError where too few periods are there."""
    themes = found.tally.themes
    exposure = found.series(themes[0], measure).denominators
    return Counts(
        periods=tuple(period.label for period in found.periods),
        exposure=exposure,
        themes={
            theme: tuple(
                number if units else None
                for number, units in zip(found.series(theme, measure).numerators, exposure, strict=True)
            )
            for theme in themes
        },
    )


def shifts_in(
    case: Case,
    publication: str | None = None,
    *,
    actor: str | None = None,
    themes: Iterable[str] = (),
    by: By | str | None = None,
    measure: Measure | str = Measure.TEXT_SHARE,
    fdr: float = 0.1,
    ratio: float = 1.5,
    quoted: int = 3,
) -> Changes:
    """Tell for each theme whether its share has changed; see ``emphasis_of`` for what is counted and ``shifts_of`` for
    the verdicts. The other themes of the publication are counted too: to tell a change of measurement, and to know how
    much counts vary.

    quoted: so many statements at most of each verdict. Raises OptionError, InputError, CaseError.
    """
    counted = checked_measure(measure, actor)
    if counted in (Measure.FRONT_PAGE, Measure.HEADLINE, Measure.LEAD):
        raise OptionError(f"{counted.value} is too few items to tell a shift by; take prominence, which has all three")
    found = emphasis_of(case, publication, actor=actor, themes=themes, by=by)
    every = {each.theme: each for each in shifts_of(counts_of(found, counted), fdr=fdr, ratio=ratio)}
    return Changes((_change(case, found, every[theme], quoted) for theme in found.themes), found, counted)


def as_dict(change: Change) -> dict[str, Any]:
    """A verdict as plain data, with the queries for its statements and the names of those quoted."""
    from purport.analysis.shifts.as_json import as_dict as shift_dict

    return {
        **shift_dict(change.shift),
        "find": change.find,
        "find_before": change.find_before,
        "statements": [
            {
                "record": hit.record,
                "document": hit.source.id,
                "published": hit.source.published,
                "text": hit.anchor.text,
            }
            for hit in change.statements
        ],
    }


def changed_periods(found: Emphasis, shift: Shift) -> tuple[Period, ...]:
    """The periods of a change: from the first of its since set on, of a pulse, or the notable one."""
    labels = [period.label for period in found.periods]
    if shift.verdict is Verdict.SHIFT:
        return found.periods[labels.index(str(shift.since[0])) :]
    if shift.verdict is Verdict.PULSE and shift.pulse is not None:
        first, last = labels.index(str(shift.pulse.first)), labels.index(str(shift.pulse.last))
        return found.periods[first : last + 1]
    if shift.verdict is Verdict.NOTABLE and shift.notable is not None:
        return (found.periods[labels.index(str(shift.notable.period))],)
    return ()


def _change(case: Case, found: Emphasis, shift: Shift, quoted: int) -> Change:
    periods = changed_periods(found, shift)
    if not periods:
        return Change(shift=shift)
    at = found.periods.index(periods[0])
    shown = periods
    if shift.verdict is Verdict.SHIFT:
        labels = [period.label for period in found.periods]
        likeliest = labels.index(str(shift.likeliest))
        shown = found.periods[likeliest : likeliest + _QUOTED_PERIODS]
    hits = case.statements(found.query(shift.theme, shown), limit=quoted) if quoted else ()
    return Change(
        shift=shift,
        periods=periods,
        find=found.query(shift.theme, periods),
        find_before=found.query(shift.theme, found.periods[:at]) if shift.verdict is Verdict.SHIFT and at else None,
        statements=tuple(hits),
    )


def _mark(change: Change, found: Emphasis, unit: str) -> Mark:
    from purport.analysis.shifts.as_terminal import sentence

    shift = change.shift
    days = {period.label: period.start for period in found.periods}
    said = sentence(shift, unit)
    if shift.verdict is Verdict.SHIFT:
        first, last, turn = (days[str(each)] for each in (*shift.since, shift.likeliest))
        before, after = shift.before.share, shift.after.share
        low, high = (before * each for each in shift.interval)
        return Mark(
            said=said,
            band=(first, last),
            levels=(
                (found.periods[0].start, turn, before, None, None),
                (turn, found.periods[-1].start, after, low, high),
            ),
        )
    if change.periods:
        return Mark(said=said, band=(change.periods[0].start, change.periods[-1].start))
    return Mark(said=said)


def _columns(change: Change) -> dict[str, Any]:
    shift = change.shift
    return {
        "theme": shift.theme,
        "verdict": shift.verdict.value,
        "p_step": shift.p_step,
        "since_first": shift.since[0],
        "since_last": shift.since[1],
        "ratio": shift.ratio,
        "low": shift.interval[0],
        "high": shift.interval[1],
        "count_before": shift.before.count,
        "exposure_before": shift.before.exposure,
        "count_after": shift.after.count,
        "exposure_after": shift.after.exposure,
        "detectable_ratio": shift.detectable_ratio,
        "periods_needed": shift.periods_needed,
        "find": change.find,
    }

"""Whether the emphasis of a publication or an actor has shifted: counts from a case put to the engine of shifts, and
the statements that a verdict rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from purport.analysis.emphasis.as_svg import Mark
from purport.analysis.emphasis.behind import Behind, behind, counts_statements, quoted_from
from purport.analysis.emphasis.case import Emphasis, checked_measure, emphasis_of
from purport.analysis.emphasis.coded import coded_samples
from purport.analysis.emphasis.series import UNITS, Measure
from purport.analysis.periods import By, Period
from purport.analysis.shifts import CodedSample, Counts, Kind, Shift, Verdict, shifts_of
from purport.case import Case, Found, Table
from purport.errors import OptionError

# What is counted by the item.
_OF_ITEMS = (Measure.BREADTH, Measure.PROMINENCE)
# What is told first.
_ORDER = (Verdict.SHIFT, Verdict.MEASUREMENT_CHANGE, Verdict.PULSE, Verdict.NOTABLE, Verdict.NONE)
# Of so many periods after a change statements are quoted.
_QUOTED_PERIODS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A theme's verdict with the statements behind it.

    ``behind`` is the query that gives the statements with the theme in the periods of the change (from the likeliest
    first one on, in the pulse, in the notable issue), ``behind_before`` those before, where it is a shift; both None
    where nothing is established, or no text has the theme but headlines that only their sources tell. ``statements``
    are some of them, newest first.
    """

    shift: Shift
    periods: tuple[Period, ...] = ()
    behind: Behind | None = None
    behind_before: Behind | None = None
    statements: tuple[Found, ...] = ()

    @property
    def find(self) -> str | None:
        """What `purport find` takes for the statements of the change."""
        return None if self.behind is None else self.behind.query

    @property
    def find_before(self) -> str | None:
        """What `purport find` takes for the statements before it."""
        return None if self.behind_before is None else self.behind_before.query


class Changes(Table[Change]):
    """The verdicts, in the order of the themes. ``emphasis`` is what they rest on, ``measure`` what was counted; false
    discovery was held down to ``fdr`` over so many themes as ``together`` says. ``coded`` has the samples coded by
    people whose errors were counted in."""

    def __init__(
        self,
        found: Iterable[Change],
        emphasis: Emphasis,
        measure: Measure,
        *,
        fdr: float,
        together: int,
        coded: Mapping[str, tuple[CodedSample, ...]],
    ) -> None:
        super().__init__(found, _columns)
        self.emphasis = emphasis
        self.measure = measure
        self.fdr = fdr
        self.together = together
        self.coded = coded

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


def counts_of(
    found: Emphasis,
    measure: Measure = Measure.TEXT_SHARE,
    coded: Mapping[str, tuple[CodedSample, ...]] | None = None,
) -> Counts:
    """All themes that were met or are asked for, as the engine takes them: a missing issue, and a period of which there
    is nothing, has no exposure. Raises InputError where too few periods are there."""
    themes = tuple(dict.fromkeys((*found.tally.themes, *found.themes)))
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
        coded=coded or {},
        kind=Kind.ITEMS if measure in _OF_ITEMS else Kind.STATEMENTS,
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
    audits: bool = True,
) -> Changes:
    """Tell for each theme whether its share has changed; see ``emphasis_of`` for what is counted and ``shifts_of`` for
    the verdicts. The other themes of the publication are counted too: false discovery is held down over all of them, a
    change of measurement is told by them, and how much counts vary is learned from them.

    quoted: so many statements at most of each verdict.
    audits: what people coded goes into the ratios, where they coded (`purport code`). Raises OptionError, InputError,
    CaseError.
    """
    counted = shift_measure(measure, actor)
    found = emphasis_of(case, publication, actor=actor, themes=themes, by=by)
    coded = coded_samples(case, found, found.themes) if audits and counts_statements(counted) else {}
    counts = counts_of(found, counted, coded)
    every = {each.theme: each for each in shifts_of(counts, fdr=fdr, ratio=ratio)}
    return Changes(
        (_change(case, found, every[theme], quoted) for theme in found.themes),
        found,
        counted,
        fdr=fdr,
        together=len(every),
        coded=coded,
    )


def shift_measure(measure: Measure | str, actor: str | None = None) -> Measure:
    """The measure of a name. Raises OptionError where it is none, or no shift can be told by it."""
    counted = checked_measure(measure, actor)
    if counted in (Measure.FRONT_PAGE, Measure.HEADLINE, Measure.LEAD):
        raise OptionError(f"{counted.value} is too few items to tell a shift by; take prominence, which has all three")
    if counted is Measure.VOLUME:
        raise OptionError("volume is of no whole that a share could shift in; take text_share")
    return counted


def as_dict(change: Change) -> dict[str, Any]:
    """A verdict as plain data, with the queries for its statements and the names of those quoted."""
    from purport.analysis.shifts.as_json import as_dict as shift_dict

    return {
        **shift_dict(change.shift),
        "find": change.find,
        "found": None if change.behind is None else change.behind.as_dict(),
        "find_before": change.find_before,
        "found_before": None if change.behind_before is None else change.behind_before.as_dict(),
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
    """The periods of a change: from the likeliest first one on, of a pulse, or the notable one."""
    labels = [period.label for period in found.periods]
    if shift.verdict is Verdict.SHIFT:
        return found.periods[labels.index(str(shift.likeliest)) :]
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
    is_shift, at = shift.verdict is Verdict.SHIFT, found.periods.index(periods[0])
    return Change(
        shift=shift,
        periods=periods,
        behind=behind(case, found, shift.theme, periods),
        behind_before=behind(case, found, shift.theme, found.periods[:at]) if is_shift and at else None,
        statements=quoted_from(
            case, found, shift.theme, periods[:_QUOTED_PERIODS] if is_shift else periods, most=quoted
        ),
    )


def _mark(change: Change, found: Emphasis, unit: str) -> Mark:
    from purport.analysis.shifts.as_terminal import sentence

    shift = change.shift
    days = {period.label: period.start for period in found.periods}
    said = sentence(shift, unit, found.by)
    if shift.verdict is Verdict.SHIFT:
        first, last, turn = (days[str(each)] for each in (*shift.since, shift.likeliest))
        before, after = shift.before.share, shift.after.share
        low, high = (before * each if shift.kind == Kind.STATEMENTS else None for each in shift.interval)
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
    shift, told = change.shift, change.shift.kind == Kind.STATEMENTS
    return {
        "theme": shift.theme,
        "verdict": shift.verdict.value,
        "p_step": shift.p_step,
        "since_first": shift.since[0],
        "since_last": shift.since[1],
        "ratio": shift.ratio if told else None,
        "low": shift.interval[0] if told else None,
        "high": shift.interval[1] if told else None,
        "count_before": shift.before.count,
        "exposure_before": shift.before.exposure,
        "count_after": shift.after.count,
        "exposure_after": shift.after.exposure,
        "detectable_ratio": shift.detectable_ratio,
        "periods_needed": shift.periods_needed,
        "find": change.find,
    }

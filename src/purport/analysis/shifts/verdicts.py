"""From evidence to verdicts: what is called of each theme, with false discovery held down over the themes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from purport.analysis.shifts.arrays import Array, Series, series_of
from purport.analysis.shifts.coding_errors import corrected
from purport.analysis.shifts.counts import Counts, Kind, Label
from purport.analysis.shifts.detectability import detectable_ratio, periods_needed, precision_of
from purport.analysis.shifts.evidence import Evidence, Posterior, evidence_of, mixed_posterior, posterior_of
from purport.analysis.shifts.measurement import LEAST_THEMES, Move, common_move
from purport.analysis.shifts.notable import Outlying, outlying
from purport.analysis.shifts.records import HIGH, LOW, MIDDLE, MeasurementChange, Notable, Pulse, Shift, Tally, Verdict
from purport.errors import OptionError

_SET = 0.8
# Nothing less likely is called, however sure the others are.
_LEAST = 0.7
# Nor is an issue notable that is likelier by chance, where few themes are asked.
_CHANCE = 0.05
# A change so near a common move is at its place.
_NEAR = 4
# Unless the theme hardly goes along.
_NOT_ALONG = 0.05


@dataclass(frozen=True, slots=True)
class _Judged:
    """A theme with its verdict and what this rests on; ``along`` is how likely it goes along with a common move."""

    name: str
    verdict: Verdict
    series: Series
    row: Evidence
    found: Posterior
    out: Outlying
    along: float | None


def shifts_of(counts: Counts, *, fdr: float = 0.1, ratio: float = 1.5) -> tuple[Shift, ...]:
    """What has changed, theme by theme, in the order of ``counts.themes``.

    ``fdr`` is the share of false ones expected among the shifts called over all themes asked, and likewise among the
    pulses and the notable issues. ``ratio`` is that for which ``periods_needed`` is told. The same counts give the
    same answer. Raises OptionError where ``fdr`` is not between 0 and 1 or ``ratio`` is not above 0 and other than 1.
    """
    if not 0 < fdr < 1:
        raise OptionError(f"false discovery rate {fdr}: give a share between 0 and 1, as 0.1")
    if not 0 < ratio < float("inf") or ratio == 1:
        raise OptionError(f"ratio {ratio}: give one above 0 and other than 1, as 1.5 or 0.5")
    themes = series_of(counts)
    rows = evidence_of(themes)
    found = [posterior_of(row) for row in rows]
    common = common_move(rows)
    # So few may have been chosen because they belong together, and longer items hold more of every theme: that they
    # move alike is said, and they are told as they are.
    few = len(themes) < LEAST_THEMES or counts.kind == Kind.ITEMS
    move = common if common is not None and common.sure and not few else None
    together = common if common is not None and move is None and (common.sure if few else common.alike) else None
    if common is not None and not few:
        left = evidence_of([common.undone(theme) for theme in themes])
        beyond = [posterior_of(row) for row in left]
        if move is not None:
            rows, found = left, beyond
        else:
            found = [mixed_posterior(*each, common.probability) for each in zip(beyond, found, strict=True)]
    # How far a count of items reaches by chance is another law than that of statements.
    out = outlying(rows) if counts.kind == Kind.STATEMENTS else [Outlying(0, 0.0, 1.0) for _ in rows]
    verdicts = _verdicts(found, out, move, fdr)
    told = move or together
    along = [None] * len(themes) if told is None else [float(each) for each in told.along]
    judged = map(_Judged, counts.themes, verdicts, themes, rows, found, out, along)
    return tuple(_shift(counts, each, move, together, ratio) for each in judged)


def likely_enough(probabilities: Sequence[float], fdr: float) -> set[int]:
    """The largest set of the likeliest whose mean chance to be false is at most ``fdr``; none below ``_LEAST``."""
    order = sorted(range(len(probabilities)), key=lambda at: -probabilities[at])
    false, chosen = 0.0, 0
    for many, at in enumerate(order, 1):
        false += 1 - probabilities[at]
        if probabilities[at] > _LEAST and false / many <= fdr:
            chosen = many
    return set(order[:chosen])


def unlikely_enough(probabilities: Sequence[float], fdr: float) -> set[int]:
    """Those that Benjamini and Hochberg's rule rejects; none likelier than ``_CHANCE``."""
    order = sorted(range(len(probabilities)), key=lambda at: probabilities[at])
    chosen = 0
    for many, at in enumerate(order, 1):
        if probabilities[at] <= min(_CHANCE, fdr * many / len(order)):
            chosen = many
    return set(order[:chosen])


def _verdicts(found: list[Posterior], out: list[Outlying], move: Move | None, fdr: float) -> list[Verdict]:
    shifts = likely_enough([each.p_step for each in found], fdr)
    pulses = likely_enough([each.p_pulse for each in found], fdr)
    notable = unlikely_enough([each.probability for each in out], fdr)
    verdicts = []
    for k, each in enumerate(found):
        if k in shifts and (move is None or _apart(each, move, k)):
            verdicts.append(Verdict.SHIFT)
        elif move is not None:
            verdicts.append(Verdict.MEASUREMENT_CHANGE)
        elif k in pulses:
            verdicts.append(Verdict.PULSE)
        elif k in notable:
            verdicts.append(Verdict.NOTABLE)
        else:
            verdicts.append(Verdict.NONE)
    return verdicts


def _apart(found: Posterior, move: Move, k: int) -> bool:
    """Whether the step of theme ``k`` is its own: elsewhere than the common move, or surely not a part of it."""
    return abs(int(np.argmax(found.step)) - move.at) > _NEAR or move.along[k] < _NOT_ALONG


def set_of(probabilities: Array, share: float = _SET) -> list[int]:
    """The fewest places that hold at least ``share`` of the probability, in order."""
    order = np.argsort(-probabilities, kind="stable")
    many = int(np.searchsorted(np.cumsum(probabilities[order]), share - 1e-12)) + 1
    return sorted(int(at) for at in order[:many])


def _shift(counts: Counts, judged: _Judged, move: Move | None, together: Move | None, ratio: float) -> Shift:
    verdict, series, row, found = judged.verdict, judged.series, judged.row, judged.found
    since, at = set_of(found.step), int(np.argmax(found.step))
    split = move.at if move is not None and verdict is Verdict.MEASUREMENT_CHANGE else at
    precision = precision_of(row, found.settings)
    return Shift(
        theme=judged.name,
        verdict=verdict,
        p_step=found.p_step,
        p_pulse=found.p_pulse,
        p_none=found.p_none,
        prior=float(np.exp(row.prior[1])),
        since=_range(counts, since),
        since_set=tuple(counts.periods[each] for each in since),
        likeliest=counts.periods[at],
        ratio=float(np.exp(found.quantile(MIDDLE))),
        interval=(float(np.exp(found.quantile(LOW))), float(np.exp(found.quantile(HIGH)))),
        before=_tally(series, 0, split),
        after=_tally(series, split, len(counts.periods)),
        detectable_ratio=detectable_ratio(precision) if counts.kind == Kind.STATEMENTS else None,
        asked_ratio=ratio,
        periods_needed=periods_needed(precision, ratio) if counts.kind == Kind.STATEMENTS else None,
        p_drift=_drifts(row, found),
        pulse=_pulse(counts, series, found) if verdict is Verdict.PULSE else None,
        notable=_notable(counts, series, judged.out) if verdict is Verdict.NOTABLE else None,
        measurement=_measurement(counts, move) if move is not None else None,
        corrected=corrected(counts, judged.name, at, found),
        together=_measurement(counts, together) if together is not None else None,
        along=judged.along,
        kind=counts.kind,
    )


def _drifts(row: Evidence, found: Posterior) -> float:
    return min(1.0, float(sum(p for p, each in zip(found.settings, row.settings, strict=True) if each.drift.deviation)))


def _range(counts: Counts, places: list[int]) -> tuple[Label, Label]:
    return counts.periods[places[0]], counts.periods[places[-1]]


def _tally(theme: Series, start: int, end: int) -> Tally:
    seen = theme.seen[start:end]
    return Tally(
        count=int(theme.counts[start:end][seen].sum()),
        exposure=int(theme.exposure[start:end][seen].sum()),
        issues=int(seen.sum()),
    )


def _pulse(counts: Counts, theme: Series, found: Posterior) -> Pulse:
    first, more = (int(each) for each in np.unravel_index(int(np.argmax(found.pulse)), found.pulse.shape))
    inside = _tally(theme, first, first + more + 1)
    whole = _tally(theme, 0, len(counts.periods))
    outside = (whole.count - inside.count + 0.5) / max(1, whole.exposure - inside.exposure)
    return Pulse(
        first=counts.periods[first],
        last=counts.periods[first + more],
        ratio=(inside.count + 0.5) / max(1, inside.exposure) / outside,
        tally=inside,
        issues_before=_tally(theme, 0, first).issues,
        issues_after=_tally(theme, first + more + 1, len(counts.periods)).issues,
    )


def _notable(counts: Counts, theme: Series, out: Outlying) -> Notable:
    return Notable(
        period=counts.periods[out.at],
        count=int(theme.counts[out.at]),
        exposure=int(theme.exposure[out.at]),
        expected=out.expected,
        probability=out.probability,
    )


def _measurement(counts: Counts, move: Move) -> MeasurementChange:
    return MeasurementChange(
        probability=move.probability,
        since=_range(counts, set_of(move.places)),
        likeliest=counts.periods[move.at],
        ratio=float(np.exp(move.quantile(MIDDLE))),
        interval=(float(np.exp(move.quantile(LOW))), float(np.exp(move.quantile(HIGH)))),
        moved=float(move.along.mean()),
    )

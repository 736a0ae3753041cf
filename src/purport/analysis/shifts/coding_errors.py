"""Errors of coding carried through: what a sample coded by hand says of the ratio of the true rates.

A machine that is right in a share p (precision) of what it gives to a theme, and finds a share r (recall) of what is
on it, counts the true number times r / p. Where p and r stay as they are the ratio of two counts is that of the true
ones; where they differ, or may, it is not, and its interval is wider.
"""

from collections.abc import Sequence

import numpy as np

from purport.analysis.shifts.arrays import Array
from purport.analysis.shifts.counts import CodedSample, Counts
from purport.analysis.shifts.evidence import Posterior
from purport.analysis.shifts.records import HIGH, LOW, MIDDLE, Corrected

_DRAWS, _SEED = 20_000, 8


def corrected(counts: Counts, theme: str, at: int, found: Posterior) -> Corrected | None:
    """The ratio with errors of coding counted in, for a step at issue ``at``; None where no sample was coded.

    A sample wholly before or from that issue speaks for its side, one on both sides for both alike. Where a side has
    none of its own, all samples speak for both: the errors are then taken to be the same throughout.
    """
    samples = counts.coded.get(theme, ())
    if not samples:
        return None
    place = {label: index for index, label in enumerate(counts.periods)}
    before = [each for each in samples if place[each.last] < at]
    after = [each for each in samples if place[each.first] >= at]
    rng = np.random.default_rng(_SEED)
    ratios = found.quantiles(rng.random(_DRAWS))
    same = not (before and after)
    if not same:
        ratios = ratios + _log_factor(rng, after) - _log_factor(rng, before)
    low, median, high = (float(each) for each in np.exp(np.quantile(ratios, (LOW, MIDDLE, HIGH))))
    return Corrected(ratio=median, interval=(low, high), same_errors=same)


def _log_factor(rng: np.random.Generator, samples: Sequence[CodedSample]) -> Array:
    """Draws of log(p / r), from samples taken together, each share with Jeffreys' prior."""
    drawn = []
    for name in ("precision", "recall"):
        right, coded = np.sum([getattr(each, name) for each in samples], axis=0)
        drawn.append(np.log(rng.beta(right + 0.5, coded - right + 0.5, _DRAWS)))
    factor: Array = drawn[0] - drawn[1]
    return factor

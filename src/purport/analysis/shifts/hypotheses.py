"""How likely the counts are under each hypothesis: nothing changed, the rate stepped at an issue, a pulse of issues."""

from dataclasses import dataclass

import numpy as np

from purport.analysis.shifts.arrays import Array, Grid, Series, Truths, log_sum
from purport.analysis.shifts.likelihood import student
from purport.analysis.shifts.messages import Messages

# Before any counts are seen: nothing, a step, a pulse.
PRIOR = (0.4, 0.4, 0.2)
# The log ratio of a step or pulse: Student's t with 3 degrees of freedom and this scale, so half of the ratios lie
# between 1/1.7 and 1.7 and a tenth beyond 5 or 1/5.
RATIO_SCALE = 0.7
LONGEST_PULSE = 3
# At least so many issues are seen on either side of a step, fewer in a short series.
_LEAST_SIDE = 4
# And so many besides a pulse.
_AROUND = 3
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Marginals:
    """Log probabilities of a theme's counts, summed over rates: ``none`` by setting (h); ``step`` (h, t) by the first
    changed issue, minus infinity where a step is not looked for; ``pulse`` (h, t, length - 1)."""

    none: Array
    step: Array
    pulse: Array

    def hypotheses(self) -> Array:
        """Nothing, a step, a pulse, by setting: (3, h)."""
        return np.stack([self.none, self.steps(), self.pulses()])

    def steps(self) -> Array:
        """``step`` summed over the issues, each as likely as another."""
        places = np.isfinite(self.step[0])
        if not places.any():
            return np.full(len(self.none), -np.inf)
        total: Array = log_sum(self.step[:, places], 1) - np.log(places.sum())
        return total

    def pulses(self) -> Array:
        """``pulse`` summed over places and lengths, each as likely as another."""
        places = np.isfinite(self.pulse[0])
        if not places.any():
            return np.full(len(self.none), -np.inf)
        total: Array = log_sum(self.pulse[:, places], 1) - np.log(places.sum())
        return total


def places_of(seen: Truths, least: int = _LEAST_SIDE) -> Truths:
    """At which issues a step is looked for: those seen, with enough issues seen before and from then on."""
    told = int(seen.sum())
    least = max(1, min(least, told // 4))
    before = np.concatenate([[0], np.cumsum(seen)])
    places: Truths = (before >= least) & (told - before >= least) & np.append(seen, False)
    return places


def ratio_kernel(grid: Grid) -> Array:
    """The probability of each rate after a change, given each before it."""
    rates = grid.rates()
    return student(rates[:, None] - rates, RATIO_SCALE) * grid.step


def marginals_of(theme: Series, messages: Messages) -> Marginals:
    """Sum over all rates before, in and after a change."""
    before, after = messages.before, messages.after
    many, ends, states, points = before.shape
    kernel = ratio_kernel(messages.grid)
    none = np.log(before[:, -1].sum((1, 2)) + _TINY) + messages.before_log[:, -1] - np.log(points)
    step = np.full((many, ends), -np.inf)
    places = places_of(theme.seen)
    moved = (before[:, places].reshape(-1, points) @ kernel).reshape(many, -1, states, points)
    logs = messages.before_log + messages.after_log
    step[:, places] = np.log((moved * after[:, places]).sum((2, 3)) + _TINY) + logs[:, places] - np.log(points)
    return Marginals(none, step, _pulses(theme, messages, kernel))


def _pulses(theme: Series, messages: Messages, kernel: Array) -> Array:
    """In a pulse the rate is another one, without drift; beneath it the drift goes on."""
    many, ends, _, points = messages.before.shape
    pulse = np.full((many, ends - 1, LONGEST_PULSE), -np.inf)
    carried = messages.before
    inside = np.zeros((many, ends - 1, points))
    for length in range(1, LONGEST_PULSE + 1):
        if int(theme.seen.sum()) < length + _AROUND:
            break
        starts = ends - length
        carried = messages.moves.transpose(0, 2, 1)[:, None] @ carried[:, :starts]
        inside = inside[:, :starts] + messages.plain[:, length - 1 : length - 1 + starts]
        most = inside.max(2, keepdims=True)
        within = (np.exp(inside - most).reshape(-1, points) @ kernel.T).reshape(many, starts, points)
        around = (carried * messages.after[:, length:]).sum(2)
        logs = messages.before_log[:, :starts] + messages.after_log[:, length:] + most[:, :, 0]
        pulse[:, :starts, length - 1] = np.log((around * within).sum(2) + _TINY) + logs - np.log(points)
        # A missing issue is no end of a pulse.
        at_ends = theme.seen[:starts] & theme.seen[length - 1 : length - 1 + starts]
        pulse[:, :starts, length - 1][:, ~at_ends] = -np.inf
    return pulse


def ratio_density(messages: Messages, weights: Array, places: Truths) -> tuple[Array, Array]:
    """The log ratios of a step and the probability of each; ``weights[h, t]`` is how likely each setting and first
    changed issue are."""
    points = messages.grid.points
    used = weights[:, places].max(1) > 1e-4 * weights.max()
    before = messages.before[used][:, places]
    after = messages.after[used][:, places]
    kernel = ratio_kernel(messages.grid)
    chosen = weights[used][:, places]
    moved = (before.reshape(-1, points) @ kernel).reshape(*before.shape)
    share = chosen / ((moved * after).sum((2, 3)) + _TINY)
    scaled = before * share[:, :, None, None]
    joint = (scaled.reshape(-1, points).T @ after.reshape(-1, points)) * kernel
    density = np.array([np.trace(joint, offset) for offset in range(1 - points, points)])
    ratios: Array = np.arange(1 - points, points) * messages.grid.step
    likely: Array = density / density.sum()
    return ratios, likely

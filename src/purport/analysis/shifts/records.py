"""What is told of a theme."""

from dataclasses import dataclass
from enum import StrEnum

from purport.analysis.shifts.counts import Kind, Label

# The ends of every interval, of which 90% lies between, and its middle.
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


class Verdict(StrEnum):
    """What is held of a theme; one of these, never two."""

    SHIFT = "shift"
    PULSE = "pulse"
    NOTABLE = "notable"
    NONE = "none"
    MEASUREMENT_CHANGE = "measurement_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A share with what it is of: ``count`` of ``exposure`` units, in ``issues`` issues that are not missing."""

    count: int
    exposure: int
    issues: int

    @property
    def share(self) -> float:
        """The count divided by the exposure, 0 where there is none."""
        return self.count / self.exposure if self.exposure else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """One to three issues in a row that depart: the likeliest first and last of them, the rate there by the rate
    elsewhere, the counts of those issues, and how many issues are seen before and after them. Where there is none
    after, it is not known whether it comes back: it may be the beginning of a shift; where none before, the end of
    one."""

    first: Label
    last: Label
    ratio: float
    tally: Tally
    issues_before: int
    issues_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notable:
    """One issue that differs from what the others foretell. ``probability`` is that of a count at least as far out,
    times the issues looked at; ``expected`` the count foretold, with what all themes have in common in that issue."""

    period: Label
    count: int
    exposure: int
    expected: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The ratio and its 90% interval with errors of coding counted in. ``same_errors`` tells that samples coded by hand
    did not speak for either side of the step by themselves, so that the errors are taken to be the same throughout."""

    ratio: float
    interval: tuple[float, float]
    same_errors: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementChange:
    """A common move of most themes at once: what is measured changed, or how. ``since`` is an 80% set as a range,
    ``ratio`` the common factor with its 90% ``interval``, ``moved`` the share of themes that move with it."""

    probability: float
    since: tuple[Label, Label]
    likeliest: Label
    ratio: float
    interval: tuple[float, float]
    moved: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One theme's verdict and what it rests on.

    ``p_step`` is the probability that the theme's rate stepped and stayed, ``p_pulse`` that one to three issues
    depart, ``p_none`` that neither; they add up to 1. ``prior`` is how likely a step is held before the theme's counts
    are seen, as all themes together have it: where ``p_step`` is near it the counts say little. ``since`` is the first
    changed issue as a range: ``since_set``, the fewest issues that hold 80% of the probability, with what lies between.
    ``ratio`` is the median of the rate after by the rate before, given a step, with its 90% ``interval``. All these are
    filled whatever the verdict; where the themes have a common move, ``measurement``, they tell what is left beyond it.
    ``before`` and ``after`` are the counts on either side of ``likeliest`` (of the common move, where the verdict is
    that). ``detectable_ratio`` is the smallest ratio of a step in the middle that such issues show (``p_step`` above
    .8) four times in five, None above 20, and ``periods_needed`` how many more issues such as these it would take to
    show ``asked_ratio`` so, None beyond 10,000. ``p_drift`` is the probability that the rate wanders from issue to
    issue, whatever else it does. ``corrected`` has errors of coding counted in, where samples were coded. ``together``
    is what most themes have in common where it is not told as a change of measurement: they are eight to eleven, or it
    is less likely than not that they move at once. ``along`` is how likely this theme is to be one of those that move,
    where there is a ``measurement`` or ``together``. Where items were counted (``kind``) it is told that there is a
    change and when: ratios are of the rate at which items come to hold the theme, and not of shares, there is no
    ``notable`` and no ``detectable_ratio``.
    """

    theme: str
    verdict: Verdict
    p_step: float
    p_pulse: float
    p_none: float
    prior: float
    since: tuple[Label, Label]
    since_set: tuple[Label, ...]
    likeliest: Label
    ratio: float
    interval: tuple[float, float]
    before: Tally
    after: Tally
    detectable_ratio: float | None
    asked_ratio: float
    periods_needed: int | None
    p_drift: float
    pulse: Pulse | None = None
    notable: Notable | None = None
    measurement: MeasurementChange | None = None
    corrected: Corrected | None = None
    together: MeasurementChange | None = None
    along: float | None = None
    kind: Kind = Kind.STATEMENTS

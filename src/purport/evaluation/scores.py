"""The figures an evaluation ends in: scores with their intervals, calibration, and what was missed or invented."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from purport.types import MadeBy

if TYPE_CHECKING:
    from pandas import DataFrame

RESAMPLES = 2000
SEED = 20
BINS = 10


@dataclass(frozen=True, slots=True)
class Count:
    """What a score is counted from; for a share ``found`` and ``annotated`` are both the number judged."""

    hits: int = 0
    found: int = 0
    annotated: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.hits + other.hits, self.found + other.found, self.annotated + other.annotated)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: of which list, what about it, and whether it is a share of those judged rather than an F1."""

    of: str
    what: str
    share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One score. ``value`` is an F1 or, where precision and recall are None, the share that is right; None where there
    was nothing to judge. ``low`` and ``high`` bound 95 of 100 resamples of the documents; None for a single one."""

    of: str
    what: str
    value: float | None
    low: float | None = None
    high: float | None = None
    precision: float | None
    recall: float | None
    hits: int
    found: int
    annotated: int

    def __repr__(self) -> str:
        value = "nothing to judge" if self.value is None else f"{self.value:.3f} of {self.annotated}"
        return f"Score({self.of}, {self.what}: {value})"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScores:
    """The scores of one document."""

    document: str
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Where annotation and reading differ. ``what`` is ``missed``, ``invented`` or the measure in which a pair differs;
    ``before`` and ``after`` are the words around ``text``, which stands at ``start`` to ``end``."""

    document: str
    of: str
    what: str
    annotated: str | None = None
    read: str | None = None
    text: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The statements told with a confidence from ``low`` to ``high``: the mean told, the share right, how many."""

    low: float
    high: float
    told: float
    right: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far confidence can be believed. ``expected_error`` is the mean distance of told and right, by bins;
    ``brier`` the mean squared distance of each confidence from what came true (1 or 0)."""

    bins: tuple[Reliability, ...]
    expected_error: float
    brier: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Readings held against annotated texts. ``calibration`` is None where no statement was read or annotated."""

    schema: str = "purport.evaluation/1"
    scores: tuple[Score, ...]
    documents: tuple[DocumentScores, ...]
    misses: tuple[Miss, ...]
    calibration: Calibration | None
    attitudes: bool
    least_confidence: float | None
    made_by: MadeBy | None

    def score(self, of: str, what: str = "found") -> Score:
        """One score by its name. Raises KeyError where it was not annotated."""
        for score in self.scores:
            if (score.of, score.what) == (of, what):
                return score
        raise KeyError(f"{of}, {what}: not annotated")

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers."""
        node: dict[str, Any] = msgspec.to_builtins(self)
        return node

    def to_frame(self, table: str = "scores") -> "DataFrame":
        """A table of pandas: ``scores``, ``documents`` (their scores), ``misses`` or ``calibration``.

        Raises OptionError for an unknown table, or where pandas is not installed.
        """
        from purport.evaluation.frames import frame_of

        return frame_of(self, table)

    def __repr__(self) -> str:
        found = next((score for score in self.scores if (score.of, score.what) == ("statements", "found")), None)
        tail = f", {found!r}" if found else ""
        return f"Evaluation({len(self.documents)} documents{tail})"


def scored(measure: Measure, count: Count, interval: tuple[float | None, float | None] = (None, None)) -> Score:
    """The score of a count."""
    both = count.found + count.annotated
    apart = not measure.share
    return Score(
        of=measure.of,
        what=measure.what,
        value=2 * count.hits / both if both else None,
        low=interval[0],
        high=interval[1],
        precision=count.hits / count.found if apart and count.found else None,
        recall=count.hits / count.annotated if apart and count.annotated else None,
        hits=count.hits,
        found=count.found,
        annotated=count.annotated,
    )


def summed(measures: Sequence[Measure], documents: Sequence[Mapping[Measure, Count]]) -> tuple[Score, ...]:
    """The scores over all documents, each with its interval; those measures that are counted in none are left out."""
    counted = [measure for measure in measures if any(measure in counts for counts in documents)]
    totals = [sum((counts.get(measure, Count()) for counts in documents), Count()) for measure in counted]
    intervals = _intervals(counted, documents)
    return tuple(scored(*row) for row in zip(counted, totals, intervals, strict=True))


def _intervals(
    measures: Sequence[Measure], documents: Sequence[Mapping[Measure, Count]]
) -> list[tuple[float | None, float | None]]:
    """For each measure the bounds of 95 in 100 values, the documents drawn anew with replacement each time."""
    if len(documents) < 2:
        return [(None, None)] * len(measures)
    empty = Count()
    rows = [[counts.get(measure, empty) for measure in measures] for counts in documents]
    hits = np.array([[count.hits for count in row] for row in rows], float)
    both = np.array([[count.found + count.annotated for count in row] for row in rows], float)
    drawn = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=RESAMPLES)
    bounds: list[tuple[float | None, float | None]] = []
    for hit, all_ in zip((drawn @ hits).T, (drawn @ both).T, strict=True):
        judged = all_ > 0
        if not judged.any():
            bounds.append((None, None))
            continue
        low, high = np.percentile(2 * hit[judged] / all_[judged], (2.5, 97.5))
        bounds.append((float(low), float(high)))
    return bounds


def calibrated(told: Iterable[tuple[float, bool]]) -> Calibration | None:
    """The calibration of confidences and whether each came true, by tenths; None of none."""
    pairs = list(told)
    if not pairs:
        return None
    confidence, right = (np.array(column, float) for column in zip(*pairs, strict=True))
    tenth = np.minimum((confidence * BINS).astype(int), BINS - 1)
    bins = tuple(
        Reliability(
            low=number / BINS,
            high=(number + 1) / BINS,
            told=float(confidence[inside].mean()),
            right=float(right[inside].mean()),
            n=int(inside.sum()),
        )
        for number in range(BINS)
        if (inside := tenth == number).any()
    )
    return Calibration(
        bins=bins,
        expected_error=sum(bin.n * abs(bin.told - bin.right) for bin in bins) / len(pairs),
        brier=float(((confidence - right) ** 2).mean()),
        n=len(pairs),
    )

from collections.abc import Callable
from dataclasses import replace

import pytest

from purport.analysis.shifts import CodedSample, Corrected, Counts, Shift, shifts_of

Make = Callable[..., Counts]
GOOD, POOR, EXACT = (450, 500), (225, 500), (49_999, 50_000)


def told(counts: Make, *samples: CodedSample) -> tuple[Shift, Corrected | None]:
    made = counts({"prisons": lambda t: 0.02 if t < 30 else 0.06})
    (shift,) = shifts_of(replace(made, coded={"prisons": samples}) if samples else made)
    return shift, shift.corrected


def sample(first: int, last: int, precision: tuple[int, int], recall: tuple[int, int]) -> CodedSample:
    return CodedSample(first=first, last=last, precision=precision, recall=recall)


def test_without_samples_nothing_is_corrected(counts: Make) -> None:
    assert told(counts)[1] is None


def test_a_recall_that_halves_hides_half_of_the_rise(counts: Make) -> None:
    shift, found = told(counts, sample(0, 20, GOOD, GOOD), sample(40, 59, GOOD, POOR))
    assert found is not None and not found.same_errors
    assert found.ratio == pytest.approx(2 * shift.ratio, rel=0.1)


def test_a_precision_that_halves_is_no_rise(counts: Make) -> None:
    shift, found = told(counts, sample(0, 20, GOOD, GOOD), sample(40, 59, POOR, GOOD))
    assert found is not None and found.ratio == pytest.approx(shift.ratio / 2, rel=0.1)


def test_the_interval_is_wider_the_fewer_were_coded(counts: Make) -> None:
    many = told(counts, sample(0, 20, EXACT, EXACT), sample(40, 59, EXACT, EXACT))
    few = told(counts, sample(0, 20, (9, 10), (9, 10)), sample(40, 59, (9, 10), (9, 10)))
    width = [found.interval[1] / found.interval[0] for _, found in (many, few) if found]
    assert width[0] == pytest.approx(many[0].interval[1] / many[0].interval[0], rel=0.03) and width[1] > 1.2 * width[0]


def test_samples_of_one_side_alone_leave_the_ratio_as_it_is(counts: Make) -> None:
    shift, found = told(counts, sample(0, 20, POOR, GOOD))
    assert found is not None and found.same_errors and found.ratio == pytest.approx(shift.ratio, rel=0.05)

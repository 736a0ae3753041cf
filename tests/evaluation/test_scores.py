import pytest

from purport.evaluation.scores import Count, Measure, calibrated, scored, summed

FOUND = Measure("statements", "found")
KIND = Measure("statements", "kind", share=True)
DATES = Measure("dates", "found")


def test_a_score_is_an_f1_with_precision_and_recall():
    score = scored(FOUND, Count(2, 4, 2))
    assert (score.value, score.precision, score.recall) == (pytest.approx(2 / 3), 0.5, 1.0)


def test_a_share_has_neither_precision_nor_recall():
    score = scored(KIND, Count(1, 4, 4))
    assert (score.value, score.precision, score.recall, score.annotated) == (0.25, None, None, 4)


def test_of_nothing_there_is_no_score():
    assert scored(FOUND, Count()).value is None


def test_counts_are_summed_over_documents_and_what_none_has_is_left_out():
    first, second = summed(
        [FOUND, KIND, DATES], [{FOUND: Count(1, 1, 2)}, {FOUND: Count(1, 3, 1), KIND: Count(1, 1, 1)}]
    )
    assert (first.hits, first.found, first.annotated) == (2, 4, 3)
    assert second.what == "kind"


def test_an_interval_holds_its_score_and_is_the_same_each_time():
    documents = [{FOUND: Count(n % 4, 4, 4)} for n in range(12)]
    [score] = summed([FOUND], documents)
    assert score.low < score.value < score.high
    assert summed([FOUND], documents) == (score,)


def test_documents_alike_leave_no_interval_and_one_document_has_none():
    [alike] = summed([FOUND], [{FOUND: Count(1, 2, 2)}] * 5)
    assert (alike.low, alike.high) == (0.5, 0.5)
    [alone] = summed([FOUND], [{FOUND: Count(1, 2, 2)}])
    assert (alone.low, alone.high) == (None, None)


def test_calibration_holds_what_was_told_against_what_came_true():
    found = calibrated([(0.85, True), (0.85, True), (0.85, False), (0.85, True), (1.0, True), (0.0, False)])
    assert [(bin.low, bin.n) for bin in found.bins] == [(0.0, 1), (0.8, 4), (0.9, 1)]
    assert found.bins[1].right == 0.75
    assert found.expected_error == pytest.approx(0.1 * 4 / 6)
    assert found.brier == pytest.approx((3 * 0.15**2 + 0.85**2) / 6)
    assert found.n == 6


def test_of_no_statements_there_is_no_calibration():
    assert calibrated([]) is None

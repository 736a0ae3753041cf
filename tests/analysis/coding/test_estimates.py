"""Precision and recall of a sample in which not all had the same chance: right on average, and within their bounds."""

import random
from dataclasses import replace
from itertools import product

import pytest

from purport.analysis.coding.estimates import Coded, precision, prevalence, recall, wilson


def test_wilson_gives_the_published_interval():
    # E. B. Wilson (1927), as in A. Agresti and B. Coull (1998): 15 of 148 gives 0.0624 to 0.1605.
    assert wilson(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=0.0001)
    assert wilson(0, 10)[0] == 0
    assert wilson(1, 10)[1] == pytest.approx(1)


def test_a_unit_counts_for_as_many_as_it_stands_for():
    coded = [Coded(2, True, True), Coded(2, True, False), Coded(50, False, True), Coded(50, False, False)]
    assert precision(coded).value == 0.5
    assert recall(coded).value == pytest.approx(2 / 52)
    assert prevalence(coded).value == pytest.approx(52 / 104)


def test_nothing_coded_tells_nothing():
    assert precision([Coded(1, False, True)]) is None
    assert recall([Coded(1, False, False)]) is None
    assert prevalence([]) is None


def test_no_miss_among_few_of_many_is_no_proof_that_there_is_none():
    found = recall([Coded(1, True, True)] * 20 + [Coded(100, False, False)] * 20)
    assert found.value == 1
    assert found.low < 0.5


def test_where_all_was_coded_nothing_is_left_open():
    every = [Coded(1, True, True)] * 30 + [Coded(1, False, True)] * 10 + [Coded(1, False, False)] * 60
    found = recall(every)
    assert (found.low, found.value, found.high) == pytest.approx((0.75, 0.75, 0.75))


@pytest.mark.parametrize(
    ("rate", "missed", "drawn"), [(0.9, 0.01, 40), (0.7, 0.03, 60), (0.5, 0.1, 40), (0.95, 0.002, 100)]
)
def test_intervals_hold_what_is_true_in_95_of_100_samples(rate, missed, drawn):
    """Of 200 statements of which the machine says so, and 2,000 of which it does not."""
    seeds = random.Random(f"{rate} {missed}")
    held = {"precision": 0, "recall": 0, "share": 0}
    trials = 200
    for _ in range(trials):
        yes = [seeds.random() < rate for _ in range(200)]
        no = [seeds.random() < missed for _ in range(2000)]
        coded = [Coded(200 / drawn, True, each) for each in seeds.sample(yes, drawn)]
        coded += [Coded(2000 / drawn, False, each) for each in seeds.sample(no, drawn)]
        truth = {"precision": sum(yes) / 200, "recall": sum(yes) / (sum(yes) + sum(no))}
        truth["share"] = (sum(yes) + sum(no)) / 2200
        for name, found in (("precision", precision(coded)), ("recall", recall(coded)), ("share", prevalence(coded))):
            held[name] += found.low - 1e-9 <= truth[name] <= found.high + 1e-9
    assert min(held.values()) >= 0.9 * trials, held


def test_a_tie_is_a_half_and_all_ways_of_settling_it_lie_within():
    sure = [Coded(2, True, True)] * 6 + [Coded(2, True, False)] * 2 + [Coded(50, False, False)] * 10
    tied = [*sure, Coded(2, True, None), Coded(2, True, None), Coded(50, False, None)]
    assert precision(tied).value == pytest.approx((6 + 1) / 10)
    assert recall(tied).value == pytest.approx((12 + 2) / (12 + 2 + 25))
    for settled in product((True, False), repeat=3):
        way = [*sure, *(replace(each, true=true) for each, true in zip(tied[-3:], settled, strict=True))]
        for measure in (precision, recall, prevalence):
            whole, one = measure(tied), measure(way)
            assert whole.low <= one.low + 0.01  # drawn, within what drawing leaves open
            assert one.high <= whole.high + 0.01
    assert recall([Coded(1, True, None)]).value == 1


def test_hard_statements_do_not_flatter_the_machine_where_two_code():
    """Of a third of the statements coders are of two minds: precision by a coder drawn at random is 0.77, and by those
    on which two agree 0.82."""
    seeds = random.Random(9)
    found, agreed, held = [], [], 0
    for _ in range(300):
        coded = []
        for _ in range(60):
            chance = 0.5 if seeds.random() < 1 / 3 else 1.0 if seeds.random() < 0.9 else 0.0
            one, other = (seeds.random() < chance for _ in range(2))
            coded.append(Coded(1, True, one if one is other else None))
        made = precision(coded)
        found.append(made.value)
        agreed.append(precision([each for each in coded if each.true is not None]).value)
        held += made.low <= 23 / 30 <= made.high
    assert sum(found) / 300 == pytest.approx(23 / 30, abs=0.01)
    assert sum(agreed) / 300 > 0.81
    assert held >= 0.95 * 300

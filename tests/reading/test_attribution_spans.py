"""The decoding of tags, held against plain enumeration."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.reading.attribution_spans import (
    ALLOWED,
    TAGS,
    WordSpan,
    best_together,
    candidates,
    kept,
    span_probabilities,
)


def enumerated(emissions, transitions):
    """The probability of every span, by walking every path."""
    found: dict[tuple[int, int, str], float] = {}
    whole = 0.0
    for path in product(range(len(TAGS)), repeat=len(emissions)):
        legal = TAGS[path[0]][0] in "OBS" and TAGS[path[-1]][0] in "OES"
        if not legal or not all(ALLOWED[a, b] for a, b in pairwise(path)):
            continue
        score = sum(emissions[k, tag] for k, tag in enumerate(path))
        weight = np.exp(score + sum(transitions[a, b] for a, b in pairwise(path)))
        whole += weight
        first = 0
        for k, tag in enumerate(path):
            if TAGS[tag][0] in "BS":
                first = k
            if TAGS[tag][0] in "ES":
                key = (first, k + 1, TAGS[tag][2:])
                found[key] = found.get(key, 0.0) + weight
    return {key: weight / whole for key, weight in found.items()}


@pytest.mark.parametrize("words", [1, 2, 4])
def test_span_probabilities_are_those_of_enumeration(words):
    chance = np.random.default_rng(words)
    emissions, transitions = chance.normal(size=(words, len(TAGS))) * 2, chance.normal(size=(len(TAGS), len(TAGS)))
    expected = enumerated(emissions, transitions)
    found = {(s.first, s.last, s.role): s.probability for s in span_probabilities(emissions, transitions, 1e-9)}
    assert found.keys() == {key for key, p in expected.items() if p > 1e-9}
    for key, probability in found.items():
        assert probability == pytest.approx(expected[key], abs=1e-9)


def test_span_probabilities_hold_over_a_long_text():
    chance = np.random.default_rng(7)
    emissions = chance.normal(size=(5000, len(TAGS))) * 6
    found = span_probabilities(emissions, np.zeros((len(TAGS), len(TAGS))), 0.01)
    assert found
    assert all(0.01 <= s.probability <= 1 and 0 <= s.first < s.last <= 5000 for s in found)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4), st.floats(0.01, 1)), max_size=7))
def test_spans_kept_are_the_best_that_do_not_overlap(drawn):
    drawn_spans = [WordSpan(a, a + n, "content", p) for a, n, p in drawn]

    def gain(chosen):
        return sum(s.probability - 0.3 for s in chosen)

    def apart(chosen):
        return all(a.last <= b.first or b.last <= a.first for i, a in enumerate(chosen) for b in chosen[:i])

    every = (
        [c for c, take in zip(drawn_spans, mask, strict=True) if take] for mask in product((0, 1), repeat=len(drawn))
    )
    best = best_together({c: c.probability - 0.3 for c in drawn_spans})
    assert apart(best)
    assert gain(best) == pytest.approx(max(gain(chosen) for chosen in every if apart(chosen)))


def test_candidates_of_no_words_are_none():
    assert candidates(np.zeros((0, len(TAGS))), np.zeros((len(TAGS), len(TAGS)))) == []


def test_kept_weighs_how_far_the_ends_are_open():
    whole, short, other = (
        WordSpan(0, n, "content", p, o) for n, p, o in ((9, 0.3, 0.85), (8, 0.3, 0.8), (2, 0.35, 0.4))
    )
    thresholds = {"content": 0.32}
    assert kept([whole, short, other], 0.0, thresholds) == [other]
    assert kept([whole, short, other], 0.5, thresholds) == [whole]


def test_candidates_expect_an_overlap_between_their_own_probability_and_one():
    emissions = np.random.default_rng(3).normal(size=(40, len(TAGS))) * 2
    found = candidates(emissions, np.zeros((len(TAGS), len(TAGS))), 0.01)
    assert found
    assert all(s.probability <= s.overlap <= 1 for s in found)

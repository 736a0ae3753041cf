"""The decoding of tags and pointers, held against plain enumeration."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.reading.attribution_model import (
    ALLOWED,
    BUCKETS,
    LINK_WIDTH,
    ROLES,
    TAGS,
    Pointer,
    WordSpan,
    best_together,
    bucket,
    linked,
    span_probabilities,
    spans,
)

ALL = dict.fromkeys(ROLES, 0.0)


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
    candidates = [WordSpan(a, a + n, "content", p) for a, n, p in drawn]

    def gain(chosen):
        return sum(s.probability - 0.3 for s in chosen)

    def apart(chosen):
        return all(a.last <= b.first or b.last <= a.first for i, a in enumerate(chosen) for b in chosen[:i])

    every = (
        [c for c, take in zip(candidates, mask, strict=True) if take] for mask in product((0, 1), repeat=len(drawn))
    )
    kept = best_together(candidates, {"content": 0.3})
    assert apart(kept)
    assert gain(kept) == pytest.approx(max(gain(chosen) for chosen in every if apart(chosen)))


def test_spans_of_no_words_are_none():
    assert spans(np.zeros((0, len(TAGS))), np.zeros((len(TAGS), len(TAGS))), ALL) == []


def pointer(n, arrows, nowhere=0.0):
    """A pointer in which each word of ``arrows`` points firmly to another and all others hardly anywhere."""
    queries, keys = np.zeros((n, LINK_WIDTH)), np.zeros((n, LINK_WIDTH))
    for k, target in enumerate(sorted(set(arrows.values()))):
        keys[target, k] = 30.0
        for word, to in arrows.items():
            if to == target:
                queries[word, k] = 30.0
    return Pointer(queries, keys, np.zeros(BUCKETS), nowhere)


def test_linked_gives_each_cue_its_speaker_and_contents():
    # "Fog" , Ros said , "all day ." Ann agreed
    content_one, speaker_one, cue_one = (
        WordSpan(0, 1, "content", 0.9),
        WordSpan(2, 3, "speaker", 0.9),
        WordSpan(3, 4, "cue", 0.9),
    )
    content_two, speaker_two, cue_two = (
        WordSpan(5, 7, "content", 0.9),
        WordSpan(8, 9, "speaker", 0.9),
        WordSpan(9, 10, "cue", 0.9),
    )
    found = [content_one, speaker_one, cue_one, content_two, speaker_two, cue_two]
    made = linked(found, pointer(10, {0: 3, 5: 3, 6: 3}), pointer(10, {3: 2}, nowhere=8.0))
    assert [(m.cue, m.speaker, m.content) for m in made] == [
        (cue_one, speaker_one, (content_one, content_two)),
        (cue_two, None, ()),
    ]
    assert made[0].speaker_link > 0.9
    assert min(made[0].content_links) > 0.9


def test_linked_without_a_cue_is_nothing():
    assert linked([WordSpan(0, 2, "content", 0.9)], pointer(3, {}), pointer(3, {})) == []


@pytest.mark.parametrize(("distance", "expected"), [(0, 15), (1, 16), (-1, 14), (500, BUCKETS - 1), (-500, 0)])
def test_bucket_is_signed_and_bounded(distance, expected):
    assert bucket(distance) == expected

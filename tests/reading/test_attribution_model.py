"""The decoding of tags and pointers, held against plain enumeration."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.language.words import words_of
from purport.reading.attribution_model import (
    ALLOWED,
    BUCKETS,
    LINK_WIDTH,
    TAGS,
    Pointer,
    WordSpan,
    attribution_model,
    best_together,
    bucket,
    candidates,
    kept,
    linked,
    span_probabilities,
)
from purport.types import Document, Source


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
    made = linked(words_of("a " * 10), found, found, pointer(10, {0: 3, 5: 3, 6: 3}), pointer(10, {3: 2}, nowhere=8.0))
    assert [(m.cue, m.speaker, m.content) for m in made] == [
        (cue_one, speaker_one, (content_one, content_two)),
        (cue_two, None, ()),
    ]
    assert made[0].speaker_link > 0.9
    assert min(made[0].content_links) > 0.9


def test_linked_without_a_cue_is_nothing():
    content = WordSpan(0, 2, "content", 0.9)
    assert linked(words_of("a b c"), [content], [content], pointer(3, {}), pointer(3, {})) == []


def test_linked_gives_a_cue_without_content_the_likeliest_that_is_free():
    cue, open_ended = WordSpan(2, 3, "cue", 0.9), WordSpan(3, 6, "content", 0.2)
    speaker = WordSpan(1, 2, "speaker", 0.3)
    made = linked(
        words_of("a " * 7), [cue, open_ended, speaker], [cue], pointer(7, {3: 2, 4: 2, 5: 2}), pointer(7, {2: 1})
    )
    assert [(m.speaker, m.content) for m in made] == [(speaker, (open_ended,))]


def doc_of(text):
    return parse(Document(source=Source(id="t", sha256=""), text=text))


def read(text):
    return [
        (
            text[slice(*found.speaker)] if found.speaker else None,
            text[slice(*found.cue)],
            [text[slice(*part)] for part in found.content],
        )
        for found in attribution_model().read([doc_of(text)])[0]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour master said the ferry would be late.",
            [("The harbour master", "said", ["the ferry would be late"])],
        ),
        (
            "“The light was out,” said Ros Hansen, who keeps the lighthouse. “We saw nothing.”",
            [("Ros Hansen, who keeps the lighthouse", "said", ["“The light was out,”", "“We saw nothing.”"])],
        ),
        (
            "The quay will close in May, according to the council.",
            [("the council", "according to", ["The quay will close in May"])],
        ),
        ("The ferry left at nine and reached the island at noon.", []),
    ],
)
def test_model_reads_who_says_what(text, expected):
    assert read(text) == expected


def test_model_reads_capitals_as_it_reads_mixed_case():
    text = "The harbour master said the ferry would be late."
    assert [tuple(map(str, one)) for one in read(text.upper())] == [
        ("THE HARBOUR MASTER", "SAID", "['THE FERRY WOULD BE LATE']")
    ]


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200))
def test_model_bears_any_text(text):
    for found in attribution_model().read([doc_of(text)])[0]:
        spans = [found.cue, *found.content, *([found.speaker] if found.speaker else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert 0 <= found.confidence <= 1


def test_model_reads_texts_together_as_it_reads_them_apart():
    texts = ["Anna said the boat sank.", "", "Jákup denied that he had sold the boat, the radio reported."]
    model = attribution_model()
    together = [[(f.cue, f.speaker, f.content) for f in found] for found in model.read(map(doc_of, texts))]
    assert together == [[(f.cue, f.speaker, f.content) for f in model.read([doc_of(text)])[0]] for text in texts]


@pytest.mark.parametrize(("distance", "expected"), [(0, 15), (1, 16), (-1, 14), (500, BUCKETS - 1), (-500, 0)])
def test_bucket_is_signed_and_bounded(distance, expected):
    assert bucket(distance) == expected

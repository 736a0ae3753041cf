"""What belongs to which cue."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language import parse
from purport.language.words import words_of
from purport.reading.attribution_links import assigned, linked, nearness
from purport.reading.attribution_pointers import BUCKETS, LINK_WIDTH, Pointer
from purport.reading.attribution_spans import WordSpan
from purport.types import Document, Source


def test_nearness_is_greater_without_a_cue_a_paragraph_or_a_distance_between():
    words = words_of("Rain fell , Ros said . Ann said fog came . \n\n Bo said no")
    content, cues = (0, 2), [(4, 5), (7, 8), (13, 14)]
    near = nearness(words, content, cues)
    assert near[0] > near[1] > near[2]


def test_nearness_counts_what_hangs_on_what():
    text = "The mate said the quay , where the harbour master warned her , was shut ."
    tokens = parse(Document(source=Source(id="t", sha256=""), text=text)).tokens
    cues, content = [(2, 3), (10, 11)], (13, 15)
    told, bare = (nearness(words, content, cues) for words in (words_of(text, tokens), words_of(text)))
    assert told[0] - told[1] > bare[0] - bare[1]


def test_nearness_asks_no_more_than_the_cues_about():
    words = words_of("said so " * 500)
    assert len(nearness(words, (501, 502), [(k, k + 1) for k in range(0, 1000, 2)])) < 20


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([{0: -1.0, 1: -4.0}], [0]),  # better one cue without content than the only content astray
        ([{0: -1.0, 1: -2.0}, {0: -0.1, 1: -5.0}], [1, 0]),  # a cue gives what it can spare
        ([{0: -1.0, 1: -9.0}, {0: -0.1, 1: -9.0}], [0, 0]),  # but not to one that is far off
        ([], []),
    ],
)
def test_assigned_leaves_no_cue_without_content_where_another_can_spare_it(scores, expected):
    assert assigned(scores, 2) == expected


@given(st.lists(st.dictionaries(st.integers(0, 4), st.floats(-9, 0), min_size=1), max_size=8))
def test_assigned_takes_one_of_the_cues_scored(scores):
    chosen = assigned(scores, 5)
    assert len(chosen) == len(scores)
    assert all(cue in of for cue, of in zip(chosen, scores, strict=True))
    # Whatever was moved, no fewer cues have content than by the best score alone.
    assert len(set(chosen)) >= len({max(of, key=of.__getitem__) for of in scores})


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

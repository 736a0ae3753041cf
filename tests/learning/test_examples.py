import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language.encoder import Pieces
from purport.language.words import words_of
from purport.learning import Marked, MarkedText
from purport.learning.examples import batches, examples, text_of
from purport.reading.attribution_spans import ALLOWED, TAGS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PIECES = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS), *'.,:"'])


def learnt(marked):
    return text_of(marked, words_of(marked.text), PIECES)


def tags(text):
    return " ".join(TAGS[tag] for tag in text.tags)


def test_text_gives_each_word_its_tag(mark):
    text = learnt(mark("Anna said the boat sank.", ("Anna", "said", "the boat sank")))
    assert tags(text) == "S-speaker S-cue B-content I-content E-content O"


def test_text_shares_a_speaker_between_statements(mark):
    text = learnt(
        mark("Anna said it sank and added it burnt.", ("Anna", "said", "it sank"), ("Anna", "added", "burnt"))
    )
    assert tags(text) == "S-speaker S-cue B-content E-content O S-cue O S-content O"
    assert (len(text.attributions), text.left_out) == (2, 0)


def test_text_leaves_out_a_statement_inside_another(mark):
    inner, outer = ("Ros", "said", "it sank"), ("Anna", "wrote", "Ros said it sank")
    text = learnt(mark("Anna wrote Ros said it sank.", inner, outer))
    assert tags(text) == "S-speaker S-cue B-content I-content I-content E-content O"
    assert (len(text.attributions), text.left_out) == (1, 1)


def test_example_points_from_content_to_cue_and_from_cue_to_speaker(mark):
    text = learnt(
        mark("Anna said it sank. Allegedly it burnt.", ("Anna", "said", "it sank"), (None, "Allegedly", "burnt"))
    )
    [window] = examples([text], 200, random.Random(1))
    targets, known = window.links(10)
    assert np.argwhere(targets[0]).tolist() == [[2, 1], [3, 1], [7, 5]]
    assert np.argwhere(targets[1]).tolist() == [[1, 0]]
    assert np.flatnonzero(known[0]).tolist() == [2, 3, 7]
    assert np.flatnonzero(known[1]).tolist() == [1, 5]  # that no one speaks is learnt too


SHORT = "ab c. " * 6
OFFSETS = st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda at: (at[0], at[0] + at[1]))
ROLE = st.lists(OFFSETS, max_size=2).map(tuple)


@given(st.lists(st.builds(Marked, speaker=ROLE, cue=ROLE, content=ROLE), max_size=4).map(tuple))
def test_tags_follow_one_another_as_decoding_allows(attributions):
    found = learnt(MarkedText(id="any", text=SHORT, attributions=attributions))
    assert all(ALLOWED[one, two] for one, two in pairwise(found.tags))
    assert len(found.attributions) + found.left_out == len(attributions)


@pytest.mark.parametrize("size", [8, 30, 1000])
def test_windows_hold_every_word_once_and_no_more_than_their_size(mark, size):
    texts = [learnt(mark("a boat sank. it burnt. " * n)) for n in (0, 1, 20)]
    cut = examples(texts, size, random.Random(3))
    assert sum(window.last - window.first for window in cut) == sum(len(text.words) for text in texts)
    assert all(sum(map(len, w.text.pieces[w.first : w.last])) <= size for w in cut if w.last > w.first + 1)
    assert sum(map(len, batches(cut, 4, random.Random(3)))) == len(cut)

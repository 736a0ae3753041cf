"""Windows over words, their pieces, and the batch a graph takes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from purport.language.encoder import MAX_PIECES_A_WORD, Pieces, packed, windows_of
from purport.language.words import words_of

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ferry", "late", "##r", "the", '"', "."]
PIECES = Pieces(VOCABULARY)


@given(st.text())
def test_pieces_of_gives_some_to_every_word(text):
    words = words_of(text)
    assert len(PIECES.of(words.forms)) == len(words)


@given(st.lists(st.sampled_from(["ferry ", "late. ", "Later\n\n", '"the" ']), max_size=120), st.integers(14, 40))
def test_windows_of_keep_every_word_once(parts, size):
    words = words_of("".join(parts))
    lengths = [len(pieces) for pieces in PIECES.of(words.forms)]
    windows = list(windows_of(words, lengths, size, size // 4))
    assert [i for w in windows for i in range(w.keep_first, w.keep_last)] == list(range(len(words)))
    for w in windows:
        assert w.first <= w.keep_first < w.keep_last <= w.last
        assert sum(lengths[w.first : w.last]) <= size
    assert all(a.first < b.first for a, b in pairwise(windows))


def test_pieces_of_gives_each_word_one_at_least_and_bounds_the_longest():
    assert PIECES.of(["Later", "Ørsted", "\u200b"]) == [[5, 6], [1], [1]]
    long = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a"]).of(["a" * 50])
    assert [len(pieces) for pieces in long] == [MAX_PIECES_A_WORD]


def test_packed_places_heads_and_features():
    words = words_of("The later ferry.")
    batch = packed(PIECES, [(words, PIECES.of(words.forms), 0, 4), (words, PIECES.of(words.forms), 2, 4)])
    assert batch["ids"].tolist() == [[2, 7, 5, 6, 4, 9, 3], [2, 4, 9, 3, 0, 0, 0]]
    assert batch["mask"].sum(1).tolist() == [7, 4]
    assert batch["heads"].tolist() == [[1, 2, 4, 5], [1, 2, 0, 0]]
    assert batch["case"].tolist() == [[0, 3, 2, 0, 2, 1, 0], [0, 2, 1, 0, 0, 0, 0]]


def test_packed_places_parents_within_the_window():
    words = words_of("The later ferry.")
    words.parent[:] = [2, 2, 3, 3]
    batch = packed(PIECES, [(words, PIECES.of(words.forms), 0, 4), (words, PIECES.of(words.forms), 0, 2)])
    assert batch["parents"].tolist() == [[4, 4, 5, 5], [1, 2, 0, 0]]

"""Words, their features, windows over them, and the batch a graph takes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language.encoder import CASES, GAPS, MAX_PIECES_A_WORD, QUOTES, Pieces, packed, windows_of, words_of

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ferry", "late", "##r", "the", '"', "."]
PIECES = Pieces(VOCABULARY)


@given(st.text())
def test_words_of_covers_every_character_but_blanks(text):
    words = words_of(text)
    inside = {i for start, end in zip(words.starts, words.ends, strict=True) for i in range(start, end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in inside)
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))
    assert len(PIECES.of(words.forms)) == len(words)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Tórshavn’s 3,000", ["Tórshavn", "'", "s", "3", ",", "000"]),
        ("``No,'' she said", ['"', "No", ",", '"', "she", "said"]),
        ("“No”―no", ['"', "No", '"', "—", "no"]),
        ("", []),
        ("\0", ["\0"]),
        ("IS said he is late", ["NATO", "said", "he", "is", "late"]),
        ("HE IS LATE", ["HE", "IS", "LATE"]),
    ],
)
def test_words_of_gives_one_form_to_each_mark(text, forms):
    assert words_of(text).forms == forms


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ferry", "lower"),
        ("Ferry", "title"),
        ("IS", "upper"),
        ("I", "initial"),
        ("McRae", "mixed"),
        ("12", "digits"),
        ("—", "none"),
    ],
)
def test_words_of_tells_case(word, case):
    assert CASES[words_of(word).case[0]] == case


def test_words_of_tells_what_stands_before():
    words = words_of("One, two\nthree\n\nfour")
    assert [GAPS[g] for g in words.gap] == ["paragraph", "none", "blank", "line", "paragraph"]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('He said "no" twice', "outside outside opening inside closing outside"),
        ("He said “no”", "outside outside opening inside closing"),
        ('"No\n\nYes', "opening inside outside"),
        ('no" she', "outside closing outside"),
        ('He said """No"" twice', "outside outside opening inside closing outside"),
        ('("no")', "outside opening inside closing outside"),
    ],
)
def test_words_of_tells_how_words_stand_to_quotation_marks(text, states):
    assert [QUOTES[q] for q in words_of(text).quote] == states.split()


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

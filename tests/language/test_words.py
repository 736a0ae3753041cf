"""Words and what stands beside each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language import parse
from purport.language.words import CASES, DEPENDENCIES, GAPS, PARTS_OF_SPEECH, QUOTES, without, words_of
from purport.types import Document, Source


@given(st.text())
def test_words_of_covers_every_character_but_blanks(text):
    words = words_of(text)
    inside = {i for start, end in zip(words.starts, words.ends, strict=True) for i in range(start, end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in inside)
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))


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
        ('"No\n\nYes', "outside outside outside"),
        ('"No\n\n"And no"', "opening inside opening inside inside closing"),
        ('no" she', "outside closing outside"),
        ('He said """No"" twice', "outside outside opening inside closing outside"),
        ('("no")', "outside opening inside closing outside"),
    ],
)
def test_words_of_tells_how_words_stand_to_quotation_marks(text, states):
    assert [QUOTES[q] for q in words_of(text).quote] == states.split()


def parsed(text):
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    return words_of(doc.text, doc.tokens)


def test_words_of_a_parse_hang_on_one_another():
    words = parsed("The U.S. envoy said no.")
    assert words.forms == ["The", "U", ".", "S", ".", "envoy", "said", "no", "."]
    assert [PARTS_OF_SPEECH[t] for t in words.tag[:7]] == ["DT", "NNP", "NNP", "NNP", "NNP", "NN", "VBD"]
    assert [DEPENDENCIES[d] for d in words.dependency[5:7]] == ["nsubj", "ROOT"]
    assert words.parent.tolist()[:7] == [5, 5, 5, 5, 5, 6, 6]


def test_words_of_no_parse_hang_on_themselves():
    words = words_of("The envoy said no.")
    assert words.tag.tolist() == words.dependency.tolist() == [0] * 5
    assert words.parent.tolist() == [0, 1, 2, 3, 4]


@given(st.text(max_size=80))
def test_words_of_any_parse_are_in_bounds(text):
    words = parsed(text)
    assert np.all((words.parent >= 0) & (words.parent < max(1, len(words))))
    assert len(words.tag) == len(words.dependency) == len(words.parent) == len(words)


def test_without_leaves_words_out_and_keeps_the_rest_in_place():
    words = parsed("VÁGUR, Sept 12 (Island Press) - The envoy said no.")
    kept = without(words, [(0, 32)])
    assert kept.forms == ["The", "envoy", "said", "no", "."]
    assert kept.starts.tolist() == [32, 36, 42, 47, 49]
    assert kept.parent.tolist()[:2] == [1, 2]
    assert GAPS[kept.gap[0]] == "paragraph"
    assert without(kept, []) is kept


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_without_keeps_parents_in_bounds(text, spans):
    words = words_of(text)
    kept = without(words, sorted((min(pair), max(pair)) for pair in spans))
    assert np.all((kept.parent >= 0) & (kept.parent < max(1, len(kept))))
    assert set(kept.starts) == {s for s in words.starts if not any(min(p) <= s < max(p) for p in spans)}

"""What the model of mentions reads of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.mentions.excerpts import PIECES, excerpts, sentences, side_by_side
from purport.analysis.mentions.model import mention_model

REPORT = (
    "https://press.invalid/one\nRaid on the quay at Lerwick\n"
    "Gunmen raided the quay at Lerwick on Sunday, Capt. Ros Halcro said. Two clerks were hurt! The ferry sailed."
)


@pytest.fixture(scope="module")
def pieces():
    return mention_model().pieces


def spans_of(text, *words):
    return [(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A raid. A fire.", ["A raid.", "A fire."]),
        ("A raid\nA fire", ["A raid", "A fire"]),
        ("Mr. Sund spoke. He left.", ["Mr. Sund spoke.", "He left."]),
        ("J. Sund spoke at 5.30 p.m. on Sunday.", ["J. Sund spoke at 5.30 p.m. on Sunday."]),
        ('"It burned." The mill stood empty.', ['"It burned."', "The mill stood empty."]),
        (" \n\n ", []),
    ],
)
def test_sentences_end_at_marks_and_lines(text, told):
    assert [text[start:end].strip() for start, end in sentences(text)] == told


@given(st.text(alphabet="aB1. \n!\"'”", max_size=60))
def test_sentences_hold_every_word_once(text):
    places = sentences(text)
    assert all(text[start:end].strip() for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert sum(text[start:end].count("a") for start, end in places) == text.count("a")


def test_excerpt_shows_how_the_text_begins_and_the_mentions_sentence(pieces):
    (one,) = excerpts(REPORT, spans_of(REPORT, "hurt"), pieces)
    shown = [pieces.of([word])[0][0] for word in ("raid", "quay", "clerks", "hurt")]
    assert all(piece in one.pieces for piece in shown)
    assert pieces.of(["ferry"])[0][0] not in one.pieces
    ((number, first, last),) = one.mentions
    assert (number, list(one.pieces[first:last])) == (0, pieces.of(["hurt"])[0])


def test_excerpt_leaves_out_an_address(pieces):
    (one,) = excerpts(REPORT, spans_of(REPORT, "sailed"), pieces)
    assert pieces.of(["invalid"])[0][0] not in one.pieces


def test_long_text_has_several_excerpts_each_mention_in_one(pieces):
    text = "\n".join(f"On day {n} gunmen raided the quay at Lerwick and took the nets of a boat." for n in range(30))
    spans = [(at, at + 6) for at in range(len(text)) if text.startswith("raided", at)]
    found = excerpts(text, spans, pieces)
    assert len(found) > 1
    assert sorted(k for one in found for k, _, _ in one.mentions) == list(range(30))
    assert all(len(one.pieces) <= PIECES for one in found)
    raided = pieces.of(["raided"])[0]
    assert all(list(one.pieces[a:b]) == raided for one in found for _, a, b in one.mentions)


def test_sentence_longer_than_an_excerpt_is_cut(pieces):
    text = " ".join(f"raid{n}" for n in range(300))
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("raid0", "raid150", "raid299")]
    found = excerpts(text, spans, pieces)
    assert sorted(k for one in found for k, _, _ in one.mentions) == [0, 1, 2]
    assert all(len(one.pieces) <= PIECES for one in found)


def test_no_mentions_no_excerpts(pieces):
    assert excerpts(REPORT, [], pieces) == []


def test_side_by_side_marks_mentions_on_either_side(pieces):
    (one,) = excerpts("Gunmen raided the quay.", [(7, 13)], pieces)
    (other,) = excerpts("The raid shook Lerwick.", [(4, 8)], pieces)
    both = side_by_side(one, other, pieces)
    marked = [int(piece) for piece, mark in zip(both["ids"], both["marks"], strict=True) if mark]
    assert marked == [*pieces.of(["raided"])[0], *pieces.of(["raid"])[0]]
    assert [int(both["sides"][first]) for first, _ in both["bounds"]] == [0, 1]
    assert len(both["ids"]) == len(both["sides"]) == len(one.pieces) + len(other.pieces) + 3
    assert len(side_by_side(one, None, pieces)["ids"]) == len(one.pieces) + 2

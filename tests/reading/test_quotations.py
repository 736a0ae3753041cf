"""Quotation marks of every sort, balanced or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading.quotations import Quotation, Quotations, paragraphs, quotations

FOUND = (
    ('He said "the ferry sank" today.', ['"the ferry sank"']),
    ("“It is over,” she said.", ["“It is over,”"]),
    ("''That wasn't fair,'' he said.", ["''That wasn't fair,''"]),
    ("They call it 'the long night' here.", ["'the long night'"]),
    ("the islanders' boats and the crew's oars", []),
    ("« Rien », dit-il.", ["« Rien »"]),
    ("„Schluss“, sagte er.", ["„Schluss“"]),
    ("“She said “no” to us,” he wrote.", ["“She said “no” to us,”"]),
    ('"""We hope so,"" he said, adding nothing."', ['""We hope so,""']),
    ('“We wait," he said.', ['“We wait,"']),
    ('It was 6" long and nobody spoke.', []),
    ('"A first part\n\n"and a second," he said.', ['"A first part', '"and a second,"']),
    ('She said: "a first part\n\n"and a second."', ['"a first part', '"and a second."']),
    ("", []),
    ('"', []),
)


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == found


def test_quotations_tell_an_unclosed_one() -> None:
    assert [q.closed for q in quotations('"One.\n\n"Two."')] == [False, True]


@given(st.text(alphabet="ab \n.,\"“”'‘’«»", max_size=80))
def test_quotations_lie_in_order_inside_the_text(text: str) -> None:
    last = 0
    for quote in quotations(text):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end


@given(st.lists(st.integers(0, 60), min_size=2, max_size=20, unique=True), st.integers(0, 60), st.integers(0, 60))
def test_quotations_answer_by_offset_as_a_search_would(cuts: list[int], start: int, end: int) -> None:
    edges = sorted(cuts)[: len(cuts) // 2 * 2]
    items = [Quotation(start=a, end=b, closed=True) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    index = Quotations(" " * 61, items)
    assert index.holding(start) == next((q for q in items if q.start <= start < q.end), None)
    assert index.ending_by(start) == next((q for q in reversed(items) if q.end <= start), None)
    assert index.starting_from(start) == next((q for q in items if q.start >= start), None)
    if start < end:
        assert list(index.overlapping(start, end)) == [q for q in items if q.start < end and start < q.end]


def test_paragraphs_run_over_a_line_that_breaks_off() -> None:
    text = "The ferry\nwas late.\nNobody knew.\n\nA title\n\nThe end."
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "The ferry\nwas late.",
        "Nobody knew.",
        "A title",
        "The end.",
    ]

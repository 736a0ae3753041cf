"""A Doc's tokens and sentences always lie on its text, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse, parse_all
from purport.language.casing import in_capitals, restored
from purport.language.doc import BLOCK_CHARACTERS, _blocks
from purport.language.pipeline import hard_wrapped
from purport.types import Document, Source

ODD = (
    "",
    " ",
    "\n",
    ".",
    "\x00",
    "No end",
    "a\x00b. c\n\n\nD.",
    "قالت الوزارة إن السجن خال.",
    "“He said",
    "ſtraße İSTANBUL ﬁn 👩‍👩‍👧 e\u0301",
)


def document(text):
    return Document(source=Source(id="note", sha256="0" * 64), text=text)


@pytest.mark.parametrize("text", ODD)
def test_doc_tokens_lie_on_the_text(text):
    doc = parse(document(text))
    assert doc.tokens.text == text
    assert all(text[start:end].strip() for start, end in doc.sentences)


@given(st.lists(st.text(max_size=200), max_size=4))
@settings(max_examples=40, deadline=None)
def test_doc_batches_give_what_single_parses_give(texts):
    batch = [doc.sentences for doc in parse_all(map(document, texts))]
    assert batch == [parse(document(text)).sentences for text in texts]


LONG = (
    "The guards of the prison at Vágur said that nothing had happened there. " * 400,
    "x" * (3 * BLOCK_CHARACTERS),
    "word " * BLOCK_CHARACTERS,
    "A paragraph of some length stands here.\n\n" * 900,
)


@pytest.mark.parametrize("text", LONG, ids=["sentences", "one word", "words", "paragraphs"])
def test_doc_of_a_long_text_is_whole(text):
    blocks = _blocks(text)
    assert "".join(blocks) == text
    assert max(map(len, blocks)) <= BLOCK_CHARACTERS
    assert parse(document(text)).tokens.text == text


SENTENCES = (
    ("A heading\nThe text begins. It goes on.", ["A heading", "The text begins.", "It goes on."]),
    ("First paragraph without a stop\n\nSecond one", ["First paragraph without a stop", "Second one"]),
    (
        "The ministry said on Friday that the prison at the end of\nthe fjord had been empty since the spring of that\n"
        "year, and that no one had been held there against his\nwill. It gave no names.",
        [
            "The ministry said on Friday that the prison at the end of\nthe fjord had been empty since the spring of "
            "that\nyear, and that no one had been held there against his\nwill.",
            "It gave no names.",
        ],
    ),
)


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_doc_sentences_end_at_lines_unless_wrapped(text, sentences):
    doc = parse(document(text))
    assert [text[start:end] for start, end in doc.sentences] == sentences


def test_doc_sentence_at_finds_the_sentence_of_an_offset():
    doc = parse(document("One came. Two left. None stayed."))
    assert [doc.sentence_at(doc.text.index(word)) for word in ("One", "left", "stayed")] == [0, 1, 2]
    assert parse(document("")).sentence_at(0) == 0


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [("One line.", False), ("Short\nlines\nhere\nand\nthere", False), (("x" * 70 + "\n") * 5, True), ("", False)],
)
def test_hard_wrapped_tells_width_from_paragraphs(text, wrapped):
    assert hard_wrapped(text) is wrapped


def test_casing_is_restored_to_wire_copy():
    text = "THE INTERIOR OFFICE SAID TODAY THAT GUARDS FREED SEVEN PRISONERS IN TVOROYRI. IT GAVE NO NAMES."
    assert in_capitals(text)
    low = restored(text)
    assert low.startswith("The interior office said today that guards freed seven prisoners in Tvoroyri. It gave")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_casing_never_changes_the_length(text):
    assert len(restored(text)) == len(text)
    assert len(restored(text.upper())) == len(text.upper())

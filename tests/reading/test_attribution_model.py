"""What the trained model finds in a document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.attribution_model import attribution_model
from purport.types import Document, Source


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

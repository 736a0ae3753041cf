"""Where nothing is said, and where a quotation is never closed."""

import pytest

from purport.language import parse
from purport.reading.attribution_reader import read_attributions
from purport.types import Document, Source


def read(text):
    doc = parse(Document(source=Source(id="one", sha256="0" * 64), text=text))
    return doc, read_attributions(doc)


@pytest.mark.parametrize(
    "text",
    [
        "Three boats were burned. Neither report could be confirmed.",
        "The group issued a video of the raid on Tuesday.",
        "The dead were hardly mentioned.",
    ],
)
def test_read_attributions_are_of_something_said(text):
    assert read(text)[1] == []


def test_read_attributions_bear_a_quotation_that_is_never_closed():
    _, (one,) = read("“We will not leave Sumba, the mayor said.\n\nThe pier was shut.")
    assert one.speaker is not None and one.speaker.text == "the mayor"
    assert [part.text for part in one.content] == ["“We will not leave Sumba"]

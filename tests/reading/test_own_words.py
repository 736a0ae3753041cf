"""What a speaker does with his own words is no statement beside the one that gives them."""

import pytest

from purport.language import parse
from purport.reading.attribution_reader import read_attributions
from purport.types import Document, Source


def found(text):
    doc = parse(Document(source=Source(id="one", sha256="0" * 64), text=text))
    return [
        (one.speaker.text if one.speaker else None, one.cue.text if one.cue else None) for one in read_attributions(doc)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We are proud of our sailors and we welcome the truce,” the minister said.",
        "“I think the guards ran away,” the minister said.",
        "“I welcome the release,” the minister said. “I hope that the truce holds. I urge both sides to talk.”",
        "“We condemn this attack and call on all sides to stop,” the minister said.",
    ],
)
def test_own_words_are_one_statement(text):
    assert found(text) == [("the minister", "said")]


def test_own_words_of_an_announced_block_are_one_statement():
    text = (
        "Minister Ellen Dahl said:\n\nI welcome the news from Lerwick.\n\nWe are proud of the crew. I hope they rest."
    )
    assert [speaker for speaker, _ in found(text)] == ["Minister Ellen Dahl"]


def test_own_words_that_stand_in_nobody_s_are_statements():
    assert ("We", "welcome") in found("We welcome the truce that both sides signed in Lerwick.")

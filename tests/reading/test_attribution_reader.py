"""Attributions from the model and from syntax together."""

import pytest

from purport.language import parse
from purport.reading.attribution_reader import read_attributions
from purport.types import Document, Source


def read(text):
    doc = parse(Document(source=Source(id="one", sha256="0" * 64), text=text))
    return doc, read_attributions(doc)


def test_read_attributions_have_the_model_s_words_and_the_construction_of_syntax():
    _, (one,) = read("The harbour master said the ferry would be late.")
    assert one.speaker is not None and one.speaker.text == "The harbour master"
    assert one.cue is not None and one.cue.text == "said"
    assert [part.text for part in one.content] == ["the ferry would be late"]
    assert (one.lemma, one.frame) == ("say", "clause")


def test_read_attributions_find_what_stands_inside_another_s_words():
    _, found = read("The Shetland Post wrote that the harbour master said the ferry would be late.")
    assert [one.lemma for one in found] == ["write", "say"]


def test_read_attributions_give_the_words_of_an_outlet_to_whom_it_cites():
    _, found = read("Island Press, citing a hospital official, reported that five people were being treated.")
    (told,) = (one for one in found if one.lemma == "report")
    assert told.speaker is not None and told.speaker.text == "a hospital official"
    assert told.relay is not None and told.relay.text == "Island Press"


def test_read_attributions_leave_datelines_out_of_what_is_said():
    _, (one,) = read("TÓRSHAVN (Reuters) - The ferry had been searched, the harbour master said.")
    assert [part.text for part in one.content] == ["The ferry had been searched"]


def test_read_attributions_join_a_quotation_without_a_cue_to_who_spoke_before():
    _, (one,) = read('"They came at dawn," said Inga Flett. "We heard two blasts."')
    assert [part.text for part in one.content] == ['"They came at dawn,"', '"We heard two blasts."']


def test_read_attributions_are_somebody_s():
    _, found = read("No group has claimed the attack. Police said the pier was shut.")
    assert [one.lemma for one in found] == ["say"]


def test_read_attributions_of_a_headline_end_with_it():
    text = "Orkney group claims bombing\n\nKIRKWALL (Reuters) - The Stromness Brigade claimed a bomb on Tuesday."
    _, found = read(text)
    assert found
    assert not any("\n" in span.text for one in found for span in (*one.content, one.speaker) if span)


@pytest.mark.parametrize("text", ["", " ", "\0", "“", "said", "said said said.", "🛳️ “said” 🛳️", "قال الربان"])
def test_read_attributions_bear_odd_texts(text):
    doc, found = read(text)
    for one in found:
        for span in (one.cue, one.speaker, *one.content):
            assert span is None or doc.text[span.start : span.end] == span.text


def test_read_attributions_keep_a_headline_and_its_report_apart():
    _, found = read(
        "Over 300 at large after raid on Faroese prison, authorities say\n\nInvented text, written as a sample.\n\n"
        "TÓRSHAVN, Sept 12 (Nordic Wire) - Gunmen stormed a prison in Klaksvík before dawn on Thursday, killing four "
        "guards, officials and residents said, in the worst attack there in a decade."
    )
    headline, report = found
    assert [part.text for part in headline.content] == ["Over 300 at large after raid on Faroese prison"]
    assert report.content[0].text.startswith("Gunmen stormed a prison")


def test_read_attributions_find_the_claim_inside_what_is_passed_on():
    _, found = read("The Nordic Desk, citing Havn, said the Norran Front claimed the attack on the harbour.")
    assert [one.lemma for one in found] == ["say", "claim"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'The mayor said the quay is closed.\n\n"It is over, the mayor said. Police said the road is open.\n\n'
            "The army said nobody was hurt.",
            ["The mayor", "the mayor", "Police", "The army"],
        ),
        ("Truce holds in Klaksvík, minister says\n\nThe truce held on Monday.", ["minister"]),
    ],
)
def test_read_attributions_bear_quotations_left_open_and_headlines(text, speakers):
    _, found = read(text)
    assert [one.speaker.text if one.speaker else None for one in found] == speakers

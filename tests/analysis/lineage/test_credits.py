from dataclasses import replace

import pytest

from purport.analysis.lineage.credits import credits, own_reporting, same_outlet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LERWICK, March 4 (Norran News) - Gunmen came.", [("credited", "Norran News")]),
        ("TÓRSHAVN (AP) — Gunmen came.", [("credited", "Associated Press")]),
        ("Gunmen came at dawn. (Norran News Agency)", [("credited", "Norran News Agency")]),
        ("Gunmen came at dawn.\n\n— with reporting by Norran News", [("credited", "Norran News")]),
        ("Gunmen came at dawn. Reuters contributed to this report.", [("credited", "Reuters")]),
        ("Gunmen came at dawn.\nSource: Norran News", [("credited", "Norran News")]),
        ("This story was first published by the Voe Herald.", [("credited", "Voe Herald")]),
        ("(Translated from Icelandic; first published by Morgunvörður on 15 October.)", [("credited", "Morgunvörður")]),
        ("Reprinted with permission from Vón.", []),
        ("Reprinted with permission of Vón.", [("credited", "Vón")]),
        ("Translation of an article in Dimmalætting.", [("credited", "Dimmalætting")]),
        ("The list was first published in March.", []),
        ("The list was first published on Monday.", []),
        ("As first reported by Norran News, gunmen came.", [("cited", "Norran News")]),
        ("Gunmen came at dawn, Norran News reported, citing police.", [("cited", "Norran News")]),
        ("According to the newspaper Voe Herald, gunmen came.", [("cited", "Voe Herald")]),
        ("Gunmen came, as reported by Norran News.", [("cited", "Norran News")]),
        ("Gunmen came, see https://norran.example/a1.", [("linked", "https://norran.example/a1")]),
        ("Gunmen came. The Voe Herald building was hit.", []),
        ("Gunmen (about twelve) came at dawn.", []),
        ("Gunmen came, the Isles Courier reported.", []),
    ],
)
def test_credits_are_found_in_the_text(hand, text, expected):
    reading = hand(text, told={"publisher": "Isles Courier"}).reading()
    found = credits(reading, reading.source, ["Norran News", "Voe Herald", "Isles Courier"])
    assert [(credit.kind.value, credit.name) for credit in found] == expected
    for credit in found:
        assert credit.span is not None
        assert text[credit.span.start : credit.span.end] == credit.span.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gunmen came, the Voe Herald reported on Friday.", "Voe Herald reported"),
        ("According to the newspaper Voe Herald, gunmen came.", "According to the newspaper Voe Herald"),
    ],
)
def test_a_citation_is_shown_with_the_words_that_tell_it(hand, text, shown):
    reading = hand(text).reading()
    (credit,) = credits(reading, reading.source, ["Voe Herald"])
    assert credit.span.text == shown


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"extra": {"source": {"title": "Norran News", "url": "https://norran.example"}}},
            ("feed_source", "Norran News"),
        ),
        ({"author": "AFP"}, ("credited", "Agence France-Presse")),
        ({"author": "Mary Isbister"}, None),
    ],
)
def test_credits_are_found_in_the_record(hand, told, expected):
    reading = hand("Gunmen came.", told={"publisher": "Isles Courier", **told}).reading()
    found = [(credit.kind.value, credit.name) for credit in credits(reading, reading.source, ["Norran News"])]
    assert found == ([expected] if expected else [])


def test_hands_that_were_read_are_credits(hand):
    made = hand("Police said that gunmen came.", told={"publisher": "Isles Courier"})
    made.say("Police", "said", "that gunmen came", via=("Voe Herald",))
    reading = made.reading()
    assert [(c.kind.value, c.name) for c in credits(reading, reading.source, ["Voe Herald"])] == [
        ("cited", "Voe Herald")
    ]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Norran News", "The Norran News", True),
        ("Norran News", "Norran News Agency", True),
        ("AP", "Associated Press", True),
        ("Norran", "Norran News", True),
        ("Norran News", "Norran Post", False),
        ("The", "The Times", False),
        (None, "Norran News", False),
    ],
)
def test_names_of_one_outlet_are_the_same(one, two, same):
    assert same_outlet(one, two) is same


@pytest.mark.parametrize(
    ("text", "author", "own"),
    [
        ("A surgeon told this newspaper that nine died.", None, True),
        ("A surgeon told the Isles Courier that nine died.", None, True),
        ("A surgeon told the Courier that nine died.", None, True),
        ("Our correspondent counted nine.", None, True),
        ("In a call to the Isles Courier a man claimed it.", None, True),
        ("In a statement sent to the Voe Herald a man claimed it.", None, False),
        ("Nine died.", "Ertie Mouat, in Lerwick", True),
        ("Nine died, police said.", "Ertie Mouat", False),
        ("A surgeon told the Voe Herald that nine died.", None, False),
    ],
)
def test_own_reporting_is_seen(hand, text, author, own):
    reading = hand(text, told={"publisher": "Isles Courier", "author": author}).reading()
    assert (own_reporting(reading, reading.source) is not None) is own


@pytest.mark.parametrize("speaker", ["Norran News's mayor", "its director"])
def test_somebody_of_an_outlet_is_not_the_outlet(hand, speaker):
    made = hand(f"Boats left, {speaker} said.", told={"publisher": "Isles Courier"})
    made.say(speaker, "said", "Boats left")
    reading = made.reading()
    (statement,) = reading.statements
    named = replace(statement, speaker=replace(statement.speaker, name="Norran News's mayor"))
    reading = replace(reading, statements=(named,))
    assert not credits(reading, reading.source, ["Norran News"])

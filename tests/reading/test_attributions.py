"""Who says what: the constructions in which a text attributes words."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import Doc, parse
from purport.reading.attributions import Attribution, attributions, cue_of
from purport.types import Document, Kind, Source


def read(text: str) -> Doc:
    return parse(Document(source=Source(id="t", sha256="0"), text=text))


def rows(text: str) -> list[tuple[str | None, str, list[str]]]:
    doc = read(text)
    return [
        (None if a.speaker is None else a.speaker.text, a.cue.text, [c.text for c in a.content])
        for a in attributions(doc)
        if a.cue is not None
    ]


ONE = (
    # clauses
    (
        "The harbour ministry said on Monday that two boats had been seized.",
        ("The harbour ministry", "said", ["two boats had been seized"]),
    ),
    ("The Skerry Front claims it holds the pier.", ("The Skerry Front", "claims", ["it holds the pier"])),
    ("The council did not say who had paid.", ("The council", "did not say", ["who had paid"])),
    (
        "Governor Elin Dahl told reporters that the road was open.",
        ("Governor Elin Dahl", "told", ["the road was open"]),
    ),
    (
        "Foreign Minister Jonas Vik, a former pilot, said the talks had failed.",
        ("Foreign Minister Jonas Vik", "said", ["the talks had failed"]),
    ),
    # before and around the cue
    ("The bridge has been closed, police said.", ("police", "said", ["The bridge has been closed"])),
    (
        "“We will not leave the island,” said Captain Sunniva Holm.",
        ("Captain Sunniva Holm", "said", ["“We will not leave the island,”"]),
    ),
    ("The fire, she said, was started by the guards.", ("she", "said", ["The fire", "was started by the guards"])),
    ("As the newspaper reported, the ferry sank in March.", ("the newspaper", "reported", ["the ferry sank in March"])),
    # according to
    ("Three guards fled, according to the coast guard.", ("the coast guard", "according to", ["Three guards fled"])),
    ("According to the coast guard, three guards fled.", ("the coast guard", "According to", ["three guards fled"])),
    # objects, infinitives, prepositions
    ("The union condemned the raid on the harbour.", ("The union", "condemned", ["the raid on the harbour"])),
    ("The mayor accused the rebels of arson.", ("The mayor", "accused", ["the rebels of arson"])),
    ("The bishop called for an immediate truce.", ("The bishop", "called for", ["an immediate truce"])),
    ("The Front has vowed to take the lighthouse.", ("The Front", "has vowed", ["to take the lighthouse"])),
    # passives
    ("The men are believed to be hiding in a cave.", (None, "are believed", ["The men", "to be hiding in a cave"])),
    # nouns
    (
        "The army rejected claims that its soldiers had looted shops.",
        (None, "claims", ["its soldiers had looted shops"]),
    ),
    # formulas
    (
        "The Skerry Front has claimed responsibility for the blast.",
        ("The Skerry Front", "has claimed responsibility", ["the blast"]),
    ),
)


@pytest.mark.parametrize(("text", "row"), ONE)
def test_attributions_find_the_construction(text: str, row: tuple[str | None, str, list[str]]) -> None:
    assert row in rows(text)


def test_attributions_part_a_second_cue_from_the_first() -> None:
    found = rows("The ministry said the convoy had left, adding that nobody was hurt.")
    assert found == [
        ("The ministry", "said", ["the convoy had left"]),
        ("The ministry", "adding", ["nobody was hurt"]),
    ]


def test_attributions_give_adverbs_no_speaker() -> None:
    speaker, cue, content = rows("The crew allegedly sold the cargo in Tórshavn.")[0]
    assert (speaker, cue) == (None, "allegedly")
    assert " ".join(content) == "The crew sold the cargo in Tórshavn"


def test_attributions_join_the_quotation_that_follows() -> None:
    found = rows('"The pier is lost," Ms Berg said. "We had no warning."')
    assert found == [("Ms Berg", "said", ['"The pier is lost,"', '"We had no warning."'])]


def test_attributions_join_quoted_paragraphs_left_open() -> None:
    text = '"The pier is lost," Ms Berg said. "We had no warning.\n\n"Nobody came to help."\n\nThe storm has passed.'
    assert rows(text)[0][2] == ['"The pier is lost,"', '"We had no warning.', '"Nobody came to help."']


def test_attributions_take_unmarked_speech_after_a_colon() -> None:
    text = (
        "Minister welcomes new pier.\n\nThe Harbour Minister, Jonas Vik, said:\n\nI welcome the new pier.\n\n"
        "We will go on building.\n\nNotes to editors: the pier is long."
    )
    said = [row for row in rows(text) if row[1] == "said"]
    assert said == [("The Harbour Minister", "said", ["I welcome the new pier.", "We will go on building."])]


HEADLINES = (
    ("Minister: talks have failed again\n\nThe rain went on.", "Minister", "talks have failed again"),
    ("Ferry talks have failed again - minister\n\nThe rain went on.", "minister", "Ferry talks have failed again"),
)


@pytest.mark.parametrize(("text", "speaker", "said"), HEADLINES)
def test_attributions_read_headlines_that_only_have_a_mark(text: str, speaker: str, said: str) -> None:
    who, cue, content = rows(text)[0]
    assert (who, content) == (speaker, [said])
    assert cue in ":-"


@pytest.mark.parametrize(
    "text",
    [
        "The Front attacked the harbour and captured two boats.",
        "Storms closed the road between Tórshavn and Klaksvík on Friday.",
        "Recipe of the week: smoked herring on rye bread\n\nIt tastes of the sea.",
        "The guards fired at the ferry before they fled.",
    ],
)
def test_attributions_leave_deeds_alone(text: str) -> None:
    assert rows(text) == []


def test_attributions_speak_for_the_quoted_and_not_inside_the_quotation() -> None:
    assert [row[:2] for row in rows('"The mayor said the pier is safe," Ms Berg wrote.')] == [("Ms Berg", "wrote")]


def test_attributions_read_the_name_is_as_a_name() -> None:
    assert ("IS", "said", ["it had taken the pier"]) in rows("In a leaflet, IS said it had taken the pier.")


def test_attributions_read_who_was_quoted_as_saying() -> None:
    found = rows("The mayor was quoted as saying the ferry would not return.")
    assert ("The mayor", "was quoted as saying", ["the ferry would not return"]) in found


def test_attributions_give_every_candidate_when_asked() -> None:
    doc = read("The guards sang that the sea was theirs.")
    known = attributions(doc)
    every = attributions(doc, every=True)
    assert len(every) > len(known)
    assert all(a.confidence == 0 for a in every if a.lemma == "sing")


def check(doc: Doc, found: list[Attribution]) -> None:
    for attribution in found:
        assert 0 < attribution.confidence <= 1
        assert attribution.content
        for span in (attribution.cue, attribution.speaker, *attribution.content):
            assert span is None or (span.text and doc.text[span.start : span.end] == span.text)
        ends = [(c.start, c.end) for c in attribution.content]
        assert ends == sorted(ends)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))


ODD = (
    "",
    " ",
    "\x00",
    "said",
    '"',
    '"""',
    "said:\n\n",
    "He said:\n\nI",
    "“““ he said ”””",
    ", he said, ",
    "according to",
    "According to , the",
    "🛥️ said 🛥️ that 🛥️",
    "قال الوزير إن «العبارة» غرقت.",
    "THE HARBOUR MINISTRY SAID ON MONDAY THAT TWO BOATS HAD BEEN SEIZED BY ARMED MEN.",
    "a:\nb:\nc:\nsaid:\nsaid:\n",
    "He said " * 40,
)


@pytest.mark.parametrize("text", ODD)
def test_attributions_survive_odd_texts(text: str) -> None:
    doc = read(text)
    check(doc, attributions(doc))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "he",
                "said",
                "that",
                "the ferry",
                "sank",
                '"',
                "“",
                "”",
                "''",
                ",",
                ".",
                ":",
                "\n\n",
                "adding",
                "claims",
                "according to",
                "allegedly",
                "was",
                "quoted as saying",
                "told",
                "them",
                "to leave",
                "\x00",
                "é",
            ]
        ),
        max_size=30,
    )
)
def test_attributions_prove_their_spans_on_any_jumble(words: list[str]) -> None:
    doc = read(" ".join(words))
    check(doc, attributions(doc))


def test_attributions_keep_kinds_of_thought_apart() -> None:
    doc = read("The mayor wants to leave the island.")

    kinds = [cue.kind for a in attributions(doc) if (cue := cue_of(doc, a)) is not None]
    assert kinds == [Kind.ATTITUDE]

"""Constructions of press texts: datelines, cited sources, comparisons, what is no statement, kinds of naming."""

import pytest

from purport.language import Doc, parse
from purport.reading.attributions import attributions
from purport.reading.datelines import Datelines
from purport.reading.quotations import Quotations
from purport.reading.spoken import spoken
from purport.reading.stance import stance
from purport.types import Document, Kind, Source


def read(text: str) -> Doc:
    return parse(Document(source=Source(id="t", sha256="0"), text=text))


def rows(text: str) -> list[tuple[str | None, str, list[str]]]:
    return [
        (a.speaker.text if a.speaker else None, a.cue.text if a.cue else "", [c.text for c in a.content])
        for a in attributions(read(text))
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "TVØROYRI, May 3 (Island Press) - ",
        "LERWICK, Shetland — ",
        "KIRKWALL (Island Press) - ",
        "Akureyri, 4 June – ",
        "By Anna Holm\nSTORNOWAY - ",
    ],
)
def test_no_dateline_belongs_to_what_is_said(opening: str) -> None:
    text = opening + "Raiders burned a fish plant early on Friday, villagers said."
    assert Datelines(text).after(0) == len(opening)
    assert rows(text) == [("villagers", "said", ["Raiders burned a fish plant early on Friday"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The clinic said twelve men had died, two more than the ministry has admitted.",
            [("The clinic", "said", ["twelve men had died, two more than the ministry has admitted"])],
        ),
        (
            "Baltic Radio, citing a nurse at the clinic in Sumba, reported on Monday that six men had been shot.",
            [("a nurse at the clinic in Sumba", "reported", ["six men had been shot"])],
        ),
        (
            "Baltic Radio said 30 people had fled, citing figures from the Lerwick Institute.",
            [("figures from the Lerwick Institute", "said", ["30 people had fled"])],
        ),
        (
            "The newspaper cited a fisherman as saying that the boats had left at dawn.",
            [("a fisherman", "saying", ["the boats had left at dawn"])],
        ),
        (
            "Doctors put the toll at twelve, including three nurses.",
            [("Doctors", "put", ["the toll at twelve, including three nurses"])],
        ),
        (
            "The group promised in a statement on Monday to free the captives.",
            [("The group", "promised", ["to free the captives"])],
        ),
        (
            "The ministry rejects as false the figure of 400.",
            [("The ministry", "rejects as false", ["the figure of 400"])],
        ),
        (
            "The leaflet read: “Leave the island before Sunday.”",
            [("The leaflet", "read", ["“Leave the island before Sunday.”"])],
        ),
        (
            "We call on the fishermen of all the northern islands to keep their boats in port.",
            [("We", "call on", ["the fishermen of all the northern islands to keep their boats in port"])],
        ),
        ("Ferry sunk by mine, says navy\n\nThe harbour is shut.", [("navy", "says", ["Ferry sunk by mine"])]),
    ],
)
def test_a_construction_is_one_statement(text: str, expected: list[tuple[str | None, str, list[str]]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No group immediately claimed responsibility for the blast.",
        "Nobody has claimed the attack.",
        "The Movement may hope to gain recruits.",
        "Reports of a secret pact are nonsense.",
        "The fire killed nine people, three fewer than the mayor had claimed.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert rows(text) == []


def test_a_source_that_asks_for_no_name_says_only_the_rest() -> None:
    assert [row[1] for row in rows("A guard, who asked not to be named, said the gate was open.")] == ["said"]
    assert [row[1] for row in rows("A man who calls himself Olav Stone said the ship was his.")] == ["said"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The rival Selkie Movement called the group's account a fairy tale.", Kind.DENIAL),
        ("The army described the claim as nonsense.", Kind.DENIAL),
        ("The mayor called the talks a success.", Kind.OPINION),
        ("The newspaper has agreed not to name him.", Kind.PROMISE),
        ("The ministry will publish a report by Friday.", Kind.PROMISE),
    ],
)
def test_kinds_of_naming_and_of_own_acts(text: str, kind: Kind) -> None:
    doc = read(text)
    (found,) = attributions(doc)
    assert stance(doc, found, Quotations(doc.text, spoken(doc))).kind is kind

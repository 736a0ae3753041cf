"""Incidents that rules read, completed by what the model sees: the model is set by hand."""

import numpy as np
import pytest

from purport.language import parse
from purport.language.words import words_of
from purport.reading.incident_completion import completed
from purport.reading.incident_model import TYPES, Part, Seen
from purport.types import (
    Certainty,
    Document,
    Incident,
    Kind,
    Mode,
    Party,
    Polarity,
    Quote,
    Source,
    Statement,
    Status,
    Tense,
)

SHORT = "REBELS OF THE VAGAR FRONT BURNED A MILL NEAR TORSHAVN ON 3 MAY. ON THE SAME DAY TWO ARMIES FOUGHT AT KLAKSVIK."
CAPITALS = SHORT + " THE FERRIES KEPT TO THEIR HOURS." * 20
MIXED = "Rebels of the Vágar Front burned a mill near Tórshavn. Two armies fought at Klaksvík, and a shed was hit."


def document(text):
    return parse(Document(source=Source(id="report", sha256=""), text=text))


def incident(doc, type, word, mode=Mode.HAPPENED, **more):
    start = doc.text.index(word)
    span = doc.span(start, start + len(word))
    return Incident(id=word, type=type, mode=mode, mentions=(span,), status=Status.REPORTED, **more)


def seeing(parts, tells):
    """A model that sees these parts, (words, role, type, probability), and these words telling of a type."""

    def see(doc, within):
        words = words_of(doc.text)
        rows = np.zeros((len(words), len(TYPES)))
        for word, name in tells:
            rows[words.forms.index(word), TYPES.index(name)] = 0.9
        found = []
        for text, role, name, probability in parts:
            start = doc.text.index(text)
            types = tuple(float(one == name) for one in TYPES)
            found.append(Part(start=start, end=start + len(text), role=role, probability=probability, types=types))
        return Seen(words, tuple(found), rows)

    return see


PARTS = [
    ("REBELS", "individual", "arson", 0.9),
    ("VAGAR FRONT", "organisation", "arson", 0.9),
    ("MILL", "object", "arson", 0.9),
    ("TWO ARMIES", "individual", "arson", 0.05),
]


def read(text, incidents, parts, tells, statements=()):
    doc = document(text)
    return completed(doc, [incident(doc, *one) for one in incidents], (), statements, seeing(parts, tells))


def test_copy_in_capitals_keeps_what_the_model_sees_told():
    (fire,) = read(CAPITALS, [("arson", "BURNED"), ("battle", "FOUGHT")], PARTS, [("BURNED", "arson")])
    assert fire.id == "BURNED"
    assert [(p.text, p.kind) for p in fire.actors] == [("REBELS", "person"), ("VAGAR FRONT", "group")]
    assert [(p.text, p.kind) for p in fire.targets] == [("MILL", "object")]


def test_types_the_model_does_not_know_stay():
    found = read(CAPITALS, [("arson", "BURNED"), ("negotiation", "FOUGHT")], PARTS, [("BURNED", "arson")])
    assert [one.type for one in found] == ["arson", "negotiation"]


def test_a_type_that_rules_missed_is_told_by_its_word():
    (fire,) = read(CAPITALS, [], PARTS, [("BURNED", "arson")])
    assert (fire.type, [span.text for span in fire.mentions]) == ("arson", ["BURNED"])
    assert fire.id == read(CAPITALS, [], PARTS, [("BURNED", "arson")])[0].id


def test_the_model_decides_of_the_type_but_keeps_a_finer_one():
    (one,) = read(CAPITALS, [("attack", "BURNED")], PARTS, [("BURNED", "arson")])
    (two,) = read(CAPITALS, [("assassination", "BURNED")], [], [("BURNED", "attack")])
    assert (one.type, two.type) == ("arson", "assassination")


def test_few_sentences_in_capitals_keep_fighting_and_what_the_model_is_blind_to():
    found = read(SHORT, [("arson", "BURNED"), ("battle", "FOUGHT")], PARTS, [("BURNED", "arson")])
    assert [one.id for one in found] == ["BURNED", "FOUGHT"]
    (blind,) = read(SHORT, [("arson", "BURNED")], [], [])
    assert blind.id == "BURNED"
    assert read(CAPITALS, [("arson", "BURNED")], [], []) == []


@pytest.mark.parametrize(
    ("mode", "stays"), [(Mode.PLANNED, True), (Mode.THREATENED, True), (Mode.HYPOTHETICAL, False), (Mode.DENIED, False)]
)
def test_what_was_no_deed_stays_where_the_record_is_silent(mode, stays):
    found = read(CAPITALS, [("arson", "BURNED", mode)], [], [])
    assert [one.id for one in found] == ["BURNED"] * stays


@pytest.mark.parametrize(("kind", "stays"), [(Kind.DENIAL, True), (Kind.REPORT, False)])
def test_what_someone_denies_stays(kind, stays):
    doc = document(CAPITALS)
    said = Statement(
        id="said",
        speaker=None,
        cue=None,
        content=(),
        quote=Quote.INDIRECT,
        kind=kind,
        certainty=Certainty.DENIED,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        confidence=1.0,
    )
    denied = incident(doc, "battle", "FOUGHT", Mode.DENIED, statements=("said",))
    assert completed(doc, [denied], (), (said,), seeing([], [])) == [denied] * stays


def test_a_type_that_rules_missed_is_of_the_incident_in_its_sentence():
    (one,) = read(CAPITALS, [("battle", "BURNED")], [], [("MILL", "arson")])
    assert (one.id, one.type) == ("BURNED", "arson")


FILLED = [
    # the part the model sees, what is added
    (("Vágar Front", "organisation", "arson", 0.9), ["Vágar Front"]),
    (("Vágar Front", "organisation", "arson", 0.3), []),  # not sure enough
    (("Vágar Front", "organisation", "kidnapping", 0.9), []),  # of another incident
    (("Two armies", "individual", "arson", 0.9), []),  # of another sentence
]


@pytest.mark.parametrize(("part", "added"), FILLED)
def test_elsewhere_only_what_rules_left_open_is_added(part, added):
    doc = document(MIXED)
    rules = [incident(doc, "arson", "burned"), incident(doc, "battle", "fought")]
    fire, fight = completed(doc, rules, (), (), seeing([part], []))
    assert [p.text for p in fire.actors] == added
    assert fight == rules[1]


def test_what_rules_found_is_not_replaced():
    doc = document(MIXED)
    mill = Party(text="mill", start=35, end=39, name="mill", kind="object")
    rules = incident(doc, "arson", "burned", targets=(mill,))
    (fire,) = completed(doc, [rules], (), (), seeing([("Rebels", "victim", "arson", 0.9)], []))
    assert fire.targets == (mill,)

"""Whose words are whose, where a name or an owner stands beside them."""

import pytest

import purport
from purport.reading import default_reader
from purport.reading.outlets import introduced_outlets
from purport.types import Certainty, Document, Kind, Source


def read(text):
    document = Document(source=Source(id="t", sha256="0" * 64), text=text)
    return default_reader().read(document).statements


def by_cue(text):
    return {s.cue.text.rstrip(":"): s for s in read(text) if s.cue}


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (
            "Two rivals, the Skerry Front and the Kalsoy Guard, traded blame. The Skerry Front's channel Fyren said "
            'the Guard had lied. The Guard\'s channel replied: "Those who sell the bomb now sell the story."',
            "replied",
            "Kalsoy Guard's channel",
        ),
        ('"Nothing is signed," Jógvan Reinert, its negotiator, wrote.', "wrote", "Jógvan Reinert"),
        ("Erlend Flett, 31, denied the charges.", "denied", "Erlend Flett"),
        ("The mayor, Petur í Gong, said the road was open.", "said", "Petur í Gong"),
        (
            'A court heard Erlend Flett. Outside the court Flett\'s mother said: "He never hurt anyone."',
            "said",
            "Erlend Flett's mother",
        ),
        (
            "His lawyer, Tom Rendall, spoke for Erlend Flett. Rendall disputed this. He said no recording existed.",
            "said",
            "Tom Rendall",
        ),
        ("but two firefighters said they had heard two blasts.", "said", "two firefighters"),
        (
            "IN A STATEMENT THE HESTUR BRIGADE SAID IT WAS BEHIND THE FIRE. THE STATEMENT READ: "
            '"WE WARNED THE COMPANY IN JANUARY."',
            "READ",
            "HESTUR BRIGADE",
        ),
    ],
)
def test_a_speaker_is_named_without_what_stands_around_the_name(text, cue, name):
    assert by_cue(text)[cue].speaker.name == name


def test_a_group_is_no_outlet_because_its_outlet_stands_before_it():
    text = (
        "The Hestur Brigade said it was behind the fire. In a statement carried by Radio Foula, the group's news "
        "outlet, the Brigade said its men had placed two charges."
    )
    assert "Brigade" not in {text[start:end] for start, end in introduced_outlets(text)}
    assert not {"Brigade", "Hestur Brigade"} & {via.name for s in read(text) for via in s.via}


def test_an_outlet_named_in_apposition_to_what_it_is_stays_one():
    text = "In its newspaper, The Lantern, the Front said no."
    assert [text[start:end] for start, end in introduced_outlets(text)] == ["The Lantern"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Skerry Front warned that ships near Stora would be treated as military targets.", Kind.THREAT),
        ("The minister said he had no doubt that the Front was responsible.", Kind.ACCUSATION),
        ("The minister said he had doubts about the harbour.", Kind.CLAIM),
        ("She said the archive was treated as a public service.", Kind.REPORT),
    ],
)
def test_kind_is_that_of_the_words_that_decide(text, kind):
    assert by_cue(text).popitem()[1].kind is kind


@pytest.mark.parametrize(
    ("said", "certainty"),
    [
        ("We have two accounts. Both may be wrong,", Certainty.POSSIBLE),
        ("We have two accounts. They differ. We asked twice. Both may be wrong,", Certainty.CERTAIN),
        ("We have two accounts. Both are wrong,", Certainty.CERTAIN),
    ],
)
def test_a_later_sentence_hedges_where_half_of_them_do(said, certainty):
    assert by_cue(f'"{said}" the inspector said.')["said"].certainty is certainty


def test_who_confirms_but_would_not_say_promises_nothing():
    statements = read("She confirmed that a boat had left the harbour, but would not say in which direction.")
    assert Kind.PROMISE not in {s.kind for s in statements}


def test_a_pronoun_after_someone_unnamed_is_not_the_person_named_before() -> None:
    text = (
        "Einar Hallsson denied the charges. A former member of the group, who was not named, testified. He said that "
        "the leader had ordered it. He also said that he had burnt a police car."
    )
    told = [s.speaker for s in purport.read(text).statements if s.speaker is not None and s.speaker.text == "He"]
    assert [speaker.name for speaker in told] == [None, None]

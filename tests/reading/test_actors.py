"""Who acts and speaks in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.actors import ActorFinder, slug
from purport.reading.finder import Findings
from purport.types import Document, Source


def actors(text, **source):
    doc = parse(Document(source=Source(id="t", sha256="", **source), text=text))
    return {a.id: a for a in ActorFinder().find(doc, Findings())}


def mentions(actor):
    return [m.text for m in actor.mentions]


@pytest.mark.parametrize(
    ("text", "id_", "name", "kind"),
    [
        ("Reuters reported the raid on Tuesday.", "reuters", "Reuters", "media"),
        ("The Icelandic coast guard said so.", "state:IS/coast-guard", "Icelandic coast guard", "state"),
        ("The coast guard of Iceland said so.", "state:IS/coast-guard", "Icelandic coast guard", "state"),
        ("Denmark's Ministry of Defence said so.", "state:DK/defence-ministry", "Danish defence ministry", "state"),
        ("Reykjavik denied the report.", "state:IS", "Iceland", "state"),
        ("Prime Minister Astrid Joensen spoke.", "unlisted:astrid-joensen", "Astrid Joensen", "person"),
        ("Lt. Col. Magnus Dahl said it was over.", "unlisted:magnus-dahl", "Magnus Dahl", "person"),
        (
            "The Northern Isles Front (NIF) claimed the fire.",
            "unlisted:northern-isles-front",
            "Northern Isles Front",
            "group",
        ),
        ("A group calling itself the Skerry Watchmen did it.", "unlisted:skerry-watchmen", "Skerry Watchmen", "group"),
        ("He told the Lerwick Herald newspaper.", "unlisted:lerwick-herald", "Lerwick Herald", "media"),
        ("The Front printed it in its newspaper, The Lantern.", "unlisted:the-lantern", "The Lantern", "media"),
        ("Last October the Yell Front burned a boat.", "unlisted:yell-front", "Yell Front", "group"),
        ("The Foula League, an armed group, left.", "unlisted:foula-league", "Foula League", "group"),
        ("The Yell Guard arrested sixty people.", "unlisted:yell-guard", "Yell Guard", "state"),
        ("The government in Nuuk said so.", "state:GL", "Greenland", "state"),
        ("Signý Eldjárn, 34, came home.", "unlisted:signy-eldjarn", "Signý Eldjárn", "person"),
    ],
)
def test_finder_finds_the_actor(text, id_, name, kind):
    found = actors(text)
    assert id_ in found, found
    assert (found[id_].name, found[id_].kind) == (name, kind)


def test_finder_joins_short_names_to_the_full_one():
    found = actors("Foreign Minister Astrid Joensen arrived on Monday. Joensen said little. Astrid smiled.")
    assert mentions(found["unlisted:astrid-joensen"]) == ["Astrid Joensen", "Joensen", "Astrid"]


def test_finder_leaves_a_shared_surname_open():
    found = actors("Magnus Dahl and Sigrid Dahl arrived on Monday. Dahl said little to the crew.")
    assert mentions(found["unlisted:magnus-dahl"]) == ["Magnus Dahl"]
    assert mentions(found["unlisted:sigrid-dahl"]) == ["Sigrid Dahl"]


def test_finder_follows_an_abbreviation_the_text_defines():
    found = actors("The Northern Isles Front (NIF) claimed the fire. Later the NIF denied it.")
    assert mentions(found["unlisted:northern-isles-front"]) == ["Northern Isles Front", "NIF", "NIF"]


def test_finder_takes_the_head_of_a_name_for_it():
    found = actors("The Yell Front burned a boat. Later the Front denied it. The Front Street fire was small.")
    assert mentions(found["unlisted:yell-front"]) == ["Yell Front", "Front"]


def test_finder_trusts_the_text_over_the_codebook():
    found = actors("The Iceland Sailing Club (IS) sailed. IS won the race.")
    assert "islamic-state" not in found


def test_finder_does_not_take_a_capital_visited_for_a_government():
    assert "state:IS" not in actors("They flew to Reykjavik in June.")


def test_finder_leaves_out_actors_that_came_later():
    assert "rapid-support-forces" not in actors("The RSF sailed.", published="1998-05-01")


def test_finder_reads_capitals():
    found = actors("THE ICELANDIC COAST GUARD SAID ON MONDAY THAT REUTERS HAD REPORTED THE FIRE FIRST.")
    assert {"reuters", "state:IS/coast-guard"} <= set(found)


@pytest.mark.parametrize("text", ["", "x", "\x00\x00", "قال داعش", "🙂🙂 (X)", "“”“ (", "'s\n\n's", "The The (TT) (TT"])
def test_finder_survives_odd_text(text):
    actors(text)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="IS UNa.()\n'’“ Xé", max_size=60))
def test_finder_proves_every_mention(text):
    for actor in actors(text).values():
        assert actor.mentions
        for mention in actor.mentions:
            assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("name", "slugged"),
    [
        ("Høgni Ólafsson", "hogni-olafsson"),
        ("Hanus Skarð", "hanus-skard"),
        ("داعش", "داعش"),
        ("!", "-"),
        ("A  B", "a-b"),
    ],
)
def test_slug_is_plain(name, slugged):
    assert slug(name) == slugged

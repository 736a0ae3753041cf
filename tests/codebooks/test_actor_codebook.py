"""The codebook of actors: what it holds, what it refuses, and what it finds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.codebooks.actors import KINDS, actor_codebook, read
from purport.errors import CodebookError

GROUP = '[group]\nharbour-front = { name = "Harbour Front", source = "invented" }\n'


def found(text, **options):
    return [(m.name.owner, text[m.start : m.end]) for m in actor_codebook().matches(text, **options)]


def test_codebook_examples_hold():
    assert actor_codebook().failed_examples() == []


def test_codebook_covers_groups_states_organisations_and_media():
    kinds = [entry.kind for entry in actor_codebook().entries.values()]
    assert kinds.count("group") >= 100
    assert kinds.count("state") >= 193
    assert kinds.count("media") >= 40
    assert kinds.count("organisation") >= 40


def test_codebook_entries_name_their_sources():
    for entry in actor_codebook().entries.values():
        assert entry.source and entry.kind in KINDS, entry.id


@pytest.mark.parametrize(
    ("text", "owner", "words"),
    [
        ("The raid was claimed by IS.", "islamic-state", "IS"),
        ("بيان من داعش اليوم", "islamic-state", "داعش"),
        ("Об этом сообщил Интерфакс.", "interfax", "Интерфакс"),
        ("officials of the U.S. left", "state:US", "U.S."),
        ("the Islamic\nState said", "islamic-state", "Islamic\nState"),
        ("the People’s Protection Units", "ypg", "People’s Protection Units"),
        ("Reykjavik protested.", "state:IS", "Reykjavik"),
        ("THE CLAIM CAME FROM HUMAN RIGHTS WATCH IN THE CAPITAL.", "human-rights-watch", "HUMAN RIGHTS WATCH"),
        ("WATERS OF THE ISLAMIC STATE WERE QUIET. SHIPS OF IS LEFT.", "islamic-state", "IS"),
    ],
)
def test_matches_find_names_as_written(text, owner, words):
    assert (owner, words) in found(text)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The raid is claimed.", "islamic-state"),
        ("They told us so.", "state:US"),
        ("IT IS CERTAIN THAT THE FERRY HAS LEFT THE HARBOUR TODAY.", "islamic-state"),
        ("A quiet town.\nWHAT IS NEXT FOR IT\nNobody knew.", "islamic-state"),
        ("The whole site was empty.", "site"),
        ("Who said it?", "who"),
        ("Chadwick and Malinowski sailed.", "state:TD"),
    ],
)
def test_matches_leave_ordinary_words(text, owner):
    assert owner not in [id_ for id_, _ in found(text)]


def test_matches_take_the_longest_name():
    assert found("Papua New Guinea and South Sudan") == [
        ("state:PG", "Papua New Guinea"),
        ("state:SS", "South Sudan"),
    ]


def test_matches_know_when_an_actor_began():
    assert found("The PDF said so.", year=1989) == []
    assert found("The PDF said so.", year=2022) == [("peoples-defence-force", "PDF")]


def test_matches_are_fast():
    text = "The coast guard of Iceland told Reuters that the UN and the EU had no comment on the ferry. " * 60
    index = actor_codebook()
    index.matches(text)
    began = time.process_time()
    for _ in range(5):
        index.matches(text)
    assert (time.process_time() - began) / 5 / (len(text.split()) / 1000) < 0.02  # seconds; ten times what it takes


@given(st.text(max_size=200))
def test_matches_are_proven_and_apart(text):
    last = 0
    for match in actor_codebook().matches(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end


def test_outlets_speak_for_known_groups():
    entries = actor_codebook().entries
    assert entries[entries["al-naba"].speaks_for].name == "Islamic State"


def test_states_speak_as_governments():
    assert actor_codebook().entries["state:IS"].government == "Icelandic government"
    assert actor_codebook().entries["state:US"].government == "US government"


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        ("[group", "not TOML"),
        ('[club]\na = { name = "A" }', "no kind of actor"),
        ('[group]\na = { name = "A" }', "source"),
        ('[group]\na = { name = "", source = "s" }', "name"),
        ('[group]\na = "A"', "an actor is a table"),
        ('[group]\na = { name = "A", source = "s", colour = "red" }', "colour"),
        ('[group]\na = { name = "A", source = "s", names = "B" }', "list of words"),
        ('[group]\na = { name = "A", source = "s", country = 3 }', "in words"),
        ('[group]\na = { name = "A", source = "s", valid_from = "soon" }', "ISO 8601"),
        ('[group]\na = { name = "A", source = "s", parent = "b" }', "no actor's id"),
        ('[group]\na = { name = "A", source = "s" }\nb = { name = "A", source = "s" }', "names both"),
        ('[group]\na = { name = "A", source = "s" }\n[media]\na = { name = "B", source = "s" }', "the id 'a'"),
    ],
)
def test_read_refuses_a_broken_codebook(actors, message):
    with pytest.raises(CodebookError, match=message):
        read(actors)


def test_read_takes_a_codebook_of_ones_own():
    codebook = read(GROUP)
    assert [m.name.owner for m in codebook.matches("The Harbour Front sailed.")] == ["harbour-front"]


def test_failed_examples_name_what_fails():
    codebook = read(GROUP.replace('"invented" }', '"invented", examples_for = ["Nobody."] }'))
    assert codebook.failed_examples() == ["harbour-front: not found in 'Nobody.'"]

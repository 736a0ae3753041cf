"""The codebook of actors: what it holds, what it refuses, and what it finds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.actors import KINDS, actor_codebook, read


def found(text, **options):
    return [(m.name.owner, text[m.start : m.end]) for m in actor_codebook().matches(text, **options)]


def test_codebook_covers_groups_states_organisations_and_media():
    kinds = [entry.kind for entry in actor_codebook().entries.values()]
    assert kinds.count("group") >= 200
    assert kinds.count("state") >= 193
    assert kinds.count("media") >= 80
    assert kinds.count("organisation") >= 80


def test_codebook_has_examples_for_and_against_and_relations():
    entries = actor_codebook().entries.values()
    assert sum(bool(entry.examples_for and entry.examples_against) for entry in entries) >= 60
    assert len(actor_codebook().all_relations) >= 60


def test_names_that_others_bear_or_that_are_words_have_examples_for_and_against():
    for entry in actor_codebook().entries.values():
        if entry.words:
            assert entry.examples_for and entry.examples_against, entry.id


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
        ("The ISLAMIC STATE denied it.", "islamic-state", "ISLAMIC STATE"),
        ("HEZBOLLAH SAYS NO\nHezbollah will not join in, it said on Friday.", "hezbollah", "HEZBOLLAH"),
        ("وقالت لداعش ولحماس", "islamic-state", "داعش"),
        ("بيان حماس وحزب الله", "hezbollah", "حزب الله"),
        ("بيان للدولة الإسلامية", "islamic-state", "لدولة الإسلامية"),
        ("بيان الدولة الاسلامية", "islamic-state", "الدولة الاسلامية"),
        ("据新华社报道，渡轮晚点。", "xinhua", "新华社"),
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
        ("The FARS valley and its TURKEY farms were shut.", "fars"),
        ("The FARS valley and its TURKEY farms were shut.", "state:TR"),
        ("وفتح الباب", "fatah"),
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
    text = "The People's Defence Force said so."
    assert found(text, year=1989) == []
    assert found(text, year=2022) == [("peoples-defence-force", "People's Defence Force")]


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


SHARED = """
source = "invented"
[group.harbour-union]
name = "Harbour Union"
abbreviations = ["HU"]
shared = ["HU"]
country = "FO"
[group.hill-union]
name = "Hill Union"
abbreviations = ["HU"]
shared = ["HU"]
parent = "hill-league"
[group.hill-league]
name = "Hill League"
[group.home-union]
name = "Home Union"
abbreviations = ["HOME"]
[group.homes]
name = "Homes"
abbreviations = ["HOME"]
shared = ["HOME"]
[states]
FO = { name = "Faroe Islands", demonyms = ["Faroese"] }
"""


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("HU said so.", []),
        ("The Harbour Union (HU) said so.", ["harbour-union", "harbour-union"]),
        ("Faroese police spoke of HU.", ["state:FO", "harbour-union"]),
        ("The Hill League and HU said so.", ["hill-league", "hill-union"]),
        ("The Hill Union, as HU is called in the Faroe Islands", ["hill-union", "hill-union", "state:FO"]),
        ("The Hill Union and the Harbour Union share HU.", ["hill-union", "harbour-union"]),
        ("HOME said so.", ["home-union"]),
        ("Homes, or HOME, said so.", ["homes", "homes"]),
    ],
)
def test_matches_give_a_shared_name_to_the_one_the_text_tells(text, owners):
    assert [m.name.owner for m in read([CodebookFile("a.toml", SHARED)]).matches(text)] == owners


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("state:IS", ["state:IS"]),
        ("al shabaab", ["al-shabaab"]),
        ("harakat nujaba", ["harakat-al-nujaba"]),
        ("Ansar al-Sharia", ["aqap", "ansar-al-sharia-libya", "ansar-al-sharia-tunisia"]),
        ("nobody at all", []),
    ],
)
def test_find_takes_ids_names_and_words_of_names(name, ids):
    assert [entry.id for entry in actor_codebook().find(name)] == ids


def test_relations_are_told_from_both_ends_and_by_date():
    codebook = actor_codebook()
    told = [r.seen_from("boko-haram") for r in codebook.relations("boko-haram", on="2015-06")]
    assert ("part of", "islamic-state") in told
    assert ("split off", "islamic-state-west-africa") not in told
    told = [r.seen_from("boko-haram") for r in codebook.relations("boko-haram", on="2017")]
    assert ("part of", "islamic-state") not in told
    assert ("split off", "islamic-state-west-africa") in told
    rivals = codebook.relations("boko-haram", kind="rival")
    assert [r.seen_from("boko-haram")[1] for r in rivals] == ["islamic-state-west-africa"]
    with pytest.raises(ValueError, match="no year, month or day"):
        codebook.relations("boko-haram", on="soon")

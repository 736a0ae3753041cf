"""Codebooks as files: what they may hold, and how they refuse what breaks the rules."""

import pytest

from purport.codebooks.actor_tables import CodebookFile, codebook_files, tables
from purport.codebooks.actors import actor_codebook
from purport.errors import CodebookError

GROUP = '[group]\nharbour-front = { name = "Harbour Front", source = "invented" }\n'


def one(text):
    return tables([CodebookFile("mine.toml", text)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[group", "not TOML"),
        ('[club]\na = { name = "A" }', "no kind of actor"),
        ('[person]\na = { name = "A" }', "no kind of actor"),
        ('[group]\na = { name = "A" }', "source"),
        ('[group]\na = { name = "", source = "s" }', "name"),
        ('[group]\na = "A"', "an actor is a table"),
        ('group = "A"', "write each actor under"),
        ('[group]\na = { name = "A", source = "s", colour = "red" }', "colour"),
        ('[group]\na = { name = "A", source = "s", demonyms = ["Aish"] }', "demonyms"),
        ('[group]\na = { name = "A", source = "s", names = "B" }', "list of words"),
        ('[group]\na = { name = "A", source = "s", names = [" "] }', "list of words"),
        ('[group]\na = { name = "A", source = "s", country = 3 }', "quotation marks"),
        ('[group]\na = { name = "A", source = "s", country = [] }', "in words"),
        ('[group]\na = { name = "A", source = "s", shared = ["B"] }', "among its names"),
        ('[group]\na = { name = "A", source = "s", valid_from = "soon" }', "ISO 8601"),
        ('[group]\na = { name = "A", source = "s", valid_from = "2020-13" }', "calendar"),
        ('[group]\na = { name = "A", source = "s", valid_from = "2020", valid_to = "2019" }', "before it begins"),
        ('[group]\na = { name = "A", source = "s", valid_from = 2019-05-01 }', 'quotation marks: "2019-05-01"'),
        ('[group]\na = { name = "A", source = "s", valid_from = 2019 }', 'quotation marks: "2019"'),
        ('[group]\n"a b" = { name = "A", source = "s" }', "is no id"),
        ('[group]\n"a/b" = { name = "A", source = "s" }', "is no id"),
        ('[group]\na = { name = "A\\nB", source = "s" }', "in one line"),
        ('[group]\na = { name = "A", source = "s", country = "Faroe" }', "ISO 3166-1"),
        ('[group]\na = { name = "A", source = "s", parent = "b" }', "no actor's id"),
        ('[group]\na = { name = "A", source = "s", parent = "a" }', "belongs to itself"),
        ('[media]\na = { name = "A", source = "s", speaks_for = "a" }', "itself"),
        (
            'source = "s"\n[group]\na = { name = "A", parent = "b" }\nb = { name = "B", parent = "a" }',
            "itself, by way of b and a",
        ),
        ('institutions = ["coast guard"]', "list of its forms"),
        ('[institutions]\n"coast guard" = "coastguard"', "list of its forms"),
        ('[group]\na = { name = "A", source = "s" }\nb = { name = "A", source = "s" }', "names both"),
        ('[group]\na = { name = "A", source = "s" }\n[media]\na = { name = "B", source = "s" }', "the id 'a'"),
        ('[extends.a]\nnames = ["B"]\nsource = "s"', "no actor's id"),
        (f'{GROUP}[extends.harbour-front]\nnames = ["HF"]', "give it one in words"),
        (f'{GROUP}[extends.harbour-front]\nsource = "s"\nname = "HF"', "it may have"),
        (f'{GROUP}[extends.harbour-front]\nsource = "s"\nwithout = ["HF"]', "which it has not"),
        (f'{GROUP}[extends.harbour-front]\nsource = "s"\nwithout = ["Harbour Front"]', "what we call it"),
        (f'relation = "a"\n{GROUP}', r"under \[\[relation\]\]"),
        (f'{GROUP}[[relation]]\nactor = "harbour-front"\nrival = "b"\nsource = "s"', "'b', which is no actor's id"),
    ],
)
def test_tables_refuse_a_broken_codebook_and_name_it(text, message):
    with pytest.raises(CodebookError, match=message) as raised:
        one(text)
    assert str(raised.value).startswith("mine.toml: ")


def test_source_of_file_and_table_stand_for_those_without():
    held = one(
        'source = "f"\n[group.a]\nname = "A"\n[group.b]\nname = "B"\nsource = "own"\n'
        '[media]\nsource = "m"\nc = { name = "C" }\n[[relation]]\nactor = "a"\nally = "b"\n'
    )
    assert [held.entries[id_].source for id_ in "abc"] == ["f", "own", "m"]
    assert held.relations[0].source == "f"


def test_extends_adds_names_and_takes_them_away():
    held = one(
        '[group]\na = { name = "A", names = ["Ah"], abbreviations = ["AA"], source = "s" }\n'
        '[extends.a]\nnames = ["Aha"]\nwithout = ["AA"]\nexamples_for = ["Aha!"]\nsource = "t"\n'
    )
    entry = held.entries["a"]
    assert (entry.names, entry.abbreviations, entry.examples_for) == (("Ah", "Aha"), (), ("Aha!",))
    assert entry.source == "s; t"


def test_own_codebook_that_takes_one_of_our_names_tells_both_and_the_way_out():
    own = CodebookFile("mine.toml", '[group.a]\nname = "Islamic State"\nsource = "s"')
    with pytest.raises(CodebookError, match=r"names both 'islamic-state' and 'a'.*without") as raised:
        actor_codebook((own,))
    assert raised.value.where == "mine.toml"


def test_own_codebook_names_countries_that_are_listed_states():
    with pytest.raises(CodebookError, match="'ZZ', which is no listed state's"):
        actor_codebook((CodebookFile("mine.toml", '[group.a]\nname = "Ahoy"\nsource = "s"\ncountry = "ZZ"'),))


def test_own_codebook_that_takes_one_of_our_ids_tells_where_the_other_is():
    own = CodebookFile("mine.toml", '[group.hamas]\nname = "Harbour Men"\nsource = "s"')
    with pytest.raises(CodebookError, match=r"the other in actors.toml.*\[extends.hamas\]"):
        actor_codebook((own,))


def test_own_codebook_stands_beside_ours():
    own = CodebookFile("mine.toml", GROUP + '[extends.islamic-state]\nnames = ["IS Core"]\nsource = "s"')
    found = actor_codebook((own,)).matches("Iceland, IS Core and the Harbour Front")
    assert [m.name.owner for m in found] == ["state:IS", "islamic-state", "harbour-front"]
    assert actor_codebook().matches("The Harbour Front sailed.") == []


def test_codebook_files_take_files_and_folders(tmp_path):
    for name in ("b.toml", "a.toml", "notes.txt"):
        (tmp_path / name).write_text(GROUP)
    assert [file.where for file in codebook_files(tmp_path)] == [str(tmp_path / "a.toml"), str(tmp_path / "b.toml")]
    assert codebook_files([tmp_path / "b.toml"]) == (CodebookFile(str(tmp_path / "b.toml"), GROUP),)
    assert codebook_files(()) == ()


def test_codebook_files_name_what_cannot_be_read(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b"name = '\xff'")
    for path, message in (("none.toml", "cannot be read"), ("bad.toml", "not UTF-8")):
        with pytest.raises(CodebookError, match=message):
            codebook_files(tmp_path / path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CodebookError, match="holds no codebook"):
        codebook_files([tmp_path / "empty"])

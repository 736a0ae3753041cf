"""The codebook of themes: what ours holds, how files of one's own change it, and what is refused."""

import pytest

from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.theme_tables import themes_of_files
from purport.codebooks.themes import our_theme_files, theme_codebook
from purport.errors import CodebookError

SEA = '[theme.sea]\nname = "Sea"\ndefinition = "The sea."\nwords.en = ["sea"]\n'
WAYS = ("force", "exchange", "ransom", "bribery", "negotiation", "intimidation", "amnesty", "escape", "court")


def with_own(*texts: str):
    return theme_codebook(tuple(CodebookFile(f"own{n}.toml", text) for n, text in enumerate(texts))).themes


def test_ours_has_forty_themes_or_more_with_the_ways_of_freeing_prisoners():
    codebook = theme_codebook()
    assert len(codebook.themes) >= 40
    assert {f"freeing-{way}" for way in WAYS} <= set(codebook.children("freeing"))
    assert list(codebook.ancestors("freeing-exchange")) == ["freeing", "prisons"]


@pytest.mark.parametrize("theme", theme_codebook().themes.values(), ids=lambda theme: theme.code)
def test_each_of_ours_has_a_definition_words_in_five_languages_and_examples(theme):
    assert theme.definition.endswith(".")
    assert {"en", "ar", "fr", "ru", "es"} <= set(theme.words) or theme.near
    assert "en" in theme.words
    assert len(theme.examples_for) >= 4 and len(theme.examples_against) >= 4


def test_own_theme_is_added_and_one_with_the_code_of_ours_replaces_it():
    assert with_own(SEA)["sea"].name == "Sea"
    replaced = with_own(SEA.replace("theme.sea", "theme.maritime"))
    assert replaced["maritime"].words == {"en": ("sea",)} and len(replaced) == len(theme_codebook().themes)


def test_own_file_adds_to_a_theme_of_ours():
    more = with_own('[extends_theme.maritime]\nwords.fo = ["sjór"]\nexamples_for = ["Sjór."]')["maritime"]
    ours = theme_codebook().themes["maritime"]
    assert more.words == {**ours.words, "fo": ("sjór",)}
    assert more.examples_for == (*ours.examples_for, "Sjór.")
    assert len(more.patterns) == len(ours.patterns) + 1


def test_own_file_leaves_some_or_all_of_ours_out():
    assert "maritime" not in with_own('without_themes = ["maritime"]')
    assert list(with_own('without_themes = ["*"]\n' + SEA)) == ["sea"]


def test_lists_of_words_grow_over_files():
    lists = '[word_list.boat]\nen = ["skiff"]\n'
    both = with_own(lists + SEA.replace('["sea"]', '["@boat"]'), '[word_list.boat]\nen = ["yawl", "open boat"]')
    [pattern] = both["sea"].patterns
    assert len(pattern.elements[0]) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[theme.Sea]\nname = "Sea"', "'Sea' cannot be the code of a theme; use small letters"),
        ('[theme.sea]\ndefinition = "The sea."\nwords.en = ["sea"]', "'sea' has no name; give it one in words"),
        ('[theme.sea]\nname = "Sea"\nwords.en = ["sea"]', "'sea' has no definition"),
        ('[theme.sea]\nname = "Sea"\ndefinition = "The sea."', "nothing by which it is found; give it words, near"),
        (SEA + "colour = 'blue'", "has colour; it may have name, definition, parent"),
        (SEA + "include = 'ships'", "include 'ships'; give a list"),
        (SEA + "unless = ['']", "unless ['']; give a list"),
        (SEA + "parent = 'ocean'", "the parent 'ocean', which is no theme"),
        (SEA + "parent = 'sea'", "each other's parents (sea -> sea)"),
        (SEA + "similar = 2", "similar 2; give a number between 0 and 1"),
        (SEA + "similar = 0.5", "`similar` and no examples_for"),
        (SEA + "records = ['sea']", "records: 'sea' is words; put them under `words`"),
        (SEA + "words.english = ['sea']", "name the language by its code"),
        (SEA + "words.fo = 'sjór'", "the words 'sjór' in 'fo'; give a list"),
        (SEA + "words.fo = ['sj* ..']", "words.fo: 'sj* ..' has 'sj*', which begins too many words"),
        (SEA + "near = [{ all = [['sea']] }]", "`all` has two lists of patterns or more"),
        (SEA + "near = [{ all = [['sea'], ['boat']], within = 1 }]", "`within` is a number of words, 2 or more"),
        (SEA + "near = [{ all = [['sea'], ['@nosuch']] }]", "the theme 'sea', near: '@nosuch' has @nosuch"),
        (SEA + "near = [{ all = [['sea'], ['boat']], never = ['x'] }]", "with never; it may have all, unless, within"),
        (SEA + "near = 'sea'", "give a list of tables"),
        ("[theme]\nsea = 1", "'sea' of `theme` is 1; write it as a table, under [theme.sea]"),
        ("theme = 1", "`theme` is 1; write each under [theme.ITS-NAME]"),
        ("[extends_theme.nosuch]\nwords.en = ['sea']", "extended but stands nowhere"),
        ("[extends_theme.maritime]\nname = 'Sea'", "has name; it may have include"),
        ("without_themes = ['nosuch']", "nosuch, which is no theme of ours; drop that"),
        ("without_themes = 'maritime'", "`without_themes` is 'maritime'; give a list of codes"),
        ("[word_list.boat]\nen = ['.. boat']", "the list of words 'boat', en: '.. boat' begins or ends with a gap"),
        ("[theme.sea", "the codebook is not TOML"),
    ],
)
def test_bad_file_is_named_with_theme_rule_and_way_out(text, said):
    with pytest.raises(CodebookError) as caught:
        with_own(text)
    assert str(caught.value).startswith("own0.toml: ") and said in str(caught.value)


def test_two_own_files_with_one_code_are_refused():
    with pytest.raises(CodebookError, match=r"two themes have the code 'sea', the other in own0\.toml"):
        with_own(SEA, SEA)


def test_ring_of_parents_over_two_themes_is_shown():
    ring = SEA + 'parent = "lake"\n' + SEA.replace("theme.sea", "theme.lake") + 'parent = "sea"'
    with pytest.raises(CodebookError, match="sea -> lake -> sea"):
        with_own(ring)


def test_ours_is_sound_without_any_other_file():
    assert len(themes_of_files(our_theme_files(), ())) == len(theme_codebook().themes)


@pytest.mark.parametrize(
    ("code", "said"),
    [("xx", "'xx', which is no language's code"), ("eng", "its code of two letters, en"), ("EN", "name the language")],
)
def test_language_must_be_one(code, said):
    with pytest.raises(CodebookError, match=said):
        with_own(SEA.replace("words.en", f"words.{code}"))
    assert with_own(SEA.replace("words.en", "words.nds"))["sea"].words == {"nds": ("sea",)}

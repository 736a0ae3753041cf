"""English words without their endings, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language.lemmas import forms, is_adverb, lemma

FORMS = {
    "burn": ("burn", "burns", "burned", "burnt", "burning"),
    "take": ("take", "takes", "took", "taken", "taking"),
    "kill": ("kill", "kills", "killed", "killing", "killings"),
    "shoot": ("shoot", "shot", "shots", "shooting", "shootings"),
    "prisoner": ("prisoner", "prisoners"),
    "casualty": ("casualty", "casualties"),
    "plan": ("plan", "planned", "planning"),
    "deny": ("deny", "denies", "denied", "denying"),
    "man": ("man", "men"),
    "smyril": ("smyril",),
    "аэропорт": ("аэропорт",),
}


@pytest.mark.parametrize("word", FORMS)
def test_all_forms_of_a_word_have_its_lemma(word):
    assert {lemma(form) for form in FORMS[word]} == {word}
    for form in FORMS[word]:
        assert set(FORMS[word]) <= set(forms(form))


@pytest.mark.parametrize("word", ["burn", "take", "steal", "plan", "deny", "build"])
def test_no_form_is_made_up(word):
    assert not {"taked", "stealed", "planed", "denyed", "builded", "burnes"} & set(forms(word))


@given(st.text(st.characters(whitelist_categories=("Ll", "Nd")), max_size=12))
def test_a_word_is_among_its_forms_whatever_it_is(word):
    assert word in forms(word)
    assert lemma(lemma(word)) == lemma(word)
    assert {lemma(form) for form in forms(word)} == {lemma(word)}


def test_an_adverb_is_no_noun_and_no_verb():
    assert is_adverb("badly")
    assert not is_adverb("rally")
    assert not is_adverb("family")

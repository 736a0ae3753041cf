import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.case.arabic import forms
from purport.case.term_tables import TOKENIZER
from purport.language.folding import WORD, FoldedText, fold, folded, words

FOLDS = [
    ("Norran Front", "norran front"),
    ("Søren of Tórshavn", "soren of torshavn"),
    ("Seyðisfjörður", "seydisfjordur"),
    ("STRASSE Straße", "strasse strasse"),
    ("al-Qaeda’s “plan”", "al qaeda s plan"),
    ("٢٠٢٠ ۲۰۲۰", "2020 2020"),
    ("soft\u00adly\u200b", "softly"),
    ("الشُّرطَة", "الشرطه"),
    ("إلى ٱلآن أمس", "الي الان امس"),
    ("مسؤول شاطئ", "مسوول شاطي"),
    ("علىٰ", "علي"),
    ("جـــزيرة", "جزيره"),
    ("کتاب فارسی", "كتاب فارسي"),
    ("ﷺ", "صلي الله عليه وسلم"),
    ("a\ue001b", "a b"),
    ("a\x1fb", "a b"),
    ("–", ""),
]


@pytest.mark.parametrize(("text", "plain"), FOLDS)
def test_words_are_folded(text, plain):
    assert " ".join(words(text)) == plain


def test_folded_keeps_names_apart():
    assert folded("Norran Front", None, "NF", "norran front") == " norran front | nf "
    assert folded("!?") == ""


@given(st.text())
def test_fold_changes_nothing_twice(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_words_are_those_of_the_index(text):
    index = sqlite3.connect(":memory:")
    index.execute(f'CREATE VIRTUAL TABLE t USING fts5 (terms, tokenize = "{TOKENIZER}")')
    index.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'row')")
    index.execute("INSERT INTO t VALUES (?)", (fold(text),))
    assert {term for term, *_ in index.execute("SELECT * FROM v")} == set(words(text))
    index.close()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aé ßﷺـُ"))))
def test_folded_text_leads_back_to_the_words(text):
    for start, end in FoldedText(text).find(WORD):
        assert 0 <= start < end <= len(text)
        assert words(text[start:end])


def test_folded_text_knows_where_a_word_stood():
    text = "ﷺ “Straße”, Tórshavn: الشُّرطَة"
    found = [text[start:end] for start, end in FoldedText(text).find(WORD)]
    assert found[4:] == ["Straße", "Tórshavn", "الشُّرطَة"]


@pytest.mark.parametrize("written", ["شرطه", "الشرطه", "والشرطه", "بالشرطه", "للشرطه", "وللشرطه", "فبشرطه"])
def test_arabic_forms_hold_what_is_written_to_a_word(written):
    assert written in forms("شرطه")
    assert written in forms("الشرطه")


@pytest.mark.parametrize(("word", "missing"), [("الله", "له"), ("وزاره", "زاره"), ("دم", "ودم")])
def test_arabic_forms_leave_what_may_be_the_word_itself(word, missing):
    assert word in forms(word)
    assert missing not in forms(word)


def test_forms_leave_other_scripts_alone():
    assert forms("prisoners") == ("prisoners",)

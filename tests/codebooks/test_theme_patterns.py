"""Patterns as they are written: what they become, and what is refused."""

import pytest

from purport.codebooks.theme_patterns import Form, MarkPattern, WordPattern, WordTest, pattern
from purport.errors import CodebookError

PRISON = {"prison": ((WordTest("jail", Form.LEMMA),), (WordTest("prison", Form.LEMMA), WordTest("camp", Form.LEMMA)))}

READ = [
    ("prison", (WordTest("prison", Form.LEMMA),)),
    ("=left", (WordTest("left", Form.EXACT),)),
    ("tax/n", (WordTest("tax", Form.LEMMA, "NN"),)),
    ("imprison*", (WordTest("imprison", Form.BEGINNING),)),
    ("free .. prisoner", (WordTest("free", Form.LEMMA), None, WordTest("prisoner", Form.LEMMA))),
    (
        "free|hand_over",
        (((WordTest("free", Form.LEMMA),), (WordTest("hand", Form.LEMMA), WordTest("over", Form.LEMMA))),),
    ),
    ("@prison", (PRISON["prison"],)),
    ("Évadé", (WordTest("evade", Form.LEMMA),)),
    ("cease-fire", (WordTest("cease", Form.EXACT), WordTest("fire", Form.LEMMA))),
]


@pytest.mark.parametrize(("written", "elements"), READ)
def test_pattern_is_words_in_an_order(written, elements):
    assert pattern(written, PRISON) == WordPattern(elements)


def test_pattern_of_another_language_takes_words_as_they_stand():
    assert pattern("prisons", {}, english=False) == WordPattern((WordTest("prisons", Form.EXACT),))


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("type:riot", MarkPattern("type", "riot")),
        ("type:riot/planned", MarkPattern("type", "riot", "planned")),
        ("actor:state:FO", MarkPattern("actor", "state:FO")),
        ("kind:group", MarkPattern("kind", "group")),
        ("cue:denial", MarkPattern("cue", "denial")),
    ],
)
def test_pattern_may_be_what_was_found(written, mark):
    assert pattern(written, {}) == mark


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (".. prison", "begins or ends with a gap"),
        ("prison ..", "begins or ends with a gap"),
        ("free @nosuch", "the lists are prison; make one under [word_list.nosuch]"),
        ("ab*", "give 3 letters or more"),
        ("tax/x", "it is one of n, v, a"),
        ("free||jail", "'', which is no word"),
        ("!", "'!', which is no word"),
        ("(jail", "it is no regular expression"),
        ("jails?$", "has $ ?, which mean nothing"),
        ("type:riot/nosuch", "it is one of happened"),
        ("cue:nosuch", "it is one of denial"),
    ],
)
def test_pattern_that_is_none_is_refused_with_the_way_out(written, said):
    with pytest.raises(CodebookError) as caught:
        pattern(written, PRISON)
    assert said in str(caught.value) and written in str(caught.value)

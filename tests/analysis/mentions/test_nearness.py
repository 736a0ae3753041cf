"""How near texts are to each other by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.mentions.nearness import LEAST, Outline, Rarity, dot, near_pairs, outline, unit
from purport.analysis.wording import wording

FIRE = "Fire destroyed the herring mill at Scalloway on Sunday, Olaf Rendall of the fire brigade said."
FIRE_AGAIN = "The herring mill at Scalloway burned down; Olaf Rendall said the fire began on Sunday night."
RAID = "Gunmen raided a bank in Kirkwall on Monday and took two clerks hostage, the Orkney police said."


def outlines(*texts):
    wordings = [wording(text) for text in texts]
    rarity = Rarity(wordings)
    return [outline(text, words, rarity) for text, words in zip(texts, wordings, strict=True)]


def test_near_pairs_are_those_of_one_story():
    found = {(a, b): near for a, b, near in near_pairs(outlines(FIRE, RAID, FIRE_AGAIN))}
    assert max(found, key=lambda pair: found[pair].cosine) == (0, 2)
    assert found[0, 2].cosine > 0.25
    assert found[0, 2].share == pytest.approx(1)
    assert all(near.cosine < found[0, 2].cosine / 3 for pair, near in found.items() if pair != (0, 2))


def test_near_pairs_of_texts_without_words_are_none():
    assert list(near_pairs(outlines("", "...", FIRE))) == []


def test_word_that_all_texts_have_tells_less():
    alone, *_ = outlines(FIRE)
    crowded, *_ = outlines(FIRE, *(f"Scalloway report {n}" for n in range(300)))
    (stem,) = set(wording("Scalloway").stems.tolist())
    assert crowded.words[stem] < alone.words[stem]


@given(st.dictionaries(st.integers(0, 20), st.floats(0.01, 10), max_size=8))
def test_unit_has_length_one_or_is_empty(weights):
    found = unit(weights)
    assert dot(found, found) == pytest.approx(1 if weights else 0)


@given(st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=5), min_size=2, max_size=6))
def test_near_pairs_are_all_pairs_with_such_a_cosine(rows):
    made = [unit(dict.fromkeys(row, 1.0)) for row in rows]
    expected = {
        (a, b): dot(made[a], made[b]) for b in range(len(made)) for a in range(b) if dot(made[a], made[b]) >= LEAST
    }
    found = {(a, b): near for a, b, near in near_pairs([Outline(one, {}, {}) for one in made])}
    assert found.keys() == expected.keys()
    assert all(near.cosine == pytest.approx(expected[pair]) for pair, near in found.items())
    assert all(0 < near.least_share <= near.share <= 1 + 1e-9 for near in found.values())

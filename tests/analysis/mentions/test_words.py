"""How mentions of events are told."""

import pytest

from purport.analysis.mentions.nearness import Rarity
from purport.analysis.mentions.words import Mention, told
from purport.analysis.wording import wording

TEXT = (
    "Gunmen attacked the customs post at Scalloway on Sunday.\nThe attack on the post killed Olaf Rendall, police said."
)


def tell(text, *words):
    wordings = [wording(text)]
    mentions = [Mention(document=0, start=text.index(w), end=text.index(w) + len(w)) for w in words]
    return told([text], wordings, mentions, Rarity(wordings))


def test_told_gives_lemma_and_kind_in_the_order_of_the_mentions():
    found = tell(TEXT, "killed", "attacked", "attack on")
    assert [(one.lemma, one.kind) for one in found] == [("kill", "verb"), ("attack", "verb"), ("attack", "noun")]


def test_told_gives_whom_and_what_it_is_said_of():
    attacked, killed = tell(TEXT, "attacked", "killed")
    assert {"gunman", "custom", "post"} & attacked.arguments
    assert "rendall" in killed.arguments
    assert attacked.names.keys() & set(wording("Scalloway").stems.tolist())
    assert not killed.names.keys() & set(wording("Scalloway").stems.tolist())


def test_mentions_share_stems_and_know_their_sentence():
    attacked, attack, killed = tell(TEXT, "attacked", "attack on", "killed")
    assert attacked.stems & attack.stems
    assert attacked.sentence == 0
    assert attack.sentence == killed.sentence == TEXT.index("The attack")


def test_told_knows_the_days_of_its_sentence():
    attacked, killed = tell(TEXT, "attacked", "killed")
    assert attacked.days == {"Sunday"}
    assert killed.days == set()


@pytest.mark.parametrize(("text", "lemma"), [("!!!", "!"), ("…", "…"), ("war", "war"), ("12", "12")])
def test_told_of_a_text_with_hardly_a_word(text, lemma):
    wordings = [wording(text)]
    (one,) = told([text], wordings, [Mention(document=0, start=0, end=len(text))], Rarity(wordings))
    assert one.lemma == lemma
    assert len(one.stems) == len(wordings[0])

"""What speaks for two mentions being one event."""

import pytest

from purport.analysis.mentions.evidence import EVIDENCE, Habits, evidence
from purport.analysis.mentions.nearness import ITSELF, Nearness
from purport.analysis.mentions.words import Told

HABITS = Habits(again={"kill": (10, 8), "say": (100, 1)}, pairs={"die kill": (9, 6), "raid say": (9, 0)})
NEAR = Nearness(cosine=0.4, share=0.9, least_share=0.8, names=0.5, numbers=0.2)


def telling(lemma, **others):
    plain = {
        "kind": "verb",
        "names": {},
        "near": {},
        "days": frozenset(),
        "arguments": frozenset(),
        "rarity": 3.0,
        "sentence": 0,
    }
    return Told(lemma=lemma, stems=frozenset({hash(lemma)}), **(plain | others))


def found(one, other, near=NEAR, same_text=False):
    return dict(zip(EVIDENCE, evidence(one, other, near, same_text, HABITS), strict=True))


def test_evidence_of_heads():
    assert found(telling("kill"), telling("kill"))["alike"] == 1
    assert found(telling("kill"), telling("die"))["alike"] == 0
    assert found(telling("kill"), telling("killing"))["unlike, prefix"] == pytest.approx(4 / 7)


@pytest.mark.parametrize("pair", [("kill", "die"), ("die", "kill")])
def test_evidence_knows_which_heads_are_told_for_each_other(pair):
    known = found(*map(telling, pair))["told for"]
    assert (
        known > found(telling("kill"), telling("burn"))["told for"] > found(telling("raid"), telling("say"))["told for"]
    )


def test_evidence_knows_which_events_are_told_again():
    again = found(telling("kill"), telling("kill"))["told again"]
    assert (
        again
        > found(telling("burn"), telling("burn"))["told again"]
        > found(telling("say"), telling("say"))["told again"]
    )


def test_evidence_of_arguments_names_and_places():
    one = telling("raid", names={1: 1.0}, arguments=frozenset({"gunman", "quay"}))
    other = telling("raid", names={1: 0.6, 2: 0.8}, arguments=frozenset({"quay"}), kind="noun")
    told = found(one, other, ITSELF, same_text=True)
    assert told["names"] == pytest.approx(0.6)
    assert told["arguments"] == pytest.approx(1 / 2**0.5)
    assert (told["one text"], told["one sentence"], told["both verbs"], told["both nouns"]) == (1, 1, 0, 0)


def test_evidence_is_the_same_both_ways():
    one, other = telling("raid", names={1: 1.0}, sentence=4), telling("attack", names={1: 0.5}, kind="noun")
    assert evidence(one, other, NEAR, True, HABITS) == evidence(other, one, NEAR, True, HABITS)

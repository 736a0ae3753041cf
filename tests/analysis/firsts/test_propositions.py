"""The words of what is said that tell something."""

import pytest

from purport.analysis.firsts.propositions import proposition


@pytest.mark.parametrize(
    ("content", "polarity", "words", "numbers", "limited"),
    [
        ("it had burned the ferry Smyril", "affirmed", {"burn", "ferry", "smyril"}, set(), False),
        ("burning the ferry Smyril", "affirmed", {"burn", "ferry", "smyril"}, set(), False),
        ("it did not burn the ferry Smyril", "negated", {"burn", "ferry", "smyril"}, set(), False),
        ("the claims that it burns the ferry", "affirmed", {"burn", "ferry"}, set(), False),
        ("three of 40 boats were badly damaged", "affirmed", {"boat", "damage"}, {"3", "40"}, False),
        ("no further shots were fired", "negated", {"further", "shoot", "fire"}, set(), True),
        ("a further shot was fired", "affirmed", {"further", "shoot", "fire"}, set(), False),
    ],
)
def test_what_is_said_is_the_same_affirmed_or_denied(hand, content, polarity, words, numbers, limited):
    report = hand(f"Aron Vik said {content}.")
    report.say("Aron Vik", "said", content, polarity=polarity)
    says = proposition(report.reading().statements[0])
    assert (says.words, says.numbers, says.limited) == (words, numbers, limited)


def test_fewer_words_are_enough_where_one_is_of_a_place(hand):
    report = hand("Aron Vik said it took hostages on Unst.")
    report.say("Aron Vik", "said", "it took hostages on Unst")
    says = proposition(report.reading().statements[0])
    assert says.words == {"take", "hostage", "unst"} and says.is_enough(frozenset())
    report = hand("Aron Vik said hostages were on Unst.")
    report.say("Aron Vik", "said", "hostages were on Unst")
    says = proposition(report.reading().statements[0])
    assert says.is_enough(frozenset({"unst"})) and not says.is_enough(frozenset({"brae"}))

"""The first of a claim, affirmed and denied."""

import pytest

from purport.analysis import first_statements
from purport.errors import NotInCase

FRONT, LEAGUE = "Norran Front", "Skerry League"


def test_a_claim_has_a_first_for_each_side(case):
    found = first_statements(case, claim="crew ferry")
    assert {(each.standing, each.tellings[0].document) for each in found} == {
        ("denied", "denied"),
        ("affirmed", "mayor"),
    }
    for each in found:
        assert not case.find(each.search.before)


def test_a_claim_of_one_speaker_is_that_speakers(case):
    found = {each.standing: each for each in first_statements(case, claim="crew ferry", actor=FRONT)}
    assert found["affirmed"].tellings[0].document == "admitted"
    assert found["affirmed"].said_before == 2
    assert found["affirmed"].search.others == 1
    assert "certainty:denied" in found["affirmed"].search.before


# Each a cue, what is said, and whether it is read as negated; all deny the same, whichever comes first.
DENIALS = {
    "ferry Smyril": [
        ("denied", "that it had burned the ferry Smyril", False),
        ("said", "it did not burn the ferry Smyril", True),
        ("denied", "burning the ferry Smyril", False),
        ("said", "that it never burnt the ferry Smyril", True),
        ("denied", "the claim that it burns the ferry Smyril", False),
    ],
    "hostages Unst": [
        ("denied", "taking hostages on Unst", False),
        ("said", "it took no hostages on Unst", True),
        ("said", "it had not taken any hostages on Unst", True),
    ],
    "prisoners Kirkwall": [
        ("said", "that no prisoners were beaten in the Kirkwall jail", True),
        ("denied", "beating prisoners in the Kirkwall jail", False),
        ("said", "it did not beat the prisoners in the Kirkwall jail", True),
    ],
}


def _denials(told, every):
    return [
        told(f"d{n}", f"2024-0{n + 1}-05", (LEAGUE, cue, content), polarity="negated" if negated else "affirmed")
        for n, (cue, content, negated) in enumerate(every)
    ]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("query", DENIALS)
def test_denials_in_other_words_are_put_together(archive, told, query, turned):
    every = DENIALS[query][::-1] if turned else DENIALS[query]
    case = archive(*_denials(told, every), told("late", "2024-11-04", (LEAGUE, "said", "the nets were dry")))
    (found,) = first_statements(case, claim=query)
    assert (found.standing, found.tellings[0].document, found.in_these_words) == ("denied", "d0", False)
    assert found.search.finds == len(every)


def test_who_is_named_by_one_is_it_in_the_words_of_the_other(archive, told):
    case = archive(
        told("own", "2024-01-05", (LEAGUE, "denied", "that it had burned the ferry Smyril")),
        told(
            "its", "2024-03-22", ("Jon Hay", "said", f"the {LEAGUE} did not burn the ferry Smyril"), polarity="negated"
        ),
    )
    (found,) = first_statements(case, claim="ferry Smyril")
    assert (found.tellings[0].document, found.search.finds) == ("own", 2)


REFUTED = [
    # What is said earlier, and how; after it the League denies that it burned the ferry.
    ("denied", "setting fire to the ferry Smyril", False),
    ("said", "that the ferry Smyril was not burned by its men", True),
    ("said", "nobody of the League had gone near the ferry Smyril that burned", True),
]


@pytest.mark.parametrize(("cue", "content", "negated"), REFUTED)
def test_a_first_is_one_in_its_words_where_earlier_ones_are_near(archive, told, cue, content, negated):
    burned = told("burned", "2024-03-22", (LEAGUE, "said", "it did not burn the ferry Smyril"), polarity="negated")
    case = archive(*_denials(told, [(cue, content, negated)]), burned)
    found = next(each for each in first_statements(case, claim="ferry Smyril") if each.tellings[0].document == "burned")
    assert found.in_these_words
    assert "in these words" in found.sentence
    assert (found.search.near.count, found.search.near.earliest.document) == (1, "d0")
    assert content in found.sentence
    assert len(case.placed_statements(found.search.before)) == found.search.finds_before


def test_a_denial_is_never_proved_by_a_search_without_denials(archive, told):
    for query, every in DENIALS.items():
        affirmed = told("said", "2024-01-01", (LEAGUE, "said", every[0][1].removeprefix("that ")))
        case = archive(affirmed, *_denials(told, every))
        for found in first_statements(case, claim=query):
            assert found.standing != "denied" or "-certainty" not in found.search.before
            assert found.standing != "denied" or "-(" not in found.search.before


def test_the_forms_of_the_words_asked_are_sought_too(archive, told):
    case = archive(*_denials(told, DENIALS["ferry Smyril"]))
    (found,) = first_statements(case, claim="burned ferry Smyril")
    assert (found.tellings[0].document, found.search.finds) == ("d0", 5)
    assert "burnt" in found.search.query


def test_a_denial_that_negates_is_no_denial_of_its_own_words(archive, told):
    (found,) = first_statements(archive(*_denials(told, DENIALS["ferry Smyril"][1:2])), claim="ferry Smyril")
    assert found.sentence.startswith("First denial in this archive: ")
    (found,) = first_statements(archive(*_denials(told, DENIALS["ferry Smyril"][:1])), claim="ferry Smyril")
    assert found.sentence.startswith("First statement denying this claim in this archive: ")


REFUSALS = [
    ("it will not pay a ransom for the pilot", {"time": "future"}, None),
    ("it would not pay a ransom for the pilot", {"time": "conditional"}, None),
    ("it never pays a ransom for a pilot again", {"kind": "promise"}, None),
    ("it had not paid a ransom for the pilot", {"time": "past"}, "denied"),
    ("it could not have paid a ransom for the pilot", {"time": "conditional"}, "denied"),
]


@pytest.mark.parametrize(("content", "fields", "standing"), REFUSALS)
def test_what_refuses_is_no_denial(archive, told, content, fields, standing):
    refused = told("no", "2024-04-12", (LEAGUE, "said", content), polarity="negated", **fields)
    case = archive(refused, told("paid", "2024-05-12", (LEAGUE, "said", "it paid a ransom for the pilot")))
    found = first_statements(case, claim="ransom")
    assert [each.standing for each in found if each.tellings[0].document == "no"] == ([standing] if standing else [])
    assert [each.standing for each in found if each.tellings[0].document == "paid"] == ["affirmed"]
    if standing is None:
        with pytest.raises(NotInCase, match="no claim of fact"):
            first_statements(archive(refused), claim="ransom")


def test_who_denies_that_they_would_denies(archive, told):
    case = archive(told("no", "2024-04-12", (LEAGUE, "denied", "that it would pay a ransom"), time="conditional"))
    assert [each.standing for each in first_statements(case, claim="ransom")] == ["denied"]


def test_a_refusal_before_a_denial_is_not_near_it(archive, told):
    case = archive(
        told("no", "2024-04-12", (LEAGUE, "said", "it will not pay a ransom"), polarity="negated", time="future"),
        told("denied", "2024-05-12", (LEAGUE, "denied", "that it had paid a ransom")),
    )
    (found,) = first_statements(case, claim="ransom")
    assert (found.tellings[0].document, found.search.near) == ("denied", None)

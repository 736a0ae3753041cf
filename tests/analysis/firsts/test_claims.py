"""The first of a claim, affirmed and denied; and who went back on what they said."""

import pytest

from purport.analysis import first_statements, reversals, reversals_since
from purport.analysis.firsts.standing import standing
from purport.errors import OptionError

FRONT, LEAGUE = "Norran Front", "Skerry League"
HELD = "it had held the crew of the ferry Hamnavoe on Fetlar"
RAID = "its men had raided the weapons store at Sumburgh on Saturday"


@pytest.fixture
def case(archive, told):
    return archive(
        told("denied", "2025-02-24", (FRONT, "denied", HELD), (LEAGUE, "said", "the pier at Scalloway was mended")),
        told("mayor", "2025-03-01", ("Mary Halcro", "said", HELD)),
        told("raid", "2025-03-10", (FRONT, "denied", RAID)),
        told("admitted", "2025-09-15", (FRONT, "admitted", HELD)),
        told("repeated", "2025-09-16", (FRONT, "admitted", HELD), publisher="Isles Herald"),
    )


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


def test_who_denied_before_and_admits_now_is_told_with_both_words(case):
    (found,) = reversals(case, actor=FRONT)
    assert (found.earlier.document, found.later.document) == ("denied", "admitted")
    assert (found.was, found.became, found.days) == ("denied", "affirmed", 203)
    assert found.earlier.words.text == found.later.words.text == HELD
    assert found.same_words
    assert 0 <= found.probability <= 1
    assert found.sentence.startswith("Norran Front denied it, and affirmed it 203 days later")
    assert [each.later.document for each in reversals(case, claim="crew ferry")] == ["admitted"]


def test_what_is_new_is_the_later_statement(case):
    assert [each.later.document for each in reversals_since(case, "2025-09-01")] == ["admitted"]
    assert not reversals_since(case)  # repeated, and no news
    assert not reversals_since(case, "2025-10-01")


QUOTE = "no man of the crew was held on Fetlar"


def test_the_same_words_read_once_as_negated_are_no_reversal(archive, told):
    case = archive(
        told("a", "2025-01-06", (FRONT, "said", QUOTE), polarity="negated"),
        told("b", "2025-01-07", (FRONT, "said", f"then {QUOTE}")),
        told("c", "2025-01-08", (FRONT, "said", "a man of the crew was held on Fetlar")),
    )
    assert [each.later.document for each in reversals(case, actor=FRONT)] == ["c"]


CHANGES = [
    # (first cue, first polarity), (second cue, second polarity), whether it is a reversal
    (("said", "affirmed"), ("denied", "affirmed"), True),
    (("denied", "affirmed"), ("said", "affirmed"), True),
    (("said", "negated"), ("said", "affirmed"), True),
    (("said", "affirmed"), ("said", "affirmed"), False),
    (("denied", "affirmed"), ("said", "negated"), False),
    (("denied", "negated"), ("said", "affirmed"), False),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_only_the_other_side_is_a_reversal(archive, told, before, after, expected):
    words = {"affirmed": HELD, "negated": HELD.replace("had held", "had not held")}
    case = archive(
        told("a", "2025-01-06", (FRONT, before[0], words[before[1]]), polarity=before[1]),
        told("b", "2025-06-02", (FRONT, after[0], words[after[1]]), polarity=after[1]),
    )
    assert bool(reversals(case, actor=FRONT)) is expected


@pytest.mark.parametrize(
    ("day", "speaker", "content"),
    [
        ("2025-01-06", FRONT, HELD),  # of one day: which came first is not known
        (None, FRONT, HELD),
        ("2025-01", FRONT, HELD),
        ("2025-06-02", LEAGUE, HELD),
        ("2025-06-02", FRONT, RAID),
    ],
)
def test_no_reversal_is_made_of_other_days_speakers_or_claims(archive, told, day, speaker, content):
    case = archive(told("a", "2025-01-06", (FRONT, "denied", HELD)), told("b", day, (speaker, "said", content)))
    assert not reversals(case, actor=FRONT)
    assert not reversals_since(case, "2025-01-01")


def test_reversals_are_asked_of_somebody_or_something(case):
    with pytest.raises(OptionError, match="--actor"):
        reversals(case)


@pytest.mark.parametrize(
    ("certainty", "polarity", "expected"),
    [
        ("certain", "affirmed", "affirmed"),
        ("denied", "affirmed", "denied"),
        ("certain", "negated", "denied"),
        ("denied", "negated", "affirmed"),
    ],
)
def test_a_double_denial_affirms(hand, certainty, polarity, expected):
    report = hand("Aron Vik said the ferry was late.")
    report.say("Aron Vik", "said", "the ferry was late", certainty=certainty, polarity=polarity)
    assert standing(report.reading().statements[0]) == expected

"""Who went back on what they said."""

from dataclasses import replace

import pytest

from purport.analysis import reversals, reversals_since
from purport.analysis.firsts.reversals import LEAST_SHARE, LEAST_SHARE_WITH_FIGURES
from purport.analysis.same_claim.groups import FILE
from purport.analysis.same_claim.pairs import _STEPS
from purport.analysis.same_incident.weights import weights
from purport.errors import OptionError
from purport.types import Incident, IncidentDate

FRONT, LEAGUE = "Norran Front", "Skerry League"
HELD = "it had held the crew of the ferry Hamnavoe on Fetlar"
RAID = "its men had raided the weapons store at Sumburgh on Saturday"

# What was denied and what is affirmed 7 days later, as a council might, and whether that goes back on it.
TURNS = [
    ("no one was killed at the harbour of Vágur", "three people were killed at the harbour of Vágur", True),
    ("no shots were fired at the crowd in Vágur", "soldiers fired three shots at the crowd in Vágur", True),
    ("nothing was stolen from the depot at Brae", "forty rifles were stolen from the depot at Brae", True),
    ("it never took hostages on Unst", "it took six hostages on Unst", True),
    ("no arrests had been made in Lerwick", "seven arrests had been made in Lerwick", True),
    ("the bridge at Brae was not damaged", "the bridge at Brae was badly damaged", True),
    ("it did not burn the ferry Smyril", "it had burned the ferry Smyril", True),
    # another place, another deed, others
    ("no one was killed at the harbour of Vágur", "three people were killed at the harbour of Klaksvík", False),
    ("no shots were fired at the crowd in Vágur", "stones were thrown at the crowd in Vágur", False),
    ("nothing was stolen from the depot at Brae", "forty rifles were stored in the depot at Brae", False),
    ("no civilians died in the shelling of Unst", "twelve soldiers died in the shelling of Unst", False),
    ("it did not burn the ferry Smyril", "it had burned the ferry Norröna", False),
    # the others way round, what is yet to be, a part alone
    ("it did not attack the army at Brae", "the army attacked it at Brae", False),
    ("no prisoners were shot by the guards at Brae", "the prisoners had shot the guards at Brae", False),
    ("no one else was killed at the harbour of Vágur", "three people were killed at the harbour of Vágur", False),
    ("the bridge at Brae was not yet mended", "the bridge at Brae was mended", False),
    ("no one was killed", "three people were killed", False),
]


@pytest.mark.parametrize(("denied", "affirmed", "expected"), TURNS)
@pytest.mark.parametrize("turned", [False, True])
def test_a_denial_of_all_stands_against_what_is_so(archive, told, placed, denied, affirmed, expected, turned):
    first = placed(told("no", "2024-03-08" if turned else "2024-03-01", (LEAGUE, "said", denied), polarity="negated"))
    second = placed(told("yes", "2024-03-01" if turned else "2024-03-08", (LEAGUE, "said", affirmed)))
    case = archive(first, second)
    found = reversals(case, actor=LEAGUE)
    assert bool(found) is expected
    assert [each.how for each in found] == [each.how for each in reversals_since(case, "2024-03-08")]
    for each in found:
        assert each.how in ("same_words", "within")
        assert each.probability is None
        assert "probability" not in each.sentence


# What was denied on Sunday, 2 June, what is affirmed on Sunday a week later, and whether that goes back on it.
DAYS = [
    ("no soldiers were in Lerwick", "soldiers arrived in Lerwick on Sunday", False),
    ("it had never attacked the radio mast at Brae", "it attacked the radio mast at Brae on Tuesday", False),
    ("no shots were fired at the crowd in Vágur", "soldiers fired shots at the crowd in Vágur on 5 June", False),
    ("it did not burn the ferry Smyril", "it had burned the ferry Smyril on 6 June 2024", False),
    ("it held no prisoners on Unst", "it held four prisoners on Unst since Wednesday", False),
    # of the day of the denial, before it, or of a time that may have begun before it
    ("no soldiers were in Lerwick", "soldiers were in Lerwick on 2 June", True),
    ("it had never attacked the radio mast at Brae", "it attacked the radio mast at Brae on 28 May", True),
    ("no shots were fired at the crowd in Vágur", "soldiers fired shots at the crowd in Vágur in May", True),
    ("it did not burn the ferry Smyril", "it had burned the ferry Smyril this year", True),
    ("it held no prisoners on Unst", "it held four prisoners on Unst until Wednesday", True),
    ("no soldiers were in Lerwick", "soldiers were in Lerwick on 31 May and on Tuesday", True),
]


@pytest.mark.parametrize(("denied", "affirmed", "expected"), DAYS)
def test_what_took_place_after_it_was_denied_is_no_reversal(archive, told, placed, dated, denied, affirmed, expected):
    case = archive(
        placed(told("no", "2024-06-02", (LEAGUE, "said", denied), polarity="negated")),
        dated(placed(told("yes", "2024-06-09", (LEAGUE, "said", affirmed)))),
    )
    assert bool(reversals(case, actor=LEAGUE)) is expected
    assert bool(reversals_since(case, "2024-06-09")) is expected


def test_who_denies_later_what_took_place_goes_back_on_it(archive, told, placed, dated):
    case = archive(
        dated(placed(told("yes", "2024-06-02", (LEAGUE, "said", "it mined the channel at Brae on 30 May")))),
        placed(told("no", "2024-06-09", (LEAGUE, "said", "it never mined the channel at Brae"), polarity="negated")),
    )
    assert [each.later.document for each in reversals(case, actor=LEAGUE)] == ["no"]


def test_the_days_of_an_incident_count_where_a_statement_names_none(archive, told, placed):
    for day, expected in (("2024-06-04", False), ("2024-06-01", True)):
        yes = placed(told("yes", "2024-06-09", (LEAGUE, "said", "it attacked the radio mast at Brae")))
        when = IncidentDate(start=day, end=day, precision="day", basis="published")
        incident = Incident(
            id="i1",
            type="attack",
            mode="happened",
            mentions=(yes.statements[0].content[0],),
            date=when,
            status="claimed",
            statements=(yes.statements[0].id,),
        )
        case = archive(
            placed(told("no", "2024-06-02", (LEAGUE, "denied", "attacking the radio mast at Brae"))),
            replace(yes, incidents=(incident,)),
        )
        assert bool(reversals(case, actor=LEAGUE)) is expected


def test_what_is_within_is_no_reversal_much_later_elsewhere(archive, told, placed):
    denied, affirmed = "no shots were fired at the crowd", "soldiers fired three shots at the crowd"
    for day, expected in (("2024-04-08", True), ("2024-09-02", False)):
        case = archive(
            told("no", "2024-03-01", (LEAGUE, "said", denied), polarity="negated"),
            told("yes", day, (LEAGUE, "said", affirmed)),
        )
        assert bool(reversals(case, actor=LEAGUE)) is expected
        case = archive(
            placed(told("no", "2024-03-01", (LEAGUE, "said", f"{denied} in Vágur"), polarity="negated")),
            placed(told("yes", day, (LEAGUE, "said", f"{affirmed} in Vágur"))),
        )
        assert reversals(case, actor=LEAGUE)


@pytest.mark.parametrize("fields", [{"kind": "threat", "time": "future"}, {"certainty": "possible"}])
def test_what_may_be_so_goes_back_on_nothing(archive, told, placed, fields):
    case = archive(
        placed(told("no", "2024-03-01", (LEAGUE, "said", "no prisoners had escaped at Brae"), polarity="negated")),
        placed(told("yes", "2024-03-08", (LEAGUE, "said", "four prisoners had escaped in boats at Brae"), **fields)),
    )
    assert not reversals(case, actor=LEAGUE)


def test_who_threatens_to_do_what_they_denied_goes_back_on_it_when_they_have_done_it(archive, told):
    case = archive(
        told("no", "2024-03-01", (LEAGUE, "said", "it had not mined the ferry channel"), polarity="negated"),
        told("may", "2024-03-08", (LEAGUE, "said", "to mine the ferry channel"), kind="threat"),
        told("yes", "2024-03-15", (LEAGUE, "said", "its divers had mined the ferry channel")),
    )
    assert [each.later.document for each in reversals(case, claim="mining ferry")] == ["yes"]


def test_who_turned_before_does_not_turn_again(archive, told):
    case = archive(
        told("no", "2024-03-01", (LEAGUE, "said", "it did not burn the ferry Smyril"), polarity="negated"),
        told("yes", "2024-03-08", (LEAGUE, "said", "it had burned the ferry Smyril")),
        told("again", "2024-03-15", (LEAGUE, "said", "it had burnt the ferry Smyril")),
    )
    assert [each.later.document for each in reversals(case, actor=LEAGUE)] == ["yes"]
    assert not reversals_since(case, "2024-03-15")
    assert [each.later.document for each in reversals_since(case, "2024-03-08")] == ["yes"]


def test_what_shares_too_few_words_is_never_likely():
    model = weights(FILE)
    best = model.prior + max(model.of["speaker"].values())
    figures = max(model.of["figures"].values())
    for least, name in _STEPS:
        for level in (name, f"{name}_of_few"):
            content = model.of["content"].get(level, 0.0)
            assert best + content < 0 or least >= LEAST_SHARE
            assert best + content + figures < 0 or least >= LEAST_SHARE_WITH_FIGURES


def test_who_denied_before_and_admits_now_is_told_with_both_words(case):
    (found,) = reversals(case, actor=FRONT)
    assert (found.earlier.document, found.later.document) == ("denied", "admitted")
    assert (found.was, found.became, found.days) == ("denied", "affirmed", 203)
    assert found.earlier.words.text == found.later.words.text == HELD
    assert (found.how, found.probability) == ("same_words", None)
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

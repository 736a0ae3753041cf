"""Who is named for it in invented reports of an invented bombing, and who is said not to have done it."""

import pytest

import purport
from purport.analysis.accounts import Account
from purport.analysis.comparison.case import compare
from purport.analysis.comparison.matrix import matrix
from purport.analysis.comparison.standing import standing
from purport.analysis.comparison.words import cell_text
from purport.analysis.same_incident.case import incident, incidents
from purport.case import Case
from purport.errors import NotInCase

AGENCY = """Bomb kills four at ferry terminal in Tvøroyri

TVØROYRI, June 3 - A bomb hidden in a parked van exploded outside the ferry terminal in Tvøroyri on Monday morning, \
killing four people and wounding eleven, police said.

The governor of Suðuroy, Marin Dalsgaard, blamed the Basalt Brigade.
"""
DENIAL = """Statement of the Basalt Brigade

The Basalt Brigade did not carry out the bombing of the ferry terminal in Tvøroyri on 3 June, the group's spokesman \
Heri Lund said in a statement on Wednesday.
"""
SECOND = """Car bomb at police station

Two police officers were killed on Friday when a car bomb went off in front of the police station in Tvøroyri, four \
days after a bomb at the town's ferry terminal killed four people.

The Basalt Brigade said it had carried out Friday's bombing.
"""
AGENCY_SECOND = """Second bomb in Tvøroyri kills two

TVØROYRI, June 7 - A bomb hidden in a parked car exploded outside the police station in Tvøroyri on Friday morning, \
killing two policemen and wounding six people, police said.

The Basalt Brigade claimed responsibility for the bombing in a message to the agency.
"""
UNDATED = """Bomb in Tvøroyri

A bomb exploded in Tvøroyri and killed two policemen. The Basalt Brigade has claimed responsibility.
"""
TEXTS = {
    "agency": (AGENCY, "2024-06-03"),
    "denial": (DENIAL, "2024-06-05"),
    "second": (SECOND, "2024-06-08"),
    "agency-2": (AGENCY_SECOND, "2024-06-07"),
    "undated": (UNDATED, None),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with Case.open(tmp_path_factory.mktemp("case") / "bombs.purport", create=True) as opened:
        opened.add(
            [
                purport.read(text, id=name, publisher=name.title(), published=published)
                for name, (text, published) in TEXTS.items()
            ]
        )
        yield opened


def cells(found, label):
    return {
        row.account.source.id: [told.value.text for told in cell.values]
        for row, cell in zip(found.matrix.rows, found.matrix.column(label), strict=True)
    }


def test_a_hand_denied_is_no_denial_of_the_event(case):
    found = compare(case, "agency#Bomb")
    blame = cells(found, "responsibility")
    assert blame["agency"] == ["Basalt Brigade blamed"]
    assert blame["denial"] == ["Basalt Brigade denies a hand in it"]
    assert cells(found, "mode")["denial"] == []
    assert found.standing.rule == "actor_denies"
    assert found.standing.scales.airwars == "Contested"


def test_who_says_to_have_done_it_claims_it(case):
    found = compare(case, "second#bomb")
    assert cells(found, "responsibility")["second"] == ["Basalt Brigade claims it"]
    assert found.standing.scales.airwars == "Confirmed"


@pytest.mark.parametrize(
    ("words", "claimed"),
    [
        ("The Selkie Front has claimed it.", ["Selkie Front claims it"]),
        ("The Selkie Front said in a message that it had planted the device.", ["Selkie Front claims it"]),
        ("The Selkie Front said that it was watching.", []),
    ],
)
def test_who_claims_what_was_told_of_last_claims_it(tmp_path, words, claimed):
    text = f"A bomb exploded at the police station in Kirkwall on Tuesday. Three officers died.\n\n{words}"
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        opened.add(purport.read(text, published="2024-09-04", id="wire"))
        assert cells(compare(opened, "wire#exploded"), "responsibility")["wire"] == claimed


def test_the_figure_of_an_earlier_event_is_not_this_ones(case):
    found = compare(case, "second#bomb")
    killed = [cells(found, column.label) for column in found.matrix.columns if column.what == "killed"]
    assert [texts["second"] for texts in killed] == [["2"]]


def test_an_incident_is_the_same_from_each_of_its_members(case):
    whole = next(each for each in incidents(case) if "undated" in {telling.document for telling in each.tellings})
    assert len(whole.tellings) > 1
    for telling in whole.tellings:
        assert incident(case, f"{telling.document}#{telling.incident.id}") == whole


def test_rival_incidents_are_named_once_each(case):
    with pytest.raises(NotInCase) as told:
        compare(case, "bomb")
    listed = str(told.value).split(": ", 2)[-1].split("; ")[:-1]
    assert len(listed) == 2


def test_what_a_document_does_not_hold_is_told_in_grammar(case):
    with pytest.raises(NotInCase, match="no incident of 'agency' fits 'volcano'"):
        compare(case, "agency#volcano")


BOMB = "A bomb exploded at the customs house in Klaksvík on Monday, killing two people, police said. "
RESPONSIBILITY = {
    "The Fulmar League denied involvement in the bombing.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League denied responsibility.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League denied any part in the attack.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League denied any role in the attack.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League denied any role in the talks.": "",
    "The Fulmar League denied having bombed the customs house.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League said it had nothing to do with it.": "Fulmar League denies a hand in it (Fulmar League)",
    "The Fulmar League rejected claims that it was behind it.": "Fulmar League denies a hand in it (Fulmar League)",
    "The ministry denied that the Fulmar League was behind the attack.": "Fulmar League did not do it (ministry)",
    "“We had no part in this,” the Fulmar League’s spokeswoman, Turið Mohr, said.": (
        "Fulmar League denies a hand in it (Turið Mohr)"
    ),
    "The mayor, Ragna Lützen, accused the Fulmar League of the bombing.": "Fulmar League blamed (Ragna Lützen)",
    "The mayor accused the Fulmar League of corruption.": "",
    "The mayor blamed the Fulmar League for the bombing.": "Fulmar League blamed (mayor)",
    "The mayor blamed the Fulmar League, which had claimed a raid in Vágur.": "Fulmar League blamed (mayor)",
    "The mayor blamed the bombing on the Fulmar League.": "Fulmar League blamed (mayor)",
    "The mayor said the Fulmar League was behind the attack.": "Fulmar League blamed (mayor)",
    "The mayor held the Fulmar League responsible.": "Fulmar League blamed (mayor)",
    "Police suspect the Fulmar League.": "Fulmar League suspected (Police)",
    "Police pointed to the Fulmar League.": "Fulmar League blamed (Police)",
    "The attack was attributed to the Fulmar League.": "Fulmar League blamed (someone unnamed)",
    "The quote was attributed to the Fulmar League.": "",
    "It is unclear whether the Fulmar League was behind the attack.": "",
    "Police did not blame the Fulmar League.": "",
    "Police said that no group had claimed responsibility.": "",
}


def compared(text):
    reading = purport.read(text, published="2025-09-02", publisher="Fjord Post")
    account = Account(source=reading.source, reading=reading)
    found = matrix([(account, reading.incidents[0])], {account.id: account.id})
    return found, standing(found, independent=frozenset({account.id}))


@pytest.mark.parametrize(("words", "expected"), RESPONSIBILITY.items())
def test_usual_words_of_denial_and_blame_tell_who_is_responsible(words, expected):
    found, stands = compared(BOMB + words)
    assert cell_text(found.column("responsibility")[0]) == expected
    assert (stands.rule == "actor_denies") is ("did not do it" in expected or "denies" in expected)
    assert cell_text(found.column("mode")[0]) == "happened"


def test_who_only_denies_a_hand_is_no_actor():
    found, _ = compared(BOMB + "The Fulmar League denied that it had bombed the customs house.")
    assert cell_text(found.column("actors")[0]) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Police spokesman Rói Bech said that no group had claimed responsibility for the bombing.",
        "Rói Bech said that nobody has claimed the bombing.",
        "Rói Bech said that the bombing has not been claimed.",
    ],
)
def test_who_says_that_nobody_claimed_it_denies_nothing(words):
    found, stands = compared(BOMB + words)
    assert "Rói Bech (denies)" not in found.rows[0].words
    assert stands.status == "reported"


def test_the_denial_of_a_spokeswoman_is_her_groups():
    found, stands = compared(
        "The Fulmar League denied on Thursday that it had bombed the ferry terminal in Klaksvík two days earlier.\n\n"
        "“We had no part in this crime,” the League's spokeswoman, Turið Mohr, told Sandoy Radio."
    )
    assert (
        cell_text(found.column("responsibility")[0]) == "Fulmar League denies a hand in it (Fulmar League, Turið Mohr)"
    )
    assert "Turið Mohr" not in stands.why

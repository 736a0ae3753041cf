"""By which rule an incident has its status, and on whose word. Every group and event is invented."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import purport
from purport.reading.incident_status import STATUS_OF, status_basis
from purport.types import (
    Certainty,
    Incident,
    Kind,
    Mode,
    Party,
    Polarity,
    Quote,
    Reading,
    Says,
    Side,
    Span,
    Speaker,
    Statement,
    Status,
    StatusRule,
    Tense,
)

TEXT = "They bombed the pier. No hand in it."


@dataclass(frozen=True)
class Told:
    """What one says of the bombing; ``where`` holds the words of the content."""

    who: str | None
    cue: str = "said"
    certainty: Certainty = Certainty.CERTAIN
    kind: Kind = Kind.REPORT
    polarity: Polarity = Polarity.AFFIRMED
    where: str = "They bombed the pier"

    def statement(self, number: int) -> Statement:
        start = TEXT.index(self.where)
        return Statement(
            id=f"s{number}",
            speaker=Speaker(name=self.who) if self.who is not None else None,
            cue=Span(text=self.cue, start=0, end=len(self.cue)),
            content=(Span(text=self.where, start=start, end=start + len(self.where)),),
            quote=Quote.INDIRECT,
            kind=self.kind,
            certainty=self.certainty,
            polarity=self.polarity,
            time=Tense.PAST,
            confidence=1.0,
        )


FRONT, PIER, TOWN = "Skua Front", "Pier Company", "town council"
DENIED = Told(FRONT, "denied", Certainty.DENIED, Kind.DENIAL)
CASES = {
    "only the writer": ([], Mode.HAPPENED, StatusRule.OWN_VOICE),
    "nobody named": ([Told(None, "reportedly")], Mode.HAPPENED, StatusRule.TOLD_BY_OTHERS),
    "who did it says so": ([Told(FRONT)], Mode.HAPPENED, StatusRule.ONLY_PARTIES),
    "a spokesman of who did it": ([Told("spokesman for the Skua Front")], Mode.HAPPENED, StatusRule.ONLY_PARTIES),
    "who suffered it says so": ([Told(PIER)], Mode.HAPPENED, StatusRule.ONLY_PARTIES),
    "one who speaks of their own": ([Told("Colonel Dam", kind=Kind.CLAIM)], Mode.HAPPENED, StatusRule.ONLY_PARTIES),
    "who did it claims it": ([Told(FRONT, "has claimed", kind=Kind.CLAIM)], Mode.HAPPENED, StatusRule.ACTOR_CLAIMS),
    "one apart": ([Told(TOWN)], Mode.HAPPENED, StatusRule.TOLD_BY_OTHERS),
    "one apart claims": ([Told(TOWN, "claimed", kind=Kind.CLAIM)], Mode.HAPPENED, StatusRule.TOLD_BY_OTHERS),
    "one apart confirms": ([Told(TOWN, "has confirmed")], Mode.HAPPENED, StatusRule.CONFIRMED_IN_WORDS),
    "one cannot confirm": ([Told(TOWN, "could not confirm")], Mode.HAPPENED, StatusRule.TOLD_BY_OTHERS),
    "who did it admits it": ([Told(FRONT, "admitted")], Mode.HAPPENED, StatusRule.ACTOR_CLAIMS),
    "who did it and one apart": ([Told(FRONT), Told("doctors")], Mode.HAPPENED, StatusRule.BOTH_SIDES),
    "who did it and who suffered it": ([Told(FRONT), Told(PIER)], Mode.HAPPENED, StatusRule.BOTH_SIDES),
    "one apart holds it possible": (
        [Told(FRONT), Told(TOWN, certainty=Certainty.POSSIBLE)],
        Mode.HAPPENED,
        StatusRule.TOLD_BY_OTHERS,
    ),
    "only denied": ([DENIED], Mode.DENIED, StatusRule.ONLY_DENIED),
    "told as not so": ([], Mode.DENIED, StatusRule.NEGATED),
    "denied by one, told by another": ([DENIED, Told(TOWN)], Mode.HAPPENED, StatusRule.DENIED_AND_AFFIRMED),
    "a flat counter-statement": (
        [Told(FRONT, kind=Kind.DENIAL, polarity=Polarity.NEGATED), Told(TOWN)],
        Mode.HAPPENED,
        StatusRule.DENIED_AND_AFFIRMED,
    ),
    "who is held to have done it denies a hand": (
        [Told(TOWN), Told(FRONT, "denied", Certainty.DENIED, Kind.DENIAL, where="No hand in it")],
        Mode.HAPPENED,
        StatusRule.ACTOR_DENIES,
    ),
    "one apart denies a hand": (
        [Told("Petrel League", "denied", Certainty.DENIED, Kind.DENIAL, where="No hand in it")],
        Mode.HAPPENED,
        StatusRule.OWN_VOICE,
    ),
    "nobody claims it": ([Told("No one", "has claimed", kind=Kind.CLAIM)], Mode.HAPPENED, StatusRule.OWN_VOICE),
}


def party(name: str) -> Party:
    return Party(text=name, start=0, end=len(name), name=name, kind="group")


@pytest.mark.parametrize(("told", "mode", "rule"), CASES.values(), ids=CASES)
def test_status_basis_is_the_first_rule_that_fits(told: list[Told], mode: Mode, rule: StatusRule) -> None:
    statements = [each.statement(number) for number, each in enumerate(told)]
    mention = Span(text="bombed", start=TEXT.index("bombed"), end=TEXT.index("bombed") + 6)
    basis = status_basis("bombing", mode, [mention], [party(FRONT)], [party(PIER)], statements)
    assert basis.rule is rule
    assert basis.own_voice is (rule in (StatusRule.OWN_VOICE, StatusRule.NEGATED))


def test_status_basis_of_mutual_deeds_is_both_sides() -> None:
    statements = [Told(FRONT).statement(0), Told(PIER).statement(1)]
    mention = Span(text="bombed", start=5, end=11)
    parties = [party(FRONT), party(PIER)]
    assert status_basis("ceasefire", Mode.HAPPENED, [mention], parties, [], statements).rule is StatusRule.BOTH_SIDES
    assert status_basis("bombing", Mode.HAPPENED, [mention], parties, [], statements).rule is StatusRule.ONLY_PARTIES


def test_status_of_every_rule() -> None:
    assert set(STATUS_OF) == set(StatusRule)
    assert set(STATUS_OF.values()) == set(Status)


# A text, a word of the incident, its status, the rule, whether the writer tells it too, and who else says what.
READ = {
    "claimed": (
        "A bomb killed two people in Lerwick on Monday. The Skua Front has claimed the attack.",
        "killed",
        ("claimed", "actor_claims", True),
        [("Skua Front", "claims", "actor")],
    ),
    "reported": (
        "Gunmen killed a nurse in Runavik on Sunday.",
        "killed",
        ("reported", "own_voice", True),
        [],
    ),
    "confirmed": (
        "The ministry confirmed that rebels had shelled the town of Sandur.",
        "shelled",
        ("confirmed", "confirmed_in_words", False),
        [("ministry", "confirms", "party")],
    ),
    "denied": (
        "The army denied having shelled the hospital in Tvoroyri.",
        "shelled",
        ("denied", "only_denied", False),
        [("army", "denies", "actor")],
    ),
    "contested": (
        "The mayor of Lerwick said the Skua Front had burnt down the pier. The Front called the accusation absurd.",
        "burnt",
        ("contested", "actor_denies", False),
        [("mayor of Lerwick", "affirms", "apart"), ("Skua Front", "disowns", "actor")],
    ),
    "the dead denied, not the deed": (
        "Gunmen stormed the police post in Sandur on Friday. The ministry denied that any officer had died in the "
        "storming.",
        "stormed",
        ("reported", "own_voice", True),
        [],
    ),
    "responsibility claimed, not told for what": (
        "A bomb killed two people in Lerwick on Monday, police said. The Skua Front claimed responsibility in a video.",
        "killed",
        ("confirmed", "both_sides", False),
        [("police", "affirms", "apart"), ("Skua Front", "claims", "actor")],
    ),
    "another accusation denied": (
        "The Skua Front bombed the pier in Lerwick on Friday. On Sunday the mayor accused the Front of taxing the "
        "boats. The Front denied the accusation.",
        "bombed",
        ("reported", "own_voice", True),
        [],
    ),
}


def incident(reading: Reading, word: str) -> Incident:
    start = reading.text.index(word)
    return next(i for i in reading.incidents if any(m.start <= start < m.end for m in i.mentions))


@pytest.mark.parametrize(("text", "word", "expected", "who"), READ.values(), ids=READ)
def test_status_is_read_with_its_basis(
    text: str, word: str, expected: tuple[str, str, bool], who: list[tuple[str, str, str]]
) -> None:
    reading = purport.read(text)
    found = incident(reading, word)
    basis = found.status_basis
    assert basis is not None
    assert (found.status.value, basis.rule.value, basis.own_voice) == expected
    assert [(t.name, t.says.value, t.side.value) for t in basis.tellers] == who
    known = {s.id for s in reading.statements}
    assert all(set(t.statements) <= known and t.statements for t in basis.tellers)


# A group and its paper, for the texts that it published.
LANTERN = """
[group.tidal-league]
name = "Tidal League"
country = "FO"
source = "invented"

[media.tidal-lantern]
name = "Tidal Lantern"
speaks_for = "tidal-league"
source = "invented"
"""
TEXTS = [
    pytest.param(case, marks=pytest.mark.xfail(reason=case["missed"], strict=True) if "missed" in case else ())
    for case in tomllib.loads((Path(__file__).parent / "incident_statuses.toml").read_text(encoding="utf-8"))["case"]
]


@pytest.fixture(scope="module")
def lantern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("codebook") / "lantern.toml"
    path.write_text(LANTERN, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", TEXTS)
def test_status_of_texts(case: dict[str, Any], lantern: Path) -> None:
    found = incident(
        purport.read(case["text"], publisher=case.get("publisher"), codebooks=[lantern]),
        case["word"],
    )
    assert found.status == case["status"]
    assert found.status_basis is not None and found.status_basis.own_voice is case["own_voice"]
    if "according_to" in case:
        assert list(found.according_to) == case["according_to"]


def test_figures_have_the_statements_that_hold_them() -> None:
    reading = purport.read(
        "A bomb killed nine people at the market in Akureyri on Monday. Police said 14 people had been killed."
    )
    (bombing,) = reading.incidents
    (said,) = reading.statements
    assert [(f.low, f.according_to, f.statements) for f in bombing.figures] == [
        (9, None, ()),
        (14, "Police", (said.id,)),
    ]
    assert bombing.according_to == ("Police",) and bombing.statements == (said.id,)


def test_figures_of_a_party_s_own_publication_are_its_word(lantern: Path) -> None:
    text = "Fighters of the Tidal League killed six soldiers near Sandur on Monday."
    (own,) = purport.read(text, publisher="The Tidal Lantern", codebooks=[lantern]).incidents
    (other,) = purport.read(text, publisher="Lerwick Herald", codebooks=[lantern]).incidents
    assert [f.according_to for f in own.figures] == ["Tidal League"]
    assert [f.according_to for f in other.figures] == [None]
    assert own.status_basis is not None and [t.statements for t in own.status_basis.tellers] == [()]
    assert (own.status, other.status) == (Status.CLAIMED, Status.REPORTED)


def test_status_of_an_own_publication_outlasts_the_statements_left_out(lantern: Path) -> None:
    text = (
        "Fighters of the Tidal League killed six soldiers near Sandur on Monday. Police said a bridge had burnt down."
    )
    (found, *_) = purport.read(text, publisher="Tidal Lantern", codebooks=[lantern], least_confidence=1.0).incidents
    assert (found.status, found.according_to) == (Status.CLAIMED, ("Tidal League",))


def test_status_without_the_statements_left_out_is_told_anew() -> None:
    reading = purport.read(READ["claimed"][0], least_confidence=1.0)
    found = incident(reading, "killed")
    assert found.status is Status.REPORTED
    assert found.status_basis is not None
    assert (found.status_basis.rule, found.status_basis.tellers) == (StatusRule.OWN_VOICE, ())


def test_status_tellers_say_and_stand_as_named() -> None:
    assert {s.value for s in Says} == {"affirms", "confirms", "claims", "denies", "disowns"}
    assert {s.value for s in Side} == {"actor", "target", "party", "apart"}

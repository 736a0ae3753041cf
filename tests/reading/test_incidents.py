"""Incidents: what is read of who, whom, where, when and how many, and which mentions are one incident."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.finder import Findings
from purport.reading.incident_dates import calendar_bounds, days
from purport.reading.incidents import IncidentFinder
from purport.types import (
    Actor,
    Certainty,
    Date,
    Document,
    Figure,
    Incident,
    IncidentDate,
    Kind,
    Level,
    Mode,
    Party,
    Place,
    Polarity,
    Quote,
    Source,
    Span,
    Speaker,
    Statement,
    Tense,
)


def read(text: str, found: Findings | None = None) -> list[Incident]:
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    return list(IncidentFinder().find(doc, found or Findings()))


def at(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def date(text: str, words: str, value: str) -> Date:
    return Date(**at(text, words), value=value, basis="stated")


def place(text: str, words: str, country: str, level: Level = Level.CITY) -> Place:
    return Place(**at(text, words), name=words, country=country, level=level)


def figure(text: str, words: str, low: float | None, high: float | None) -> Figure:
    return Figure(**at(text, words), low=low, high=high)


def statement(
    text: str, speaker: str, content: str, *, certainty: Certainty = Certainty.CERTAIN, cue: str | None = None
) -> Statement:
    return Statement(
        id=f"s{text.index(content)}",
        speaker=Speaker(name=speaker),
        cue=Span(**at(text, cue)) if cue else None,
        content=(Span(**at(text, content)),),
        quote=Quote.INDIRECT,
        kind=Kind.REPORT,
        certainty=certainty,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        confidence=1.0,
    )


def names(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


ROLES = [
    ("The Skua Front attacked the lighthouse with mortars.", ["Skua Front"], ["lighthouse"]),
    ("The lighthouse was attacked by the Skua Front.", ["Skua Front"], ["lighthouse"]),
    ("An attack by rebels on the harbour killed two guards.", ["rebels"], ["harbour", "two guards"]),
    ("The prison attack was carried out by gunmen.", ["gunmen"], ["prison"]),
    ("Police accused the militia of kidnapping three fishermen.", ["militia"], ["three fishermen"]),
    ("The soldiers who shelled the village withdrew.", ["soldiers"], ["village"]),
    ("Rebels stormed the customs house, killing a clerk.", ["rebels"], ["customs house", "clerk"]),
    ("The murder of the mayor by smugglers shocked Unst.", ["smugglers"], ["mayor"]),
]


@pytest.mark.parametrize(("text", "actors", "targets"), ROLES)
def test_incidents_roles(text: str, actors: list[str], targets: list[str]) -> None:
    found = read(text)
    assert sorted({name for i in found for name in names(i.actors)}) == sorted(actors)
    assert {name for i in found for name in names(i.targets)} >= set(targets)


def test_incidents_both_sides_of_talks_are_actors() -> None:
    (incident,) = read("The fisheries minister held talks with rebels in March.")
    assert incident.type == "negotiation"
    assert names(incident.actors) == ["fisheries minister", "rebels"]


def test_incidents_mentions_of_one_attack_are_one_incident() -> None:
    text = (
        "Gunmen attacked the ferry terminal in Lerwick on 3 May. Two guards died in the attack. "
        "The attack lasted an hour, witnesses said."
    )
    found = Findings(dates=(date(text, "3 May", "2021-05-03"),), places=(place(text, "Lerwick", "GB"),))
    (incident,) = read(text, found)
    assert [m.text for m in incident.mentions] == ["attacked", "died", "attack", "attack"]
    assert incident.date == IncidentDate(start="2021-05-03", end="2021-05-03", precision="day", basis="stated")
    assert incident.place is not None and incident.place.name == "Lerwick"


def test_incidents_two_bombings_on_one_day_are_two() -> None:
    text = "A bomb exploded in Lerwick on 3 May. Another bomb exploded in Torshavn on 3 May."
    second = text.rindex("3 May")
    found = Findings(
        dates=(
            date(text, "3 May", "2021-05-03"),
            Date(text="3 May", start=second, end=second + 5, value="2021-05-03", basis="stated"),
        ),
        places=(place(text, "Lerwick", "GB"), place(text, "Torshavn", "FO")),
    )
    incidents = read(text, found)
    assert [i.place.country for i in incidents if i.place] == ["GB", "FO"]
    assert {i.date.start for i in incidents if i.date} == {"2021-05-03"}


def test_incidents_lines_of_a_list_take_date_and_actor_from_its_opening() -> None:
    text = (
        "On May 3, Northern Alliance forces conducted 3 strikes against raiders in Iceland.\n"
        "- Near Husavik, one strike destroyed a depot.\n"
        "- Near Akureyri, two strikes destroyed a bridge and two boats."
    )
    found = Findings(
        dates=(date(text, "May 3", "2021-05-03"),),
        places=(
            place(text, "Iceland", "IS", Level.COUNTRY),
            place(text, "Husavik", "IS"),
            place(text, "Akureyri", "IS"),
        ),
    )
    lines = [i for i in read(text, found) if i.place and i.place.level is Level.CITY]
    assert [i.place.name for i in lines if i.place] == ["Husavik", "Akureyri"]
    assert [i.date.start for i in lines if i.date] == ["2021-05-03", "2021-05-03"]
    assert all(names(i.actors) == ["Northern Alliance forces"] for i in lines)


FIGURES = [
    ("The blast killed 12 people.", "12", 12, 12, "killed"),
    ("At least 20 villagers were wounded in the attack.", "At least 20", 20, None, "injured"),
    ("The rebels freed 40 prisoners after the attack.", "40", 40, 40, "freed"),
    ("Soldiers arrested nine smugglers.", "nine", 9, 9, "arrested"),
    ("Pirates kidnapped three sailors.", "three", 3, 3, "captured"),
    ("The attack was carried out by five gunmen.", "five", 5, 5, "attackers"),
    ("The attack left 300 prisoners at large.", "300", 300, 300, "escaped"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "what"), FIGURES)
def test_incidents_figures(text: str, words: str, low: float, high: float | None, what: str) -> None:
    figures = [f for i in read(text, Findings(figures=(figure(text, words, low, high),))) for f in i.figures]
    assert [(f.text, f.what, f.low, f.high) for f in figures] == [(words, what, low, high)]


def test_incidents_list_parts_stand_beside_their_sum() -> None:
    text = "The attack was carried out by three Danes, four Swedes and one Finn."
    parts = (figure(text, "three", 3, 3), figure(text, "four", 4, 4), figure(text, "one", 1, 1))
    (incident,) = read(text, Findings(figures=parts))
    assert sorted(f.low or 0 for f in incident.figures) == [1, 3, 4, 8]
    whole = next(f for f in incident.figures if f.low == 8)
    assert whole.text == "three Danes, four Swedes and one"


def test_incidents_a_named_victim_counts_as_one() -> None:
    (incident,) = read("Gunmen killed a judge and a jailer in Unst.")
    assert [(f.text, f.what, f.low, f.high) for f in incident.figures] == [("judge and a jailer", "killed", 2, 2)]


def test_incidents_rival_figures_stand_side_by_side_with_their_sources() -> None:
    text = "A blast shook Lerwick. The front said 40 people were killed. Doctors said 12 people were killed."
    found = Findings(
        figures=(figure(text, "40", 40, 40), figure(text, "12", 12, 12)),
        statements=(
            statement(text, "Skua Front", "40 people were killed"),
            statement(text, "doctors", "12 people were killed"),
        ),
    )
    figures = [f for i in read(text, found) for f in i.figures]
    assert [(f.low, f.according_to) for f in figures] == [(40, "Skua Front"), (12, "doctors")]


def test_incidents_name_the_statements_they_are_told_in() -> None:
    text = "The ministry said gunmen attacked the pier."
    (incident,) = read(text, Findings(statements=(statement(text, "the ministry", "gunmen attacked the pier"),)))
    assert incident.statements == (f"s{text.index('gunmen')}",)


DENIED_AND_UNREAL = [
    "The front did not attack the harbour.",
    "The general denied that his men had shelled the village.",
    "The group plans to bomb the bridge.",
    "The rebels could kidnap the envoy.",
    "If the army storms the castle, hundreds will flee.",
    "The council urged the rebels to free the sailors.",
    "The militia raids villages along the fjord.",
]


@pytest.mark.parametrize("text", DENIED_AND_UNREAL)
def test_incidents_negated_denied_and_imagined_never_happened(text: str) -> None:
    assert all(i.mode is not Mode.HAPPENED for i in read(text))


VALUES = [
    ("2021-05-03", ("2021-05-03", "2021-05-03", "day")),
    ("2021-05-03TMO", ("2021-05-03", "2021-05-03", "day")),
    ("2021-05", ("2021-05", "2021-05", "month")),
    ("2021", ("2021", "2021", "year")),
    ("2021-W01", ("2021-01-04", "2021-01-10", "week")),
    ("2021-W01-WE", ("2021-01-09", "2021-01-10", "day")),
    ("2020-FA", ("2020-09", "2020-11", "season")),
    ("2020-WI", ("2020-12", "2021-02", "season")),
    ("2021-Q2", ("2021-04", "2021-06", "part of year")),
    ("199", ("1990", "1999", "decade")),
    ("2021-05-03/2021-05-04", ("2021-05-03", "2021-05-04", "day")),
    ("2021-W60", None),
    ("P3D", None),
    ("PAST_REF", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "bounds"), VALUES)
def test_incidents_dates_keep_the_precision_of_their_value(value: str, bounds: tuple[str, str, str] | None) -> None:
    assert calendar_bounds(value) == bounds


@given(st.dates(min_value=datetime.date(1900, 1, 1)))
def test_incidents_a_month_spans_its_days(day: datetime.date) -> None:
    value = str(day)[:7]
    first, last = days(IncidentDate(start=value, end=value, precision="month", basis="stated"))
    assert first <= str(day) <= last and first.endswith("-01")


ODD = [
    "",
    " ",
    "x",
    "\x00",
    "\n\n",
    "attack",
    "“attack",
    "هجوم على الميناء",
    "🔥 attack 🔥 on 🚢",
    "ATTACK! ATTACK! ATTACK!",
]


@pytest.mark.parametrize("text", ODD)
def test_incidents_read_odd_texts_without_fault(text: str) -> None:
    for incident in read(text):
        assert all(text[m.start : m.end] == m.text for m in incident.mentions)


WORDS = st.sampled_from(
    [
        "the",
        "rebels",
        "attacked",
        "killed",
        "two",
        "guards",
        "in",
        "Lerwick",
        ".",
        ",",
        '"',
        "said",
        "attack",
        "by",
        "not",
        "will",
        "\n",
        "and",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_incidents_every_span_is_the_text(text: str) -> None:
    found = read(text)
    assert read(text) == found
    for incident in found:
        for node in (*incident.mentions, *incident.actors, *incident.targets, *incident.weapons, *incident.figures):
            assert text[node.start : node.end] == node.text != ""
    assert len({i.id for i in found}) == len(found)


def test_incidents_are_done_by_whoever_claims_what_was_told() -> None:
    text = "A pipeline near the port was blown up on Monday. The Skua Front claimed the attack."
    actor = Actor(id="skua", name="Skua Front", kind="group", mentions=(Span(**at(text, "Skua Front")),))
    blast = read(text, Findings(actors=(actor,)))[0]
    assert "Skua Front" in names(blast.actors)


def test_incidents_count_those_killed_after_with() -> None:
    text = "Gunmen attacked the pier, with at least ten people killed."
    (attack,) = read(text, Findings(figures=(figure(text, "at least ten", 10, None),)))
    assert [(f.what, f.low) for f in attack.figures] == [("killed", 10)]

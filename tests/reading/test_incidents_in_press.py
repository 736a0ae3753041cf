"""Incidents in whole passages as the press, a monitor or a ministry writes them; groups and events are invented."""

import pytest

from purport.language import parse
from purport.reading.actors import ActorFinder
from purport.reading.dates import DateFinder
from purport.reading.figures import FigureFinder
from purport.reading.finder import Findings
from purport.reading.incidents import IncidentFinder
from purport.reading.places import PlaceFinder
from purport.types import (
    Certainty,
    Document,
    Incident,
    Kind,
    Level,
    Mode,
    Polarity,
    Quote,
    Source,
    Span,
    Speaker,
    Statement,
    Status,
    Tense,
)


def read(text: str, *said: tuple[str, str, Kind]) -> list[Incident]:
    """The incidents of a text, with the statements given as speaker, content and kind."""
    doc = parse(Document(source=Source(id="t", sha256="", published="2023-10-15"), text=text))
    statements = tuple(
        Statement(
            id=f"s{n}",
            speaker=Speaker(
                text=speaker, start=text.find(speaker), end=text.find(speaker) + len(speaker), name=speaker
            ),
            cue=None,
            content=(Span(text=content, start=text.index(content), end=text.index(content) + len(content)),),
            quote=Quote.INDIRECT,
            kind=kind,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.AFFIRMED,
            time=Tense.PAST,
            distanced=False,
            confidence=1.0,
        )
        for n, (speaker, content, kind) in enumerate(said)
    )
    found = Findings(
        dates=tuple(DateFinder().find(doc, Findings())),
        places=tuple(PlaceFinder().find(doc, Findings())),
        figures=tuple(FigureFinder().find(doc, Findings())),
        actors=tuple(ActorFinder().find(doc, Findings())),
        statements=statements,
    )
    return list(IncidentFinder().find(doc, found))


def told(incident: Incident) -> set[tuple[str, str]]:
    return {(figure.text, figure.what) for figure in incident.figures}


# ---- Types ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("On Friday raiders struck the barracks at Walls.", "attack"),
        ("On Friday jets struck the barracks at Walls.", "airstrike"),
        ("In May the gang seized a television mast near Brae.", "attack"),
        ("The court in Lerwick tried four of the raiders in June.", "trial"),
        ("A crowd set the customs shed in Brae on fire on Sunday.", "arson"),
        ("On Sunday masked men took her brother from his home in Brae.", "kidnapping"),
        ("Forty prisoners escaped in Lerwick on Sunday.", "jailbreak"),
        ("A bomb ripped through a bus shelter in Lerwick on Sunday.", "bombing"),
        ("The bridge at Brae was blown up on Sunday.", "bombing"),
    ],
)
def test_the_type_follows_from_the_deed_and_its_object(text: str, type: str) -> None:
    assert [incident.type for incident in read(text)] == [type]


@pytest.mark.parametrize(
    "text",
    [
        "The bulletin, which was released on 4 May, has eight pages.",
        "On 4 May the brigade handed over its mortars in Lerwick.",
        "Residents of Brae heard two explosions on Friday.",
    ],
)
def test_no_incident(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The Sound League vowed to free its prisoners in Lerwick.", Mode.PLANNED),
        ("The council promised to release nine prisoners in May.", Mode.PLANNED),
        ("The council undertook to release nine prisoners in May.", Mode.PLANNED),
        ("An exchange of prisoners planned for Friday did not take place in Brae.", Mode.DENIED),
        ("The court in Lerwick plans to try four of the raiders.", Mode.PLANNED),
    ],
)
def test_what_is_vowed_or_fell_through_did_not_happen(text: str, mode: Mode) -> None:
    assert {incident.mode for incident in read(text)} == {mode}


# ---- Places --------------------------------------------------------------------------------------------


def test_a_place_of_another_sentence_is_not_taken_but_for_its_country() -> None:
    quay, met = read("Gunmen attacked a quay in Tromsø on 2 May. The envoys met in secret last week.")
    assert quay.place is not None and quay.place.name == "Tromsø"
    assert met.place is not None and (met.place.country, met.place.level) == ("NO", Level.COUNTRY)
    assert met.place.radius_km is not None and met.place.radius_km > 100


def test_no_country_is_taken_from_a_text_on_several() -> None:
    incidents = read(
        "Gunmen attacked a quay in Tromsø on 2 May. A bomb exploded in Kiruna on 3 May. The envoys met in secret last"
        " week."
    )
    assert incidents[-1].type == "negotiation" and incidents[-1].place is None


# ---- Figures -------------------------------------------------------------------------------------------


def test_lives_lost_and_those_hurt_are_counted_apart() -> None:
    (raid,) = read(
        "Raiders attacked the barracks at Brae on 2 May. Five members of the Coast Guard lost their lives and nine"
        " were injured, two of them badly. Four of the raiders were killed and one was arrested."
    )
    assert {("Five", "killed"), ("nine", "injured"), ("Four", "killed")} <= told(raid)
    assert not any(figure.text == "two" for figure in raid.figures)


def test_rival_tolls_stand_side_by_side_on_the_word_of_those_who_put_them() -> None:
    incidents = read(
        "A bomb tore through a café in Lerwick on Monday, killing at least six people. Streets were closed."
        " The hospital put the death toll at eight."
    )
    assert len(incidents) == 1
    assert told(incidents[0]) == {("at least six", "killed"), ("eight", "killed")}
    assert [f.according_to for f in incidents[0].figures if f.text == "eight"] == ["hospital"]


def test_later_counts_of_those_who_got_out_join_the_break() -> None:
    incidents = read(
        "Gunmen stormed a prison in Lerwick on Monday, letting hundreds of inmates escape. The governor said over 90"
        " prisoners were still at large. Fewer than 300 people left the building, guards said."
    )
    assert [incident.type for incident in incidents] == ["jailbreak"]
    assert {("hundreds", "escaped"), ("over 90", "escaped"), ("Fewer than 300", "escaped")} <= told(incidents[0])


def test_deaths_join_the_deed_last_told_not_an_arrest_in_passing() -> None:
    incidents = read(
        "On 2 May fighters raided the barracks at Brae. The raid came after the arrests of last March. Six guards were"
        " killed."
    )
    assert [("Six", "killed") in told(incident) for incident in incidents if incident.type == "attack"] == [True]


def test_deaths_after_a_new_day_are_of_that_day() -> None:
    first, second = read(
        "On 2 May fighters raided a post in Brae, killing three guards. On 4 May a drone strike hit a lorry near"
        " Lerwick. Two drivers were killed."
    )
    assert told(first) == {("three", "killed")}
    assert told(second) == {("Two", "killed")}


# ---- Parties and status --------------------------------------------------------------------------------


def test_a_dateline_does_nothing() -> None:
    (raid,) = read("LERWICK, May 3 (Sound Press) - Gunmen attacked a post in Brae on Friday.")
    assert [party.name for party in raid.actors] == ["Gunmen"]


def test_short_names_are_the_groups() -> None:
    incidents = read(
        "The Norran Front (NF) is small. In May the NF attacked a post in Brae. The Front attacked a quay in Lerwick in"
        " June."
    )
    assert [[party.name for party in incident.actors] for incident in incidents] == [["Norran Front"]] * 2


def test_who_is_blamed_holds_the_deed_and_a_denial_contests_it() -> None:
    text = (
        "A bomb exploded in Lerwick on Monday, killing six people. Police blamed the Scapa Front. The Scapa Front"
        " denied any involvement."
    )
    (blast,) = read(text, ("Scapa Front", "any involvement", Kind.DENIAL))
    assert [party.name for party in blast.actors] == ["Scapa Front"]
    assert blast.status is Status.CONTESTED


def test_nobody_who_claims_is_nobody() -> None:
    (blast,) = read("A bomb exploded in Lerwick on Monday. No group claimed responsibility for the blast.")
    assert blast.actors == ()


def test_we_is_whom_the_texts_own_words_are_by() -> None:
    text = "We raided the post at Brae on 2 May. We say that it was just."
    doc_said = Statement(
        id="s",
        speaker=Speaker(text="We", start=37, end=39, name="Sound League"),
        cue=None,
        content=(Span(text="it was just", start=text.index("it was"), end=len(text) - 1),),
        quote=Quote.INDIRECT,
        kind=Kind.CLAIM,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.AFFIRMED,
        time=Tense.PRESENT,
        distanced=False,
        confidence=1.0,
    )
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    (raid,) = IncidentFinder().find(doc, Findings(statements=(doc_said,)))
    assert [party.name for party in raid.actors] == ["Sound League"]

"""Parties that are told without their names; groups and events are invented."""

import pytest

from purport.language import parse
from purport.reading.actors import ActorFinder
from purport.reading.finder import Findings
from purport.reading.incidents import IncidentFinder
from purport.types import Document, Incident, Source


def read(text: str) -> list[Incident]:
    """The incidents of a text, from its actors alone."""
    doc = parse(Document(source=Source(id="t", sha256="", published="2023-10-15"), text=text))
    return list(IncidentFinder().find(doc, Findings(actors=tuple(ActorFinder().find(doc, Findings())))))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Basalt Brigade spoke on Sunday. The brigade attacked a barracks in Vagur.", "Basalt Brigade"),
        ("The Basalt Brigade struck again. Its fighters attacked a barracks.", "fighters of Basalt Brigade"),
        ("The Sullom Front grew. A sniper belonging to the front killed a guard.", "sniper of Sullom Front"),
        ("The Sullom Front grew. Gunmen from the group killed a guard.", "gunmen of Sullom Front"),
        ("The Sullom Front grew. Unst rebels killed a guard.", "Sullom Front"),
        ("The army said that it had attacked a barracks in Vagur.", "army"),
        ("The Sullom Front grew. Two raiders watched the quay. They attacked a barracks.", "two raiders"),
        ("Fighters attacked a barracks in Vagur.", "fighters"),
        ("The US grew. The US talked with rebels. The US and the rebels met in Oslo in May.", "US"),
        ("Jordan told ISIL in May. ISIL killed a guard in Vagur in May.", "ISIL"),
        ("The Lewis Front and the Sullom Front met. The Lewis Front went on. It attacked a barracks.", "Lewis Front"),
        (
            "The Sullom Front is an armed group. Its leader, Ola Berg, told us. Men loyal to Berg attacked a barracks.",
            "men of Sullom Front",
        ),
    ],
    ids=[
        "bare noun",
        "its men",
        "belonging to",
        "of the group",
        "rebels",
        "it says",
        "they",
        "start",
        "initials",
        "form",
        "goes on",
        "a leader's men",
    ],
)
def test_parties_without_a_name_are_named_by_whose_they_are(text, actor):
    assert actor in {party.name for incident in read(text) for party in incident.actors}


def test_two_sides_are_the_groups_told_before():
    text = "The Sullom Front and the Norn Army are rivals. In May the two groups clashed on Unst."
    clash = next(incident for incident in read(text) if incident.type == "battle")
    assert {party.name for party in clash.actors} >= {"Sullom Front", "Norn Army"}


def test_a_release_told_after_another_is_apart():
    text = "The rebels freed two teachers. Their release came hours after the government freed three prisoners."
    assert [party.name for incident in read(text) for party in incident.targets if "prisoners" in party.name] == [
        "three prisoners"
    ]
    assert len([incident for incident in read(text) if incident.type == "prisoner_release"]) == 2

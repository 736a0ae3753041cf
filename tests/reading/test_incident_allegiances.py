"""Whose people the persons of a text are; groups and persons are invented."""

import pytest

from purport.codebooks.actors import actor_codebook
from purport.language import parse
from purport.reading.actors import ActorFinder
from purport.reading.cast import Cast
from purport.reading.finder import Findings
from purport.reading.incident_allegiances import allegiances
from purport.types import Document, Source


def read(text: str) -> dict[str, str]:
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    actors = tuple(ActorFinder().find(doc, Findings()))
    names = {actor.id: actor.name for actor in actors}
    return {names[person]: body.name for person, body in allegiances(Cast(doc, actors, actor_codebook())).items()}


@pytest.mark.parametrize(
    "text",
    [
        "Ola Berg, a commander of the Sullom Front, spoke on Sunday.",
        "The Sullom Front is an armed group. Its spokesman, Ola Berg, told reporters that it was calm.",
        "The Sullom Front is an armed group. The Front's leader, Ola Berg, told reporters that it was calm.",
        "Ola Berg, 44, led a unit of the Sullom Front.",
    ],
    ids=["of", "its", "whose", "led"],
)
def test_allegiances_are_told_by_offices(text: str) -> None:
    assert read(text) == {"Ola Berg": "Sullom Front"}


@pytest.mark.parametrize(
    "text",
    [
        "Ola Berg, a judge, tried the Sullom Front on Sunday.",
        "The Sullom Front wrote to the mayor, Ola Berg.",
        "Ola Berg never led the Sullom Front.",
    ],
    ids=["judge", "mayor", "never"],
)
def test_allegiances_are_not_guessed(text: str) -> None:
    assert read(text) == {}

"""Deeds that a group owns to without saying who did them; groups and events are invented."""

import pytest

import purport
from purport.types import Incident

FRONT, LEAGUE = "The Sullom Front is an armed group.", "The Unst League is an armed group."


def told(text: str, word: str) -> Incident:
    """The incident that a word of a text tells."""
    found = purport.read(text).incidents
    return next(incident for incident in found if any(word in mention.text for mention in incident.mentions))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{FRONT} The Sullom Front admitted that a guard who was stabbed in Lerwick was not a spy.", "stabbed"),
        (f"{FRONT} The Sullom Front said that Nils Hansen had been shot in Lerwick as a traitor.", "shot"),
        (f"{FRONT} Its spokesman, Ola Berg, admitted that a guard was stabbed in Lerwick in error.", "stabbed"),
    ],
    ids=["admitted", "judged", "a spokesman's words"],
)
def test_avowals_name_the_group(text: str, word: str) -> None:
    assert [party.name for party in told(text, word).actors] == ["Sullom Front"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{FRONT} The Sullom Front said that a guard was stabbed in Lerwick.", "stabbed"),
        (f"{FRONT} The Sullom Front admitted that two of its fighters were shot in Lerwick.", "shot"),
        (f"{FRONT} The police admitted that a guard was stabbed in Lerwick.", "stabbed"),
    ],
    ids=["only told", "its own people", "no group"],
)
def test_avowals_are_of_ones_own_deeds(text: str, word: str) -> None:
    assert "Sullom Front" not in [party.name for party in told(text, word).actors]


def test_avowals_name_the_doer_that_the_words_name() -> None:
    text = f"{FRONT} {LEAGUE} The Sullom Front admitted that the Unst League had shot a guard in Lerwick."
    assert [party.name for party in told(text, "shot").actors] == ["Unst League"]

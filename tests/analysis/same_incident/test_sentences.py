"""What the sentences that mention an incident tell besides it."""

import pytest

import purport
from purport.analysis.same_incident.days import ordinals
from purport.analysis.same_incident.sentences import RUN, days_beside, places_beside, runs
from purport.types import Incident, Mode, Span, Status

LEAD = "A bomb hidden in a parked van exploded outside the ferry terminal in Sandur on Monday morning"


def told(text, trigger):
    at = text.index(trigger)
    return Incident(
        id="i1",
        type="bombing",
        mode=Mode.HAPPENED,
        mentions=(Span(text=trigger, start=at, end=at + len(trigger)),),
        status=Status.REPORTED,
    )


@pytest.mark.parametrize(
    ("one", "other", "copied"),
    [
        (f"{LEAD}, police said.", f"Note. {LEAD}, killing two.", True),
        (f"{LEAD}.", f"{LEAD.upper()}!", True),
        (f"{LEAD}.", "A bomb exploded outside the terminal in Sandur on Monday morning.", False),
        (f"{LEAD}. Nobody was hurt.", f"{LEAD.replace('exploded', 'was found')}. It exploded later.", False),
    ],
)
def test_runs_in_common_tell_what_is_copied_over_the_trigger(one, other, copied):
    word = "EXPLODED" if other.isupper() or "EXPLODED" in other else "exploded"
    assert bool(runs(one, told(one, "exploded")) & runs(other, told(other, word))) is copied


def test_a_run_has_its_trigger_in_it_and_stays_in_one_sentence():
    text = f"{'Rain fell. ' * 3}{LEAD}. {'Wind rose. ' * 3}"
    count = len(LEAD.split())
    assert 0 < len(runs(text, told(text, "exploded"))) <= min(RUN, count - RUN + 1)
    assert runs("A bomb exploded.", told("A bomb exploded.", "exploded")) == frozenset()


def test_days_and_places_named_beside_an_incident_are_kept():
    text = "Gunmen raided the port of Tvøroyri on 7 June 2024. Police recalled the raid in Lerwick on 3 June 2024."
    reading = purport.read(text, published="2024-06-08")
    other = told(text, "raid in")
    assert days_beside(reading, other) == (ordinals("2024-06-03"),)
    assert [place.name for place in places_beside(reading, other)] == ["Lerwick"]


def test_days_count_back_from_what_was_told_of_last():
    text = "A bomb exploded in Lerwick on 22 October 2024. It came four days after the raid in Scalloway."
    reading = purport.read(text, published="2024-10-23")
    raid = next(each for each in reading.incidents if any(mention.text == "raid" for mention in each.mentions))
    assert days_beside(reading, raid) == (ordinals("2024-10-18"),)

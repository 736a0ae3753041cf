"""Readings against the same texts read by hand: floors that are not lowered in silence."""

from importlib import resources
from pathlib import Path

import pytest

from purport.evaluation import Evaluation, annotated_documents, evaluate

FOLDER = Path(__file__).parents[1] / "gold"
SAMPLE = resources.files("purport") / "evaluation" / "samples" / "observatory-brief-57.json"


@pytest.fixture(scope="module")
def gold() -> Evaluation:
    with resources.as_file(SAMPLE) as sample:
        return evaluate([*annotated_documents(FOLDER), *annotated_documents(sample)])


FLOORS = (
    ("statements", "found", 0.88),
    ("statements", "linked", 0.6),
    ("statements", "exact cue", 0.85),
    ("statements", "speaker name", 0.85),
    ("statements", "content", 0.78),
    ("statements", "kind", 0.55),
    ("statements", "certainty", 0.9),
    ("statements", "distanced", 0.6),
    ("statements", "via", 0.65),
    ("incidents", "found", 0.7),
    ("incidents", "type", 0.8),
    ("incidents", "figures' tellers", 0.4),
    ("dates", "found", 0.9),
    ("dates", "value", 0.92),
    ("places", "found", 0.9),
    ("places", "country", 0.95),
    ("places", "within 161 km", 0.95),
    ("figures", "found", 0.88),
    ("figures", "bounds", 0.95),
)


@pytest.mark.parametrize(("of", "what", "floor"), FLOORS, ids=[f"{of}, {what}" for of, what, _ in FLOORS])
def test_gold_scores_hold_their_floor(gold, of, what, floor):
    assert gold.score(of, what).value >= floor


def test_gold_incidents_that_did_not_happen_are_never_told_as_such(gold):
    assert not [miss for miss in gold.misses if (miss.of, miss.what, miss.read) == ("incidents", "mode", "happened")]

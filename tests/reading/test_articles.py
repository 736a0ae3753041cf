"""Incidents as whole articles tell them: invented press reports and analysts' notes, annotated by hand before they were
first read. Floors that are not lowered in silence."""

from pathlib import Path

import pytest

from purport.evaluation import Evaluation, annotated_documents, evaluate

FOLDER = Path(__file__).parents[1] / "articles"


@pytest.fixture(scope="module")
def articles() -> Evaluation:
    return evaluate(list(annotated_documents(FOLDER)))


FLOORS = (
    ("found", 0.77),
    ("actors", 0.56),
    ("targets", 0.52),
    ("type", 0.8),
    ("mode", 0.95),
    ("date", 0.7),
    ("country", 0.85),
)


@pytest.mark.parametrize(("what", "floor"), FLOORS, ids=[what for what, _ in FLOORS])
def test_article_incidents_hold_their_floor(articles, what, floor):
    assert articles.score("incidents", what).value >= floor

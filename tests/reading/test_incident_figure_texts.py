"""How many, and on whose word, in whole texts rich in figures: reports by a wire, a rights group, a mission, a court
reporter, a ceasefire's monitor and a group itself. Annotated before they were first read; floors that are not lowered
in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import purport
from purport.evaluation import Evaluation, annotated_documents, evaluate
from purport.evaluation.annotated import AnnotatedDocument
from purport.evaluation.records import AnnotatedIncidentFigure
from purport.types import IncidentFigure

FOLDER = Path(__file__).parents[1] / "figures"


@pytest.fixture(scope="module")
def annotated() -> list[AnnotatedDocument]:
    return [document for document in annotated_documents(FOLDER) if isinstance(document, AnnotatedDocument)]


@pytest.fixture(scope="module")
def texts(annotated) -> Evaluation:
    return evaluate(annotated)


@pytest.fixture(scope="module")
def told(annotated) -> list[tuple[AnnotatedIncidentFigure, list[IncidentFigure]]]:
    """Each annotated figure, with the figures of any incident that are read at its place with its bounds."""
    return [
        (figure, [f for f in _read(document) if f.start < figure.end and figure.start < f.end and _same(f, figure)])
        for document in annotated
        for incident in document.incidents
        for figure in incident.figures
    ]


def _read(document: AnnotatedDocument) -> Iterator[IncidentFigure]:
    source = document.source
    reading = purport.read(document.text, title=source.title, publisher=source.publisher, published=source.published)
    for incident in reading.incidents:
        yield from incident.figures


def _same(read: IncidentFigure, annotated: AnnotatedIncidentFigure) -> bool:
    return (read.low, read.high) == (annotated.low, annotated.high)


def test_figures_are_tied_to_an_incident(told):
    assert sum(bool(found) for _, found in told) / len(told) >= 0.8


def test_tied_figures_tell_what_befell_those_counted(told):
    family = {"arrested": "captured"}
    fates = ("killed", "injured", "missing", "displaced", "captured", "freed", "escaped", "attackers", "protesters")
    asked = [(figure, found) for figure, found in told if found and figure.what in fates]
    right = [figure for figure, found in asked if any(family.get(f.what, f.what) == figure.what for f in found)]
    assert len(right) / len(asked) >= 0.9


@pytest.mark.parametrize(("what", "floor"), [("found", 0.6), ("figures' tellers", 0.5)])
def test_incidents_with_their_figures_hold_their_floor(texts, what, floor):
    assert texts.score("incidents", what).value >= floor

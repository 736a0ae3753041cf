import io
import json

import pytest
from rich.console import Console

import purport
from purport.evaluation import annotated_document, evaluate, evaluation_view


@pytest.fixture
def evaluation(hand):
    documents, readings = [], []
    for name in ("first", "second \x1b[31m"):
        made = hand(f"{name}: The mayor said the bus burned. No one denied it.", document=name)
        made.say("The mayor", "said", "the bus burned", name="mayor")
        readings.append(made.reading())
        made.say("No one", "denied", "it", name="no one", kind="denial")
        node = purport.to_dict(made.reading())
        node["statements"][0]["kind"] = "claim"
        documents.append(annotated_document(json.dumps(node), id=name))
    return evaluate(documents, readings)


def shown(evaluation, width=120, **options):
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, markup=False).print(evaluation_view(evaluation, **options))
    return out.getvalue()


def test_scores_stand_under_their_list(evaluation):
    lines = shown(evaluation).splitlines()
    assert lines[0] == "2 documents · read by purport 0.0 · attitudes not counted"
    rows = {line.split("  ")[0] or line.strip().split("  ")[0]: line.split() for line in lines}
    assert rows["Statements"] == ["Statements", "66.7", "67–67", "100.0", "50.0", "4", "2"]
    assert rows["kind"] == ["kind", "0.0", "%", "0–0", "of", "2"]
    assert any("interval: where 95 of 100 lie" in line and "from 2 they are rough" in line for line in lines)
    assert "expected calibration error 0.100" in shown(evaluation)


@pytest.mark.parametrize("width", [60, 120])
def test_documents_have_their_scores_in_any_width(evaluation, width):
    text = shown(evaluation, width, by_document=True)
    assert "66.7" in text.split("first")[1]
    assert max(map(len, text.splitlines())) <= width


def test_misses_are_told_with_what_stands_around_them(evaluation):
    text = shown(evaluation, misses=True)
    assert "kind" in text
    assert "annotated claim\n" in text
    assert "read      report\n" in text
    assert "missed statement" in text
    assert "burned. No one denied it." in text
    assert "missed" not in shown(evaluation)


def test_a_document_does_not_steer_the_terminal(evaluation):
    assert "\x1b" not in shown(evaluation, by_document=True, misses=True)

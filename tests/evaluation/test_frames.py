import builtins
import json

import pytest

import purport
from purport import OptionError
from purport.evaluation import annotated_document, evaluate
from purport.evaluation.frames import TABLES


@pytest.fixture
def evaluation(hand):
    made = hand("The mayor said the bus burned on Monday.")
    made.say("The mayor", "said", "the bus burned", name="mayor")
    reading = made.reading()
    node = {**purport.to_dict(reading), "dates": [{"text": "Monday", "start": 33, "end": 39}]}
    return evaluate([annotated_document(json.dumps(node), id="d")], [reading])


def test_frames_have_a_row_a_record(evaluation):
    assert list(evaluation.to_frame()["what"]) == [score.what for score in evaluation.scores]
    documents = evaluation.to_frame("documents")
    assert len(documents) == len(evaluation.documents[0].scores)
    assert set(documents["document"]) == {"report"}
    [miss] = evaluation.to_frame("misses").itertuples()
    assert (miss.of, miss.what, miss.text, miss.start) == ("dates", "missed", "Monday", 33)
    assert list(evaluation.to_frame("calibration")["n"]) == [1]


def test_a_frame_has_its_columns_without_rows(evaluation):
    for table, (columns, _) in TABLES.items():
        assert list(evaluation.to_frame(table).columns) == columns


def test_an_unknown_table_is_refused(evaluation):
    with pytest.raises(OptionError, match="scores, documents, misses, calibration"):
        evaluation.to_frame("statements")


def test_a_frame_says_when_pandas_is_not_there(evaluation, monkeypatch):
    real = builtins.__import__

    def without_pandas(name, *rest):
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(OptionError, match="need pandas"):
        evaluation.to_frame()


def test_an_evaluation_is_plain_json(evaluation):
    node = json.loads(json.dumps(evaluation.to_dict()))
    assert node["schema"] == "purport.evaluation/1"
    assert node["scores"][0]["value"] == 1.0

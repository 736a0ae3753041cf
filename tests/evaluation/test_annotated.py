import json
from dataclasses import fields
from importlib import resources

import msgspec
import pytest
from msgspec import UNSET

import purport
from purport import AnchorError, BadRecord, ContractError, InputError, TooLarge, types
from purport.evaluation import annotated, annotated_document, annotated_documents, records

TEXT = "The mayor said the bus burned. He said no more."
SAID = {"text": "said", "start": 10, "end": 14}
SAMPLES = resources.files("purport") / "evaluation" / "samples"


def document(**parts):
    return annotated_document(json.dumps({"text": TEXT, **parts}), id="report")


def test_what_is_absent_was_not_annotated_and_what_is_empty_was():
    found = document(statements=[{"cue": SAID, "speaker": None}], dates=[])
    assert (found.dates, found.places) == ((), UNSET)
    [statement] = found.statements
    assert (statement.speaker, statement.content, statement.kind) == (None, UNSET, UNSET)


def test_a_reading_is_an_annotated_document():
    reading = purport.read(TEXT + " On 6 March 2024 12 men fled from Tórshavn.", published="2024-03-08", id="r")
    found = annotated_document(purport.encode(reading), id="other")
    assert found.id == "r"
    assert [statement.cue.start for statement in found.statements] == [one.cue.start for one in reading.statements]
    assert found.document().text == reading.text
    assert found.document().source == reading.source


RECORDS = (
    (types.Statement, records.AnnotatedStatement),
    (types.Speaker, records.AnnotatedName),
    (types.Via, records.AnnotatedName),
    (types.Party, records.AnnotatedName),
    (types.Incident, records.AnnotatedIncident),
    (types.IncidentDate, records.AnnotatedIncidentDate),
    (types.IncidentFigure, records.AnnotatedIncidentFigure),
    (types.Date, records.AnnotatedDate),
    (types.Place, records.AnnotatedPlace),
    (types.Figure, records.AnnotatedFigure),
    (types.Actor, records.AnnotatedActor),
    (types.Source, records.AnnotatedSource),
    (types.Reading, records.AnnotatedDocument),
)


@pytest.mark.parametrize(("read", "form"), RECORDS, ids=[read.__name__ for read, _ in RECORDS])
def test_the_form_knows_every_field_of_a_reading(read, form):
    assert {field.name for field in fields(read)} <= {field.name for field in msgspec.structs.fields(form)}


FAULTS = {
    "wrong offsets": (
        {"statements": [{"cue": {**SAID, "start": 9, "end": 13}}]},
        AnchorError,
        "report: statements[0].cue: [9, 13) reads ' sai', the annotation says 'said'; these words stand at start 10, "
        "end 14, the nearest of 2 places",
    ),
    "words that are not there": (
        {"statements": [{"cue": {**SAID, "text": "told"}}]},
        AnchorError,
        "[10, 14) reads 'said', the annotation says 'told'; these words stand nowhere in the text",
    ),
    "offsets past the end": ({"dates": [{"text": "x", "start": 3, "end": 900}]}, AnchorError, "no stretch of the text"),
    "an empty span": ({"dates": [{"text": "", "start": 3, "end": 3}]}, AnchorError, "no stretch of the text"),
    "several wrong spans": (
        {"dates": [{"text": "x", "start": 3, "end": 4}, {"text": "y", "start": 3, "end": 4}]},
        AnchorError,
        "(so with 1 more of this document)",
    ),
    "a deep span": (
        {"incidents": [{"mentions": [SAID], "figures": [{"text": "bus", "start": 1, "end": 4}]}]},
        AnchorError,
        "incidents[0].figures[0]: [1, 4) reads 'he '",
    ),
    "a span in parts": (
        {"statements": [{"cue": SAID, "speaker": {"text": "The mayor", "name": "x"}}]},
        AnchorError,
        "statements[0].speaker: a span without `start`, `end`; it has text, start and end, all three or none",
    ),
    "an unknown field": (
        {"statements": [{"cue": SAID, "speker": None}]},
        ContractError,
        "statements[0]: unknown field `speker`; `speaker` is meant, perhaps",
    ),
    "an unknown list": ({"claims": []}, ContractError, "report: unknown field `claims`; it is one of"),
    "an unknown kind": (
        {"statements": [{"cue": SAID, "kind": "rumour"}]},
        ContractError,
        "statements[0].kind: invalid enum value 'rumour'; it is one of denial, accusation",
    ),
    "a wrong type": (
        {"dates": [{"text": "said", "start": "10", "end": 14}]},
        ContractError,
        "dates[0].start: expected `int`, got `str`",
    ),
    "nothing to be found by": ({"statements": [{"kind": "claim"}]}, ContractError, "neither cue nor content"),
    "no mentions": ({"incidents": [{"mentions": []}]}, ContractError, "incidents[0].mentions: none"),
    "a place without words": ({"places": [{"name": "Vágur"}]}, ContractError, "places[0]: no words"),
    "an id twice": (
        {"statements": [{"id": "s1", "cue": SAID}, {"id": "s1", "cue": SAID}]},
        ContractError,
        "statements[1].id: 's1' is that of statements[0] too",
    ),
    "a date that is none": ({"source": {"published": "soon"}}, ContractError, "source.published: 'soon' is no date"),
    "another version": ({"schema": "purport.reading/9"}, ContractError, "this purport knows 'purport.reading/1'"),
    "no text": ({"text": " \n"}, ContractError, "text: nothing in it"),
    "carriage returns": ({"text": "a\r\nb"}, ContractError, "a carriage return at character 1"),
    "too long a text": ({"text": "a" * 2_000_001}, TooLarge, "2,000,001 characters"),
}


@pytest.mark.parametrize(("parts", "error", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place_and_the_way_out(parts, error, message):
    with pytest.raises(error) as raised:
        document(**parts)
    assert message in str(raised.value)
    assert str(raised.value).startswith("report: ")


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff", b'"text"', b'{"text": "half \\ud83d"}', b"[" * 5000])
def test_what_is_no_json_object_is_refused(data):
    with pytest.raises(BadRecord):
        annotated_document(data, id="report")


def test_a_folder_gives_its_documents_by_path_with_errors_in_place(tmp_path):
    line = json.dumps({"text": TEXT})
    (tmp_path / "b.json").write_text(line)
    (tmp_path / "a.jsonl").write_text(f"{line}\n\n{{\n{line}\n")
    (tmp_path / "notes.txt").write_text("not annotated")
    (tmp_path / ".hidden.json").write_text("{")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.json").write_text(json.dumps({"source": {"id": "its own"}, "text": TEXT}))
    first, second, third, *rest = annotated_documents(tmp_path)
    assert (first.id, third.id, *(one.id for one in rest)) == ("a.jsonl:1", "a.jsonl:4", "b", "its own")
    assert isinstance(second, BadRecord)
    assert second.where == f"{tmp_path / 'a.jsonl'}:3"


def test_ids_are_given_once_in_a_folder(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"source": {"id": "one"}, "text": TEXT}))
    _, error = annotated_documents(tmp_path)
    assert isinstance(error, ContractError)
    assert str(error).startswith(f"{tmp_path / 'b.json'}: the id 'one' is taken by {tmp_path / 'a.json'}; ")


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        annotated_documents(tmp_path / "gone")
    (tmp_path / "report.txt").write_text(TEXT)
    with pytest.raises(InputError, match=r"no annotated texts in it .* `purport read --json"):
        annotated_documents(tmp_path)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_huge_file_is_not_read(tmp_path, monkeypatch, name):
    monkeypatch.setattr(annotated, "MAX_BYTES", 20)
    (tmp_path / name).write_text(json.dumps({"text": TEXT}))
    [error] = annotated_documents(tmp_path)
    assert isinstance(error, TooLarge)


def test_the_samples_stand_as_they_are_told():
    with resources.as_file(SAMPLES) as folder:
        found = list(annotated_documents(folder))
    assert [one.id for one in found] == ["interior-office-2024-118", "observatory-brief-57", "suduroy-post-0913"]
    lines = (resources.files("purport") / "samples" / "three-reports.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    assert {one.id: one.text for one in found} == texts

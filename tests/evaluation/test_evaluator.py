import json

import pytest

import purport
from purport import ContractError, InputError, OptionError
from purport.evaluation import annotated_document, evaluate
from purport.evaluation.rules import measures

TEXT = (
    "The mayor of Vágur said on 6 March 2024 that 12 men had fled. Anna Berg denied that the men, perhaps armed, had "
    'left. "They are here," she said. The office wants quiet.'
)


@pytest.fixture
def made(hand):
    """A reading of the text by hand: three statements, an attitude, a date."""
    made = hand(TEXT)
    made.say("The mayor of Vágur", "said", "12 men had fled", name="mayor of Vágur", confidence=0.9)
    made.say("Anna Berg", "denied", "the men, perhaps armed, had left", name="Anna Berg", kind="denial", confidence=0.6)
    made.say("she", "said#2", '"They are here,"', name="Anna Berg", via=("Radio Havn",), distanced=True, confidence=0.8)
    made.say("The office", "wants", "quiet", name="office", kind="attitude", confidence=0.4)
    made.date("6 March 2024", "2024-03-06")
    return made


def annotated(reading, change=lambda node: None, **parts):
    """The reading as an annotated document, changed by hand."""
    node = purport.to_dict(reading)
    change(node)
    return annotated_document(json.dumps({**node, **parts}), id=reading.source.id)


def values(evaluation):
    return {(score.of, score.what): score.value for score in evaluation.scores}


def test_a_reading_held_against_itself_is_right_in_all(made):
    reading = made.reading()
    evaluation = evaluate([annotated(reading)], [reading], attitudes=True)
    assert {value for value in values(evaluation).values() if value is not None} == {1.0}
    assert evaluation.misses == ()
    assert evaluation.score("statements").annotated == 4
    assert evaluation.made_by == reading.made_by


def test_lists_and_fields_that_are_absent_are_not_scored(made):
    def bare(node):
        for name in ("dates", "places", "figures", "incidents", "actors", "themes"):
            del node[name]
        node["statements"] = [{"cue": one["cue"], "content": one["content"]} for one in node["statements"]]

    reading = made.reading()
    evaluation = evaluate([annotated(reading, bare)], [reading])
    assert set(values(evaluation)) == {
        ("statements", what) for what in ("found", "linked", "exact cue", "exact content", "content")
    }
    with pytest.raises(KeyError, match="dates, found: not annotated"):
        evaluation.score("dates")


def test_an_empty_list_is_annotated_and_what_is_read_there_invented(made):
    reading = made.reading()
    evaluation = evaluate([annotated(reading, dates=[])], [reading])
    score = evaluation.score("dates")
    assert (score.value, score.found, score.annotated) == (0.0, 1, 0)
    [miss] = evaluation.misses
    assert (miss.of, miss.what, miss.annotated, miss.read, miss.text) == (
        "dates",
        "invented",
        None,
        "2024-03-06",
        "6 March 2024",
    )
    assert miss.before.endswith("said on ")
    assert miss.after.startswith(" that 12 men")


def test_attitudes_count_neither_way_unless_asked_for(made):
    reading = made.reading()
    without = annotated(reading, lambda node: node["statements"].pop())
    assert evaluate([without], [reading]).score("statements").found == 3
    asked = evaluate([without], [reading], attitudes=True)
    assert [miss.what for miss in asked.misses] == ["invented"]
    assert evaluate([annotated(reading)], [reading]).score("statements").annotated == 3


@pytest.mark.parametrize("missing", [False, True])
def test_what_is_optional_counts_neither_way(made, missing):
    reading = made.reading()
    document = annotated(reading, lambda node: node["statements"][1].update(optional=True))
    if missing:
        made.statements.pop(1)
        reading = made.reading()
    evaluation = evaluate([document], [reading])
    score = evaluation.score("statements")
    assert (score.hits, score.found, score.annotated) == (2, 2, 2)
    assert evaluation.misses == ()
    assert evaluation.score("statements", "exact cue").found == 2


def test_statements_of_less_confidence_are_taken_as_not_read(made):
    reading = made.reading()
    evaluation = evaluate([annotated(reading)], [reading], least_confidence=0.7)
    score = evaluation.score("statements")
    assert (score.hits, score.found, score.annotated) == (2, 2, 3)
    assert [(miss.what, miss.annotated) for miss in evaluation.misses] == [
        ("missed", "Anna Berg | denied | the men, perhaps armed, had left")
    ]


def statement(number, **fields):
    return lambda node: node["statements"][number].update(fields)


THE_MEN = {"text": "the men", "start": TEXT.index("the men"), "end": TEXT.index("the men") + 7}
DIFFERENCES = {
    "kind": (statement(0, kind="claim"), "kind", "claim", "report"),
    "certainty": (statement(0, certainty="possible"), "certainty", "possible", "certain"),
    "speaker": (statement(2, speaker={"name": "the mayor"}), "speaker name", "the mayor", "Anna Berg"),
    "nobody": (statement(2, speaker=None), "speaker name", "nothing", "Anna Berg"),
    "left open": (statement(2, speaker={"name": None}), "speaker name", "left open", "Anna Berg"),
    "distanced": (statement(2, distanced=False), "distanced", "not distanced", "distanced"),
    "via": (statement(2, via=[{"name": "Nordic Wire"}]), "via", "Nordic Wire", "Radio Havn"),
    "content": (statement(1, content=[THE_MEN]), "content", "the men", "the men, perhaps armed, had left"),
    "value": (lambda node: node["dates"][0].update(value="2024-03"), "value", "2024-03", "2024-03-06"),
}


@pytest.mark.parametrize(("change", "what", "wanted", "got"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_each_difference_is_told_once_with_both_sides(made, change, what, wanted, got):
    reading = made.reading()
    evaluation = evaluate([annotated(reading, change)], [reading])
    [miss] = evaluation.misses
    assert (miss.what, miss.annotated, miss.read) == (what, wanted, got)
    of = "dates" if what == "value" else "statements"
    assert evaluation.score(of).value == 1.0
    assert evaluation.score(of, what).value < 1.0


def test_confidence_is_held_against_what_is_linked_right(made):
    reading = made.reading()
    document = annotated(reading, statement(0, content=[{"text": "12", "start": TEXT.index("12"), "end": 47}]))
    found = evaluate([document], [reading]).calibration
    assert [(bin.told, bin.right, bin.n) for bin in found.bins] == [(0.6, 1.0, 1), (0.8, 1.0, 1), (0.9, 0.0, 1)]


def test_without_a_cue_half_the_content_finds_a_statement(made):
    reading = made.reading()
    document = annotated(reading, statement(0, cue=None))
    assert evaluate([document], [reading]).score("statements").value == 1.0


def test_readings_are_found_by_their_text_whatever_their_id(made, hand):
    reading, other = made.reading(), hand("He said so.", document="other").reading()
    document = annotated(reading, lambda node: node["source"].update(id="another"))
    assert evaluate([document], [other, reading]).documents[0].document == "another"
    with pytest.raises(InputError, match="another: no reading of this text"):
        evaluate([document], [other])
    with pytest.raises(ContractError, match="two readings of the same text"):
        evaluate([document], [reading, reading])


def test_a_folder_is_read_now_where_no_readings_are_given(tmp_path):
    text = "The office in Tórshavn said on 6 March 2024 that 12 men had left."
    (tmp_path / "a.json").write_text(purport.encode(purport.read(text)), encoding="utf-8")
    evaluation = purport.evaluate(tmp_path)
    assert evaluation.score("statements").value == 1.0
    assert evaluation.score("dates", "value").value == 1.0


def test_a_folder_with_a_fault_raises_it(tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(purport.BadRecord, match=r"a\.json: not JSON"):
        purport.evaluate(tmp_path)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_that_is_none_is_refused(made, confidence):
    with pytest.raises(OptionError, match="is no number from 0 to 1"):
        evaluate([annotated(made.reading())], [], least_confidence=confidence)


def test_no_documents_are_refused():
    with pytest.raises(InputError, match="one at least"):
        evaluate([])


def test_incidents_are_compared_as_far_as_they_are_annotated(hand):
    text = "Gunmen raided Vágur on 6 March 2024, killing three guards, the office said. A bomb went off in Sandur."
    made = hand(text)
    made.incident(
        "attack", "raided", date="2024-03-06", actors=("Gunmen",), figures=(("three", "killed", 3, 3, "office"),)
    )
    made.incident("bombing", "bomb", mode="denied")
    reading = made.reading()

    def change(node):
        first, second = node["incidents"]
        first["figures"][0]["according_to"] = "police"
        first["date"] = {"start": "2024-03"}
        first["actors"] = [{"name": "Norran Front"}, {"name": "Gunmen"}]
        del second["type"], second["date"], second["actors"]
        second["mode"] = "happened"

    evaluation = evaluate([annotated(reading, change)], [reading])
    found = values(evaluation)
    assert found["incidents", "found"] == found["incidents", "type"] == found["incidents", "date"] == 1.0
    assert evaluation.score("incidents", "type").annotated == 1
    assert found["incidents", "mode"] == 0.5
    assert found["incidents", "figures"] == 1.0
    assert found["incidents", "figures' tellers"] == 0.0
    assert (evaluation.score("incidents", "actors").precision, evaluation.score("incidents", "actors").recall) == (
        1,
        0.5,
    )


def test_measures_are_named_once():
    names = [(measure.of, measure.what) for measure in measures()]
    assert len(set(names)) == len(names)

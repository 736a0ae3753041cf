"""Judging many records: verdicts that stand in a file, and what comes of whole reviews."""

import csv
import io
import json

import msgspec
import pytest

from purport.case.verdict_files import Place, Verdicts, cell
from purport.errors import OptionError, PurportError
from purport.evaluation import annotated_document


def asked(text, **how):
    return list(Verdicts(io.BytesIO(text.encode()), "sheet", **how))


def judged(case, text, **how):
    return list(case.judging(asked(text, **how), author="A"))


def told(made):
    return [
        f"{each.where}: {each.message}" if isinstance(each, PurportError) else (each.verdict.value, each.record_id)
        for each in made
    ]


def test_sheet_of_hits_is_filled_in_and_read_back(case):
    lines = io.StringIO()
    rows = case.find().sheet()
    assert {row["sort"] for row in rows} == {"statement", "incident"}
    for row, verdict in zip(rows, ["accept", "reject", "", "", "Accept"], strict=True):
        row["verdict"] = verdict
    rows[2]["correction"] = "speaker=Skua Front; kind=report"
    rows[4]["reason"] = "seen"
    table = csv.DictWriter(lines, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    verdicts = Verdicts(io.BytesIO(("\ufeff" + lines.getvalue()).encode()), "sheet")
    made = list(case.judging(verdicts, author="A"))
    assert [each.verdict.value for each in made] == ["accept", "reject", "correct", "accept"]
    assert verdicts.passed_over == 1
    assert made[2].correction == {"speaker": "Skua Front", "kind": "report"}
    assert made[3].reason == "seen"
    assert case.verify().holds


def test_hits_as_json_are_judged_where_they_stand_now(case, raid):
    lines = [msgspec.json.decode(msgspec.json.encode(hit)) for hit in case.find("freed")]
    assert [sorted(line.keys() & {"statement", "incident"}) for line in lines] == [["incident", "statement"]] * len(
        lines
    )
    raid.model = "2"
    raid.statements.reverse()
    raid.statements.pop(0)
    case.add(raid.reading())
    text = "\n".join(json.dumps(line | {"verdict": "reject"}) for line in lines)
    made = judged(case, text)
    assert {each.subject.quote.split()[0] for each in made} == {"claimed", "freed"}
    assert len(made) == len(lines)


def test_line_whose_record_is_gone_is_named_and_the_rest_goes_on(case, raid):
    lines = [msgspec.json.encode(hit).decode() for hit in case.statements()]
    raid.model = "2"
    raid.statements.pop()
    case.add(raid.reading())
    made = judged(case, "\n".join(lines), verdict="accept", reason="all of them")
    assert len(made) == len(lines) == 4
    (gone,) = [each for each in made if isinstance(each, PurportError)]
    assert "no statement of the current reading stands on “said … no one had escaped” any longer" in gone.message
    assert gone.where.startswith("sheet:")
    assert {each.reason for each in case.judgements()} == {"all of them"}


def test_judgements_of_another_copy_are_taken_over(case, tmp_path):
    case.judge("correct", "raid#s1", correction={"speaker": "Skua Front"}, author="A", reason="so")
    case.judge("not_same", "raid#s1", "raid#s2", author="B")
    lines = [msgspec.json.encode(each).decode() for each in case.judgements()]
    for each in case.judgements():
        case.withdraw(each.id, author=each.author)
    assert not case.judgements()
    assert len(judged(case, "\n".join(lines))) == 2
    assert [(each.author, each.reason) for each in case.judgements()] == [("A", "so"), ("B", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("record,verdict\nraid#s1,maybe\nraid#s2,accept\n", ["sheet:2: 'maybe' is no verdict", ("accept", "s2")]),
        ("record;verdict\nraid#s99;accept\n", ["sheet:2: no statement or incident of 'raid'"]),
        ("verdict\trecord\naccept\tnobody#s1\n", ["sheet:2: no document fits 'nobody'"]),
        ("record,verdict,words\nraid#s1,accept,no one\n", ["sheet:2: 's1' of 'raid' stands on other words now"]),
        ("record,verdict,words\nraid#s1,accept,claimed\n", [("accept", "s1")]),
        ("record,verdict,correction\nraid#s1,,kind=banana\n", ["sheet:2: kind cannot be 'banana'"]),
        ("record,verdict,correction\nraid#s1,correct,\n", ["sheet:2: correct needs the fields"]),
        ("record,verdict,correction\nraid#s1,,nonsense\n", ["sheet:2: 'nonsense' is no field"]),
        ("record,verdict,author\nraid#s1,accept, \n", [("accept", "s1")]),
        ('record,verdict,reason\nraid#s1,accept,"a\nb"\nraid#s2,maybe,\n', [("accept", "s1"), "sheet:4: 'maybe'"]),
        ("record,verdict,other\nraid#s1,same,raid#s2\n", [("same", "s2")]),
        ("record,verdict\nraid#s1,Not Same\n", ["sheet:2: not_same is judged of two"]),
        ("name,verdict\nraid#s1,accept\n", ["sheet: its first line has no columns record and verdict"]),
        (
            '{"record": "raid#s1", "verdict": "accept"}\n\n{"verdict": 3}\n',
            [("accept", "s1"), "sheet:3: verdict 3 is no"],
        ),
        ('{"verdict": "accept"}\n{"verdict\n', ["sheet:1: names no record", "sheet:2: is no JSON"]),
        ('{"verdict": "accept", "sha256": "x", "statement": null}', ["sheet:1: this hit is of a text"]),
        ('{"verdict": "accept", "sha256": "x", "statement": {"id": 3}}', ["sheet:1: is no hit"]),
        ('{"verdict": "accept", "subject": {"source": 3}}', ["sheet:1: is no judgement"]),
        ('{"verdict": "accept", "record": "raid#s1", "correction": 3}', ["sheet:1: the correction 3 is no object"]),
        ("", ["sheet: its first line has no columns"]),
    ],
)
def test_lines_of_a_file(case, text, expected):
    made = told(judged(case, text))
    assert len(made) == len(expected)
    for one, wanted in zip(made, expected, strict=True):
        assert one == wanted or (isinstance(wanted, str) and isinstance(one, str) and one.startswith(wanted)), one
    assert case.verify().holds


def test_bytes_that_are_no_text_are_named():
    (error,) = Verdicts(io.BytesIO(b"record,verdict\n\xff\xfe,accept\n"), "sheet")
    assert "UTF-8" in error.message


def test_more_than_one_batch_is_judged(case):
    text = "record,verdict\n" + "raid#s1,accept\nraid#s1,reject\n" * 150
    assert len(judged(case, text)) == 300
    assert [each.verdict for each in case.judgements()] == ["reject"]
    assert case.statements("freed").rejected == 1
    assert case.verify().holds


def test_cells_are_no_formulas(case, hand):
    assert [cell(each) for each in ("=1+1", "-1", "@x", "plain", 3, None)] == ["'=1+1", "'-1", "'@x", "plain", 3, None]
    (one,) = asked("record,verdict,reason\nraid#s1,accept,'=1+1\n")
    assert one.reason == "=1+1"


def test_place_of_a_hit_is_told_by_its_words():
    line = {
        "sha256": "0" * 64,
        "verdict": "accept",
        "incident": {
            "id": "i1",
            "type": "attack",
            "mode": "happened",
            "status": "claimed",
            "mentions": [{"text": "raid", "start": 4, "end": 8}],
        },
    }
    (one,) = asked(json.dumps(line))
    assert one.record == Place(source="0" * 64, record="incident", spans=((4, 8),), quote="raid")


def test_document_reviewed_whole_is_an_annotated_text(case):
    assert not list(case.annotated())
    case.judge("accept", "raid#s1")
    case.judge("correct", "raid#s2", correction={"speaker": "Skua Front", "certainty": "certain"})
    assert not list(case.annotated())
    case.judge("reject", "raid#s3")
    (one,) = case.annotated()
    assert "incidents" not in one
    document = annotated_document(msgspec.json.encode(one), id="x")
    assert (document.source.id, [each.speaker.name for each in document.statements]) == (
        "raid",
        ["Norran Front", "Skua Front"],
    )
    case.judge("correct", "raid#i1", correction={"place": "Klaksvík", "actors": "Skua Front", "date": "2020-08"})
    (one,) = case.annotated()
    document = annotated_document(msgspec.json.encode(one), id="x")
    (incident,) = document.incidents
    assert (incident.place.name, incident.actors[0].name, incident.date.start) == ("Klaksvík", "Skua Front", "2020-08")
    case.judge("reject", "raid#s1", author="somebody else")
    assert not list(case.annotated())


def test_author_that_is_none_stops_all(case):
    with pytest.raises(OptionError, match="no name"):
        list(case.judging(asked("record,verdict\nraid#s1,accept\n"), author=" "))

"""A brief of a case that people judged."""

import json

import pytest

from purport.brief import compose, to_dict
from purport.case import Case


@pytest.fixture
def case(tmp_path, wire, ministry):
    with Case.open(tmp_path / "a.case", create=True) as opened:
        opened.add([wire, ministry])
        yield opened


def texts(case):
    return [sentence.text for sentence in compose(case).sentences()]


def named(case, words):
    (hit,) = [each for each in case.find() if each.statement and words in each.anchor.text]
    return hit


def test_rejected_statement_is_left_out_and_counted(case):
    whole = json.dumps(to_dict(compose(case)), ensure_ascii=False)
    case.judge("reject", named(case, "shots were heard"), author="Runa Dahl")
    assert not any("shots were heard" in text for text in texts(case))
    assert dict(compose(case).facts)["Left out as rejected"] == "1 statement (is:rejected finds them)"
    case.judge("withdrawn", named_rejected(case), author="Runa Dahl")
    assert json.dumps(to_dict(compose(case)), ensure_ascii=False) == whole


def named_rejected(case):
    (hit,) = case.statements("is:rejected")
    return hit


def test_rejected_incident_is_left_out(case):
    before = [account.id for reading in case.readings() for account in reading.incidents]
    for hit in case.incidents():
        case.judge("reject", hit)
    brief = compose(case)
    assert dict(brief.facts)["Left out as rejected"].startswith(f"{len(before)} incident")
    assert "chronology" not in [section.key for section in brief.sections]


def test_corrected_statement_is_told_as_corrected_and_marked(case):
    hit = named(case, "shots were heard")
    case.judge(
        "correct", hit, correction={"speaker": "Aron “the Oar” Vik"}, reason="he said “so” himself", author="Runa Dahl"
    )
    (told, *_) = [text for text in texts(case) if "shots were heard" in text]
    assert "[corrected by Runa Dahl: speaker Aron ‘the Oar’ Vik (was residents); ‘he said ‘so’ himself’]" in told


def test_marks_of_those_who_disagree_stand_together(case):
    hit = named(case, "shots were heard")
    case.judge("accept", hit, author="A")
    case.judge("reject", hit, author="B", reason="hearsay")
    (told, *_) = [text for text in texts(case) if "shots were heard" in text]
    assert "[disputed: accepted by A; rejected by B: ‘hearsay’]" in told
    assert "Left out as rejected" not in dict(compose(case).facts)


def test_corrected_incident_is_told_where_and_when_it_is_now(case):
    hit = next(each for each in case.incidents() if each.incident.date)
    case.judge("correct", hit, correction={"place": "Klaksvík", "date": "2020-08-03", "status": "denied"}, author="A")
    brief = compose(case)
    headings = [
        block.heading.text
        for section in brief.sections
        for block in section.blocks
        if block.heading is not None and not isinstance(block.heading, str)
    ]
    assert any("Klaksvík, 3 August 2020" in heading for heading in headings)
    assert any("orrected by A: " in text and "place Klaksvík (was Tórshavn)" in text for text in texts(case))

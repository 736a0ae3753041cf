"""Judgements count in what is found, and nothing that was read is changed by them."""

from dataclasses import replace

import pytest

from purport.case import State
from purport.case.judged import as_judged
from purport.errors import OptionError


def ids(hits):
    return [(hit.source.id, (hit.statement or hit.incident).id) for hit in hits if hit.statement or hit.incident]


def rows(case):
    """All that search knows, and what it was made of."""
    tables = ("statement", "incident", "document")
    connection = case._connection
    return {
        name: connection.exec_driver_sql(f"SELECT term, doc FROM {name}_vocabulary ORDER BY term, doc").all()
        for name in tables
        if connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_vocabulary USING fts5vocab(main, {name}_terms, instance)"
        )
    }


def test_rejected_record_is_left_out_and_counted(case):
    before = ids(case.find())
    case.judge("reject", "raid#s1", author="A")
    found = case.find()
    assert (ids(found), found.rejected) == ([each for each in before if each != ("raid", "s1")], 1)
    assert case.find("lerwick").rejected == 0
    assert ids(case.statements("freed", rejected=True)) == [("raid", "s1")]
    assert ids(case.statements("is:rejected")) == [("raid", "s1")]
    assert [each.author for each in case.statements("is:rejected")[0].judgements] == ["A"]
    case.judge("withdrawn", "raid#s1", author="A")
    assert ids(case.find()) == before


def test_rejected_incident_is_left_out(case):
    case.judge("reject", "raid#i1")
    found = case.incidents()
    assert (list(found), found.rejected) == ([], 1)
    assert ids(case.incidents(rejected=True)) == [("raid", "i1")]
    # The words still stand in the text.
    assert case.find("jailbreak").rejected == 1


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([("A", "accept")], "accepted"),
        ([("A", "reject")], "rejected"),
        ([("A", "reject"), ("B", "reject")], "rejected"),
        ([("A", "accept"), ("B", "reject")], "disputed"),
        ([("A", {"kind": "report"}), ("B", "reject")], "disputed"),
        ([("A", {"kind": "report"})], "corrected"),
        ([("A", {"kind": "report"}), ("B", {"certainty": "possible"})], "corrected"),
        ([("A", {"kind": "report"}), ("B", {"kind": "report"})], "corrected"),
        ([("A", {"kind": "report"}), ("B", {"kind": "denial"})], "disputed"),
        # Who accepts it later accepts it as corrected.
        ([("A", {"kind": "report"}), ("B", "accept")], "corrected"),
        ([("B", "accept"), ("A", {"kind": "report"})], "disputed"),
        ([("A", "reject"), ("A", "accept")], "accepted"),
        ([("A", "reject"), ("A", "withdrawn")], "unjudged"),
    ],
)
def test_state_of_a_record(case, verdicts, state):
    for author, verdict in verdicts:
        if isinstance(verdict, dict):
            case.judge("correct", "raid#s2", correction=verdict, author=author)
        else:
            case.judge(verdict, "raid#s2", author=author)
    for asked in State:
        found = ("raid", "s2") in ids(case.find(f"is:{asked}"))
        assert found == (asked == state)
        assert (("raid", "s2") in ids(case.find(f"-is:{asked}"))) != found
    shown = [each for each in case.find() if each.statement and each.statement.id == "s2" and each.source.id == "raid"]
    assert bool(shown) == (state != "rejected")
    assert all(each.state == state for each in shown)


def test_what_is_disputed_is_shown_with_both_marks(case):
    case.judge("accept", "raid#s1", author="A")
    case.judge("reject", "raid#s1", author="B", reason="a rumour")
    (hit,) = case.statements("freed")
    assert [(each.author, each.verdict, each.reason) for each in hit.judgements] == [
        ("A", "accept", None),
        ("B", "reject", "a rumour"),
    ]


@pytest.mark.parametrize(
    ("record", "correction", "finds", "no_longer"),
    [
        ("raid#s1", {"speaker": "Skua Front"}, "speaker:Skua", 'speaker:"Norran Front"'),
        ("raid#s1", {"speaker": None}, "freed", "speaker:front"),
        ("raid#s1", {"kind": "report"}, "kind:report", "kind:claim"),
        ("raid#s2", {"certainty": "possible"}, "certainty:possible", "certainty:denied"),
        ("strike#s1", {"addressee": "Aron Vik"}, 'addressee:"Aron Vik"', "addressee:dock"),
        ("raid#s3", {"via": "Radio Havn; Skua Post"}, 'via:"Skua Post" via:Havn', "via:nobody"),
        ("raid#i1", {"type": "riot"}, "type:riot", "type:jailbreak"),
        ("raid#i1", {"status": "denied"}, "status:denied", "status:contested"),
        ("raid#i1", {"place": "Klaksvík"}, "place:Klaksvik~5km", "place:Torshavn~5km"),
        ("raid#i1", {"place": "Lerwick"}, "country:GB", "country:FO"),
        ("raid#i1", {"actors": "Skua Front; Aron Vik"}, 'actor:"Skua Front" actor:Aron', 'actor:"Norran Front"'),
        ("raid#i1", {"date": "2020-08-04"}, "date:2020-08-04", "date:2020-08-02"),
        ("raid#i1", {"date": "2019-05"}, "date:2019-05-20..2019-06", "date:2020"),
        ("raid#i1", {"date": "2019-05"}, "date:..2019-05-01", "-date:2019-05-31"),
        ("raid#i1", {"date": None}, "-date:2020", "date:2020"),
    ],
)
def test_corrected_record_is_found_as_it_is_now(case, record, correction, finds, no_longer):
    document, name = record.split("#")
    find = case.incidents if name.startswith("i") else case.statements
    before = case.reading(document)
    known = rows(case)
    assert (document, name) not in ids(find(f"({finds}) is:unjudged")) or finds in ("freed", "-date:2020")
    case.judge("correct", record, correction=correction, author="A")
    assert (document, name) in ids(find(finds))
    assert (document, name) not in ids(find(no_longer))
    assert case.reading(document) == before
    assert case.verify().holds
    case.judge("withdrawn", record, author="A")
    assert (document, name) not in ids(find(f"({finds}) is:corrected"))
    assert rows(case) == known


def test_corrected_record_is_shown_corrected_with_what_it_was(case):
    case.judge("correct", "raid#s1", correction={"speaker": "Skua Front", "kind": "report"}, author="A")
    (hit,) = case.statements("freed")
    assert (hit.statement.speaker.name, hit.statement.speaker.text, hit.statement.kind) == (
        "Skua Front",
        None,
        "report",
    )
    (made,) = hit.judgements
    assert made.before == {"speaker": "Norran Front", "kind": "claim"}
    assert case.statements("freed").rows()[0]["judged"] == "corrected"
    assert case.reading("raid").statements[0].speaker.name == "Norran Front"


def test_words_stay_where_they_do_not_name_who_it_was_taken_for(case):
    case.judge("correct", "raid#s2", correction={"speaker": "Aron Vik"}, author="A")
    (hit,) = case.statements("denied")
    # "The Ministry of Justice" names who it was taken for.
    assert hit.statement.speaker.text is None
    case.judge("correct", "strike#s1", correction={"addressee": "Harbour council"}, author="A")
    assert not case.statements("addressee:dock")


def test_incident_of_a_statement_is_found_there_as_corrected(case):
    case.judge("correct", "raid#i1", correction={"type": "riot"})
    assert {("raid", "s1"), ("raid", "s2")} == set(ids(case.statements("type:riot")))
    assert not case.statements("type:jailbreak")


def test_statement_is_not_found_by_an_incident_that_is_rejected(case):
    assert case.statements("type:jailbreak")
    known = rows(case)
    case.judge("reject", "raid#i1", author="A")
    assert not case.statements("type:jailbreak")
    assert ids(case.incidents("type:jailbreak is:rejected")) == [("raid", "i1")]
    case.judge("accept", "raid#i1", author="B")
    assert case.statements("type:jailbreak") and case.incidents("type:jailbreak is:disputed")
    case.withdraw(1, author="A")
    case.withdraw(2, author="B")
    assert rows(case) == known


@pytest.mark.parametrize(
    ("place", "told"), [("Tripoli", "several countries .LY, LB.*; write place=Tripoli, LY"), ("", "give a name")]
)
def test_place_that_cannot_be(case, place, told):
    with pytest.raises(OptionError, match=told):
        case.judge("correct", "raid#i1", correction={"place": place})


@pytest.mark.parametrize(
    ("place", "country"),
    [("Tripoli, LB", "LB"), ("Klaksvík", "FO"), ("Nowhere Hamlet", None), ("Nowhere Hamlet, FO", "FO")],
)
def test_place_is_located_when_it_is_corrected(case, place, country):
    case.judge("correct", "raid#i1", correction={"place": place})
    (hit,) = case.incidents()
    assert (hit.incident.place.name, hit.incident.place.country) == (place.partition(",")[0], country)


def test_better_reading_keeps_judgements_and_is_found_by_them(case, raid):
    case.judge("reject", "raid#s2", author="A")
    case.judge("correct", "raid#i1", correction={"date": "2020-08-04", "place": "Klaksvík"}, author="A")
    case.judge("accept", "raid#s3", author="A")
    raid.model = "2"
    raid.statements.pop()  # what s3 stood on is read otherwise
    raid.statements[1] = replace(raid.statements[1], id="s9", certainty="possible")
    case.add(raid.reading())
    assert ids(case.statements("is:rejected")) == [("raid", "s9")]
    assert ids(case.incidents("date:2020-08-04 place:Klaksvik~5km is:corrected")) == [("raid", "i1")]
    assert not case.incidents("date:2020-08-02")
    assert [(each.id, each.verdict) for each in case.judgements(unfitting=True)] == [(3, "accept")]
    assert case.verify().holds
    known = rows(case)
    case._connection.exec_driver_sql("UPDATE editions SET value = 0 WHERE name = 'terms'")
    case.close()
    with type(case).open(case.path) as again:
        assert rows(again) == known


def test_judgement_whose_record_is_gone_is_withdrawn_by_its_number(case, raid):
    case.judge("accept", "raid#s3", author="A")
    raid.model = "2"
    raid.statements.pop()
    case.add(raid.reading())
    with pytest.raises(OptionError, match="is A's"):
        case.withdraw(1, author="B")
    made = case.withdraw(1, reason="gone", author="A")
    assert (made.verdict, made.fits) == ("withdrawn", False)
    assert not case.judgements()
    with pytest.raises(OptionError, match="no longer stands"):
        case.withdraw(1, author="A")
    with pytest.raises(OptionError, match="number 99"):
        case.withdraw(99, author="A")


def test_reading_without_what_is_rejected(case):
    case.judge("reject", "raid#s1")
    case.judge("correct", "raid#s2", correction={"kind": "report"})
    judged = as_judged(case._connection, case.reading("raid"))
    kept = judged.without_rejected()
    assert [(each.id, each.kind) for each in kept.statements] == [("s2", "report"), ("s3", "report")]
    assert kept.incidents == case.reading("raid").incidents

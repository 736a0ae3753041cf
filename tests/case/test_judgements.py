from dataclasses import replace

import pytest

from purport.errors import NotInCase, OptionError


def verdicts(case, **which):
    return [(each.verdict, each.subject.record, each.fits) for each in case.judgements(**which)]


def test_judgement_tells_who_when_and_why(case):
    made = case.judge("reject", "raid#s1", reason="a rumour", author="Runa Dahl")
    assert (made.author, made.reason, made.verdict) == ("Runa Dahl", "a rumour", "reject")
    assert made.subject.quote.startswith("claimed … it had freed")
    assert list(case.judgements()) == [made]
    entry = list(case.log())[-1]
    assert (entry.act, entry.author, entry.subject) == ("judged", "Runa Dahl", case.reading("raid").source.sha256)


def test_judgement_of_a_hit(case):
    (hit,) = case.find("prisoners", limit=1)[:1]
    assert case.judge("accept", hit).subject.quote.startswith("claimed")


def test_last_judgement_of_an_author_stands_and_the_past_is_kept(case):
    case.judge("accept", "raid#s1", author="A")
    case.judge("reject", "raid#s1", author="B")
    case.judge("reject", "raid#s1", author="A")
    assert [(each.author, each.verdict) for each in case.judgements()] == [("B", "reject"), ("A", "reject")]
    case.judge("withdrawn", "raid#s1", author="A")
    assert [each.author for each in case.judgements()] == ["B"]
    assert len(case.judgements(past=True)) == 4


def test_two_records_are_judged_in_either_order(case, hand):
    other = hand("Prisoners were freed in Tórshavn.", document="other")
    other.incident("jailbreak", "freed")
    case.add(other.reading())
    case.judge("same", "raid#i1", "other#i1")
    case.judge("not_same", "other#i1", "raid#i1")
    (one,) = case.judgements()
    assert one.verdict == "not_same"
    assert one.other is not None


def test_judgement_is_kept_where_the_words_are_read_again(case, raid):
    case.judge("reject", "raid#s1")
    case.judge("accept", "raid#s3")
    raid.model = "1"
    raid.statements.pop()
    raid.statements[0] = replace(raid.statements[0], id="s7", kind="report", confidence=0.2)
    case.add(raid.reading())
    assert verdicts(case) == [("reject", "statement", True), ("accept", "statement", False)]
    assert case.verify().holds


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("maybe", "raid#s1"), "one of accept, correct, reject"),
        (("same", "raid#s1"), "of two records"),
        (("accept", "raid#s1", "raid#s2"), "of one record"),
        (("same", "raid#s1", "raid#i1"), "two of a sort"),
        (("same", "raid#s1", "raid#s1"), "two different"),
        (("correct", "raid#s1"), "kind=denial"),
    ],
)
def test_judgement_that_cannot_be(case, arguments, told):
    with pytest.raises(OptionError, match=told):
        case.judge(*arguments)
    assert not case.judgements(past=True)


def test_judgement_of_a_record_named_by_its_words(case):
    assert case.judge("accept", "raid#no one had").subject.quote == "said … no one had escaped"
    with pytest.raises(NotInCase, match="several"):
        case.judge("accept", "raid#freed")


@pytest.mark.parametrize("record", ["raid#s99", "raid", "raid#", "nobody#s1", "#s1"])
def test_judgement_of_what_is_not_there(case, record):
    with pytest.raises(NotInCase):
        case.judge("accept", record)


def test_author_is_given_or_of_the_environment(case, monkeypatch):
    monkeypatch.setenv("PURPORT_AUTHOR", " Mary  Isbister ")
    assert case.judge("accept", "raid#s1").author == "Mary Isbister"
    with pytest.raises(OptionError, match="no name"):
        case.judge("accept", "raid#s1", author=" ")

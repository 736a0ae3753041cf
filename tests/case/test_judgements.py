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
        (("withdrawn", "raid#s1"), "nothing to withdraw"),
    ],
)
def test_judgement_that_cannot_be(case, arguments, told):
    with pytest.raises(OptionError, match=told):
        case.judge(*arguments)
    assert not case.judgements(past=True)


@pytest.mark.parametrize(
    ("record", "correction", "told"),
    [
        ("raid#s1", {"certainty": "banana"}, "certainty cannot be 'banana'; choose one of certain, "),
        ("raid#s1", {"nofield": 1}, "'nofield' cannot be corrected in statements; .*addressee, certainty"),
        ("raid#s1", {"mode": "planned"}, "'mode' cannot be corrected in statements"),
        ("raid#s1", {"distanced": "perhaps"}, "true or false"),
        ("raid#s1", {"speaker": " "}, "give a name"),
        ("raid#s1", {"kind": ["claim"]}, "kind cannot be"),
        ("raid#i1", {"kind": "claim"}, "'kind' cannot be corrected in incidents"),
        ("raid#i1", {"type": "picnic"}, "type cannot be 'picnic'"),
        ("raid#i1", {"date": "soon"}, "not a date"),
    ],
)
def test_correction_that_cannot_be(case, record, correction, told):
    with pytest.raises(OptionError, match=told):
        case.judge("correct", record, correction=correction)
    assert not case.judgements(past=True)


@pytest.mark.parametrize(
    ("record", "correction", "kept"),
    [
        ("raid#s1", {"kind": "denial", "distanced": "true"}, {"kind": "denial", "distanced": True}),
        ("raid#s1", {"speaker": "Mary Isbister", "addressee": None}, {"speaker": "Mary Isbister", "addressee": None}),
        (
            "raid#i1",
            {"type": "riot", "date": "2020-08-02/2020-08-03"},
            {"type": "riot", "date": "2020-08-02/2020-08-03"},
        ),
    ],
)
def test_correction_is_kept(case, record, correction, kept):
    case.judge("correct", record, correction=correction)
    assert [each.correction for each in case.judgements()] == [kept]
    assert case.verify().holds


def test_withdrawn_takes_back_only_what_stands_of_its_author(case):
    case.judge("accept", "raid#s1", author="A")
    for author, record in (("B", "raid#s1"), ("A", "raid#s2")):
        with pytest.raises(OptionError, match=f"nothing that {author} judged of it stands"):
            case.judge("withdrawn", record, author=author)
    case.judge("withdrawn", "raid#s1", author="A")
    with pytest.raises(OptionError, match="nothing that A"):
        case.judge("withdrawn", "raid#s1", author="A")


def test_judgement_of_two_is_withdrawn_in_either_order(case):
    case.judge("not_same", "raid#s1", "raid#s2")
    case.judge("withdrawn", "raid#s2", "raid#s1")
    assert not case.judgements()


def test_judgement_names_document_and_who(case):
    made = case.judge("not_same", "raid#s1", "strike#s1")
    told = {made.document: made.who, made.other_document: made.other_who}
    assert told == {"raid": "Norran Front", "strike": "Mary Isbister"}
    assert case.judgements().rows()[0]["document"] == made.document
    assert case.judge("accept", "raid#i1").who == "jailbreak"


def test_judgement_of_a_removed_document_is_shown_without_it(case):
    case.judge("accept", "raid#s1")
    case.remove("raid", "asked to")
    (made,) = case.judgements()
    assert (made.fits, made.document, made.who) == (False, None, None)


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


def test_correction_adds_to_the_one_of_its_author(case):
    first = case.judge("correct", "raid#i1", correction={"place": "Kirkwall", "mode": "planned"}, author="A")
    case.judge("correct", "raid#i1", correction={"type": "attack"}, author="B")
    second = case.judge("correct", "raid#i1", correction={"place": "Nowhereville", "date": "2020-09-10"}, author="A")
    assert second.correction == {"place": "Nowhereville", "mode": "planned", "date": "2020-09-10"}
    assert second.replaces == first.id
    assert [each.id for each in case.judgements()] == [2, 3]
    (hit,) = case.incidents("date:2020-09-10 place:Nowhereville mode:planned type:attack")
    assert hit.incident.place.lat is None
    assert case.verify().holds


def test_correction_after_a_withdrawn_one_begins_anew(case):
    case.judge("correct", "raid#s1", correction={"kind": "report"}, author="A")
    case.judge("withdrawn", "raid#s1", author="A")
    made = case.judge("correct", "raid#s1", correction={"certainty": "possible"}, author="A")
    assert (made.correction, made.replaces) == ({"certainty": "possible"}, None)


def test_judgement_tells_whose_place_it_takes(case):
    made = [case.judge("correct", "raid#s1", correction={"kind": "report"}, author="A")]
    made += [case.judge(verdict, "raid#s1", author="A") for verdict in ("accept", "withdrawn", "accept")]
    assert [each.replaces for each in made] == [None, 1, 2, None]
    assert list(case.judgements(past=True)) == made
    assert case.judgement(2) == made[1]
    with pytest.raises(OptionError, match="no judgement has the number 7"):
        case.judgement(7)


def test_judgement_of_a_removed_document_is_taken_back_once(case):
    case.judge("accept", "raid#s1", author="A")
    case.remove("raid", "asked")
    assert case.withdraw(1, author="A").replaces == 1
    with pytest.raises(OptionError, match="no longer stands"):
        case.withdraw(1, author="A")
    assert [each.replaces for each in case.judgements(past=True)] == [None, 1]
    assert case.verify().holds

import sqlite3
from dataclasses import replace
from hashlib import sha256

import pytest

from purport.case import Case, Kept
from purport.errors import NotInCase, OptionError
from purport.types import Place

PAGE = b"<p>Zarquon Plimsoll said no.</p>" * 20


@pytest.fixture
def secret(case, hand):
    made = hand("Zarquon Plimsoll said no.", document="plimsoll.html")
    made.say("Zarquon Plimsoll", "said", "no")
    reading = made.reading()
    reading = replace(reading, source=replace(reading.source, sha256=sha256(PAGE).hexdigest()))
    case.add(Kept(reading=reading, original=PAGE))
    return reading


def test_removed_words_are_gone_and_the_hash_stays(case, secret, tmp_path):
    assert b"Zarquon" in case.path.read_bytes()
    case.remove("plimsoll.html", "asked to", author="Runa Dahl")
    for word in (b"Zarquon", b"zarquon", b"Plimsoll"):
        assert word not in case.path.read_bytes()
    assert not case.find("zarquon")
    assert [each.source.id for each in case.documents()] == ["raid", "strike"]
    with pytest.raises(NotInCase):
        case.reading(secret.source.sha256)
    last = list(case.log())[-1]
    assert (last.act, last.author, last.subject) == ("removed", "Runa Dahl", secret.source.sha256)
    assert case.verify().holds
    case.export(tmp_path / "bag")
    again = case.add(secret)
    assert str(again) == "1 removed before and not added again"
    (one,) = again.removed
    assert (one.removal.author, one.removal.at, one.removal.reason) == ("Runa Dahl", last.at, "asked to")
    assert [each.source.id for each in case.documents()] == ["raid", "strike"]


def test_text_that_another_has_stays(case, secret):
    case.add(replace(secret, source=replace(secret.source, sha256="0" * 64, id="copy")))
    case.remove(secret.source.sha256, "asked to")
    assert case.reading("copy").text == secret.text
    assert case.verify().holds
    case.remove("copy", "asked to")
    assert case.verify().holds
    assert b"Zarquon" not in case.path.read_bytes()


def test_removal_needs_a_reason_and_a_document(case):
    with pytest.raises(OptionError, match="reason"):
        case.remove("raid", " ")
    with pytest.raises(NotInCase):
        case.remove("nobody", "asked to")
    with Case.open(case.path) as again:
        assert again.reading("raid")


def everything(path):
    """All that stands in the tables of a case, as text."""
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: str(connection.execute(f"SELECT * FROM {name}").fetchall())
            for name in tables
            if not name.endswith("_terms")  # without content, and so cannot be listed
        }


def test_removal_clears_what_was_made_of_the_words_and_what_was_judged(case, secret, hand, tmp_path):
    copy = hand(secret.text + " It rained.", document="copy")
    copy.say("Zarquon Plimsoll", "said", "no")
    case.add(copy.reading())
    case.link_duplicates()
    case._connection.exec_driver_sql("INSERT INTO vectors VALUES ((SELECT max(id) FROM texts), 'm', x'00')")
    case.judge("correct", "plimsoll.html#s1", correction={"speaker": "Plimsoll Z."}, reason="Zarquon it is", author="A")
    case.judge("same", "plimsoll.html#s1", "copy#s1", reason="both Zarquon", author="A")
    case.judge("accept", "raid#s1", author="A")
    for document in ("plimsoll.html", "copy"):
        case.remove(document, "asked to")
        assert case.verify().holds
    held = everything(case.path)
    assert (held["bands"] != "[]", held["near"], held["vectors"]) == (True, "[]", "[]")
    assert [name for name, rows in held.items() if "zarquon" in rows.lower() and not name.endswith("_idx")] == []
    assert b"Zarquon" not in case.path.read_bytes()
    first, other, stays = case.judgements()
    assert (first.verdict, first.author, first.correction, first.reason, first.subject.quote) == (
        *("correct", "A", None, None),
        "",
    )
    assert first.subject.source == secret.source.sha256
    assert first.subject.spans
    assert (other.reason, other.subject.quote, other.other.quote) == (None, "", "")
    assert (stays.fits, stays.subject.quote != "") == (True, True)
    # What was blanked cannot be changed unseen, and can be taken back.
    assert case.withdraw(first.id, author="A").verdict == "withdrawn"
    assert case.withdraw(other.id, author="A").verdict == "withdrawn"
    assert case.verify().holds
    case.export(tmp_path / "bag")
    case.close()
    with sqlite3.connect(case.path) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("UPDATE judgements SET verdict = 'accept' WHERE id = 1")
        connection.execute("UPDATE judgements SET reason = 'made up' WHERE id = 1")
    connection.close()
    with Case.open(case.path) as again:
        broken = again.verify().broken
        assert (broken.table, broken.row) == ("judgements", 1)


def test_places_that_nobody_names_any_longer_are_removed(case, hand):
    made = hand("Aron Vik said Sandoy was quiet.", document="island")
    made.say("Aron Vik", "said", "Sandoy was quiet")
    reading = made.reading()
    at = reading.text.index("Sandoy")
    named = Place(text="Sandoy", start=at, end=at + 6, name="Sandoy", country="FO", lat=61.85, lon=-6.8, radius_km=9.0)
    case.add(replace(reading, places=(named,)))
    case.judge("correct", "raid#i1", correction={"place": "Klaksvík"})

    def places():
        return sorted(case._connection.exec_driver_sql("SELECT name FROM places").scalars())

    assert {"Klaksvík", "Sandoy"} <= set(places())
    before = places()
    case.remove("island", "asked to")
    assert places() == [name for name in before if name != "Sandoy"]


def test_judgement_of_what_is_not_removed_cannot_be_changed(case):
    case.judge("accept", "raid#s1")
    case.remove("strike", "asked to")
    case.close()
    with sqlite3.connect(case.path) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE judgements SET reason = 'x'")
    connection.close()


def test_dump_of_a_removal_hangs_on_no_clock(tmp_path, monkeypatch, raid):
    dumps = []
    for moment in ("1000000000", "1600000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        with Case.open(tmp_path / f"{moment}.case", create=True) as case:
            case.add(raid.reading())
            case.judge("reject", "raid#s1", reason="a rumour", author="A")
            case.remove("raid", "asked to", author="A")
            dumps.append(list(case.dump()))
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE removals SET author = 'Nobody'", "row 1 of removals: who removed it"),
        ("UPDATE removals SET reason = 'none'", "row 1 of removals: who removed it"),
        ("INSERT INTO removals VALUES (2, 1, '2024-01-01', 'A', 'b')", "row 2 of removals: the log does not tell"),
        ("UPDATE readings SET day = day + 1 WHERE source_id = 3", "row 1 of removals: what it left"),
        ('UPDATE sources SET record = \'{"id":"x"}\' WHERE id = 3', "row 1 of removals: what it left"),
        ("UPDATE texts SET text = 'x' WHERE id = 3", "row 3 of texts: was changed"),
        ("UPDATE texts SET sha256 = 'x' WHERE id = 3", "row 3 of readings: stands on another text"),
        ("DELETE FROM removals", "tells of the removal of"),
    ],
)
def test_what_is_left_of_a_removed_document_is_proved(case, secret, change, told):
    case.remove("plimsoll.html", "asked to")
    assert case.verify().holds
    with sqlite3.connect(case.path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()
    assert told in str(case.verify().broken)

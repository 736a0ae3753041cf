"""A case that was touched behind its back: the first break is named."""

import random
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

import pytest

from purport.case import Case, Kept
from purport.case.verification import Verification
from purport.errors import CaseError, OptionError

# What verify is to find changed: every table of evidence with its columns.
EVIDENCE = ("sources", "occurrences", "texts", "readings", "statements", "incidents", "judgements", "log")


@pytest.fixture
def path(case, raid, hand):
    raid.model = "1"
    raid.statements.pop()
    made = hand("The Skerry League denied it.", document="page")
    made.say("The Skerry League", "denied", "it")
    page = b"<p>The Skerry League <b>denied</b> it.</p>" * 9
    reading = made.reading()
    source = replace(reading.source, sha256=sha256(page).hexdigest(), media_type="text/html")
    case.add([raid.reading(), Kept(reading=replace(reading, source=source), original=page)])
    copy = replace(source, id="copy", publisher="Copyist")
    case.add(replace(reading, source=copy), told=("publisher",))
    case.add(replace(reading, source=replace(source, id="third")))
    case.judge("reject", "raid#s1", reason="a rumour")
    case.judge("withdrawn", "raid#s1")
    case.judge("correct", "raid#s2", correction={"kind": "denial"})
    return case.path


def verified(path) -> Verification:
    with Case.open(path) as case:
        return case.verify()


@contextmanager
def unlocked(path):
    """A connection that may change everything; the triggers are put back afterwards, so that they do not tell of it."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    with connection:
        yield connection
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_verify_counts_what_holds(path):
    found = verified(path)
    assert found.holds
    assert found.counts == {
        "log": 12,
        "sources": 3,
        "originals": 1,
        "occurrences": 2,
        "texts": 3,
        "readings": 4,
        "statements": 7,
        "incidents": 2,
        "judgements": 3,
    }


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE texts SET text = replace(text, 'Norran', 'Sunnan') WHERE id = 1", "texts"),
        ("UPDATE sources SET original = zeroblob(9) WHERE id = 3", "sources"),
        ("UPDATE sources SET packing = 'none', original = NULL WHERE id = 3", "sources"),
        ("UPDATE statements SET record = replace(record, '0.9', '0.8') WHERE id = 2", "readings"),
        ("UPDATE statements SET record = replace(record, 'denied', 'affirmed') WHERE id = 2", "statements"),
        ("UPDATE statements SET confidence = 0.1 WHERE id = 2", "statements"),
        ("UPDATE incidents SET day = day + 1 WHERE id = 1", "incidents"),
        ("UPDATE readings SET current = 1 - current WHERE source_id = 1", "readings"),
        ("UPDATE readings SET publisher = 'Another' WHERE id = 1", "readings"),
        ("UPDATE judgements SET reason = 'none' WHERE id = 1", "judgements"),
        ("UPDATE log SET at = '2001-01-01T00:00:00+00:00' WHERE seq = 3", "log"),
        ("DELETE FROM log WHERE seq = 3", "log"),
        ("DELETE FROM log WHERE seq > 10", "judgements"),
        ("DELETE FROM judgements WHERE id = 3", "log"),
        ("DELETE FROM statements WHERE id = 1", "readings"),
        (
            "INSERT INTO statements SELECT 99, reading_id, 1, day, span, 1.0, record FROM statements LIMIT 1",
            "statements",
        ),
        ("INSERT INTO texts VALUES (99, 'x', 'x')", "texts"),
        ("UPDATE sources SET told = '[\"publisher\"]' WHERE id = 1", "sources"),
        ("UPDATE occurrences SET record = replace(record, 'Copyist', 'Copycat') WHERE id = 1", "occurrences"),
        ("UPDATE occurrences SET document = 'x' WHERE id = 1", "occurrences"),
        ("UPDATE occurrences SET told = '[]' WHERE id = 1", "occurrences"),
        ("UPDATE occurrences SET source_id = 1 WHERE id = 1", "occurrences"),
        ("UPDATE occurrences SET added_at = '2001-01-01T00:00:00+00:00' WHERE id = 1", "occurrences"),
        ("UPDATE occurrences SET id = id + 7 - 2 * id", "occurrences"),
        ("DELETE FROM occurrences WHERE id = 2", "log"),
        ("DELETE FROM occurrences WHERE id = 1", "occurrences"),
        ("INSERT INTO sources SELECT 99, 'x', record, NULL, 'none', added_at, told FROM sources LIMIT 1", "sources"),
    ],
)
def test_verify_names_the_first_break(path, change, table):
    with unlocked(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(change)
    found = verified(path)
    assert found.broken is not None
    assert found.broken.table == table
    assert table in str(found.broken)


def test_verify_finds_every_change_of_a_byte(path):
    seeds = random.Random(6)
    whole = path.read_bytes()
    for _ in range(60):
        path.write_bytes(whole)
        table, row, column = _changed(path, seeds)
        assert not verified(path).holds, (table, row, column)


def _changed(path, seeds):
    """One byte of one value changed; where it stood."""
    with unlocked(path) as connection:
        connection.text_factory = bytes
        table = seeds.choice(EVIDENCE)
        columns = [each[1].decode() for each in connection.execute(f"PRAGMA table_info({table})") if not each[5]]
        rows = connection.execute(f"SELECT rowid FROM {table}").fetchall()
        while True:
            (row,), column = seeds.choice(rows), seeds.choice(columns)
            query = f"SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} WHERE rowid = ?"
            value, kind = connection.execute(query, (row,)).fetchone()
            if value:
                break
        at = seeds.randrange(len(value))
        changed = bytearray(value)
        changed[at] ^= seeds.randrange(1, 256)
        kept = {b"text": "TEXT", b"blob": "BLOB"}.get(kind)
        cast = f"CAST(? AS {kept})" if kept else "?"
        connection.execute(f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?", (bytes(changed), row))
    connection.close()
    return table, row, column


def test_verify_finds_a_damaged_file(path):
    with sqlite3.connect(path) as connection:
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statements'").fetchall()
    connection.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * (root - 1) : 4096 * (root - 1) + 200] = b"\xff" * 200
    path.write_bytes(whole)
    assert "damaged" in str(verified(path).broken)


def test_rows_cut_off_with_their_log_show_in_the_index(path):
    """The log, and all that its last rows tell of, taken out: what search still tells of is missing."""
    with unlocked(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        last = connection.execute("SELECT min(seq) FROM log WHERE act = 'read'").fetchone()[0]
        kept = connection.execute("SELECT count(*) FROM log WHERE seq <= ? AND act = 'added'", (last,)).fetchone()[0]
        connection.execute("DELETE FROM log WHERE seq > ?", (last,))
        connection.execute("DELETE FROM judgements")
        connection.execute("DELETE FROM occurrences")
        connection.execute("DELETE FROM sources WHERE id > ?", (kept,))
        connection.execute("DELETE FROM readings WHERE id > 1")
        connection.execute("DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM readings)")
        for table in ("statements", "incidents"):
            connection.execute(f"DELETE FROM {table} WHERE reading_id > 1")
            connection.execute(f"UPDATE {table} SET current = 1")
        connection.execute("UPDATE readings SET current = 1")
    broken = verified(path).broken
    assert broken is not None
    assert (broken.table, "search tells of it" in broken.why) == ("readings", True)


def test_record_that_search_does_not_know_is_named(path):
    with unlocked(path) as connection:
        connection.execute("INSERT INTO statement_terms (statement_terms) VALUES ('delete-all')")
    assert str(verified(path).broken) == "row 4 of statements: is there, but search does not know it"


def test_rows_cut_off_without_a_trace_show_by_the_last_hash(case, hand):
    """A copy from before holds by itself, as a case does of which all that came later was cut off."""
    before, whole = case.head, case.path.read_bytes()
    case.add(hand("The Skerry League denied it.", document="page").reading())
    after = case.head
    assert case.verify(head=before).holds and case.verify(head=after[:12].upper()).holds
    case.path.write_bytes(whole)
    with Case.open(case.path) as again:
        assert again.verify().holds
        assert again.verify(head=before).holds
        assert str(again.verify(head=after).broken).startswith("row 4 of log: was the last; none has the hash")
        for none in ("", "abc", "x" * 64, after + "0"):
            with pytest.raises(OptionError, match="log CASE --head"):
                again.verify(head=none)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("DROP TRIGGER log_stays", "the trigger log_stays, which keeps what is stored, is missing"),
        ("CREATE TRIGGER mine AFTER INSERT ON log BEGIN DELETE FROM log; END", "a strange trigger is there, 'mine'"),
        (
            "DROP TRIGGER occurrences_last; "
            "CREATE TRIGGER occurrences_last BEFORE DELETE ON occurrences BEGIN SELECT 1; END",
            "the trigger occurrences_last, which keeps what is stored, was changed",
        ),
    ],
)
def test_dropped_and_strange_triggers_are_named(path, change, why):
    with sqlite3.connect(path) as connection:
        connection.executescript(change)
    connection.close()
    broken = verified(path).broken
    assert broken is not None
    assert str(broken).startswith(f"the database: {why}")


def test_hit_that_is_missing_is_told(path):
    with unlocked(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM statements WHERE id = 5")
    with Case.open(path) as case, pytest.raises(CaseError, match="see `purport verify`"):
        case.statements()

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from purport.case import Case, Outcome
from purport.case import sqlite as store
from purport.case.migrations import SCRIPTS
from purport.errors import AnchorError, CaseError, CaseTooNew, EmptyDocument, NotACase, NotInCase
from purport.types import Document, Span


def test_case_gives_back_the_very_reading_that_was_added(case, raid, strike):
    assert list(case.readings()) == [raid.reading(), strike.reading()]
    assert case.reading("raid") == raid.reading()


def test_case_is_one_file_when_closed_and_when_open(tmp_path, raid):
    with Case.open(tmp_path / "b.case", create=True) as opened:
        opened.add(raid.reading())
    assert [path.name for path in tmp_path.iterdir()] == ["b.case"]


def test_add_says_what_became_of_each(case, raid, hand):
    fresh = hand("Nothing here.", document="fresh").reading()
    broken = replace(
        fresh, statements=(replace(raid.reading().statements[0], content=(Span(text="no", start=0, end=2),)),)
    )
    report = case.add([raid.reading(), fresh, EmptyDocument("nothing to read", where="empty.txt"), broken])
    assert [each.outcome for each in report.documents] == [
        Outcome.PRESENT,
        Outcome.ADDED,
        Outcome.FAILED,
        Outcome.FAILED,
    ]
    assert report.failed[0].document == "empty.txt"
    assert isinstance(report.failed[1].error, AnchorError)
    assert str(report) == "1 added, 1 already there, 2 failed"
    assert len(case) == 3


def test_add_the_same_document_twice_adds_nothing(case, raid):
    before = case.path.read_bytes()
    assert str(case.add([raid.reading(), raid.reading()])) == "2 already there"
    assert case.path.read_bytes() == before


def test_add_a_better_reading_replaces_the_current_and_keeps_the_old(case, raid):
    raid.model = "1"
    raid.statements.pop()
    assert [each.outcome for each in case.add(raid.reading()).documents] == [Outcome.REREAD]
    assert len(case) == 2
    assert case.reading("raid").statements == tuple(raid.statements)
    assert not case.statements(speaker="Aron Vik")
    with sqlite3.connect(case.path) as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (3,)


def test_add_a_corrected_date_makes_a_new_reading(case, raid):
    raid.told["published"] = "2020-08-05"
    assert case.add(raid.reading()).reread
    assert case.documents()[0].source.published == "2020-08-05"


def test_holds_knows_documents_and_readings(case, raid):
    reading = raid.reading()
    document = Document(source=reading.source, text=reading.text)
    assert case.holds(document)
    assert case.holds(document, reading.made_by)
    assert not case.holds(document, replace(reading.made_by, codebook="another"))


@pytest.mark.parametrize("text", ["", "a\x00b", "مرحبا “بالعالم”", "👩‍👩‍👧 said “", "a\r\nb"])
def test_add_keeps_odd_texts(case, hand, text):
    assert case.add(hand(text, document="odd").reading()).added
    assert case.reading("odd").text == text


def test_add_names_half_a_surrogate_pair(case, hand):
    reading = replace(hand("x", document="odd").reading(), text="a\ud800")
    assert "surrogate" in str(case.add(reading).failed[0].error)


def test_adding_broken_off_keeps_what_came_before(case, hand):
    def readings():
        yield hand("One.", document="one").reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.add(readings())
    assert case.reading("one").text == "One."


def test_adding_gives_out_what_is_stored_already(case, hand, monkeypatch):
    monkeypatch.setattr("purport.case.adding.BATCH", 1)
    adding = case.adding(hand(f"Text {n}.", document=f"t{n}").reading() for n in range(3))
    assert next(adding).document == "t0"
    with Case.open(case.path) as other:
        assert other.reading("t0").text == "Text 0."
    adding.close()
    assert len(case) == 3


def test_killed_while_adding_leaves_whole_documents(tmp_path, hand):
    script = """
        import sys
        from purport.case import Case
        from purport.types import MadeBy, Reading, Source
        def readings():
            for n in range(10_000):
                source = Source(id=f"t{n}", sha256=f"{n:064x}")
                yield Reading(source=source, text=f"Text {n}.", made_by=MadeBy(purport="0", codebook="0"))
        with Case.open(sys.argv[1], create=True) as case:
            for each in case.adding(readings()):
                print(each.document, flush=True)
    """
    path = tmp_path / "killed.case"
    command = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        given = [process.stdout.readline().strip() for _ in range(200)]
        os.kill(process.pid, signal.SIGKILL)
    with Case.open(path) as case:
        kept = [reading.source.id for reading in case.readings()]
        case.add(hand("Afterwards.").reading())
    assert kept[: len(given)] == given
    assert [each.name for each in tmp_path.iterdir()] == ["killed.case"]


def test_reading_is_found_by_hash_prefix_and_record(case, raid):
    digest = raid.reading().source.sha256
    assert case.reading(digest) == case.reading(digest[:8]) == case.reading(case.documents()[0]) == raid.reading()


@pytest.mark.parametrize("name", ["nobody", "", "%", "0"])
def test_reading_of_no_document(case, name):
    with pytest.raises(NotInCase):
        case.reading(name)


def test_reading_where_two_documents_share_an_id(case, hand):
    case.add(
        [
            hand("A.", document="x", told={}).reading(),
            replace(hand("B.").reading(), source=replace(hand("B.").reading().source, id="x")),
        ]
    )
    with pytest.raises(NotInCase, match="several"):
        case.reading("x")


def test_open_what_is_not_there(tmp_path):
    with pytest.raises(CaseError, match="no such case"):
        Case.open(tmp_path / "none.case")
    assert not list(tmp_path.iterdir())
    with pytest.raises(CaseError, match="no such folder"):
        Case.open(tmp_path / "no" / "a.case", create=True)


@pytest.mark.parametrize("content", [b"plain text", b"", b"SQLite format 3\x00" + b"junk" * 500])
def test_open_another_file_leaves_it_alone(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(NotACase):
        Case.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_open_another_database_leaves_it_alone(tmp_path, create):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    with pytest.raises(NotACase):
        Case.open(path, create=create)
    assert path.read_bytes() == before


def test_open_a_folder(tmp_path):
    with pytest.raises(NotACase, match="folder"):
        Case.open(tmp_path, create=True)


def test_open_a_case_of_a_later_purport(case):
    with sqlite3.connect(case.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CaseTooNew, match="99"):
        Case.open(case.path)


def test_open_a_case_whose_tables_cannot_be_read(case):
    whole = case.path.read_bytes()
    at = whole.index(b"CREATE TABLE statements")
    for damaged in (whole[:at] + b"\xe1\xff" + whole[at + 2 :], whole[: at + 3] + b"\xe1" + whole[at + 4 :]):
        case.path.write_bytes(damaged)
        with pytest.raises(CaseError, match="damaged"):
            Case.open(case.path)


def test_open_with_odd_names(tmp_path):
    for name in ("a b?mode=ro#x.case", "ümlaut %20.case", "dæmi.case"):
        with Case.open(tmp_path / name, create=True):
            assert (tmp_path / name).exists()


def test_create_opens_what_is_there(case):
    with Case.open(case.path, create=True) as again:
        assert len(again) == 2


def test_closed_case_says_so(tmp_path):
    case = Case.open(tmp_path / "a.case", create=True)
    case.close()
    with pytest.raises(CaseError, match="closed"):
        case.documents()
    assert "closed" in repr(case)


def test_locked_by_another_program(case, hand, monkeypatch, tmp_path):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(case.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Case.open(case.path) as second:
        with pytest.raises(CaseError, match="another program"):
            second.add(hand("A.").reading())
        other.execute("ROLLBACK")
        assert second.add(hand("A.").reading()).added
    other.close()


def test_full_disk_keeps_what_was_stored(case, hand, raid):
    pages = case._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    case._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CaseError, match="disk is full"):
        case.add(hand("Long. " * 100_000, document="long").reading())
    assert case.reading("raid") == raid.reading()
    case._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert case.add(hand("Long. " * 100_000, document="long").reading()).added


def test_read_only_file_can_be_read_and_not_written(case, raid, hand):
    case._connection.exec_driver_sql("PRAGMA query_only = ON")
    assert case.reading("raid") == raid.reading()
    with pytest.raises(CaseError, match="read-only"):
        case.add(hand("A.").reading())


def test_source_and_text_cannot_be_changed(case):
    with sqlite3.connect(case.path) as connection:
        for table, column in (("sources", "sha256"), ("texts", "text")):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(f"UPDATE {table} SET {column} = 'x'")


def test_tampered_text_is_named(case):
    with sqlite3.connect(case.path) as connection:
        connection.execute("DROP TRIGGER texts_stay")
        connection.execute("UPDATE texts SET text = replace(text, 'Norran', 'Sunnan')")
    with pytest.raises(CaseError, match="no longer holds"):
        case.reading("raid")


def test_tables_are_those_the_queries_are_written_for(case):
    from purport.case.schema import metadata

    with sqlite3.connect(case.path) as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            assert [(name, bool(must)) for _, name, _, must, _, _ in rows if name] == [
                (column.name, not column.nullable) if not column.primary_key else (column.name, False)
                for column in table.columns
            ]


def test_migration_commits_with_its_record(case):
    with sqlite3.connect(case.path) as connection:
        applied = connection.execute("SELECT version, name FROM migrations ORDER BY version").fetchall()
        assert applied == list(enumerate(SCRIPTS, 1))
        assert connection.execute("PRAGMA user_version").fetchone() == (len(SCRIPTS),)


def test_migration_that_fails_leaves_no_trace(tmp_path, monkeypatch):
    def failing(connection, version):
        connection.exec_driver_sql("CREATE TABLE half (a)")
        raise CaseError("broken")

    path = Path(tmp_path / "a.case")
    monkeypatch.setattr(store, "migrate", failing)
    with pytest.raises(CaseError, match="broken"):
        Case.open(path, create=True)
    monkeypatch.undo()
    with Case.open(path, create=True) as case:
        assert len(case) == 0


def test_used_in_another_thread(case):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool, pytest.raises(CaseError, match="thread"):
        pool.submit(len, case).result()


def test_documents_as_a_frame(case):
    frame = case.documents().frame()
    assert list(frame["document"]) == ["raid", "strike"]
    assert list(frame["statements"]) == [3, 1]


def test_frame_without_pandas(case, monkeypatch):
    from purport.errors import OptionError

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OptionError, match=r"purport\[frames\]"):
        case.documents().frame()

"""Adding by several processes, from readings made before, and started again after a kill."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from purport.case import Case
from purport.case.extracting import extracted
from purport.case.making import Line, Maker, made
from purport.case.processes import Processes
from purport.case.reading_files import holds_readings, lines
from purport.case.rows import Prepared
from purport.codec import encode
from purport.errors import AnchorError, CaseError, ContractError, InputError
from purport.sources import Origin, Unread, documents, gathered
from purport.types import Document

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "sources" / "files"


def line(reading):
    return Line(data=encode(reading).encode(), where="readings.jsonl:1")


def test_read_adds_readings_made_before(tmp_path, raid, strike):
    with Case.open(tmp_path / "a.case", create=True) as case:
        done = list(case.read([line(raid.reading()), line(strike.reading()), line(raid.reading())]))
        assert [each.outcome for each in done] == ["added", "added", "present"]
        assert list(case.readings()) == [raid.reading(), strike.reading()]


def test_read_names_what_is_no_reading(tmp_path, raid):
    moved = encode(raid.reading()).replace('"start":37', '"start":36')
    broken = [Line(data=b"{}", where="x:1"), Line(data=moved.encode(), where="x:2"), Line(data=b"\xff", where="x:3")]
    with Case.open(tmp_path / "a.case", create=True) as case:
        done = list(case.read([*broken, line(raid.reading())]))
    assert [type(each.error) for each in done] == [ContractError, AnchorError, ContractError, type(None)]
    assert [each.document for each in done[:3]] == ["x:1", "x:2", "x:3"]


def test_readings_are_told_by_content(tmp_path, raid):
    for name, content, expected in [
        ("a.txt", encode(raid.reading()), True),
        ("b.jsonl", '\ufeff { "schema": "purport.reading/1"}', True),
        ("c.jsonl", '{"id": "x", "text": "purport.reading/1"}', False),
        ("d.jsonl", "", False),
    ]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert holds_readings(path) is expected
    assert not holds_readings(tmp_path)
    assert not holds_readings(tmp_path / "none")


def test_lines_of_a_file(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"\xef\xbb\xbf{}\r\n\n {} ")
    with path.open("rb") as stream:
        assert [(each.data, each.where) for each in lines(stream, "r")] == [(b"{}", "r:1"), (b"{}", "r:3")]


def test_made_by_processes_is_in_order_and_the_same(monkeypatch, hand):
    monkeypatch.setattr("purport.case.making.BATCH_WEIGHT", 40)
    items = [line(hand(f"Text {n}.", document=f"t{n}").reading()) for n in range(40)] + [Line(data=b"{", where="x")]
    alone = list(made(items, Maker(), 1))
    monkeypatch.setattr("purport.case.making.ALONE_SECONDS", 0)
    shared = list(made(items, Maker(), 2))
    assert alone[:-1] == shared[:-1]
    assert all(isinstance(each, Prepared) for each in shared[:-1])
    assert shared[-1].document == "x"


def test_small_batch_is_given_one_by_one_and_stored_meanwhile(tmp_path, monkeypatch, hand):
    """What reading in one process has made is in the file before the rest is read."""
    monkeypatch.setattr("purport.case.adding.BATCH_SECONDS", 0)
    readings = [hand(f"Text {n}.", document=f"t{n}").reading() for n in range(4)]
    left = iter(readings)
    monkeypatch.setattr(Maker, "_read", lambda self, documents: (next(left) for _ in documents))
    documents = [Document(text=each.text, source=each.source) for each in readings]
    with Case.open(tmp_path / "a.case", create=True) as case:
        monkeypatch.setattr(case, "holds", lambda *_: False)
        monkeypatch.setattr(Maker, "made_by", readings[0].made_by)
        counts = [len(case) for _ in case.read(documents, processes=1)]
    assert counts == [1, 2, 3, 4]


def test_process_that_is_ended_from_outside_is_told():
    with pytest.raises(CaseError, match="--processes 1"), Processes(2) as processes:
        processes.submit(os._exit, 1).result()


def test_documents_are_extracted_by_processes_in_order_and_the_same(tmp_path):
    """PDFs, pages, members of archives, what cannot be read and what needs no extraction, in one order."""
    found = [str(FILES), str(tmp_path / "none.pdf"), str(FILES / "wire.wacz")]
    expected = [dict_of(each) for each in documents(found)]
    with Processes(1) as alone:
        assert [dict_of(each) for each in extracted(gathered(found), alone)] == expected
    with Processes(2) as processes:
        assert [dict_of(each) for each in extracted(gathered(found), processes)] == expected
    left = [each for each in gathered(found) if isinstance(each, Unread)]
    assert {each.format for each in left} == {"pdf", "docx", "html"}
    assert {each.data is None for each in left} == {True, False}


def dict_of(item):
    return str(item) if isinstance(item, InputError) else (item, item.original)


def test_what_waits_to_be_extracted_is_held_to_a_weight(monkeypatch):
    """Memory stays flat: no more is taken from the files than may wait."""
    monkeypatch.setattr("purport.case.extracting.MAX_WAITING", 100)
    taken = []
    items = (taken.append(n) or Unread(origin=Origin(id=f"{n}"), format="html", data=b"x" * 60) for n in range(9))
    with Processes(2) as processes:
        monkeypatch.setattr(processes, "submit", lambda work, job: Done())
        for number, _ in enumerate(extracted(items, processes)):
            assert len(taken) <= number + 2


class Done:
    def result(self):
        return [None]


@pytest.mark.slow
def test_killed_and_started_again_ends_with_the_same_case():
    command = [sys.executable, str(ROOT / "bench" / "kill.py"), "--moments", "3", "--documents", "300"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500)
    assert "3 of 3 ended with the same case" in done.stdout, done.stdout + done.stderr

import gzip
import hashlib
import io
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.errors import EmptyDocument, InputError, NotFetched, NotText, OptionError, TooLarge, UnknownFormat
from purport.sources import FORMATS, MAX_BYTES, Metadata, Origin, Unread, documents, gathered, sniff
from purport.sources.files import read_stream
from purport.types import Document

FILES = Path(__file__).parent / "files"

SNIFFED = (
    (b"", "", "text"),
    (b"Plain words.", "", "text"),
    (b"Plain words.", "a.md", "markdown"),
    (b"# Not told from text", "", "text"),
    (b"---\ntitle: x\n---\nText", "", "markdown"),
    (b"---\ntitle: x\n---\nText", "a.txt", "text"),
    (b'{"id": 1, "text": "One"}', "a.txt", "jsonl"),
    (b'\xef\xbb\xbf  {"text": "One"}', "", "jsonl"),
    (b'{"a long key without an end": "' + b"x" * 40_000, "", "jsonl"),
    (b"{curly} words", "", "text"),
    (b"broken at once", "a.jsonl", "jsonl"),
    (b"<!doctype html><p>x", "a.txt", "html"),
    (b"<!-- a note -->\n<HTML lang=en>", "", "html"),
    (b'<?xml version="1.0"?><!DOCTYPE html>', "", "html"),
    (b"<html><body>x", "a.md", "html"),
    (b"<p align=center>x</p>", "a.md", "markdown"),
    (b"<p>x</p>", "", "html"),
    (b"no tag", "a.HTM", "html"),
    (b"<3 is a heart", "", "text"),
    ("<p>x".encode("utf-16"), "a.txt", "text"),
    (b"%PDF-1.7\n", "a.txt", "pdf"),
    (b'<?xml version="1.0"?><rss version="2.0">', "a.txt", "feed"),
    (gzip.compress(b"WARC/1.0\r\n"), "a.txt", "warc"),
    (b"PK\x03\x04\x14", "a.txt", "zip"),
    (gzip.compress(b"x"), "a.txt", "gzip"),
)
NOT_READ = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"{\\rtf1 x}", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b'{\n  "text": "One"\n}', "JSON over several lines"),
    (b'[{"text": "One"}]', "JSON over several lines"),
)


@pytest.mark.parametrize(("head", "name", "format"), SNIFFED, ids=range(len(SNIFFED)))
def test_sniff_tells_a_format_by_content_then_name(head, name, format):
    assert sniff(head, name) is FORMATS[format]


@pytest.mark.parametrize(("name", "what"), [("style.css", "a style sheet"), ("js/script.JS", "a script")])
def test_sniff_takes_no_style_sheet_or_script_for_prose(name, what):
    with pytest.raises(UnknownFormat, match=what):
        sniff(b"body { color: red }", name)


@pytest.mark.parametrize(("head", "what"), NOT_READ, ids=[what for _, what in NOT_READ])
def test_sniff_names_what_is_not_read(head, what):
    with pytest.raises(UnknownFormat, match=what):
        sniff(head, "a.txt")


@pytest.fixture
def folder(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    write("b.txt", "Two.\r\n")
    write("a/deep.txt", "One.")
    write("c.jsonl", '{"id": "r1", "text": "Three."}\n{"id": "r2"}\n{"id": "r3", "text": "Four."}\n')
    write(".hidden.txt", "Hidden.")
    write(".git/config", "Hidden.")
    write("d.png", b"\x89PNG\r\n")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    return tmp_path


def names(found):
    return [each.source.id if isinstance(each, Document) else f"{type(each).__name__} {each.where}" for each in found]


def test_documents_of_a_folder_are_sorted_and_errors_stand_in_place(folder):
    bad = [f"BadRecord {folder / 'c.jsonl'}:2", f"UnknownFormat {folder / 'd.png'}"]
    expected = ["a/deep.txt", "b.txt", "r1", bad[0], "r3", bad[1]]
    assert names(documents(folder)) == expected


def test_documents_of_files_carry_name_path_and_hash(folder):
    [document] = documents(str(folder / "b.txt"), given=Metadata(title="Given"))
    assert document.text == "Two.\n"
    assert (document.source.id, document.source.path) == ("b.txt", str(folder / "b.txt"))
    assert document.source.sha256 == hashlib.sha256(b"Two.\r\n").hexdigest()
    assert document.source.title == "Given"


def test_documents_that_cannot_be_opened_are_named(folder):
    (folder / "locked.txt").write_text("x")
    (folder / "locked.txt").chmod(0)
    (folder / "empty").mkdir()
    (folder / "nothing.html").touch()
    found = list(documents([folder / "none.txt", folder / "empty", "nul\x00.txt", folder / "b.txt"]))
    assert [type(each) for each in found] == [InputError, InputError, InputError, Document]
    assert str(found[0]).endswith(
        "none.txt: cannot be read: no such file or directory. Check the path; a file, a folder or - for standard input "
        "is read."
    )
    assert "without files" in str(found[1])
    [other, empty] = documents(["ftp://wire.example/a", folder / "nothing.html"])
    assert isinstance(other, NotFetched)
    assert str(other).startswith("ftp://wire.example/a: no address of the web")
    assert str(empty) == f"{folder / 'nothing.html'}: an empty file. Leave it out, or get it again."
    if os.geteuid():
        [locked] = documents(folder / "locked.txt")
        assert "permission denied. Ask for the right to read it" in str(locked)


def test_documents_of_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "One"}\n{"text": "Two"}')))
    found = list(documents(["-"]))
    assert [each.source.id for each in found] == ["stdin:1", "stdin:2"]
    assert {each.source.path for each in found} == {None}


def test_documents_keep_the_bytes_that_their_hash_is_of(folder):
    found = [each for each in documents(folder) if isinstance(each, Document)]
    assert [hashlib.sha256(each.original).hexdigest() for each in found] == [each.source.sha256 for each in found]


def test_documents_a_reader_that_fails_is_named_and_the_rest_goes_on(folder, monkeypatch):
    def fail(stream, origin):
        raise RecursionError("too deep")
        yield

    monkeypatch.setitem(FORMATS, "markdown", replace(FORMATS["markdown"], read=fail))
    [error] = documents(folder / "b.txt", format="markdown")
    assert str(error).startswith(f"{folder / 'b.txt'}: the reader of markdown failed on this file (RecursionError")


def test_documents_are_read_as_they_are_asked_for(folder):
    found = documents([folder / "b.txt", folder / "later.txt"])
    assert isinstance(next(found), Document)
    (folder / "later.txt").write_text("Made meanwhile.")
    assert next(found).text == "Made meanwhile."


def test_documents_format_settles_what_content_leaves_open(folder):
    [document] = documents(folder / "b.txt", format="markdown")
    assert document.source.media_type == "text/markdown"
    with pytest.raises(OptionError, match="odt"):
        documents(folder, format="odt")


BAD_INPUT = (
    (b"", EmptyDocument),
    (b"\xef\xbb\xbf", EmptyDocument),
    (b"\x00\x01\x02\x03" * 50, NotText),
    ("Tórshavn “said”".encode() + b"\xff", NotText),
    (b"x" * 50_000_000, TooLarge),
    (b"x y " * 600_000, TooLarge),
)


@pytest.mark.parametrize(("data", "error"), BAD_INPUT, ids=range(len(BAD_INPUT)))
def test_documents_name_bad_input_in_one_line(tmp_path, data, error):
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(b"Good.")
    bad, good = documents(tmp_path)
    assert type(bad) is error
    assert str(bad).startswith(f"{tmp_path / 'bad.txt'}: ")
    assert "\n" not in str(bad)
    assert good.text == "Good."


ODD = (
    "Mixed\r\nline\rends\n",
    "ALL IN CAPITALS WITHOUT AN END",
    "a null \x00 in the midst of it",
    "قالت الوزارة",
    "word " * 100_000,
)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_documents_read_odd_text_as_it_is(tmp_path, text):
    (tmp_path / "odd.txt").write_bytes(text.encode())
    [document] = documents(tmp_path / "odd.txt")
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_every_reader_reads_or_names_any_bytes(format, data):
    for each in read_stream(io.BytesIO(data), Origin(id="a"), format):
        assert isinstance(each, Document | InputError)
        assert not isinstance(each, InputError) or "please report" not in each.message


@given(data=st.binary(max_size=100))
def test_sniff_answers_for_any_bytes(data):
    try:
        assert sniff(data, "a.txt") in FORMATS.values()
    except UnknownFormat as error:
        assert error.message


SLOW = (
    b"<!-- a --> " * 2900 + b"<x",
    b"<?xml a>" * 3000 + b"<x",
    b"<!DOCTYPE a>" * 2700,
    b'{"name": "type' * 2500,
    b"---\n" * 8000,
    b"<p " * 10_000,
    b"a," * 16_000,
)


@pytest.mark.parametrize("head", SLOW, ids=range(len(SLOW)))
def test_sniff_is_quick_whatever_a_file_begins_with(head):
    began = time.monotonic()
    with suppress(UnknownFormat):
        sniff(head, "")
    assert time.monotonic() - began < 5


def test_a_file_past_the_limit_is_not_read_whole(tmp_path):
    class Endless(io.RawIOBase):
        read_so_far = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.read_so_far += len(buffer)
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    stream = Endless()
    [error] = FORMATS["text"].read(io.BufferedReader(stream), Origin(id="endless"))
    assert isinstance(error, TooLarge)
    assert stream.read_so_far < MAX_BYTES + 100_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name")
def test_a_pipe_is_read_once(tmp_path):
    pipe = tmp_path / "page"
    os.mkfifo(pipe)
    page = b"<html><body><p>The office said on Monday that nobody was hurt.</p></body></html>"
    for found in (documents, gathered):
        writing = threading.Thread(target=pipe.write_bytes, args=(page,))
        writing.start()
        [one] = found(pipe)
        writing.join()
        document = one if isinstance(one, Document) else next(one.read())
        assert document.text == "The office said on Monday that nobody was hurt."


def test_gathered_gives_what_takes_long_unread():
    found = list(gathered([FILES / "raid-chromium.pdf", FILES / "press.zip", FILES / "result.json"]))
    unread = [each for each in found if isinstance(each, Unread)]
    assert {(each.format, each.data is None) for each in unread} == {("pdf", True), ("html", False)}
    read = [document for each in found for document in (each.read() if isinstance(each, Unread) else [each])]
    assert read == list(documents([FILES / "raid-chromium.pdf", FILES / "press.zip", FILES / "result.json"]))

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import purport
from purport.errors import Damaged, TooLarge
from purport.sources import documents
from purport.types import Document

SAMPLES = Path(purport.__file__).parent / "samples"
FILES = Path(__file__).parent / "files"
PAGE = b"<html><body><p>The office said on Monday that nobody was hurt.</p></body></html>"


def recorded(*answers, packed=True):
    """A WARC of answers: address, status, type and body."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for address, status, media_type, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=headers))
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(data, name="in.warc.gz"):
        (tmp_path / name).write_bytes(data)
        return list(documents(tmp_path / name))

    return read


@pytest.mark.parametrize("name", ["wire-wget.warc.gz", "wire.wacz"])
def test_warc_of_a_crawl_gives_its_pages_pdfs_and_texts(name):
    page, beacon, note = documents(FILES / name)
    plain = next(iter(documents(SAMPLES / "nordic-wire-prison-raid.html")))
    assert page.text == plain.text
    assert page.source.published == plain.source.published
    assert page.source.url == "http://127.0.0.1:8917/"
    assert page.source.extra["captured"].startswith("2026-11-23T")
    assert beacon.source.media_type == "application/pdf"
    assert beacon.regions
    assert note.source.url.endswith("/note.txt")
    container = page.source.extra["container"]
    assert container["member"] == "http://127.0.0.1:8917/"
    assert container.get("container", container)["path"] == str(FILES / name)


FEED = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><item><title>It said so.</title></item></channel></rss>'


@pytest.mark.parametrize(
    "told", ["application/x-rss+xml", "application/xml", "application/rss+xml", "text/x-unknown", ""]
)
def test_warc_feeds_are_told_by_their_beginning(read, told):
    [found] = read(recorded(("https://wire.example/feed", "200 OK", told, FEED)))
    assert found.text == "It said so."


def test_warc_tables_are_read_and_what_is_shown_or_run_is_not(read):
    answers = [
        ("text/csv", b"id,text\n1,It said so.\n"),
        ("image/svg+xml", PAGE),
        ("application/json", b'{"text": "x"}'),
    ]
    [found] = read(recorded(*((f"https://wire.example/{n}", "200 OK", *each) for n, each in enumerate(answers))))
    assert found.text == "It said so."


def test_warc_cut_off_in_the_head_of_a_record_is_named(read):
    data = recorded(*((f"https://wire.example/{n}", "200 OK", "text/html", PAGE) for n in range(2)), packed=False)
    second = data.rindex(b"WARC/1.0")
    for cut in range(second + 1, data.rindex(b"HTTP/1.1"), 7):
        document, error = read(data[:cut], "a.warc")
        assert document.source.url == "https://wire.example/0"
        assert isinstance(error, Damaged)


def test_warc_of_a_length_past_all_bounds_is_named(read):
    data = recorded(("https://wire.example/1", "200 OK", "text/html", PAGE), packed=False)
    [error] = read(re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: " + b"9" * 30, data, count=1), "a.warc")
    assert isinstance(error, Damaged)


def test_warc_with_an_address_that_is_none_says_nothing_besides(read, capfd):
    [found] = read(recorded(("https://wire.example/a b", "200 OK", "text/html", PAGE)))
    assert found.source.url == "https://wire.example/a%20b"
    assert capfd.readouterr().err == ""


def test_warc_unpacked_and_packed_as_one_are_read_too(read):
    data = recorded(("https://wire.example/1", "200 OK", "text/html", PAGE), packed=False)
    for packed, name in ((data, "a.warc"), (gzip.compress(data), "a.warc.gz")):
        [found] = read(packed, name)
        assert found.source.url == "https://wire.example/1"


def test_warc_leaves_out_what_is_no_prose(read):
    data = recorded(
        ("https://wire.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
        ("https://wire.example/pic", "200 OK", "image/png", b"\x89PNG"),
        ("https://wire.example/gone", "404 Not Found", "text/html", PAGE),
        ("https://wire.example/moved", "301 Moved", "text/html", PAGE),
        ("https://wire.example/app.js", "200 OK", "application/javascript", b"let x"),
        ("https://wire.example/feed", "200 OK", "application/octet-stream", b"\x00\x01"),
        ("https://wire.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
    )
    assert [found.source.url for found in read(data)] == ["https://wire.example/1"]


def test_warc_follows_the_encoding_that_the_server_declares(read):
    page = "<html><body><p>قالت الوزارة إن أحدا لم يصب بأذى.</p></body></html>".encode("cp1256")
    [found] = read(recorded(("https://wire.example/1", "200 OK", "text/html; charset=windows-1256", page)))
    assert found.text == "قالت الوزارة إن أحدا لم يصب بأذى."


def test_warc_cut_off_is_read_up_to_there_and_the_break_is_named(read):
    pages = [(f"https://wire.example/{n}", "200 OK", "text/html", PAGE + b" " * n) for n in range(5)]
    for packed in (True, False):
        data = recorded(*pages, packed=packed)
        for cut in (len(data) - 30, len(data) * 11 // 20):
            *whole, error = read(data[:cut], "a.warc.gz" if packed else "a.warc")
            assert isinstance(error, Damaged)
            assert 2 <= len(whole) <= 4
            assert f"after the record of https://wire.example/{len(whole) - 1}" in error.message
            assert "\n" not in str(error)


def test_warc_with_broken_bytes_is_read_up_to_there(read):
    data = bytearray(recorded(*[(f"https://wire.example/{n}", "200 OK", "text/html", PAGE) for n in range(5)]))
    data[len(data) // 2] ^= 0xFF
    found = read(bytes(data))
    assert isinstance(found[-1], Damaged)
    whole = [each for each in found if isinstance(each, Document)]
    assert 1 <= len(whole) < 5
    assert {each.text for each in whole} == {"The office said on Monday that nobody was hurt."}


def test_warc_whose_digest_differs_is_named_and_the_rest_goes_on(read):
    data = recorded(*[(f"https://wire.example/{n}", "200 OK", "text/html", PAGE) for n in range(3)], packed=False)
    place = data.index(b"nobody", data.index(b"wire.example/1"))
    found = read(data[:place] + b"seven!" + data[place + 6 :], "a.warc")
    assert [type(each) for each in found] == [Document, Damaged, Document]
    assert "its digest differs" in found[1].message


def test_warc_that_explodes_is_stopped(read):
    body = gzip.compress(b"\0" * 200_000_000)
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    record = writer.create_warc_record("https://wire.example/b", "response", io.BytesIO(body), http_headers=headers)
    writer.write_record(record)
    found = read(stream.getvalue() + recorded(("https://wire.example/1", "200 OK", "text/html", PAGE)))
    assert [type(each) for each in found] == [TooLarge, Document]
    [error] = read(gzip.compress(b"WARC/1.0\r\n" + b"\0" * 30_000_000))
    assert isinstance(error, TooLarge)


def test_warc_of_nothing_to_read_is_named(read):
    assert read(recorded(("https://wire.example/pic", "200 OK", "image/png", b"\x89PNG"))) == []


def test_wacz_without_archives_is_a_zip(read):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("a.txt", "He said so.")
    found = read(data.getvalue(), "a.zip")
    assert [each.text for each in found if isinstance(each, Document)] == ["He said so.", "{}"]

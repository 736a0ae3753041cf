import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from purport.errors import NotFetched, TooLarge
from purport.sources import documents, fetching
from purport.types import Document

FILES = Path(__file__).parent / "files"
PAGE = b"<html><body><p>The office said on Monday that nobody was hurt.</p></body></html>"
ANSWERS = {
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\n"),
    "/a": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/private/a": (200, {"Content-Type": "text/html"}, PAGE),
    "/moved": (302, {"Location": "/a"}, b""),
    "/to-private": (302, {"Location": "/private/a"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
}


class Server(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        status, headers, body = ANSWERS.get(self.path, (404, {}, b"no"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetched_page_is_read_and_kept_in_a_warc(site, tmp_path):
    kept = tmp_path / "pages.warc.gz"
    [document] = documents(f"{site}/a", fetched=kept)
    assert document.text == "The office said on Monday that nobody was hurt."
    assert document.source.url == f"{site}/a"
    assert document.source.extra["captured"]
    assert document.source.extra["container"]["path"] == str(kept)
    [again] = documents(f"{site}/moved", fetched=kept)
    assert again.source.url == f"{site}/a"
    reread = list(documents(kept))
    assert [each.source.sha256 for each in reread] == [document.source.sha256] * 2
    assert [each.text for each in reread] == [document.text] * 2


def test_fetching_is_never_done_unasked(site):
    [error] = documents(f"{site}/a")
    assert isinstance(error, NotFetched)
    assert "Add --fetch FILE.warc.gz" in error.message
    assert Server.asked == []


def test_fetching_keeps_that_a_page_is_gone(site, tmp_path):
    archive = tmp_path / "a.warc.gz"
    [error] = documents(f"{site}/missing", fetched=archive)
    assert isinstance(error, NotFetched)
    assert "answers 404" in error.message
    assert f"kept in {archive}" in error.message
    assert b"HTTP/1.1 404" in gzip.decompress(archive.read_bytes())
    assert list(documents(archive)) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/a", "robots.txt asks not to be fetched"),
        ("/to-private", "robots.txt asks not to be fetched"),
        ("/to-file", "is not allowed"),
        ("/loop", "answers 302"),
    ],
)
def test_fetching_that_is_forbidden_or_fails_is_named(site, tmp_path, path, reason):
    [error] = documents(f"{site}{path}", fetched=tmp_path / "a.warc.gz")
    assert isinstance(error, NotFetched)
    assert reason in error.message
    assert error.where == f"{site}{path}"
    assert not (tmp_path / "a.warc.gz").exists()
    assert "/private/a" not in Server.asked


def test_fetching_asks_nothing_where_robots_fails(site, tmp_path, monkeypatch):
    monkeypatch.setitem(ANSWERS, "/robots.txt", (503, {}, b""))
    [error] = documents(f"{site}/a", fetched=tmp_path / "a.warc.gz")
    assert "robots.txt answers 503" in error.message
    assert Server.asked == ["/robots.txt"]


def test_fetching_stops_at_the_limit(site, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_ANSWER", 10)
    [error] = documents(f"{site}/a", fetched=tmp_path / "a.warc.gz")
    assert isinstance(error, TooLarge)


def test_fetching_what_cannot_be_reached_or_kept_is_named(site, tmp_path):
    errors = [
        *documents("http://127.0.0.1:9/a", fetched=tmp_path / "a.warc.gz"),
        *documents("http://user:secret@127.0.0.1:9/a", fetched=tmp_path / "a.warc.gz"),
        *documents("http:///a", fetched=tmp_path / "a.warc.gz"),
        *documents(f"{site}/a", fetched=tmp_path / "no folder" / "a.warc.gz"),
    ]
    assert [type(error) for error in errors] == [NotFetched] * 4
    assert "no such folder" in errors[3].message


def test_fetched_pictures_are_named(site, tmp_path):
    [found] = documents(f"{site}/picture", fetched=tmp_path / "a.warc.gz")
    assert isinstance(found, NotFetched)
    assert "holds no text" in found.message
    assert (tmp_path / "a.warc.gz").exists()


def test_fetching_spoils_no_file(site, tmp_path):
    for name, content in (("t.csv", b"id,text\n1,So.\n"), ("t.gz", gzip.compress(b"So.")), ("t.warc", b"WARC/1.0\r\n")):
        path = tmp_path / name
        path.write_bytes(content)
        [error] = documents(f"{site}/a", fetched=path)
        assert "is there and is no packed WARC; nothing was asked" in error.message
        assert path.read_bytes() == content
    assert Server.asked == []


def test_fetching_takes_addresses_as_people_write_them(site, tmp_path, monkeypatch):
    monkeypatch.setitem(ANSWERS, "/sk%C3%A6r%20a?q=%C3%B8", (200, {"Content-Type": "text/html"}, PAGE))
    [found] = documents(f"{site}/skær a?q=ø#part", fetched=tmp_path / "a.warc.gz")
    assert found.source.url == f"{site}/sk%C3%A6r%20a?q=%C3%B8"


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:60], "a packed answer that breaks off"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-8] + b"\xff" * 8, "cannot be unpacked"),
        ({"Content-Encoding": "br"}, b"\x1b\x03\x00\xff\xfe", "packed as br"),
        ({"Content-Length": "900"}, PAGE, "bytes before its end"),
    ],
)
def test_fetched_answers_that_are_not_whole_are_named(site, tmp_path, monkeypatch, headers, body, reason):
    monkeypatch.setitem(ANSWERS, "/a", (200, {"Content-Type": "text/html", **headers}, body))
    [error] = documents(f"{site}/a", fetched=tmp_path / "a.warc.gz")
    assert reason in error.message
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "br"}, PAGE),
        ({"Content-Type": "application/octet-stream"}, (FILES / "note-libreoffice.pdf").read_bytes()),
    ],
)
def test_fetched_answers_are_unpacked_and_told_by_content(site, tmp_path, monkeypatch, headers, body):
    monkeypatch.setitem(ANSWERS, "/a", (200, {"Content-Type": "text/html", **headers}, body))
    [found] = documents(f"{site}/a", fetched=tmp_path / "a.warc.gz")
    assert isinstance(found, Document)

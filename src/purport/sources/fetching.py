"""Addresses to WARC: one page asked for in so many words, robots.txt respected, the whole answer kept as it came."""

import io
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from purport.errors import NotFetched, TooLarge
from purport.sources.warc import is_warc

TIMEOUT_SECONDS = 30
MAX_ANSWER = 100_000_000
"""The largest answer that is taken, in bytes."""

MAX_ROBOTS = 500_000
AGENT = "purport"
_SCHEMES = ("http", "https")
_SAFE = "/%:@!$&'()*+,;=~?[]"
_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 32_768


def fetch(address: str, archive: Path) -> bytes:
    """Ask an address once, add the request and the whole answer to a WARC file, and give the records that were added.

    What robots.txt forbids, or a server refuses, is not asked for again, and nothing where the file is there and no
    WARC. Raises NotFetched, TooLarge.
    """
    address = _asked(address)
    _check_archive(archive)
    _check_robots(address)
    answer = _ask(address)
    records = _recorded(address, answer)
    try:
        with archive.open("ab") as stream:
            stream.write(records)
    except OSError as error:
        raise NotFetched(f"fetched, and cannot be kept in {archive} ({error.strerror}). Name another file.") from None
    if not answer.status.startswith("2"):
        raise NotFetched(f"the server answers {answer.status}, which is kept in {archive}. Look at it in a browser.")
    return records


def _asked(address: str) -> str:
    """An address as a server is asked for it: letters beyond ASCII encoded, no fragment."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError):
        host = ""
    if not host or parts.scheme.lower() not in _SCHEMES:
        raise NotFetched("no address that can be asked; write it as https://host/path")
    if parts.username or parts.password:
        raise NotFetched("an address with a password in it, which would be kept; leave it out")
    place = (f"[{host}]" if ":" in host else host) + ("" if port is None else f":{port}")
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))


def _check_archive(archive: Path) -> None:
    """Raise NotFetched where a file is there that is no packed WARC: it would be spoilt."""
    try:
        head = _head(archive)
    except FileNotFoundError:
        head = b""
        if not archive.parent.is_dir():
            raise NotFetched(f"{archive} cannot be made: there is no such folder. Name another file.") from None
    except OSError as error:
        raise NotFetched(f"{archive} cannot be added to ({error.strerror}). Name another file.") from None
    if head and not (head.startswith(_GZIP) and is_warc(head)):
        raise NotFetched(f"{archive} is there and is no packed WARC; nothing was asked. Name another file.")


def _head(archive: Path) -> bytes:
    with archive.open("rb") as stream:
        return stream.read(_HEAD_BYTES)


class _Answer:
    """What a server answered: where the answer came from in the end, its status line, headers and body."""

    def __init__(self, response: HTTPResponse | urllib.error.HTTPError, body: bytes) -> None:
        self.address = response.geturl()
        self.status = f"{response.status} {response.reason}"
        self.headers = [(name, value) for name, value in response.headers.items() if name.lower() not in _UNDONE]
        self.body = body


_UNDONE = ("transfer-encoding", "content-length")  # the body is kept as it was sent, but in one piece


class _Checked(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to where robots.txt lets it, and to the web."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl).scheme not in _SCHEMES:
            raise NotFetched(f"sends on to {newurl!r}, which is no address of the web. Fetch it yourself.")
        _check_robots(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(address: str, *, checked: bool) -> HTTPResponse:
    handlers = [_Checked()] if checked else []
    opener = urllib.request.build_opener(*handlers)
    request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
    return cast(HTTPResponse, opener.open(request, timeout=TIMEOUT_SECONDS))


def _ask(address: str) -> _Answer:
    try:
        with _open(address, checked=True) as response:
            body = response.read(MAX_ANSWER + 1)
            if len(body) > MAX_ANSWER:
                raise TooLarge(f"over {MAX_ANSWER:,} bytes. Fetch it yourself and read what you need of it.")
            if response.length:
                raise NotFetched(f"breaks off {response.length:,} bytes before its end. Try again later.")
            return _Answer(response, body)
    except urllib.error.HTTPError as error:  # that a page is gone is an answer too
        if error.code < 400:
            reason = " ".join(str(error.reason).split())
            raise NotFetched(f"the server answers {error.code} ({reason}). Look at it in a browser.") from None
        with error:
            return _Answer(error, error.read(MAX_ANSWER))
    except urllib.error.URLError as error:
        raise NotFetched(f"cannot be reached ({error.reason}). Check the address and the connection.") from None
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched(f"breaks off ({error or type(error).__name__}). Try again later.") from None


def _check_robots(address: str) -> None:
    """Raise NotFetched where the site's robots.txt does not let us, or keeps silent in error (RFC 9309)."""
    parts = urlsplit(address)
    rules = RobotFileParser()
    try:
        with _open(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), checked=False) as response:
            rules.parse(response.read(MAX_ROBOTS).decode("utf-8", "replace").splitlines())
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise NotFetched(f"its robots.txt answers {error.code}, so nothing is asked. Try again later.") from None
        return
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched(f"cannot be reached ({error}). Check the address and the connection.") from None
    if not rules.can_fetch(AGENT, address):
        raise NotFetched("its robots.txt asks not to be fetched by programs. Save the page from a browser instead.")


def _recorded(address: str, answer: _Answer) -> bytes:
    """The request and the answer as records of a WARC, each packed by itself."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    host = urlsplit(answer.address).netloc
    asked = StatusAndHeaders(
        f"GET {urlsplit(answer.address).path or '/'} HTTP/1.1",
        [("Host", host), ("User-Agent", AGENT), ("Accept-Encoding", "identity")],
        is_http_request=True,
    )
    headers = [*answer.headers, ("Content-Length", str(len(answer.body)))]
    answered = StatusAndHeaders(answer.status, headers, protocol="HTTP/1.1")
    told = {} if answer.address == address else {"WARC-Fetched-From": address}
    response = writer.create_warc_record(
        answer.address, "response", payload=io.BytesIO(answer.body), http_headers=answered, warc_headers_dict=told
    )
    request = writer.create_warc_record(answer.address, "request", http_headers=asked)
    writer.write_request_response_pair(request, response)
    return stream.getvalue()

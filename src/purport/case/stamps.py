"""Time stamps of an authority (RFC 3161) over the log: that all of a case up to a row was there at a time.

Only ``request`` uses the network, and only when it is asked to. Needs `pip install 'purport[stamps]'`.
"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from purport.case import custody
from purport.case.clock import now
from purport.errors import CaseError, OptionError

SECONDS = 30.0
# An answer is a few thousand bytes with its certificates.
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time stamp: the row of the log and its hash, the authority that gave it, and the time that it tells."""

    seq: int
    hash: str
    authority: str
    time: str


def stamp(connection: Connection, url: str, author: str) -> Stamp:
    """Ask an authority for a time stamp over the last row of the log, and keep it, within the transaction that is open.

    Raises OptionError for an address that is none, CaseError where no valid answer comes or the case is empty.
    """
    if not url.startswith(("https://", "http://")):
        raise OptionError(f"{url!r} is no address of a time stamp authority; give one as in http://tsa.example/tsr")
    last = connection.exec_driver_sql("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").one_or_none()
    if last is None:
        raise CaseError("nothing was done in this case yet, so there is nothing to stamp; add documents first")
    seq, head = int(last[0]), str(last[1])
    token = request(url, head)
    at, told = now(), time_of(token, head)
    number = int(connection.exec_driver_sql("SELECT max(id) FROM stamps").scalar() or 0) + 1
    connection.exec_driver_sql("INSERT INTO stamps VALUES (?, ?, ?, ?, ?, ?)", (number, at, seq, head, url, token))
    detail = {"authority": url, "stamp": number, "time": told, "token": sha256(token).hexdigest()}
    custody.log(connection, [custody.Deed(act=custody.Act.STAMPED, subject=str(seq), detail=detail)], author, at)
    return Stamp(seq=seq, hash=head, authority=url, time=told)


def request(url: str, head: str) -> bytes:
    """The authority's answer for a hash of the log. Raises CaseError."""
    client = _client()
    made = client.TimestampRequestBuilder().data(head.encode()).hash_algorithm(client.HashAlgorithm.SHA256).build()
    asked = urllib.request.Request(
        url, data=made.as_bytes(), headers={"Content-Type": "application/timestamp-query", "User-Agent": "purport"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            token: bytes = answer.read(MAX_BYTES)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise CaseError(f"no answer from {url}: {error}; try again, or another authority") from error
    if _opened(token, head).tst_info.nonce != made.nonce:
        raise CaseError(f"the answer of {url} is not to what was asked; try again, or another authority")
    return token


def time_of(token: bytes, head: str) -> str:
    """The time that a token tells, ISO 8601. Raises CaseError where it is none, or of another hash."""
    told: str = _opened(token, head).tst_info.gen_time.isoformat(timespec="seconds")
    return told


def proved(connection: Connection, roots: Path) -> Iterator[Stamp]:
    """The stamps of a case, each signature proved against the certificates of authorities in a PEM file.

    Raises CaseError at the first that is not signed by one of them, OptionError where the file holds no certificate.
    """
    from cryptography import x509

    client = _client()
    try:
        known = x509.load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError) as error:
        raise OptionError(f"{roots} holds no certificate (PEM): {error}") from error
    rows = connection.exec_driver_sql("SELECT id, seq, hash, authority, token FROM stamps ORDER BY id").all()
    for number, seq, head, authority, token in rows:
        opened = _opened(token, head)
        try:
            client.VerifierBuilder(roots=list(known)).build().verify_message(opened, head.encode())
        except (client.VerificationError, ValueError) as error:
            raise CaseError(f"row {number} of stamps: not signed by an authority in {roots} ({error})") from error
        yield Stamp(seq=seq, hash=head, authority=authority, time=time_of(token, head))


def _opened(token: bytes, head: str) -> Any:
    try:
        opened = _client().decode_timestamp_response(token)
        imprint = opened.tst_info.message_imprint.message
    except (ValueError, AttributeError) as error:
        raise CaseError(f"the authority's answer is no time stamp ({error}); try another authority") from error
    if imprint != sha256(head.encode()).digest():
        raise CaseError("the time stamp is of another hash than the log's")
    return opened


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise OptionError(
            "time stamps need rfc3161-client, which is not installed; install it with `pip install 'purport[stamps]'`"
        ) from error
    return rfc3161_client

"""Mail: single messages (EML) and mailboxes (mbox). The text is the body; attachments are documents of their own."""

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import Any, BinaryIO

from purport.errors import Damaged, EmptyDocument, Encrypted, InputError, TooLarge
from purport.sources.encodings import decode
from purport.sources.formats import Format, Item, Member, Metadata, Origin, all_of, container, document_of
from purport.sources.markup import prose

MAX_MAIL_BYTES = 64_000_000
"""The largest message that is read, with its attachments, in bytes."""

_HEADER = re.compile(rb"([!-9;-~]+):")
_OF_MAIL = {b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"x-mailer", b"user-agent"}
_READABLE = re.compile(r"text/|message/rfc822$|application/(?:pdf|zip|.*wordprocessingml|(?:rss|atom)\+xml|x?html)")
_READABLE_NAME = re.compile(r"\.(?:pdf|docx|txt|md|html?|csv|tsv|jsonl?|zip|eml|rss|xml|warc|gz|wacz)$", re.IGNORECASE)
_ENVELOPE = re.compile(rb"From [^\r\n]*\d{4}[^\r\n]*\r?\n")
# What the standard library raises on headers that are broken.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_STUB = 0.3  # a plain body of less than this share of the HTML one says that there is an HTML one


def is_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    names: set[bytes] = set()
    lines = head.splitlines()
    for number, line in enumerate(lines):
        if not line:
            break
        if line[:1] in b" \t" and names:
            continue
        if not (found := _HEADER.match(line)):
            if number < len(lines) - 1:  # the last line of the head may be cut
                return False
            break
        names.add(found[1].lower())
    return b"from" in names and bool(names & _OF_MAIL) and len(names) >= 3


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does: with an envelope line and then a message."""
    found = _ENVELOPE.match(head)
    return found is not None and is_mail(head[found.end() :])


def _message(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    yield from _of_bytes(all_of(stream, MAX_MAIL_BYTES), origin)


def _of_bytes(data: bytes, origin: Origin) -> Iterator[Item]:
    """The document of a message and the members that its attachments are."""
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(_leaves(message))
    except _BROKEN as error:
        raise Damaged(
            f"a message that cannot be taken apart ({type(error).__name__}: {error}). Get it again."
        ) from None
    attached = [part for part in parts if _is_attached(part)]
    inline = [part for part in parts if not _is_attached(part)]
    try:
        text = _body(inline)
        if not text.strip() and not attached:
            raise EmptyDocument("a message without words. Leave it out.")
        metadata = _metadata(message, attached)
        if text.strip():
            yield document_of(text, data, origin, metadata, "message/rfc822")
    except InputError as error:
        error.where = error.where or origin.where
        yield error
    for number, part in enumerate(attached, 1):
        if _is_readable(part):
            yield from _attachment(part, origin, number)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a message in the message is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "multipart/encrypted":
            raise_encrypted()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting = [*payload, *waiting]
        else:
            yield part


def raise_encrypted() -> None:
    """Raise Encrypted for a message that only its receiver can open."""
    raise Encrypted("an encrypted message. Save it decrypted from your mail program, and read that.")


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    kind = part.get_content_type()
    return disposition.startswith("attachment") or kind == "message/rfc822" or not kind.startswith("text/")


def _is_readable(part: Message) -> bool:
    return bool(_READABLE.match(part.get_content_type()) or _READABLE_NAME.search(_file_name(part)))


def _file_name(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except _BROKEN:
        return ""


def _body(parts: list[Message]) -> str:
    """The words of a message: its plain text, or its HTML where the plain text only points to it."""
    plain = "\n\n".join(filter(None, (_text(part) for part in parts if part.get_content_type() != "text/html")))
    html = "\n\n".join(filter(None, (_text(part) for part in parts if part.get_content_type() == "text/html")))
    if "-----BEGIN PGP MESSAGE-----" in plain:
        raise_encrypted()
    return html if len(plain) < _STUB * len(html) else plain


def _text(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
        declared = part.get_content_charset()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
    except _BROKEN as error:
        raise Damaged(f"a message whose headers contradict themselves ({error}). Save its text by itself.") from None
    if not isinstance(data, bytes) or not data.strip():
        return ""
    text, _ = decode(data, declared)
    if part.get_content_type() == "text/html":
        return prose(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return _unfolded(text) if flowed else text


def _unfolded(text: str) -> str:
    """Flowed text (RFC 3676) with its paragraphs made whole: a line that ends in a blank goes on in the next."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        if goes_on and not quoted and not lines[-1].startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" ") if not quoted else line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(line.rstrip(" ") for line in lines)


def _attachment(part: Message, origin: Origin, number: int) -> Iterator[Item]:
    try:
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            first = inside[0] if isinstance(inside, list) and inside else None
            payload = first.as_bytes() if isinstance(first, Message) else b""
        data = payload if isinstance(payload, bytes) else b""
        default = "message.eml" if part.get_content_type() == "message/rfc822" else f"attachment-{number}"
        name = _file_name(part) or default
        inner = origin.member(name, size=len(data))
        if data.strip():
            yield Member(stream=io.BytesIO(data), origin=inner, name=name)
    except InputError as error:
        error.where = error.where or origin.where
        yield error
    except _BROKEN as error:
        yield Damaged(f"attachment {number} cannot be taken out ({error}). Save it by itself.", where=origin.where)


def _metadata(message: Message, attached: list[Message]) -> Metadata:
    senders = _addresses(message, "From")
    told: dict[str, Any] = {
        "from": [_shown(*sender) for sender in senders],
        "to": [_shown(*each) for each in _addresses(message, "To")],
        "cc": [_shown(*each) for each in _addresses(message, "Cc")],
        "message_id": _header(message, "Message-ID"),
        "in_reply_to": _header(message, "In-Reply-To"),
        "list": _header(message, "List-Id"),
    }
    extra: dict[str, Any] = {"mail": {key: value for key, value in told.items() if value}}
    if attached:
        extra["attachments"] = [
            {"name": _file_name(part) or None, "media_type": part.get_content_type(), "read": _is_readable(part)}
            for part in attached
        ]
    return Metadata(
        title=_header(message, "Subject") or None,
        author=", ".join(name or address for name, address in senders) or None,
        publisher=_header(message, "Organization") or None,
        published=_header(message, "Date") or None,
        extra=extra,
    )


def _header(message: Message, name: str) -> str:
    return " ".join(_decoded(str(message.get(name, ""))).split())


def _decoded(value: str) -> str:
    """A header as it is shown; what is broken in it stays as it stands."""
    try:
        shown = str(make_header(decode_header(value)))
    except _BROKEN:
        shown = value
    return shown.encode("utf-8", "replace").decode("utf-8")


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    try:
        found = getaddresses([str(value)[:10_000] for value in message.get_all(name, [])])
    except _BROKEN:
        return []
    return [(" ".join(_decoded(shown).split()), address) for shown, address in found if shown or address]


def _shown(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address else name or address


def _messages(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The messages of a mailbox, one after the other."""
    for number, data in enumerate(_cut(stream), 1):
        where = f"{origin.where}, message {number:,}"
        try:
            if data is None:
                raise TooLarge(f"over {MAX_MAIL_BYTES:,} bytes. Save it by itself.")
            found = re.search(rb"^message-id:\s*(\S+)", data[:65_536], re.IGNORECASE | re.MULTILINE)
            name = found[1].decode("ascii", "replace").strip("<>") if found else str(number)
            inner = origin.member(name, id=f"{origin.id}:{number}", size=len(data))
            yield from MAIL.read(io.BytesIO(data), inner)
        except InputError as error:
            error.where = error.where or where
            yield error


def _cut(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message, without its envelope line; None for one that is too large to hold."""
    held: list[bytes] = []
    size = 0
    blank = True
    begun = False
    while line := stream.readline(1 << 20):
        if blank and line.startswith(b"From ") and _ENVELOPE.match(line):
            if begun:
                yield b"".join(held) if size <= MAX_MAIL_BYTES else None
            held, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= MAX_MAIL_BYTES:
                held.append(line)
            else:
                held.clear()
        blank = not line.strip()
    if begun:
        yield b"".join(held) if size <= MAX_MAIL_BYTES else None


MAIL = Format(name="mail", media_type="message/rfc822", suffixes=(".eml",), read=container(_message))
MAILBOX = Format(name="mbox", media_type="application/mbox", suffixes=(".mbox", ".mbx"), read=container(_messages))

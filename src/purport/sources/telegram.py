"""Telegram Desktop's exports, ``result.json`` and ``messages.html``: each message a document, forwards and edits kept.

Service messages (someone joined, a call) are left out, and so are messages without words.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from purport.errors import BadRecord, Damaged, EmptyDocument, InputError
from purport.sources.encodings import decode
from purport.sources.formats import Format, Item, Metadata, Origin, all_of, container, document_of, printable
from purport.sources.markup import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PAGE_BYTES = 32_000_000
"""The largest ``messages.html`` that is read; Telegram writes a thousand messages to a page."""

_JSON = re.compile(rb'\{\s*"(?:name|about)"\s*:.*?"(?:type|chats|personal_information)"\s*:', re.DOTALL)
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[|"chats"\s*:\s*\{')
_SHOWN_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: UTC([+-]\d\d:\d\d))?")
_PUBLIC = frozenset(("public_channel", "private_channel"))
_KEPT = (
    "forwarded_from",
    "forwarded_from_id",
    "saved_from",
    "via_bot",
    "reply_to_message_id",
    "media_type",
    "file_name",
)


def is_export(start: bytes) -> bool:
    """Whether a file begins as Telegram's ``result.json`` does."""
    return bool(_JSON.match(start[:4096]) and _MESSAGES.search(start))


def is_page(start: bytes) -> bool:
    """Whether a file begins as a page of Telegram's HTML export does."""
    return b'class="page_wrap"' in start and b'class="page_header"' in start and b"onload=" in start


def _of_json(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The messages of one chat or of all, as they are met: the file is never held whole."""
    import ijson

    chat: dict[str, Any] = {}
    message: Any = None
    depth = 0
    read = 0
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            if message is None and event == "start_map" and prefix.endswith("messages.item"):
                message, depth = ijson.ObjectBuilder(), 0
            if message is not None:
                message.event(event, value)
                depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
                if not depth:
                    read += 1
                    yield from _message(message.value, chat, origin)
                    message = None
            elif event in _NO_MESSAGE and prefix in ("messages.item", "chats.list.item.messages.item"):
                read += 1
                wrong = f"{_NO_MESSAGE[event]} where a message (an object) is wanted; it is left out. Export it again."
                yield BadRecord(wrong, where=f"{origin.where}, message {read:,} of those written")
            elif event in ("string", "number") and prefix in (*_CHAT, *(f"chats.list.item.{key}" for key in _CHAT)):
                chat[prefix.rpartition(".")[2]] = value
            elif event == "start_map" and prefix == "chats.list.item":
                chat = {}
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError) as error:
        reason = str(error).strip().split("\n")[0]
        raise Damaged(
            f"a Telegram export that breaks off or is broken after {read:,} messages ({reason}); these are read. "
            "Export it again for the rest."
        ) from None
    if not read:
        raise EmptyDocument("a Telegram export without messages. Leave it out.")


_CHAT = ("name", "type", "id")
_NO_MESSAGE = {
    "string": "a string",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "start_array": "a list",
}


def _message(record: dict[str, Any], chat: dict[str, Any], origin: Origin) -> Iterator[Item]:
    number = str(record.get("id", "?"))
    try:
        if record.get("type", "message") != "message":
            return
        if "text" not in record:
            raise BadRecord(
                "no `text` among its keys, where Telegram writes one, if an empty one; it is left out. Export it again."
            )
        text = _text(record["text"])
        if not text.strip():
            return
        data = msgspec.json.encode(record)
        extra = {key: record[key] for key in _KEPT if record.get(key) is not None}
        if edited := _time(record, "edited"):
            extra["edited"] = edited
        author = _string(record.get("from"))
        yield _document(number, text, data, chat, author, _time(record, "date"), extra, origin)
    except InputError as error:
        error.where = error.where or f"{origin.where}, message {printable(number)}"
        yield error


def _document(
    number: str,
    text: str,
    data: bytes,
    chat: dict[str, Any],
    author: str | None,
    published: str | None,
    extra: dict[str, Any],
    origin: Origin,
) -> Item:
    """A message as a document: what a channel publishes is the channel's, what a member writes the member's."""
    name = _string(chat.get("name"))
    channel = chat.get("type") in _PUBLIC
    told = {"message": number, **{f"chat_{key}": chat[key] for key in ("type", "id") if chat.get(key) is not None}}
    metadata = Metadata(
        publisher=name or (author if channel else None),
        author=author if author != name else None,
        published=published,
        extra={"telegram": told, **extra},
    )
    inner = origin.member(number, id=f"{name or origin.id}/{number}", size=len(data))
    return document_of(text, data, inner, metadata, "application/vnd.telegram.message")


def _text(value: Any) -> str:
    """The words of a message: a string, or a list of strings and of pieces with an own type (links, bold)."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        raise BadRecord(
            f"`text` is {printable(repr(value))}, no string and no list; the message is left out. Export it again."
        )
    return "".join(map(_piece, value))


def _piece(value: Any) -> str:
    """The words of a piece; a piece of a known type may have none."""
    text = value.get("text", "" if "type" in value else None) if isinstance(value, dict) else value
    if not isinstance(text, str):
        raise BadRecord(
            f"a piece of its `text` is {printable(repr(value))}, neither a string nor an object with a string as its "
            "own `text`; the message is left out. Export it again."
        )
    return text


def _time(record: dict[str, Any], key: str) -> str | None:
    """When, in UTC where the export tells that; else as it stands, in the time of whoever exported."""
    seconds = record.get(f"{key}_unixtime")
    if isinstance(seconds, str | int) and str(seconds).isdigit():
        try:
            return datetime.fromtimestamp(int(seconds), UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            pass
    return _string(record.get(key))


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _of_page(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The messages of a page of the HTML export."""
    from lxml import etree

    markup, _ = decode(all_of(stream, MAX_PAGE_BYTES), "utf-8")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.replace("\x00", "\ufffd"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"a Telegram page that cannot be read ({error}). Export it again.") from None
    if root is None:
        raise EmptyDocument("a Telegram page without messages. Leave it out.")
    header = next(_of_class(root, "page_header"), None)
    chat = {"name": _shown(header, "text") if header is not None else None}
    sender: str | None = None
    for element in _of_class(root, "message"):
        if "service" in _classes(element):
            continue
        body = next(_of_class(element, "body"), None)
        if body is None:
            continue
        sender = _own(body, "from_name") or sender
        yield from _shown_message(element, body, sender, chat, origin)


def _shown_message(
    element: "_Element", body: "_Element", sender: str | None, chat: dict[str, Any], origin: Origin
) -> Iterator[Item]:
    from lxml import etree

    number = re.sub(r"^message-?", "", element.get("id", "?"))
    forwarded = next((each for each in _of_class(body, "forwarded") if "body" in _classes(each)), None)
    text_element = next(_of_class(forwarded if forwarded is not None else body, "text"), None)
    text = "" if text_element is None else text_of(text_element)
    if not text.strip():
        return
    extra: dict[str, Any] = {}
    if forwarded is not None and (name := _own(forwarded, "from_name")):
        extra["forwarded_from"] = re.sub(r"\s+\d\d\.\d\d\.\d{4} \d\d:\d\d(:\d\d)?$", "", name)
    reply = next(_of_class(body, "reply_to"), None)
    if reply is not None and (found := re.search(r"message(\d+)", etree.tostring(reply, encoding="unicode"))):
        extra["reply_to_message_id"] = int(found[1])
    date = next((each.get("title") for each in _of_class(body, "date") if each.get("title")), None)
    data: bytes = etree.tostring(element, encoding="utf-8", with_tail=False, method="html")
    try:
        yield _document(number, text, data, chat, sender, _shown_date(date), extra, origin)
    except InputError as error:
        error.where = error.where or f"{origin.where}, message {printable(number)}"
        yield error


def _shown_date(title: str | None) -> str | None:
    found = _SHOWN_DATE.match(title or "")
    if not found:
        return title
    day, month, year, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"


def _classes(element: "_Element") -> list[str]:
    return (element.get("class") or "").split()


def _of_class(root: "_Element", name: str) -> "Iterator[_Element]":
    return (element for element in root.iter("div", "span", "a") if name in _classes(element))


def _own(element: "_Element", name: str) -> str | None:
    """The text of a child of this class: not of one deeper, which belongs to a message that is passed on."""
    child = next((child for child in element if isinstance(child.tag, str) and name in _classes(child)), None)
    return None if child is None else " ".join("".join(child.itertext()).split()) or None


def _shown(element: "_Element", name: str) -> str | None:
    child = next(_of_class(element, name), None)
    return None if child is None else " ".join("".join(child.itertext()).split()) or None


TELEGRAM = Format(name="telegram", media_type="application/json", suffixes=(), read=container(_of_json))
TELEGRAM_PAGE = Format(name="telegram-html", media_type="text/html", suffixes=(), read=container(_of_page))

"""Feeds: RSS in its several forms and Atom. Each item is a document; where an item came from is kept."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from purport.errors import Damaged, EmptyDocument, InputError
from purport.sources.formats import Format, Item, Metadata, Origin, all_of, container, document_of
from purport.sources.markup import prose, unopened, xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FEED_BYTES = 32_000_000
"""The largest feed that is read, in bytes."""

# Atomic: a comment ends at its first end, and what then does not fit is told at once.
_FEED = re.compile(rb"(?>(?><!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>)\s*)*+<(?:\w+:)?(rss|feed|RDF)\b", re.DOTALL)
_URI = re.compile(r"(?:[a-z][a-z0-9+.-]*://|urn:|tag:)", re.IGNORECASE)
_ITEMS = ("item", "entry")
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?!#\d+;|#x[0-9a-fA-F]+;)(?:(?P<name>[A-Za-z]\w*);)?", re.DOTALL
)
_XML_ENTITIES = (b"amp", b"lt", b"gt", b"quot", b"apos")
# Markup, and not words in angle brackets.
_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|cite|code|div|em|figure|font|h[1-6]|hr|i|img|li|ol|p|pre|q|small|span|strong|sub|"
    r"sup|table|td|tr|u|ul)\b[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);",
    re.IGNORECASE,
)


def is_feed(start: bytes) -> bool:
    """Whether a file begins as a feed does."""
    found = _FEED.match(start)
    return found is not None and (found[1] != b"RDF" or b"purl.org/rss" in start)


def _items(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    data = all_of(stream, MAX_FEED_BYTES)
    root, wrong = xml(data)
    whole: int | None = None
    if wrong:
        data = _with_entities(data)
        root, broken = xml(data)
        whole = _whole_items(data) if broken else None
    feed = _feed_metadata(root)
    count = 0
    for element in islice((each for each in root.iter() if _name(each) in _ITEMS), whole):
        count += 1
        try:
            yield _document(element, feed, origin, count)
        except InputError as error:
            error.where = error.where or f"{origin.where}, item {count:,}"
            yield error
    if wrong:
        read = (
            f"its {count:,} items are read as they stand" if whole is None else f"{count:,} whole items before are read"
        )
        raise Damaged(f"a feed with broken XML ({wrong}); {read}. Get it again.")
    if not count:
        raise EmptyDocument("a feed without items. Leave it out.")


def _with_entities(data: bytes) -> bytes:
    """A feed in which each ``&`` that begins nothing stands for itself, and HTML's entities for their characters: the
    two faults of feeds that cut nothing off."""
    declared = b"<!ENTITY" in data

    def mended(found: re.Match[bytes]) -> bytes:
        name = found["name"]
        if found[0].startswith(b"<") or (name and (declared or name in _XML_ENTITIES)):
            return found[0]
        characters = html5.get(f"{name.decode()};", "") if name else ""
        return "".join(f"&#{ord(character)};" for character in characters).encode() or b"&amp;" + found[0][1:]

    return _AMPERSAND.sub(mended, data)


def _whole_items(data: bytes) -> int:
    """How many items end before the XML breaks."""
    from lxml import etree

    class Ends:
        count = 0

        def end(self, tag: str) -> None:
            self.count += tag.rpartition("}")[2] in _ITEMS

        def close(self) -> None:
            pass

    ends = Ends()
    parser = etree.XMLParser(target=ends, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with suppress(etree.XMLSyntaxError, ValueError):
        etree.fromstring(data, parser)
    return ends.count


def _document(element: "_Element", feed: Metadata, origin: Origin, number: int) -> Item:
    from lxml import etree

    data: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    if entity := unopened(element):
        raise Damaged(f"an item that refers to an entity (&{entity};) of the feed's own; none is opened. Get it again.")
    body = _body(element)
    title = _plain(_text(element, "title"))
    if not (body or title):
        raise EmptyDocument("an item without words. Leave it out.")
    link = _link(element)
    id = _text(element, "guid") or _text(element, "id") or link
    extra: dict[str, Any] = {}
    if updated := _text(element, "updated") or _text(element, "modified"):
        extra["updated"] = updated
    if source := _source(element):
        extra["source"] = source
    if credits := [words for name in ("credit", "rights", "copyright", "publisher") for words in _texts(element, name)]:
        extra["credit"] = credits
    published = next(filter(None, (_text(element, name) for name in ("pubDate", "published", "issued", "date"))), None)
    metadata = Metadata(
        title=title or None,
        author=", ".join(_authors(element)) or None,
        published=published or extra.get("updated"),
        url=link,
        extra=extra,
    ).over(feed)
    inner = origin.member(id or str(number), id=_id(id, origin, number), size=len(data))
    return document_of(body or title, data, inner, metadata, "application/rss+xml")


def _id(own: str | None, origin: Origin, number: int) -> str:
    """What an item is called: by its own name where that is one for the whole world (an address, a URN, a tag), else by
    that below the feed's, since every feed may have a "1"."""
    if not own:
        return f"{origin.id}:{number}"
    return own if _URI.match(own) else f"{origin.id}/{own}"


def _feed_metadata(root: "_Element") -> Metadata:
    channel = next((child for child in root if _name(child) == "channel"), root)
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    title = _plain(_text(channel, "title"))
    return Metadata(
        publisher=title or None, language=language, extra={"feed": _link(channel)} if _link(channel) else {}
    )


def _body(element: "_Element") -> str:
    """The longest telling of an item: its content, else its description or summary."""
    for name in ("encoded", "content", "content-text", "description", "summary"):
        for child in element:
            if _name(child) == name and (text := _markup(child)):
                return text
    return ""


def _markup(element: "_Element") -> str:
    from lxml import etree

    if element.get("type") == "xhtml":
        return prose("".join(etree.tostring(child, encoding="unicode", method="html") for child in element))
    text = "".join(element.itertext())
    return text.strip() if element.get("type") == "text" or not _TAGS.search(text) else prose(text)


def _plain(text: str) -> str:
    return " ".join((prose(text) if _TAGS.search(text) else text).split())


def _link(element: "_Element") -> str | None:
    """The address of a feed or an item: Atom's own link, RSS's link, else a guid that is one."""
    for child in element:
        if _name(child) == "link":
            address = child.get("href") or (child.text or "").strip()
            if address and child.get("rel", "alternate") == "alternate":
                return address
    guid = _text(element, "guid")
    return guid if guid.startswith(("http://", "https://")) else None


def _authors(element: "_Element") -> list[str]:
    names = []
    for child in element:
        if _name(child) in ("author", "creator"):
            name = _text(child, "name") or " ".join("".join(child.itertext()).split())
            names.append(name)
    return list(dict.fromkeys(filter(None, names)))


def _source(element: "_Element") -> dict[str, str]:
    """Where the item says it was taken from: RSS's source, Dublin Core's, or that of Atom."""
    for child in element:
        if _name(child) == "source":
            title = _text(child, "title") or (" ".join((child.text or "").split()))
            address = child.get("url") or _link(child) or ""
            return {key: value for key, value in (("title", title), ("url", address)) if value}
    return {}


def _text(element: "_Element", name: str) -> str:
    return next(iter(_texts(element, name)), "")


def _texts(element: "_Element", name: str) -> list[str]:
    found = [" ".join("".join(child.itertext()).split()) for child in element if _name(child) == name]
    return [text for text in found if text]


def _name(element: "_Element") -> str:
    """An element's name without its namespace: feeds mix them, and misspell them."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


FEED = Format(name="feed", media_type="application/rss+xml", suffixes=(".rss", ".atom"), read=container(_items))

"""DOCX: the text of a Word document as it is printed, with its tables and notes. Deletions that are only tracked are
left out, and that there are tracked changes is told."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from purport.errors import Damaged, EmptyDocument
from purport.sources.archives import member_stream, opened
from purport.sources.formats import Format, Metadata, all_of, one_document
from purport.sources.markup import unopened, xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DOCX_BYTES = 100_000_000
"""The largest DOCX that is read, with its pictures, in bytes."""

MAX_PART_BYTES = 64_000_000
"""The largest part of one, unpacked."""

_LEFT_OUT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr", "proofErr", "pict")
)
_SPACE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def parse(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """The text of a DOCX and what it says of itself. Raises Damaged, Encrypted, TooLarge, EmptyDocument."""
    with opened(io.BytesIO(data)) as archive:
        root = _part(archive, "word/document.xml")
        if root is None:
            raise Damaged("a DOCX without its text (word/document.xml). Save it again from your word processor.")
        blocks = list(_blocks(root))
        for notes in ("word/footnotes.xml", "word/endnotes.xml"):
            found = _part(archive, notes)
            if found is not None:
                blocks += _blocks(found)
        text = "".join(_laid(blocks))
        if not text.strip():
            raise EmptyDocument("no text in the document; pictures of text are not read. Print it to a PDF.")
        metadata = _metadata(_part(archive, "docProps/core.xml"))
        return text, Metadata(extra=_changes(root)).over(metadata)


def _part(archive: zipfile.ZipFile, name: str) -> "_Element | None":
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    with member_stream(archive, info) as stream:
        root, wrong = xml(all_of(stream, MAX_PART_BYTES))
    if wrong:
        raise Damaged(f"a DOCX with broken XML in {name} ({wrong}). Save it again from your word processor.")
    if entity := unopened(root):
        raise Damaged(
            f"a DOCX whose {name} refers to an entity (&{entity};), as no word processor writes it; none is opened. "
            "Look at it before you trust it, and save it again."
        )
    return root


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(root: "_Element") -> Iterator[tuple[str, str]]:
    """Each paragraph and table row with its kind: ``p``, ``li`` for an item of a list, ``tr``."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name in _LEFT_OUT:
            continue
        if name == "p":
            boxes: list[_Element] = []
            yield "li" if _is_item(element) else "p", _words(element, boxes)
            waiting += boxes[::-1]
        elif name == "tr":
            yield "tr", "\t".join(_cell(cell) for cell in element if _name(cell) in ("tc", "sdt"))
        elif not (
            name in ("footnote", "endnote") and element.get(_typed(element)) in ("separator", "continuationSeparator")
        ):
            waiting += list(element)[::-1]


def _is_item(paragraph: "_Element") -> bool:
    """Whether a paragraph is an item of a list, by its own numbering or by its style."""
    return any(
        _name(each) == "numPr" or (_name(each) == "pStyle" and any(v.startswith("List") for v in each.values()))
        for each in paragraph.iterfind("./{*}pPr/*")
    )


def _typed(element: "_Element") -> str:
    """The name of a note's type, in whichever namespace the document has."""
    return f"{element.tag.rpartition('}')[0]}}}type"


def _cell(cell: "_Element") -> str:
    words = (_words(paragraph, []) for paragraph in cell.iter("{*}p"))
    return " ".join(filter(None, (" ".join(each.split()) for each in words)))


def _words(paragraph: "_Element", boxes: "list[_Element]") -> str:
    """The words of a paragraph; text boxes that hang on it are put in ``boxes``."""
    parts: list[str] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name == "t":
            parts.append(element.text or "")
        elif name in _SPACE:
            parts.append(_SPACE[name])
        elif name == "txbxContent":
            boxes.append(element)
        elif name not in _LEFT_OUT:
            waiting += list(element)[::-1]
    return "".join(parts)


def _laid(blocks: list[tuple[str, str]]) -> Iterator[str]:
    """Blank lines between paragraphs, line ends between the items of a list and the rows of a table."""
    before = ""
    for kind, words in blocks:
        words = words.strip("\n ")
        if not words.strip():
            before = before and "p"
            continue
        if before:
            yield "\n" if kind == before != "p" else "\n\n"
        yield words
        before = kind


def _changes(root: "_Element") -> dict[str, Any]:
    """What is tracked as changed: how much was put in and taken out, and by whom."""
    made = {name: list(root.iter(f"{{*}}{name}")) for name in ("ins", "del")}
    if not any(made.values()):
        return {}
    authors = {value for each in (*made["ins"], *made["del"]) for key, value in each.items() if key.endswith("}author")}
    return {
        "tracked_changes": {
            "insertions": len(made["ins"]),
            "deletions": len(made["del"]),
            "authors": sorted(authors),
        }
    }


def _metadata(core: "_Element | None") -> Metadata:
    """What the document says of itself. When it was written is no date of publication, and stands in ``extra``."""
    known = {} if core is None else {_name(child): (child.text or "").strip() for child in core}
    names = ("created", "modified", "lastModifiedBy", "subject", "keywords", "description")
    return Metadata(
        title=known.get("title") or None,
        author=known.get("creator") or None,
        language=known.get("language") or None,
        extra={name: known[name] for name in names if known.get(name)},
    )


DOCX = Format(
    name="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffixes=(".docx", ".docm"),
    read=one_document(
        parse,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        max_bytes=MAX_DOCX_BYTES,
    ),
    slow=True,
)

"""HTML: the main text by trafilatura, paragraphs parted by blank lines, and the page's metadata. No script runs."""

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from purport.errors import EmptyDocument
from purport.sources.encodings import decode
from purport.sources.formats import Format, Metadata, one_document
from purport.sources.plain import encoded

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\f]+")
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab", "div", "list", "table", "body"})


def parse(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """The main text of a page and its metadata. Raises NotText, and EmptyDocument where there is no main text."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        _keep_quiet(name)
    declared = _CHARSET.search(data[:4096])
    markup, encoding = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    page = trafilatura.bare_extraction(
        _as_page(markup),
        include_comments=False,
        with_metadata=True,
        # Only a date the page states of itself: none searched for in its text, none bounded by today's.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "9999-12-31"},
    )
    text = "" if page is None or isinstance(page, dict) or page.body is None else _paragraphs(page.body)
    if not text or page is None or isinstance(page, dict):
        raise EmptyDocument("no main text found in the page. Save its text as a plain text file and read that.")
    language = _LANGUAGE.search(markup[:4096])
    metadata = Metadata(
        title=page.title or None,
        publisher=page.sitename or page.hostname or None,
        author=page.author or None,
        published=page.date or None,
        language=language[1] if language else None,
        url=page.url or None,
    )
    return text, metadata.over(encoded(encoding))


@cache
def _keep_quiet(name: str) -> None:
    # What goes wrong is said once, by the error we raise; a program that logs still gets their records.
    logging.getLogger(name).addHandler(logging.NullHandler())


def _as_page(markup: str) -> str:
    markup = _DECLARATION.sub("", markup).replace("\x00", "\ufffd")
    return markup if _WHOLE.search(markup) else f"<html><body>{markup}</body></html>"


def _paragraphs(body: "_Element") -> str:
    blocks: list[str] = []
    _gather(body, blocks)
    return "\n\n".join(block for block in map(_tidy, blocks) if block)


def _gather(element: "_Element", blocks: list[str]) -> None:
    """Append the text of each block below an element, in order; what stands between blocks is a block."""
    blocks.append(element.text or "")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS:
            _gather(child, blocks)
            blocks.append("")
        elif tag == "lb":
            blocks[-1] += "\v"
        elif tag == "cell":
            blocks[-1] += " ".join(child.itertext()) + " "
        elif tag:
            blocks[-1] += "".join(map(str, child.itertext()))
        blocks[-1] += child.tail or ""


def _tidy(block: str) -> str:
    """Blanks as a browser shows them: a run is one, and a line break a line end."""
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in block.split("\v"))))


HTML = Format(
    name="html",
    media_type="text/html",
    suffixes=(".html", ".htm", ".xhtml"),
    read=one_document(parse, "text/html"),
)

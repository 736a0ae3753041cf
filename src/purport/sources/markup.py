"""Markup to text: XML that opens nothing and unfolds nothing, and HTML fragments as a reader sees them."""

import re
from typing import TYPE_CHECKING, Any

from purport.errors import Damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# What is not shown, or not as prose; and what begins a new block of it.
_LEFT_OUT = frozenset(
    ("audio", "button", "embed", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg")
) | {"template", "textarea", "title", "video"}
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset")
).union(
    ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav"),
    ("ol", "p", "pre", "section", "summary", "table", "ul"),
)
_LINES = frozenset(("li", "tr", "br"))
_CELLS = frozenset(("td", "th"))
# What parts one piece from the next, from the least to the most.
_JOINTS = ("", "\t", "\n", "\n\n")


def xml(data: bytes) -> "tuple[_Element, str | None]":
    """The root of an XML file and what is wrong with it, if it had to be mended.

    No entity is resolved, no DTD loaded, nothing fetched. Raises Damaged where there is nothing to mend.
    """
    from lxml import etree

    try:
        root = etree.fromstring(data, _parser(etree, recover=False))
        return root, None
    except (etree.XMLSyntaxError, ValueError) as error:
        wrong = str(error).strip().split("\n")[0].partition(" (<string>")[0]
    try:
        mended = etree.fromstring(data, _parser(etree, recover=True))
    except (etree.XMLSyntaxError, ValueError):
        mended = None
    if mended is None:
        raise Damaged(f"XML that cannot be read ({wrong}). Get it again.")
    return mended, wrong


def unopened(element: "_Element") -> str | None:
    """The name of an entity in an element that stands for words that are not there, since none is opened."""
    from lxml import etree

    return next((str(each.name) for each in element.iter(etree.Entity)), None)


def _parser(etree: Any, *, recover: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover
    )


def prose(markup: str) -> str:
    """The text of an HTML fragment: blank lines between blocks, line ends in lists and rows, tabs between cells.

    No script runs, and what is not shown (styles, forms) is left out.
    """
    from lxml import etree

    if not markup.strip():
        return ""
    markup = _DECLARATION.sub("", markup).replace("\x00", "\ufffd")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(f"<html><body>{markup}</body></html>", parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return "" if root is None else text_of(root)


def text_of(root: "_Element") -> str:
    """The text of an HTML element, laid out as ``prose`` says. Its depth does not matter: nothing here recurses."""
    from lxml import etree

    pieces: list[str] = []
    joints: list[int] = [3]
    hidden = 0
    preformatted = 0

    def add(text: str | None) -> None:
        if not text or hidden:
            return
        pieces.append(text if preformatted else _BLANKS.sub(" ", text))
        joints.append(0)

    def part(joint: int) -> None:
        joints[-1] = max(joints[-1], joint)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        joint = 3 if tag in _BLOCKS else 2 if tag in _LINES else 1 if tag in _CELLS else 0
        if event == "start":
            hidden += tag in _LEFT_OUT
            preformatted += tag == "pre"
            part(3 if tag == "br" and joints[-1] == 2 else joint)  # two line ends in a row are a blank line
            if tag:
                add(element.text)
        else:
            hidden -= tag in _LEFT_OUT
            preformatted -= tag == "pre"
            if tag != "br":
                part(joint)
            if element is not root:
                add(element.tail)
    return _joined(pieces, joints)


def _joined(pieces: list[str], joints: list[int]) -> str:
    """The pieces with what parts them: ``joints`` has one more, for before the first and after the last."""
    text: list[str] = []
    waiting = 0
    for piece, before in zip(pieces, joints, strict=False):
        waiting = max(waiting, before)
        if not piece.strip():
            if not waiting and piece:
                text.append(" ")
            continue
        if waiting and text:
            while text and not text[-1].strip():
                text.pop()
            text[-1] = text[-1].rstrip(" ")
            text.append(_JOINTS[waiting])
        if not text or waiting or text[-1].endswith(" "):
            piece = piece.lstrip(" ")
        text.append(piece)
        waiting = 0
    return "".join(text).strip()

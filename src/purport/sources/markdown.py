"""Markdown: the text is the prose as a reader sees it, with blank lines between blocks; front matter is metadata.

Marks of emphasis, link targets and images are left out, soft line breaks are blanks, hard ones line breaks.
"""

import re
import tomllib
from typing import TYPE_CHECKING, Any

from purport.errors import BadRecord
from purport.sources.encodings import decode
from purport.sources.formats import Format, Metadata, one_document
from purport.sources.plain import encoded

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.{0,20000}?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "author": "author",
    "language": "language",
    "lang": "language",
    "url": "url",
}


def parse(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """The prose of a Markdown file and its front matter. Raises NotText, BadRecord."""
    text, encoding = decode(data, charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    metadata = Metadata()
    if found := _front_matter(text):
        metadata = _metadata(found[2], toml=found[1] == "+++")
        text = text[found.end() :]
    return prose(text), metadata.over(encoded(encoding))


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter: a fenced block whose first line is a key with a value."""
    return _front_matter(text) is not None


def _front_matter(text: str) -> re.Match[str] | None:
    found = _FRONT.match(text)
    return found if found and re.match(r"[A-Za-z_]+\s*[:=]", found[2]) else None


def prose(text: str) -> str:
    """The text of Markdown as it is read: blank lines between blocks, line ends between items, tabs between cells."""
    from markdown_it import MarkdownIt

    parts: list[str] = []
    joint = "\n\n"  # what parts the next block from the one before
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        match token.type:
            case "inline":
                if block := _inline(token.children or []):
                    parts += [joint, block]
                    joint = "\n\n"
            case "fence" | "code_block":
                parts += ["\n\n", token.content.strip("\n")]
            case "html_block":
                parts += ["\n\n", _html_text(token.content)]
            case "td_close" | "th_close":
                joint = "\t"
            case "list_item_close" | "tr_close":
                joint = "\n"
            case "bullet_list_close" | "ordered_list_close" | "table_close":
                joint = "\n\n"
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip("\n")


def _inline(tokens: "list[Token]") -> str:
    words = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
    return "".join(words).strip()


def _html_text(markup: str) -> str:
    from lxml import etree, html

    try:
        element = html.fragment_fromstring(markup, create_parent="div")
    except etree.LxmlError:
        return ""
    etree.strip_elements(element, "script", "style", etree.Comment, with_tail=False)
    return str(element.text_content()).strip()


def _metadata(block: str, *, toml: bool) -> Metadata:
    try:
        values = tomllib.loads(block) if toml else _yaml(block)
    except ValueError as error:
        raise BadRecord(
            f"front matter that cannot be read ({error}); it is YAML between --- or TOML between +++"
        ) from None
    known: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        name = _KEYS.get(key.lower())
        if name is None:
            extra[key] = value if isinstance(value, str | int | float | bool | list) else str(value)
        elif text := ", ".join(map(str, value)) if isinstance(value, list) else str(value or ""):
            known[name] = text
    return Metadata(**known, extra=extra)


def _yaml(block: str) -> dict[str, Any]:
    import yaml

    try:
        # Only strings, lists and mappings: a date stays as it is written and no object is made.
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error).splitlines()[0]) from None
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


MARKDOWN = Format(
    name="markdown",
    media_type="text/markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    read=one_document(parse, "text/markdown"),
)

"""HTML: the main text by trafilatura, paragraphs parted by blank lines, and the page's metadata. No script runs.

What is no prose by its own account (captions, buttons to share, related stories, notices of cookies) is left out first;
who is given credit is kept in ``extra``, since it tells copies.
"""

import re
from typing import TYPE_CHECKING

from purport.errors import EmptyDocument, TooLarge
from purport.sources.encodings import decode
from purport.sources.formats import MAX_CHARACTERS, Format, Metadata, keep_quiet, one_document
from purport.sources.markup import text_of
from purport.sources.plain import encoded

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SHOWN = 2 * MAX_CHARACTERS
"""How much text a page may have, its main text and all about it, in code points."""

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)
_GOOD_PART = 0.3
_SHOWN = ("p", "div", "td", "span", "li", "pre", "h1", "h2", "h3", "br", "article", "a", "b", "em", "body", "section")
_LONGEST_CREDIT = 160
_MOST_CREDITS = 40
_FURNITURE = re.compile(
    r"[\s_-](?:shar(?:e|ing|edaddy)|social|related|recommend(?:ed|ations)?|newsletter|sign-?up|subscribe|paywall|cookies?|"
    r"consent|breadcrumbs?|caption|toc|print-?only|advert(?:isement)?|promo)[\s_-]",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[\s_-](?:entry|post|article|page|story)[_-](?:title|headline)\s|\sheadline\s", re.IGNORECASE)
_CREDITED = re.compile(r"[\s_-](?:by-?line|credits?|source|agency|copyright-?holder|author)[\s_-]", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:Photo(?:graph)?|Picture|Image|Credit)s?\b[^:]{0,30}:\s*\S.*$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n]{0,60}?\(([A-Z][^()\n]{1,40})\)\s*[-–—]\s")
_LAST_LINE = re.compile(
    r"(?:[—–]\s?|\(?(?:Source|Reporting|Edited|Editing|Written|With (?:reporting|agency|files)|Additional reporting)\b)"
    r"[^\n]*$|\(?(?:Reuters|AFP|AP|dpa|EFE|TASS|ANSA|Xinhua|UPI)\)?\.?$"
)
_BLANKS = re.compile(r"[ \t\n\f]+")
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab", "div", "list", "table", "body"})


def parse(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """The main text of a page and its metadata. Raises NotText, and EmptyDocument where there is no main text."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        keep_quiet(name)
    declared = _CHARSET.search(data[:4096])
    markup, encoding = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    tree = _tree(markup)
    if (length := sum(map(len, tree.itertext(*_SHOWN)))) > MAX_SHOWN:
        raise TooLarge(
            f"{length:,} characters of text on the page; a document has at most {MAX_CHARACTERS:,}. "
            "Save the part of it that you need."
        )
    credits = credit_lines(tree)
    headline = _headline(tree)
    prune(tree)
    page = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        # Only a date the page states of itself: none searched for in its text, none bounded by today's.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "9999-12-31"},
    )
    text = "" if page is None or isinstance(page, dict) or page.body is None else _paragraphs(page.body)
    text = _parted(text, tree)
    if not text or page is None or isinstance(page, dict):
        raise EmptyDocument("no main text found in the page. Save its text as a plain text file and read that.")
    if headline and headline == " ".join((page.title or "").split()) and headline not in text:
        text = f"{headline}\n\n{text}"
    credits = list(dict.fromkeys([*credits, *_credits_in(text)]))
    language = _LANGUAGE.search(markup[:4096])
    metadata = Metadata(
        title=page.title or None,
        publisher=page.sitename or page.hostname or None,
        author=page.author or None,
        published=page.date or None,
        language=language[1] if language else None,
        url=page.url or None,
        extra={"credit": credits} if credits else {},
    )
    return text, metadata.over(encoded(encoding))


def _tree(markup: str) -> "_Element":
    """The page as elements. Raises EmptyDocument where there are none."""
    from trafilatura.utils import load_html

    markup = _DECLARATION.sub("", markup).replace("\x00", "\ufffd")
    tree = load_html(markup if _WHOLE.search(markup) else f"<html><body>{markup}</body></html>")
    if tree is None:
        raise EmptyDocument("no main text found in the page. Save its text as a plain text file and read that.")
    return tree


def prune(tree: "_Element") -> None:
    """Take out what a page marks as something other than its text, unless that is a good part of the page."""
    whole = sum(map(len, tree.itertext("p", "div", "td", "span", "li", "pre", "h1", "h2", "br", "article")))
    for element in list(tree.iter("figcaption", "nav", "footer", "div", "section", "aside", "ul", "p", "span")):
        if element.getparent() is None or not _is_furniture(element):
            continue
        if element.tag == "figcaption" or sum(map(len, element.itertext())) < _GOOD_PART * whole:
            element.drop_tree()  # keeps what follows it


def _is_furniture(element: "_Element") -> bool:
    match element.tag:
        case "figcaption" | "nav":
            return True
        case "footer":
            return not any(above.tag in ("article", "blockquote", "main") for above in element.iterancestors())
    return bool(_FURNITURE.search(f" {element.get('class') or ''} {element.get('id') or ''} "))


def _parted(text: str, tree: "_Element") -> str:
    """The text in the paragraphs of the page, where trafilatura, which does so with short pages, gave all in one."""
    if not text or "\n" in text:
        return text
    whole = text_of(tree)
    return whole if "".join(whole.split()) == "".join(text.split()) else text


def _headline(tree: "_Element") -> str:
    """The page's own headline: its only h1, or what it marks as one."""
    found = [element for element in tree.iter("h1", "h2", "h3") if element.tag == "h1" or _is_title(element)]
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def _is_title(element: "_Element") -> bool:
    return bool(_TITLE.search(f" {element.get('class') or ''} ")) or element.get("itemprop") == "headline"


def credit_lines(tree: "_Element") -> list[str]:
    """The short lines of a page that give credit: bylines, agencies, sources and who took its pictures."""
    found = []
    for element in tree.iter("p", "span", "div", "address", "cite", "a", "li", "figcaption", "small"):
        told = _CREDITED.search(
            f" {element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''} "
        )
        if not told and element.tag != "figcaption":
            continue
        words = " ".join("".join(element.itertext()).split())
        if element.tag == "figcaption":
            picture = _PICTURE.search(words)
            words = picture[0] if picture else ""
        if words and len(words) <= _LONGEST_CREDIT:
            found.append(words)
        if len(found) == _MOST_CREDITS:
            break
    # What holds another is told by that.
    return [words for n, words in enumerate(found) if not any(words in other and words != other for other in found[:n])]


def _credits_in(text: str) -> list[str]:
    """Credit in the text itself: the agency of a dateline, and the line below the last paragraph."""
    blocks = text.split("\n\n")
    found = [dateline[1] for block in blocks[:4] if (dateline := _DATELINE.match(block))]
    return [*found, *(block for block in blocks[-2:] if len(block) <= _LONGEST_CREDIT and _LAST_LINE.match(block))]


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
    slow=True,
)

"""Which format a file has: told by its first bytes, and by its name where they leave it open."""

import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from purport.errors import UnknownFormat
from purport.sources.archives import GZIP, ZIP
from purport.sources.docx import DOCX
from purport.sources.feeds import FEED, is_feed
from purport.sources.formats import Format
from purport.sources.html import HTML
from purport.sources.jsonlines import JSON_LINES
from purport.sources.mail import MAIL, MAILBOX, is_mail, is_mailbox
from purport.sources.markdown import MARKDOWN, has_front_matter
from purport.sources.pdf import PDF
from purport.sources.plain import PLAIN
from purport.sources.tables import CSV, is_table
from purport.sources.telegram import TELEGRAM, TELEGRAM_PAGE, is_export, is_page
from purport.sources.warc import WACZ, WARC, is_warc

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        *(PLAIN, MARKDOWN, HTML, JSON_LINES, CSV, FEED, MAIL, MAILBOX, TELEGRAM, TELEGRAM_PAGE, DOCX, PDF),
        *(WARC, WACZ, ZIP, GZIP),
    )
}
HEAD_BYTES = 32_768
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF-"
_GZIP = b"\x1f\x8b"
# What tells a format that is a ZIP by members of it.
_IN_ZIP = (({"word/document.xml"}, DOCX), ({"datapackage.json", "archive"}, WACZ))
_OFFICE = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
)

_RECORD = re.compile(rb'\{[ \t]*"(?:[^"\\\r\n]|\\.)*"[ \t]*:')
_JSON_DOCUMENT = re.compile(rb'(?:\{\s*\n\s*"|\[\s*\{\s*")')
# Atomic: a comment ends at its first end, and what then does not fit is told at once.
_PAGE = re.compile(
    rb"(?>(?><\?xml[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(rb"<(?:div|p|article|section|main|h1|meta|title|span|table)\b[^>]*>", re.IGNORECASE)
# Text that is no prose, by its name: it lies beside saved pages and in exports.
_NO_PROSE = {".css": "a style sheet", ".js": "a script", ".mjs": "a script", ".svg": "a drawing"}
_BINARY = (
    (b"\xd0\xcf\x11\xe0", "an old Office document, or one locked with a password"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
)


def archive_format(stream: BinaryIO) -> Format:
    """The format of a file that is a ZIP, told by what it lists. Raises UnknownFormat for what is something else."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            listed = archive.namelist()
            names = {*listed, *(name.partition("/")[0] for name in listed)}
    except Exception:  # its reader says what is wrong with it
        names = set()
    stream.seek(0)
    for member, what in _OFFICE:
        if member in names:
            raise UnknownFormat(f"{what}, which is not read. {_FORMATS_READ}; save it as one of these.")
    return next((format for members, format in _IN_ZIP if members <= names), ZIP)


def sniff(head: bytes, name: str = "") -> Format:
    """The format of a file by its first bytes, and by its name where they leave it open; plain text at last.

    Raises UnknownFormat for what is known to be something else.
    """
    if head.startswith(_PDF):
        return PDF
    if head.startswith(ZIP_STARTS):
        return ZIP
    if is_warc(head):
        return WARC
    if head.startswith(_GZIP):
        return GZIP
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise UnknownFormat(f"{what}, which is not read. {_FORMATS_READ}; extract its text first.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_mailbox(start):
        return MAILBOX
    if is_mail(start):
        return MAIL
    if is_feed(start):
        return FEED
    if is_export(start):
        return TELEGRAM
    if _RECORD.match(start):
        return JSON_LINES
    named = _named(name)
    if _JSON_DOCUMENT.match(start) and named is not MARKDOWN:
        raise UnknownFormat("JSON over several lines; JSON Lines has one document a line. `jq -c` can write it so.")
    if _PAGE.match(start):
        return TELEGRAM_PAGE if is_page(start) else HTML
    if named is not None:
        return named
    if _FRAGMENT.match(start):
        return HTML
    if is_table(head):
        return CSV
    if has_front_matter(start.decode("utf-8", errors="replace").replace("\r\n", "\n")):
        return MARKDOWN
    if other := _NO_PROSE.get(Path(name).suffix.lower()):
        raise UnknownFormat(f"{other}, which is not read. {_FORMATS_READ}.")
    return PLAIN


_FORMATS_READ = "purport reads text, Markdown, HTML, PDF, DOCX, mail, feeds, CSV, JSON Lines, Telegram, WARC and ZIP"


def _named(name: str) -> Format | None:
    suffix = Path(name).suffix.lower()
    return next((format for format in FORMATS.values() if suffix in format.suffixes), None)

"""PDF: the text of its pages by PDFium, with page and box of every line; pages that are images by Tesseract."""

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, BinaryIO

from purport.errors import Damaged, EmptyDocument, Encrypted, InputError, TooLarge
from purport.sources import ocr
from purport.sources.bidirectional import Glyph, is_right_to_left, reading_order
from purport.sources.formats import MAX_CHARACTERS, Format, Item, Metadata, Origin, all_of, document_of
from purport.sources.layout import Laid, laid_out, plain
from purport.sources.lines import Box, Line, Page
from purport.types import Document, Reading

MAX_PDF_BYTES = 100_000_000
"""The largest PDF that is read."""

MAX_PAGES = 20_000
"""The most pages that are read of a PDF."""

MAX_SCANNED = 1_000
"""The most pages that are recognised in images."""

_TOLD = ("pages", "recognised_pages", "recognised_by", "running_lines")
_FEW = 12  # characters: fewer are no page of text, and an image on it may hold one
_STAMPED = 240  # characters: as many may be stamped on the image of a whole page
_WHOLE_PAGE = 0.5
_MORE = 1.5  # times the text of a page: where less is recognised, its image is but a ground
_FULL_HEIGHT = 1.11  # times a font's size: how high its letters are, ascent and descent included
_UNMAPPED = 0.3  # the share of characters without a letter from which on a page is an image to us
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")
_FILE_NAME = re.compile(r"^(?:Microsoft Word|untitled|.*\.(?:docx?|odt|rtf|pdf|html?|indd|txt))\b", re.IGNORECASE)


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The document of a PDF."""
    try:
        yield _document(all_of(stream, MAX_PDF_BYTES), origin)
    except InputError as error:
        error.where = error.where or origin.where
        yield error


def with_text(data: bytes, origin: Origin, before: Reading) -> Document:
    """The document of a PDF whose text was got before, with what its reading tells of it. Raises Damaged, Encrypted."""
    told = {key: before.source.extra[key] for key in _TOLD if key in before.source.extra}
    opened = _opened(data)
    try:
        metadata = _metadata(opened, told)
    finally:
        opened.close()
    return document_of(before.text, data, origin, metadata, "application/pdf", before.regions)


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Encrypted("a PDF locked with a password. Save a copy without one, and read that.") from None
        if not data.strip():
            raise EmptyDocument("an empty file. Leave it out, or get it again.") from None
        raise Damaged(
            f"a PDF that cannot be opened ({str(error).rstrip('.')}). Get it again, or print it to a new PDF."
        ) from None


def _document(data: bytes, origin: Origin) -> Document:
    opened = _opened(data)
    try:
        laid, told = _laid(opened)
        metadata = _metadata(opened, told)
    finally:
        opened.close()
    return document_of(laid.text, data, origin, metadata, "application/pdf", laid.regions)


def _laid(opened: Any) -> tuple[Laid, dict[str, Any]]:
    """The text of all pages, and what is to be told of how it was got."""
    count = len(opened)
    if count > MAX_PAGES:
        raise TooLarge(f"{count:,} pages; at most {MAX_PAGES:,} are read. Split it into several files.")
    pages: list[Page] = []
    unread: list[int] = []
    recognised: list[int] = []
    characters = 0
    why: InputError | None = None
    for page, recognise in _looked_at(opened, count):
        try:
            lines = recognise() if recognise else ()
            if _length(lines) > _MORE * _length(page.lines):
                page = Page(number=page.number, height=page.height, lines=lines)
                recognised.append(page.number)
        except InputError as error:
            why = why or error
            unread.append(page.number)
        characters += _length(page.lines)
        if characters > MAX_CHARACTERS:
            raise TooLarge(
                f"over {MAX_CHARACTERS:,} characters by page {page.number:,} of {count:,}, the most a document has. "
                "Split it into several files."
            )
        pages.append(page)
    if not characters or len(unread) == count:
        raise why or EmptyDocument("no text in the PDF, and no images of text. Leave it out.")
    laid = laid_out(pages)
    told: dict[str, Any] = {"pages": count}
    if recognised:
        told |= {"recognised_pages": recognised, "recognised_by": ocr.made_by()}
    if unread:
        told |= {"unread_pages": unread, "unread_because": why.message if why else ""}
    if laid.left_out:
        told["running_lines"] = list(laid.left_out)
    return laid, told


_Recognise = Callable[[], tuple[Line, ...]]


def _looked_at(opened: Any, count: int) -> Iterator[tuple[Page, _Recognise | None]]:
    """The pages in order, and what gives the lines of an image on one that may have more, or raises InputError.

    Images are recognised meanwhile, as many at once as there are turns; no more are held than that.
    """
    scanned = 0
    _, at_once = ocr.turns()
    waiting: deque[tuple[Page, _Recognise | None]] = deque()
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="recognises")
    try:
        for number in range(1, count + 1):
            page, recognise = Page(number=number, height=0.0, lines=()), None
            try:
                page, image = _page(opened, number)
                if image:
                    scanned += 1
                    if scanned > MAX_SCANNED:
                        raise TooLarge(f"over {MAX_SCANNED:,} scanned pages. Split it into several files.")
                    recognise = _recognised(opened, number, threads)
            except InputError as error:
                recognise = _raising(error)
            waiting.append((page, recognise))
            while len(waiting) > 2 * at_once:
                yield waiting.popleft()
        yield from waiting
    finally:
        threads.shutdown(cancel_futures=True)


def _raising(error: InputError) -> _Recognise:
    def recognise() -> tuple[Line, ...]:
        raise error

    return recognise


@contextmanager
def _opened_page(opened: Any, number: int) -> Iterator[Any]:
    """A page, whose faults are ours. Raises Damaged."""
    import pypdfium2

    try:
        page = opened[number - 1]
        try:
            yield page
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        reason = str(error).rstrip(".")
        raise Damaged(f"page {number:,} is broken ({reason}). Get it again, or print it to a new PDF.") from None


def _page(opened: Any, number: int) -> tuple[Page, bool]:
    """A page with its lines, and whether an image on it may have more. Raises Damaged."""
    with _opened_page(opened, number) as page:
        height = page.get_height()
        text = page.get_textpage()
        try:
            lines, mapped = _lines(page, text)
        finally:
            text.close()
        characters = _length(lines)
        covered = _covered(page) if not mapped or characters < _STAMPED else 0.0
        image = (not mapped and bool(lines or covered)) or (
            covered > _WHOLE_PAGE if characters >= _FEW else covered > 0
        )
        return Page(number=number, height=height, lines=lines if mapped else ()), image


def _covered(page: Any) -> float:
    """The share of the page that its largest image covers."""
    from pypdfium2 import raw

    width, height = page.get_size()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    largest = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if raw.FPDFPageObj_GetBounds(image, left, bottom, right, top):
            largest = max(largest, (right.value - left.value) * (top.value - bottom.value))
    share: float = largest / max(width * height, 1.0)
    return share


def _lines(page: Any, text: Any) -> tuple[tuple[Line, ...], bool]:
    """The lines of a page as PDFium parts them, and whether its characters are letters that we know."""
    from pypdfium2 import raw

    count = text.count_chars()
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
    strange = sum(1 for code in codes if code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF)
    lines = []
    start = 0
    for index in range(count + 1):
        if index < count and codes[index] not in (10, 13):
            continue
        if index > start:
            line = _line(page, text, codes, start, index)
            if line is not None:
                lines.append(line)
        start = index + 1
    return tuple(lines), strange <= _UNMAPPED * max(count, 1)


def _line(page: Any, text: Any, codes: list[int], start: int, end: int) -> Line | None:
    from pypdfium2 import raw

    # PDFium marks a hyphen at a line's end as 2 and what is no character as FFFE.
    characters = ["-" if code in (2, 0xFFFE) else _character(code) for code in codes[start:end]]
    first = next((index for index in range(start, end) if not raw.FPDFText_IsGenerated(text, index)), start)
    height, size = _height_and_size(text, first, min(end, first + 24))
    if any(is_right_to_left(character) for character in characters if character):
        words = plain(reading_order(list(_glyphs(text, characters, start, height))))
    else:
        words = plain("".join(characters))
    rects = raw.FPDFText_CountRects(text, start, end - start)
    edges = [_rect(text, index) for index in range(rects)]
    if not words or not edges:
        return None
    left, top = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    right, bottom = max(edge[2] for edge in edges), min(edge[3] for edge in edges)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, first, x, y)
    baseline = _on_page(page, x.value, y.value, x.value, y.value)[1]
    return Line(text=words, box=_on_page(page, left, top, right, bottom), baseline=baseline, size=size)


def _character(code: int) -> str:
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _glyphs(text: Any, characters: list[str], start: int, height: float) -> Iterator[Glyph]:
    """The characters of a line and where they are drawn."""
    from pypdfium2 import raw

    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index, character in enumerate(characters, start):
        if character:
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            raw.FPDFText_GetLooseCharBox(text, index, box)
            yield Glyph(character, x.value / height, max(box.right, x.value) / height)


def _height_and_size(text: Any, start: int, end: int) -> tuple[float, float]:
    """How high the boxes of a line's letters are, and how high letters of their font are, ascent and descent included.

    In some files the box of each letter is as high as that letter, and in some the font tells no size.
    """
    from pypdfium2 import raw

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    heights, sizes = [0.0], [0.0]
    for index in range(start, end):
        if raw.FPDFText_IsGenerated(text, index) or not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        heights.append(box.top - box.bottom)
        if raw.FPDFText_GetMatrix(text, index, matrix):
            sizes.append(_FULL_HEIGHT * raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))
    height = max(max(heights) or 12.0, 1.0)
    size = max(sizes)
    return height, round(size if height / 2 < size < 2 * height else height, 1)


def _rect(text: Any, index: int) -> Box:
    from pypdfium2 import raw

    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetRect(text, index, left, top, right, bottom)
    return left.value, top.value, right.value, bottom.value


def _on_page(page: Any, left: float, top: float, right: float, bottom: float) -> Box:
    """A box of the page's own coordinates as it is shown: turned, cut, and measured from the upper left corner."""
    from pypdfium2 import raw

    scale = 100
    width, height = page.get_size()
    xs, ys = [], []
    for x, y in ((left, top), (right, bottom)):
        shown_x, shown_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, int(width * scale), int(height * scale), 0, x, y, shown_x, shown_y)
        xs.append(shown_x.value / scale)
        ys.append(shown_y.value / scale)
    return min(xs), min(ys), max(xs), max(ys)


def _length(lines: tuple[Line, ...]) -> int:
    return sum(len(line.text) for line in lines)


def _recognised(opened: Any, number: int, threads: ThreadPoolExecutor) -> _Recognise:
    """What gives the lines of a page that is an image, which is recognised meanwhile."""
    ocr.check_installed()
    turns, _ = ocr.turns()
    turns.acquire()
    try:
        with _opened_page(opened, number) as page:
            scale = ocr.scale_for(*page.get_size())
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            try:
                image = bitmap.to_numpy()
                pixels, (height, width) = image.tobytes(), image.shape[:2]
            finally:
                bitmap.close()
        lines = threads.submit(ocr.lines, pixels, width, height, scale)
    except BaseException:
        turns.release()
        raise
    lines.add_done_callback(lambda _: turns.release())
    return lines.result


def _metadata(opened: Any, told: dict[str, Any]) -> Metadata:
    """What the PDF says of itself. When it was made is no date of publication, and stands in ``extra`` alone."""
    known = {key: _told_of_itself(opened, key) for key in ("Title", "Author", "CreationDate", "ModDate")}
    title = known.get("Title", "")
    made = {key: _iso(known.get(name, "")) for key, name in (("created", "CreationDate"), ("modified", "ModDate"))}
    extra = {**told, **{key: value for key, value in made.items() if value}}
    return Metadata(
        title=title if title and not _FILE_NAME.match(title) else None,
        author=known.get("Author") or None,
        extra=extra,
    )


def _told_of_itself(opened: Any, key: str) -> str:
    from pypdfium2 import raw

    name = f"{key}\0".encode()
    size = raw.FPDF_GetMetaText(opened, name, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(opened, name, buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").replace("\0", "").strip()


def _iso(written: str) -> str | None:
    found = _PDF_DATE.match(written)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    zone: timezone = UTC
    if found[7]:
        ahead = timedelta(hours=int(found[8]), minutes=int(found[9] or 0))
        try:
            zone = timezone(ahead if found[7] == "+" else -ahead)
        except ValueError:
            return None
    try:
        return datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone).isoformat()
    except ValueError:
        return None


PDF = Format(name="pdf", media_type="application/pdf", suffixes=(".pdf",), read=read, slow=True)

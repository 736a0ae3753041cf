"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, else another encoding where it is beyond doubt."""

import codecs
import re

from purport.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Possessive throughout: what does not fit is told at once, however long the text.
_WESTERN = re.compile(r"(?:[\x00-\x7f]++|[À-ÖØ-öø-ÿŒœŠšŽžŸ]{1,3}+(?![À-ÖØ-öø-ÿ])|[“”‘’„‚–—…«»€£§°·•\xa0])*+")
MAX_CONTROL_SHARE = 0.05
MIN_COHERENCE = 0.1
MAX_CHAOS = 0.05
WAY_OUT = "Save it as UTF-8 and try again."


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes, without its byte order mark, and the name of the encoding.

    In this order: the mark; UTF-8; ``declared``, where the format names an encoding; UTF-16 without a mark, told by
    its zeros; Windows-1252 where nearly all is ASCII; the guess of charset-normalizer where it is a clear one.
    Raises NotText for what is binary, broken, or open to doubt.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    if unmarked := _unmarked_utf16(data):
        _refuse_binary(data.replace(b"\x00", b""))
        return _strict(data, unmarked), unmarked
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if declared and (text := _declared(data, declared)) is not None:
        return text, declared
    if len(_MULTIBYTE.findall(data)) > _invalid(data):
        raise NotText(f"broken UTF-8 at byte {broken.start:,} ({data[broken.start : broken.start + 4]!r}). {WAY_OUT}")
    return _guessed(data, broken)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"marked as {encoding}, and broken at byte {error.start:,}. {WAY_OUT}") from None


def _refuse_binary(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(data):
        raise NotText(f"binary: {controls:,} of {len(data):,} bytes are control codes. Extract its text first.")


def _unmarked_utf16(data: bytes) -> str | None:
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if half < 4 or len(data) % 2 or max(even, odd) < 0.4 * half or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes, name: str) -> str | None:
    # What pages call Latin-1 or ASCII is Windows-1252 to every browser.
    try:
        encoding = codecs.lookup(name).name
        return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _invalid(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("\ufffd")


def _guessed(data: bytes, broken: UnicodeDecodeError) -> tuple[str, str]:
    western = _declared(data, "cp1252")
    if western is not None and sum(byte < 128 for byte in data) >= 0.8 * len(data) and _WESTERN.fullmatch(western):
        return western, "cp1252"

    from charset_normalizer import from_bytes  # only for bytes that are not UTF-8

    best = from_bytes(data).best()
    if best is None or best.chaos > MAX_CHAOS or best.coherence < MIN_COHERENCE or best.encoding == "utf_8":
        raise NotText(
            f"in no encoding we can tell: no UTF-8 at byte {broken.start:,} "
            f"({data[broken.start : broken.start + 4]!r}). {WAY_OUT}"
        )
    return str(best), best.encoding

"""Plain text: the text is the input itself."""

from purport.sources.encodings import decode
from purport.sources.formats import Format, Metadata, one_document


def parse(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """The text of a file and what its encoding tells. Raises NotText."""
    text, encoding = decode(data, charset)
    return text, encoded(encoding)


def encoded(encoding: str) -> Metadata:
    """Metadata that names the encoding where it is not UTF-8, since it was told from the bytes."""
    return Metadata() if encoding == "utf-8" else Metadata(extra={"encoding": encoding})


PLAIN = Format(name="text", media_type="text/plain", suffixes=(".txt", ".text"), read=one_document(parse, "text/plain"))

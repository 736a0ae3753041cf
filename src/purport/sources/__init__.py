"""Bytes to documents: one reader a format, told apart by content; an error stands in its document's place."""

from purport.sources.encodings import decode
from purport.sources.files import Gathered, Unread, documents, gathered
from purport.sources.formats import (
    MAX_BYTES,
    MAX_CHARACTERS,
    Format,
    Metadata,
    Origin,
    checked_date,
    document_of,
    text_document,
)
from purport.sources.jsonlines import record_document
from purport.sources.sniffing import FORMATS, sniff

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Format",
    "Gathered",
    "Metadata",
    "Origin",
    "Unread",
    "checked_date",
    "decode",
    "document_of",
    "documents",
    "gathered",
    "record_document",
    "sniff",
    "text_document",
]

"""Annotated texts: readings corrected by hand, in the contract's form, where what is absent was not annotated.

A folder holds ``*.json`` files, one document each, and ``*.jsonl`` files, one document a line. A list that is absent
was not annotated; an empty one was, and is empty.
"""

import difflib
import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as structure

from purport.errors import AnchorError, BadRecord, ContractError, InputError, OptionError, PurportError, TooLarge
from purport.evaluation.records import AnnotatedDocument
from purport.sources.files import files_in
from purport.sources.formats import MAX_CHARACTERS, checked_date
from purport.types import SCHEMA

MAX_BYTES = 64_000_000
"""The largest ``*.json`` file and the longest line of a ``*.jsonl`` file: a long text with all that stands in it."""

_SUFFIXES = (".json", ".jsonl")
_GUIDE = "docs/evaluation.md describes the form"
_SHOWN = 60


def annotated_documents(folder: str | PathLike[str]) -> Iterator[AnnotatedDocument | PurportError]:
    """The annotated documents of a folder and those below it, by path, or of one file; made as they are asked for.

    One that breaks the form gives an error in its place, which names the file, the part and what is to be done.
    A document without an id takes the name of its file, in a ``*.jsonl`` file with the number of its line.
    Raises InputError where there is no such folder, or no annotated file in it.
    """
    root = Path(folder)
    if not root.exists():
        raise InputError("no such folder. Name one with annotated texts (*.json, *.jsonl).", where=str(root))
    paths = [path for path in files_in(root) if path.suffix.lower() in _SUFFIXES] if root.is_dir() else [root]
    if not paths:
        raise InputError(
            f"no annotated texts in it (*.json, *.jsonl). Make one with `purport read --json FILE > "
            f"{root / 'report.json'}` and correct it; {_GUIDE}.",
            where=str(root),
        )
    return _documents(paths)


def annotated_document(data: bytes | str, *, id: str, where: str | None = None) -> AnnotatedDocument:
    """One annotated document from its JSON, every span proved; ``id`` is what it is called if it does not say.

    Raises BadRecord for what is no JSON, ContractError for what is not in the form, AnchorError for a span that does
    not fit its text, TooLarge.
    """
    try:
        return _document(data, id)
    except PurportError as error:
        error.where = error.where or where or id
        raise


def _documents(paths: list[Path]) -> Iterator[AnnotatedDocument | PurportError]:
    seen: dict[str, str] = {}
    for path in paths:
        for id, where, data in _records(path):
            if isinstance(data, PurportError):
                yield data
                continue
            try:
                document = annotated_document(data, id=id, where=where)
                if document.id in seen:
                    raise ContractError(
                        f"the id {document.id!r} is taken by {seen[document.id]}; give each document a `source.id` of "
                        "its own",
                        where=where,
                    )
            except PurportError as error:
                yield error
                continue
            seen[document.id] = where
            yield document


def _records(path: Path) -> Iterator[tuple[str, str, bytes | PurportError]]:
    """The JSON of each document in a file, with the id it falls back on and where it stands."""
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() != ".jsonl":
                data = stream.read(MAX_BYTES + 1)
                yield path.stem, str(path), data if len(data) <= MAX_BYTES else _too_large(str(path))
                return
            number = 0
            while line := stream.readline(MAX_BYTES + 1):
                number += 1
                where = f"{path}:{number}"
                if len(line) > MAX_BYTES:
                    yield path.stem, where, _too_large(where)
                    return
                if line.strip():
                    yield f"{path.name}:{number}", where, line
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield path.stem, str(path), InputError(f"cannot be read: {reason}", where=str(path))


def _too_large(where: str) -> TooLarge:
    return TooLarge(f"over {MAX_BYTES:,} bytes; split the document into several", where=where)


def _document(data: bytes | str, id: str) -> AnnotatedDocument:
    node = _decoded(data)
    try:
        document = msgspec.convert(node, AnnotatedDocument)
    except msgspec.ValidationError as error:
        raise ContractError(_explained(str(error))) from None
    if document.schema != SCHEMA:
        raise ContractError(f"schema: {document.schema!r}; this purport knows {SCHEMA!r}. Annotate what it reads.")
    _check_text(document.text)
    _prove(node, document.text)
    _check_parts(document)
    try:
        published = checked_date(document.source.published)
    except OptionError as error:
        raise ContractError(f"source.published: {error.message}") from None
    source = msgspec.structs.replace(document.source, id=document.source.id or id, published=published)
    return msgspec.structs.replace(document, source=source)


def _decoded(data: bytes | str) -> dict[str, Any]:
    try:
        node = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRecord(
            f"not JSON ({error}); a *.json file is one JSON object in UTF-8, a *.jsonl file one a line"
        ) from None
    if not isinstance(node, dict):
        raise BadRecord(f"a {type(node).__name__} where a JSON object should be; {_GUIDE}")
    return node


def _check_text(text: str) -> None:
    if not text.strip():
        raise ContractError("text: nothing in it; an annotated document holds the text it annotates")
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(f"text: {len(text):,} characters; a document has at most {MAX_CHARACTERS:,}. Split it.")
    if "\r" in text:
        raise ContractError(
            rf"text: a carriage return at character {text.index(chr(13)):,}; lines end in \n, as `purport read --json` "
            "writes them. Annotate what it prints."
        )


def _check_parts(document: AnnotatedDocument) -> None:
    """What the types do not say: statements that can be found, places of their own with words, ids given once."""
    for number, statement in enumerate(document.statements or ()):
        if not statement.cue and not statement.content:
            raise ContractError(
                f"statements[{number}]: neither cue nor content; a statement needs one of them to be found by"
            )
    for number, place in enumerate(document.places or ()):
        if place.start is None:
            raise ContractError(f"places[{number}]: no words; a place of the text has text, start and end")
    for name in ("incidents", "actors"):
        for number, part in enumerate(getattr(document, name) or ()):
            if not part.mentions:
                raise ContractError(f"{name}[{number}].mentions: none; it is found by the words that tell it")
    for name in ("statements", "incidents", "actors"):
        first: dict[str, int] = {}
        for number, part in enumerate(getattr(document, name) or ()):
            if part.id is not None and first.setdefault(part.id, number) != number:
                raise ContractError(
                    f"{name}[{number}].id: {part.id!r} is that of {name}[{first[part.id]}] too; give each its own, or "
                    "none"
                )


def _prove(node: dict[str, Any], text: str) -> None:
    """Hold every span against the text. Raises AnchorError: the first that does not fit, and how many more do not."""
    parts = {key: item for key, item in node.items() if key not in ("source", "made_by")}
    faults = [fault for key, item in parts.items() for fault in _faults(item, key, text)]
    if faults:
        more = f" (so with {len(faults) - 1} more of this document)" if len(faults) > 1 else ""
        raise AnchorError(faults[0] + more)


def _faults(node: Any, path: str, text: str) -> Iterator[str]:
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from _faults(item, f"{path}[{number}]", text)
    elif isinstance(node, dict):
        if fault := _fault(node, text):
            yield f"{path}: {fault}"
        for key, item in node.items():
            yield from _faults(item, f"{path}.{key}", text)


def _fault(node: dict[str, Any], text: str) -> str | None:
    """What is wrong with a node's span, if it has one."""
    start, end, words = node.get("start"), node.get("end"), node.get("text")
    if isinstance(start, str) or (start is None and end is None and words is None):
        return None  # an incident's date, or something named that stands nowhere in the text
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(words, str)):
        missing = ", ".join(f"`{key}`" for key in ("text", "start", "end") if node.get(key) is None)
        return f"a span without {missing}; it has text, start and end, all three or none"
    if 0 <= start < end <= len(text) and text[start:end] == words:
        return None
    found = f"reads {_short(text[start:end])}" if 0 <= start < end <= len(text) else "is no stretch of the text"
    return f"[{start}, {end}) {found}, the annotation says {_short(words)}; {_mended(words, start, text)}"


def _mended(words: str, start: int, text: str) -> str:
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not places:
        return "these words stand nowhere in the text: correct them, or start and end"
    nearest = min(places, key=lambda place: abs(place - start))
    where = f"start {nearest}, end {nearest + len(words)}"
    return f"these words stand at {where}" + (f", the nearest of {len(places)} places" if len(places) > 1 else "")


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")


_AT = re.compile(r"(.*?)(?: - at `\$\.?(.*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)


def _explained(message: str) -> str:
    """A message of msgspec with the path in front and the way out behind."""
    parts = _AT.fullmatch(message)
    assert parts is not None  # it fits whatever there is
    what, path = parts.groups()
    head = f"{path}: " if path else ""
    kind = _type_at(path or "")
    if (unknown := _UNKNOWN.fullmatch(what)) and isinstance(kind, structure.StructType):
        known = [field.encode_name for field in kind.fields]
        close = difflib.get_close_matches(unknown[1], known, 1)
        meant = f"`{close[0]}` is meant, perhaps" if close else f"it is one of {', '.join(known)}"
        return f"{head}unknown field `{unknown[1]}`; {meant}"
    if isinstance(kind, structure.EnumType):
        return f"{head}{what[0].lower()}{what[1:]}; it is one of {', '.join(map(str, kind.cls))}"
    return f"{head}{what[0].lower()}{what[1:]}; {_GUIDE}"


def _type_at(path: str) -> structure.Type:
    """The type that the form wants at a path."""
    kind: structure.Type = structure.type_info(AnnotatedDocument)
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(kind, structure.StructType):
            kind = next((field.type for field in kind.fields if field.encode_name == step), kind)
        elif isinstance(kind, structure.VarTupleType):
            kind = kind.item_type
        kind = _stated(kind)
    return kind


def _stated(kind: structure.Type) -> structure.Type:
    """The type of a field apart from being absent or null."""
    if isinstance(kind, structure.UnionType):
        return next(one for one in kind.types if not isinstance(one, structure.NoneType | structure.CustomType))
    return kind

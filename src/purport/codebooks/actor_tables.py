"""Actors from TOML: what ours and a user's own codebooks are written in, and the rules they keep.

A file has a table for each kind of actor, with a table for each actor in it; ``states`` by ISO 3166-1 code; under
``extends`` what it adds to actors that stand in another; ``relation``, a list; and ``institutions``. The ``source`` of
a table, or of the file, stands for whatever in it has none of its own.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from purport.codebooks.actor_rules import check_entries, check_entry
from purport.codebooks.entries import KINDS, STATE, Entry
from purport.codebooks.relations import Relation, check_relations, relation
from purport.errors import CodebookError

_LISTS = {"names", "abbreviations", "words", "shared", "demonyms", "roles", "examples_for", "examples_against"}
_OF_STATES = {"demonyms", "capital", "short"}
_ACTOR_KEYS = {f.name for f in fields(Entry)} - {"id", "kind"} - _OF_STATES
_STATE_KEYS = (_ACTOR_KEYS | _OF_STATES) - {"parent", "speaks_for"}
_EXTENDING_KEYS = (_LISTS - {"demonyms"}) | {"without", "source"}
_TABLES = (*KINDS, "states", "extends", "institutions")
# What a codebook may hold of incident types (see ``incident_types``).
_OF_INCIDENTS = ("type", "extends_type")
# And of themes (see ``themes``).
_OF_THEMES = ("theme", "extends_theme", "without_themes", "word_list")
SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook's file: where it stands, and the text in it."""

    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What several files hold together: actors by id, relations, and institutions by each way of putting them."""

    entries: Mapping[str, Entry]
    relations: tuple[Relation, ...]
    institutions: Mapping[str, str]


def codebook_files(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> tuple[CodebookFile, ...]:
    """The codebooks at ``paths``; a folder stands for the TOML files in it. Raises CodebookError."""
    each = [paths] if isinstance(paths, str | PathLike) else paths
    return tuple(CodebookFile(str(path), _text(path)) for given in each for path in _expanded(Path(given)))


def tables(files: Iterable[CodebookFile]) -> Tables:
    """The actors, relations and institutions of all files. Raises CodebookError, naming the file."""
    entries: dict[str, Entry] = {}
    homes: dict[str, str] = {}
    relations: list[Relation] = []
    institutions: dict[str, str] = {}
    read = [(file.where, contents(file)) for file in files]
    for where, data in read:
        with named_in(where):
            for entry in _entries(data):
                if entry.id in entries:
                    raise CodebookError(
                        f"two actors have the id {entry.id!r}, the other in {homes[entry.id]}; an id names one actor: "
                        f"rename one, or add to the other under [extends.{entry.id}]"
                    )
                entries[entry.id], homes[entry.id] = entry, where
            institutions |= _institutions(data)
    for where, data in read:
        with named_in(where):
            for key, row in _rows(data, "extends", data.get("source")):
                entries[key], homes[key] = _extended(entries.get(key), key, row), where
    check_entries(entries, homes, [where for where, _ in read])
    for where, data in read:
        with named_in(where):
            rows = data.get("relation", [])
            if not isinstance(rows, list):
                raise CodebookError(f"`relation` is {rows!r}; write each relation under [[relation]]")
            source = {"source": data["source"]} if "source" in data else {}
            relations += (relation({**source, **row} if isinstance(row, dict) else row) for row in rows)
            check_relations(relations, entries)
    return Tables(entries=entries, relations=tuple(relations), institutions=institutions)


class named_in:
    """Adds to a CodebookError the file in which it arose."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CodebookError):
            error.where = error.where or self.where


def _expanded(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.glob(f"*{SUFFIX}"))
    if not found:
        raise CodebookError(f"holds no codebook; put one ending in {SUFFIX} in it", where=str(path))
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CodebookError(f"cannot be read: {reason}. Name a codebook in TOML.", where=str(path)) from None
    except UnicodeDecodeError:
        raise CodebookError("is not UTF-8, as TOML is; save it as UTF-8", where=str(path)) from None


def contents(file: CodebookFile) -> dict[str, Any]:
    """What a codebook's file holds. Raises CodebookError where it is not TOML."""
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"the codebook is not TOML ({error}); mend that line", where=file.where) from error


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    default = data.get("source")
    for key in data:
        if key not in (*_TABLES, *_OF_INCIDENTS, *_OF_THEMES, "relation", "source"):
            raise CodebookError(f"{key!r} is no kind of actor a codebook lists; use one of {', '.join(KINDS)}")
    for kind in KINDS:
        for key, row in _rows(data, kind, default):
            yield _entry(key, kind, row, _STATE_KEYS if kind == "state" else _ACTOR_KEYS)
    for code, row in _rows(data, "states", default):
        yield _entry(STATE + code, "state", {"country": code, **{k: v for k, v in row.items() if v}}, _STATE_KEYS)


def _institutions(data: Mapping[str, Any]) -> dict[str, str]:
    """The name of an institution by each way of putting it."""
    rows = data.get("institutions", {})
    if not isinstance(rows, dict) or not all(map(_is_words, rows.values())):
        raise CodebookError(f"`institutions` is {rows!r}; give each institution's name with a list of its forms")
    return {form: name for name, forms in rows.items() for form in forms}


def _rows(data: Mapping[str, Any], table: str, default: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a table by their keys, each with a source: its own, the table's or the file's."""
    rows = data.get(table, {})
    if not isinstance(rows, dict):
        raise CodebookError(f"{table!r} is {rows!r}; write each actor under [{table}.ITS-ID]")
    for key, row in rows.items():
        if key == "source":
            continue
        if not isinstance(row, dict):
            raise CodebookError(f"{key!r} is {row!r}; an actor is a table with at least `name`")
        yield key, {"source": rows.get("source", default), **row}


def _entry(key: str, kind: str, row: Mapping[str, Any], known: Iterable[str]) -> Entry:
    _check_keys(key, row, known)
    for needed in ("name", "source"):
        if not isinstance(row.get(needed), str) or not row[needed].strip():
            raise CodebookError(f"{key!r} has the {needed} {row.get(needed)!r}; give it one in words")
    entry = Entry(id=key, kind=kind, **_values(key, row))
    check_entry(entry)
    return entry


def _check_keys(key: str, row: Mapping[str, Any], known: Iterable[str]) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise CodebookError(f"{key!r} has {', '.join(unknown)}; it may have {', '.join(sorted(known))}")


def _values(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, value in row.items():
        plural = field in _LISTS or field == "without"
        if plural and not _is_words(value):
            raise CodebookError(f"{key!r} has the {field} {value!r}; give a list of words")
        if not plural and isinstance(value, date | int | float):
            raise CodebookError(f'{key!r} has the {field} {value}; put it in quotation marks: "{value}"')
        if not plural and not (isinstance(value, str) and value.strip()):
            raise CodebookError(f"{key!r} has the {field} {value!r}; give it in words")
        values[field] = tuple(value) if plural else value
    return values


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def _extended(entry: Entry | None, key: str, row: Mapping[str, Any]) -> Entry:
    """An actor with what another file adds to it."""
    if entry is None:
        raise CodebookError(f"{key!r} is extended but is no actor's id; `purport codebook show NAME` tells the id")
    _check_keys(key, row, _EXTENDING_KEYS)
    if not isinstance(row.get("source"), str) or not row["source"].strip():
        raise CodebookError(f"{key!r} is extended with the source {row.get('source')!r}; give it one in words")
    values = _values(key, row)
    without = set(values.pop("without", ()))
    if entry.name in without:
        raise CodebookError(
            f"{key!r} is to go without {entry.name}, which is what we call it; take only other names away"
        )
    if strange := sorted(without - {*entry.names, *entry.abbreviations}):
        raise CodebookError(f"{key!r} is to go without {', '.join(strange)}, which it has not; drop that")
    source = values.pop("source")
    added: dict[str, Any] = {
        field: tuple(dict.fromkeys([*(v for v in getattr(entry, field) if v not in without), *values.get(field, ())]))
        for field in {*values, *(_EXTENDING_KEYS - {"without", "source"} if without else ())}
    }
    if source != entry.source:
        added["source"] = f"{entry.source}; {source}"
    made = replace(entry, **added)
    check_entry(made)
    return made

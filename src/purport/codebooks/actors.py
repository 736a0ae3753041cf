"""The codebook of actors: groups, states, organisations and their media, with the names texts give them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from purport.codebooks.names import Match, Name, NameIndex
from purport.errors import CodebookError

KINDS = ("group", "state", "organisation", "media", "person")
STATE = "state:"
_LISTS = {"names", "abbreviations", "words", "demonyms", "roles", "examples_for", "examples_against"}
_STATE_KEYS = {"name", "demonyms", "capital", "names", "short", "words", "examples_for", "examples_against"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor. ``speaks_for`` and ``parent`` are ids; ``country`` is ISO 3166-1 alpha-2; ``valid_from`` and
    ``valid_to`` are ISO 8601 years or dates; ``words`` are those of its names that are English words in capitals;
    ``roles`` are what a text may call it besides its name; ``source`` is where the entry is from.

    Of states alone: ``demonyms`` (adjectives, the usual one first) and ``capital``, which stands for the government.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    short: str | None = None
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    parent: str | None = None
    speaks_for: str | None = None
    country: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    roles: tuple[str, ...] = ()
    examples_for: tuple[str, ...] = ()
    examples_against: tuple[str, ...] = ()
    source: str

    @property
    def adjective(self) -> str:
        """What stands before an institution of the state ("Icelandic"); the name where there is no adjective."""
        return self.demonyms[0] if self.demonyms else self.name

    @property
    def government(self) -> str:
        """The name under which the state speaks."""
        return f"{self.short or self.adjective} government"


@dataclass(frozen=True)
class ActorCodebook:
    """Entries by id, and the institutions through which states speak: each way of putting one to its name."""

    entries: Mapping[str, Entry]
    institutions: Mapping[str, str]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(name for entry in self.entries.values() for name in _names(entry))

    def matches(self, text: str, *, year: int | None = None) -> list[Match]:
        """Every listed name in ``text``, in reading order; with the year of the text, those of actors that came
        to be only later are left out."""
        found = self._index.matches(text)
        return [m for m in found if year is None or _began(self.entries[m.name.owner]) <= year]

    def failed_examples(self) -> list[str]:
        """One line for each example sentence in which an entry is missed, or found where it must not be."""
        failures = []
        for entry in self.entries.values():
            for sentences, wanted in ((entry.examples_for, True), (entry.examples_against, False)):
                for sentence in sentences:
                    if any(m.name.owner == entry.id for m in self.matches(sentence)) is not wanted:
                        failures.append(f"{entry.id}: {'not found' if wanted else 'found'} in {sentence!r}")
        return failures


def _names(entry: Entry) -> Iterable[Name]:
    words = set(entry.words)
    for text in (entry.name, *entry.names, *entry.abbreviations):
        yield Name(text=text, owner=entry.id, word=text in words)
    for text in entry.demonyms:
        yield Name(text=text, owner=entry.id, form="demonym", word=text in words)
    if entry.capital:
        yield Name(text=entry.capital, owner=entry.id, form="capital")


def _began(entry: Entry) -> int:
    return int(entry.valid_from[:4]) if entry.valid_from else 0


@cache
def actor_codebook() -> ActorCodebook:
    """The codebook that ships with the package."""
    folder = files("purport.codebooks") / "data"
    return read((folder / "actors.toml").read_text("utf-8"), (folder / "states.toml").read_text("utf-8"))


def read(actors: str, states: str = "") -> ActorCodebook:
    """A codebook from its TOML: tables of actors by kind, and of states. Raises CodebookError."""
    entries: dict[str, Entry] = {}
    for entry in (*_actors(_toml(actors)), *_states(state_data := _toml(states))):
        if entry.id in entries:
            raise CodebookError(f"two actors have the id {entry.id!r}; an id names one actor, so rename one")
        entries[entry.id] = entry
    _check(entries)
    forms = state_data.get("institutions", {})
    return ActorCodebook(entries, {form: name for name, known in forms.items() for form in known})


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"the codebook is not TOML ({error}); mend that line") from error


def _actors(data: Mapping[str, Any]) -> Iterable[Entry]:
    known = {f.name for f in fields(Entry)} - {"id", "kind", "demonyms", "capital", "short"}
    for kind, table in data.items():
        if kind not in KINDS:
            raise CodebookError(f"{kind!r} is no kind of actor; use one of {', '.join(KINDS)}")
        default = table.get("source")
        for key, row in table.items():
            if key != "source":
                yield _entry(key, kind, {"source": default, **_row(key, row)}, known)


def _states(data: Mapping[str, Any]) -> Iterable[Entry]:
    for code, row in data.get("states", {}).items():
        fields_ = {k: v for k, v in _row(code, row).items() if v}
        row = {**fields_, "country": code, "source": data.get("source")}
        yield _entry(STATE + code, "state", row, _STATE_KEYS | {"country", "source"})


def _row(key: str, row: object) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise CodebookError(f"{key!r} is {row!r}; an actor is a table with at least `name`")
    return row


def _entry(key: str, kind: str, row: Mapping[str, Any], known: Iterable[str]) -> Entry:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise CodebookError(f"{key!r} has {', '.join(unknown)}; an actor has {', '.join(sorted(known))}")
    for needed in ("name", "source"):
        if not isinstance(row.get(needed), str) or not row[needed].strip():
            raise CodebookError(f"{key!r} has the {needed} {row.get(needed)!r}; give it one in words")
    values: dict[str, Any] = {}
    for field, value in row.items():
        plural = field in _LISTS
        if plural and not (isinstance(value, list) and all(isinstance(v, str) and v for v in value)):
            raise CodebookError(f"{key!r} has the {field} {value!r}; give a list of words")
        if not plural and not isinstance(value, str):
            raise CodebookError(f"{key!r} has the {field} {value!r}; give it in words")
        values[field] = tuple(value) if plural else value
    for field in ("valid_from", "valid_to"):
        if field in values and not values[field][:4].isdigit():
            raise CodebookError(f"{key!r} has {field} {values[field]!r}; give a year or date as in ISO 8601")
    return Entry(id=key, kind=kind, **values)


def _check(entries: Mapping[str, Entry]) -> None:
    """Raise CodebookError where an id leads nowhere or one name means two actors."""
    owners: dict[str, str] = {}
    for entry in entries.values():
        for field, other in (("parent", entry.parent), ("speaks_for", entry.speaks_for)):
            if other is not None and other not in entries:
                raise CodebookError(
                    f"{entry.id!r} has {field} {other!r}, which is no actor's id; add that actor or mend the id"
                )
        for name in (entry.name, *entry.names, *entry.abbreviations):
            if owners.setdefault(name, entry.id) != entry.id:
                raise CodebookError(
                    f"{name!r} names both {owners[name]!r} and {entry.id!r}; a name means one actor, so drop one"
                )

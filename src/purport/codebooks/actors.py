"""The codebook of actors: groups, states, organisations and their media, with the names texts give them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from purport.codebooks.actor_tables import CodebookFile, tables
from purport.codebooks.entries import KINDS, STATE, Entry
from purport.codebooks.names import Match, Name, NameIndex
from purport.codebooks.relations import Relation

__all__ = ["KINDS", "STATE", "ActorCodebook", "Entry", "actor_codebook", "read"]

FILES = ("actors.toml", "states.toml", "relations.toml")


@dataclass(frozen=True)
class ActorCodebook:
    """Entries by id, the relations between them, and the institutions through which states speak: each way of
    putting one to its name."""

    entries: Mapping[str, Entry]
    institutions: Mapping[str, str]
    all_relations: tuple[Relation, ...] = ()

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(name for entry in self.entries.values() for name in _names(entry))

    @cached_property
    def _bearers(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of all who bear a name that is shared."""
        shared = {name for entry in self.entries.values() for name in entry.shared}
        bearers: dict[str, tuple[str, ...]] = {}
        for entry in self.entries.values():
            for name in shared.intersection(entry.all_names):
                bearers[name] = (*bearers.get(name, ()), entry.id)
        return bearers

    @cached_property
    def _worded(self) -> list[tuple[Entry, list[list[str]]]]:
        """Each entry with the words of its id and of its names."""
        return [(entry, [_words(n) for n in (entry.id, *entry.all_names)]) for entry in self.entries.values()]

    def matches(self, text: str, *, year: int | None = None) -> list[Match]:
        """Every listed name in ``text``, in reading order; with the year of the text, those of actors that came
        to be only later are left out.

        A name that others share counts for the one whom the text names otherwise, else for the one of whom it names
        the parent, the country or whom it speaks for, else for the one to whom it belongs alone; where that leaves
        several or none, it is left out.
        """
        found = self._index.matches(text)
        sure = {m.name.owner for m in found if m.name.text not in self._bearers}
        out = []
        for match in found:
            owner = self._bearer(match.name.text, sure, year) if match.name.text in self._bearers else match.name.owner
            if owner is not None and self._known(owner, year):
                out.append(
                    match
                    if owner == match.name.owner
                    else Match(name=_name(match, owner), start=match.start, end=match.end)
                )
        return out

    def relations(self, actor: str, *, on: str | None = None, kind: str | None = None) -> tuple[Relation, ...]:
        """The relations of an actor to others and of others to it, the earliest first; of one kind, and those that
        hold in a year, month or day, where these are given. Raises ValueError where ``on`` is none."""
        found = [
            each
            for each in self.all_relations
            if actor in (each.actor, each.other) and (kind is None or each.kind == kind)
        ]
        return tuple(sorted((r for r in found if on is None or r.holds(on)), key=lambda r: r.since or ""))

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries that an id or a name means, whatever its case; else those with a name that has all its words."""
        if name in self.entries:
            return (self.entries[name],)
        wanted = _words(name)
        for fits in (lambda words: words == wanted, lambda words: set(wanted) <= set(words)):
            found = [entry for entry, names in self._worded if any(map(fits, names))]
            if found:
                return tuple(found)
        return ()

    def _known(self, owner: str, year: int | None) -> bool:
        return year is None or _began(self.entries[owner]) <= year

    def _bearer(self, name: str, sure: set[str], year: int | None) -> str | None:
        """Whom a shared name means in a text that surely names ``sure``."""
        bearers = [self.entries[id_] for id_ in self._bearers[name] if self._known(id_, year)]
        for fitting in (
            [b for b in bearers if b.id in sure],
            [b for b in bearers if name in b.shared and sure & _around(b)],
            [b for b in bearers if name not in b.shared],
        ):
            if fitting:
                return fitting[0].id if len(fitting) == 1 else None
        return None


def _names(entry: Entry) -> Iterable[Name]:
    words = set(entry.words)
    for text in entry.all_names:
        yield Name(text=text, owner=entry.id, word=text in words)
    for text in entry.demonyms:
        yield Name(text=text, owner=entry.id, form="demonym", word=text in words)
    if entry.capital:
        yield Name(text=entry.capital, owner=entry.id, form="capital")


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _around(entry: Entry) -> set[str]:
    """Those whose mention tells that a shared name is this actor's: what it belongs to or speaks for, its country."""
    return {id_ for id_ in (entry.parent, entry.speaks_for, STATE + entry.country if entry.country else None) if id_}


def _name(match: Match, owner: str) -> Name:
    return Name(text=match.name.text, owner=owner, form=match.name.form, word=match.name.word)


def _began(entry: Entry) -> int:
    return int(entry.valid_from[:4]) if entry.valid_from else 0


@cache
def our_files() -> tuple[CodebookFile, ...]:
    """The files that ship with the package."""
    folder = files("purport.codebooks") / "data"
    return tuple(CodebookFile(name, (folder / name).read_text("utf-8")) for name in FILES)


@cache
def actor_codebook(own: tuple[CodebookFile, ...] = ()) -> ActorCodebook:
    """The codebook that ships with the package, with what files of one's own add to it. Raises CodebookError."""
    return read((*our_files(), *own))


def read(codebooks: Sequence[CodebookFile]) -> ActorCodebook:
    """A codebook from files alone, without ours. Raises CodebookError."""
    held = tables(codebooks)
    return ActorCodebook(held.entries, held.institutions, held.relations)

"""What a case holds of one source: where it was met, what was read in it, and what becomes of a reading that comes."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import msgspec
from sqlalchemy import Connection

from purport.case.driver import fetched
from purport.case.occurrences import (
    FACTS,
    Facts,
    Occurrence,
    also,
    facts,
    file_place,
    moved,
    place,
    publishers,
    standing,
    telling,
    together,
)
from purport.case.records import Found, Removal
from purport.types import Source

_SOURCE = msgspec.json.Decoder(Source)
_TOLD = msgspec.json.Decoder(tuple[str, ...])
_ENCODE = msgspec.json.Encoder(order="sorted").encode


class Wanted(Enum):
    """What is to be done with a reading of a source that is there."""

    NOTHING = "it is the current one"
    READ = "it becomes the current one, and is not there yet"
    CHOOSE = "it becomes the current one, and is there"
    STAY = "the current one knows codebooks of one's own that it leaves out, and stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The reading of a source that is searched and shown. ``pending``: its terms are not in the file yet."""

    id: int
    key: str
    text_sha256: str
    codebook: str
    pending: bool = False


@dataclass(slots=True, kw_only=True)
class Held:
    """A source as a case holds it, while more comes. ``keys`` are its readings by key; there is no ``current`` one
    where its words were removed, which ``removal`` tells then."""

    id: int
    sha256: str = ""
    packing: str
    occurrences: list[Occurrence]
    keys: dict[str, int] = field(default_factory=dict)
    current: Current | None = None
    removal: Removal | None = None
    # A source is met thousands of times where an archive holds it so often, so nothing is reckoned twice.
    _records: set[bytes] = field(default_factory=set)
    _places: dict[bytes, list[Occurrence]] = field(default_factory=dict)
    _facts: set[Facts] = field(default_factory=set)
    _files: dict[bytes, Source] = field(default_factory=dict)
    _retold: bool = False
    _together: Source | None = None
    _publishers: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for each in self.occurrences:
            self._note(each)

    @property
    def together(self) -> Source:
        """What is told of the document by all places."""
        if self._together is None:
            self._together = together(self.occurrences)
        return self._together

    @property
    def publishers(self) -> tuple[str, ...]:
        """Every publisher of it."""
        if self._publishers is None:
            self._publishers = publishers(self.occurrences)
        return self._publishers

    def meet(self, occurrence: Occurrence) -> bool:
        """Take up an occurrence; whether it tells of another place, or anything new of one that is known."""
        before = self._places.get(place(occurrence.source))
        if before is not None:
            if not occurrence.told and _ENCODE(occurrence.source) in self._records:
                return False
            if _told([*before, occurrence]) == _told(before):
                return False
        if self._retold or before is not None or facts(occurrence.source) not in self._facts:
            self._together = self._publishers = None
        self.occurrences.append(occurrence)
        self._note(occurrence)
        return True

    def named(self, source: Source) -> Source:
        """A source under the name and path under which its file was met before, however the path is written now: whole,
        or from the folder that one is in."""
        if source.path is None or place(source) in self._places:
            return source
        if not self._files:
            for each in self.occurrences:
                self._files.setdefault(file_place(each.source), each.source)
        known = self._files.get(file_place(source))
        return source if known is None else moved(source, known)

    def is_first_place(self, source: Source) -> bool:
        """Whether a source came from where it was met first."""
        return place(source) == place(self.occurrences[0].source)

    def wanted(self, key: Callable[[Source], str], codebook: str, *, anew: bool) -> Wanted:
        """What is to be done with a reading: ``key`` gives its key for what is told of the document. ``anew``: it is to
        become the current one although it leaves out codebooks."""
        own = key(self.together)
        if self.current is None or own == self.current.key:
            return Wanted.NOTHING
        if not anew and leaves_out(codebook, self.current.codebook):
            return Wanted.STAY
        return Wanted.CHOOSE if own in self.keys else Wanted.READ

    def _note(self, occurrence: Occurrence) -> None:
        self._records.add(_ENCODE(occurrence.source))
        before = self._places.setdefault(place(occurrence.source), [])
        self._retold = self._retold or bool(before)
        before.append(occurrence)
        self._facts.add(facts(occurrence.source))
        if self._files:
            self._files.setdefault(file_place(occurrence.source), occurrence.source)


def _told(occurrences: Iterable[Occurrence]) -> list[bytes]:
    return [telling(each.source) for each in standing(occurrences)]


def retelling(one: Held, came: Source) -> tuple[str, ...]:
    """Which facts of a source from its first place are others than were told of it: a correction, as forms before kept
    none."""
    if not one.is_first_place(came):
        return ()
    pairs = zip(FACTS, facts(one.together), facts(came), strict=True)
    return tuple(name for name, old, new in pairs if new and old and new != old)


def leaves_out(codebook: str, current: str) -> bool:
    """Whether an edition of the codebooks lacks some of one's own that another has, and has no other instead."""
    own, others = set(codebook.split("+")[2:]), set(current.split("+")[2:])
    return own < others


def held(connection: Connection, digests: Iterable[str]) -> dict[str, Held]:
    """What a case holds of those sources of these SHA-256 that it has."""
    wanted = json.dumps(list(digests))
    found: dict[str, Held] = {}
    of_id: dict[int, Held] = {}
    query = (
        "SELECT id, sha256, packing, record, told, added_at FROM sources "
        "WHERE sha256 IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT source_id FROM removals)"
    )
    removed = (
        "SELECT sources.id, sha256, at, author, reason FROM sources JOIN removals ON source_id = sources.id "
        "WHERE sha256 IN (SELECT value FROM json_each(?))"
    )
    for row_id, digest, packing, record, told, added_at in connection.exec_driver_sql(query, (wanted,)).all():
        first = [occurrence(record, told, added_at)]
        found[digest] = of_id[row_id] = Held(id=row_id, sha256=digest, packing=packing, occurrences=first)
    for row_id, digest, at, author, reason in connection.exec_driver_sql(removed, (wanted,)).all():
        removal = Removal(at=at, author=author, reason=reason)
        found[digest] = Held(id=row_id, sha256=digest, packing="text", occurrences=[], removal=removal)
    if of_id:
        _fill(connection, of_id)
    return found


def occurrence(record: str, told: str, added_at: str) -> Occurrence:
    """An occurrence as it is stored."""
    return Occurrence(source=_SOURCE.decode(record), told=_TOLD.decode(told), added_at=added_at)


def occurrences_of(connection: Connection, sources: Iterable[int] | None = None) -> dict[int, list[Occurrence]]:
    """All occurrences of sources, or of all, by the source's id: none of those whose words were removed."""
    chosen = "" if sources is None else "AND {} IN (SELECT value FROM json_each(:wanted)) "
    query = (
        "SELECT id AS source_id, 0 AS number, record, told, added_at FROM sources "
        f"WHERE record <> '{{}}' {chosen.format('id')}"
        "UNION ALL SELECT source_id, id, record, told, added_at FROM occurrences "
        f"WHERE record <> '{{}}' {chosen.format('source_id')}ORDER BY 1, 2"
    )
    values = {} if sources is None else {"wanted": json.dumps(list(sources))}
    found: dict[int, list[Occurrence]] = {}
    for source_id, _, *stored in connection.exec_driver_sql(query, values):
        found.setdefault(source_id, []).append(occurrence(*stored))
    return found


def hits_with_places(connection: Connection, found: Sequence[Found]) -> list[Found]:
    """Hits, each with the names of the other places where its document was met."""
    query = (
        "SELECT id, sha256 FROM sources WHERE sha256 IN (SELECT value FROM json_each(?)) "
        "AND id IN (SELECT source_id FROM occurrences)"
    )
    several = fetched(connection, query, json.dumps(list({hit.sha256 for hit in found})))
    if not several:
        return list(found)
    places = occurrences_of(connection, [row_id for row_id, _ in several])
    of_digest = {digest: places[row_id] for row_id, digest in several}
    sources = {hit.sha256: hit.source for hit in found if hit.sha256 in of_digest}
    names = {digest: also(of_digest[digest], source) for digest, source in sources.items()}
    return [replace(hit, also=names[hit.sha256]) if hit.sha256 in names else hit for hit in found]


def _fill(connection: Connection, of_id: dict[int, Held]) -> None:
    wanted = json.dumps(list(of_id))
    query = (
        "SELECT source_id, record, told, added_at FROM occurrences "
        "WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    for source_id, record, told, added_at in connection.exec_driver_sql(query, (wanted,)).all():
        of_id[source_id].occurrences.append(occurrence(record, told, added_at))
        of_id[source_id]._note(of_id[source_id].occurrences[-1])
    query = (
        "SELECT source_id, readings.id, key, current, texts.sha256, CASE WHEN current THEN "
        "json_extract(rest, '$.made_by.codebook') END FROM readings JOIN texts ON texts.id = text_id "
        "WHERE source_id IN (SELECT value FROM json_each(?))"
    )
    for source_id, row_id, key, current, text, codebook in connection.exec_driver_sql(query, (wanted,)).all():
        one = of_id[source_id]
        one.keys[key] = row_id
        if current:
            one.current = Current(id=row_id, key=key, text_sha256=text, codebook=codebook or "")

"""What of a case one publisher brought out, or one speaker said: document by document, in the order of publication."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case.days import days_or_none
from purport.case.held import occurrences_of
from purport.case.judged import as_judged
from purport.case.judging import any_judged
from purport.case.occurrences import standing
from purport.case.ratings import folded_name
from purport.case.terms import Mark, id_term, name_terms
from purport.case.writing import ID_MASK, restored
from purport.errors import OptionError
from purport.language.folding import words
from purport.types import Reading, Source, Speaker, Statement

# What has no date comes last.
_LAST = 1 << 30
_SOURCE = msgspec.json.Decoder(Source)
_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A document at one place where it came out: ``source`` as that place tells it, ``reading`` the current one as it
    was judged, without what all who judged it reject. The same bytes at two places are two of these."""

    source: Source
    reading: Reading


class Publishing:
    """The part of a case that tells who published what."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def publishers(self) -> dict[str, int]:
        """Who published the documents of the case, by the name of each first place, and how many; most first."""
        query = "SELECT publisher, count(*) FROM readings WHERE current AND publisher IS NOT NULL GROUP BY publisher"
        with self._plainly():
            rows = self._connection.exec_driver_sql(query).all()
        return dict(sorted(((name, count) for name, count in rows), key=lambda row: (-row[1], row[0])))

    def published_sources(self, publisher: str | None = None, *, speaker: str | None = None) -> list[Source]:
        """The sources of what ``published`` gives, in the same order, without their readings."""
        with self._plainly():
            return [source for _, source in self._places(publisher, speaker)]

    def published(self, publisher: str | None = None, *, speaker: str | None = None) -> Iterator[Published]:
        """What a publisher brought out, the earliest first and what has no date last; each place at which the same
        bytes came out counts. With ``speaker``, an actor's id or a whole name, only documents in which they speak.

        A publisher is meant by its whole name, whatever its case, accents, punctuation and article. Raises OptionError
        where there is none of that name, or nobody so called speaks.
        """
        with self._plainly():
            places = self._places(publisher, speaker)
            judged = any_judged(self._connection)
        for reading_id, source in places:
            with self._plainly():
                reading = restored(self._connection, reading_id)
                if judged:
                    reading = as_judged(self._connection, reading).without_rejected()
            yield Published(source=source, reading=reading)

    def _places(self, publisher: str | None, speaker: str | None) -> list[tuple[int, Source]]:
        """The ids of the readings with the places of each that count, by date."""
        ids = _spoken(self._connection, speaker) if speaker is not None else None
        if ids is not None and not ids:
            raise OptionError(
                f"nobody in the case speaks who is called {speaker!r}; give a whole name, or an id of the codebook, as "
                "`purport find CASE speaker:…` shows them"
            )
        found = [
            (reading_id, source)
            for reading_id, source in _once(_sources(self._connection, ids))
            if publisher is None or folded_name(source.publisher or "") == folded_name(publisher)
        ]
        if not found:
            raise OptionError(_unknown(publisher or "", self.publishers(), speaker))
        return sorted(found, key=lambda row: (*_date(row[1]), row[0]))


def says(statement: Statement, speaker: str) -> bool:
    """Whether a statement is of a speaker, by the codebook's id or by whole name."""
    who: Speaker | None = statement.speaker
    if who is None:
        return False
    return who.actor == speaker or folded_name(speaker) in {folded_name(each) for each in (who.name, who.text) if each}


def _spoken(connection: Connection, speaker: str) -> list[int]:
    """The current readings in which somebody so called speaks."""
    if not words(speaker):
        raise OptionError(f"speaker {speaker!r} has no letter or digit to look for; give a name or an id")
    asked = f'"{id_term(Mark.SPEAKER, speaker)}" OR "{name_terms(Mark.SPEAKER, folded_name(speaker))}"'
    query = (
        f"SELECT DISTINCT reading_id FROM statements WHERE id IN (SELECT rowid & {ID_MASK} FROM statement_terms "
        "WHERE statement_terms MATCH ?) AND current ORDER BY 1"
    )
    return list(connection.exec_driver_sql(query, (asked,)).scalars())


def _sources(connection: Connection, reading_ids: list[int] | None) -> Iterator[tuple[int, Source]]:
    chosen = "" if reading_ids is None else "AND id IN (SELECT value FROM json_each(?)) "
    values: tuple[Any, ...] = () if reading_ids is None else (json.dumps(reading_ids),)
    query = f"SELECT id, source_id, source FROM readings WHERE current {chosen}ORDER BY source_id"
    rows = connection.exec_driver_sql(query, values).all()
    several = set(connection.exec_driver_sql("SELECT source_id FROM occurrences").scalars())
    places = occurrences_of(connection, several) if several else {}
    for reading_id, source_id, record in rows:
        if source_id in places:
            for each in standing(places[source_id]):
                yield reading_id, each.source
        else:
            yield reading_id, _SOURCE.decode(record)


def _once(places: Iterable[tuple[int, Source]]) -> Iterator[tuple[int, Source]]:
    """The places without those that tell of one and the same coming out: the same file met at two addresses."""
    seen: set[tuple[int, str, str | None]] = set()
    for reading_id, source in places:
        key = (reading_id, folded_name(source.publisher or ""), source.published)
        if key not in seen:
            seen.add(key)
            yield reading_id, source


def _date(source: Source) -> tuple[int, int]:
    bounds = days_or_none(source.published)
    return (_LAST, _LAST) if bounds is None else (bounds[0].toordinal(), bounds[1].toordinal())


def _unknown(publisher: str, known: dict[str, int], speaker: str | None) -> str:
    if speaker is not None:
        return f"{publisher!r} has published nothing in which {speaker!r} speaks; ask without one of them"
    if not known:
        return f"nothing in the case is published by {publisher!r}: no document tells its publisher (--publisher)"
    wanted = Counter(words(publisher))
    near = sorted(known.items(), key=lambda row: -sum((Counter(words(row[0])) & wanted).values()))[:_NAMED]
    told = ", ".join(f"{name} ({count:,})" for name, count in near)
    return f"nothing in the case is published by {publisher!r}; there are {told}"

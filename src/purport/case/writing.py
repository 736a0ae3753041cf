"""Writing readings into a case: many at once, few statements of SQL, terms in the order of their rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody, term_tables, terms
from purport.case.clock import now
from purport.case.judged import as_judged, redated, terms_as_judged
from purport.case.judgements import any_judged
from purport.case.parts import Parts, sha256
from purport.case.records import Outcome
from purport.case.rows import Prepared
from purport.case.term_tables import TERMS
from purport.errors import CaseError
from purport.types import Reading

ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1
_HEAD = "SELECT readings.*, texts.text FROM readings JOIN texts ON texts.id = readings.text_id WHERE readings.id = ?"


def write(connection: Connection, batch: Sequence[Prepared], author: str, *, at: str | None = None) -> list[Outcome]:
    """Write readings within the transaction that is open, and what became of each. ``at`` is when they were added; by
    default now."""
    outcomes: list[Outcome] = []
    for run in _runs(batch):
        outcomes += _Run(connection, author, at).write(run)
    return outcomes


def rowid(day: int, row_id: int) -> int:
    """The row of a record in the terms."""
    return day << ID_BITS | row_id


def parts_of(connection: Connection, reading_id: int) -> Parts:
    """What is stored of a reading."""
    row = connection.exec_driver_sql(_HEAD, (reading_id,)).mappings().one()
    return Parts(
        schema=row["schema"],
        source=row["source"],
        text=row["text"],
        statements=tuple(_records(connection, "statements", row["first_statement"], row["n_statements"])),
        incidents=tuple(_records(connection, "incidents", row["first_incident"], row["n_incidents"])),
        rest=row["rest"],
    )


def restored(connection: Connection, reading_id: int) -> Reading:
    """A stored reading, its anchors not proved again. Raises CaseError where it cannot be read."""
    whole = parts_of(connection, reading_id)
    try:
        return msgspec.json.decode(whole.line(), type=Reading)
    except msgspec.MsgspecError as error:
        raise CaseError(f"what is stored of a reading no longer holds ({error}); see `purport verify`") from error


def index_anew(connection: Connection) -> None:
    """Make all terms anew from the current readings, within the transaction that is open."""
    term_tables.create(connection)
    query = "SELECT id FROM readings WHERE current ORDER BY day, id"
    for reading_id in connection.exec_driver_sql(query).scalars().all():
        for what, rows in _terms(connection, reading_id).items():
            _insert(connection, f"{what}_terms", ("rowid", "terms"), sorted(rows))
        _redate(connection, reading_id)
    connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'terms'", (terms.EDITION,))


@contextmanager
def judging(connection: Connection, sources: Iterable[str]) -> Iterator[None]:
    """What is judged meanwhile of sources, given by their SHA-256, is what their records are found by afterwards,
    within the transaction that is open."""
    query = (
        "SELECT readings.id FROM readings JOIN sources ON sources.id = source_id WHERE current "
        "AND sources.sha256 IN (SELECT value FROM json_each(?)) ORDER BY readings.day, readings.id"
    )
    ids = connection.exec_driver_sql(query, (json.dumps(list(sources)),)).scalars().all()
    before = [_terms(connection, reading_id) for reading_id in ids]
    yield
    _replace(connection, before, [_terms(connection, reading_id) for reading_id in ids])
    for reading_id in ids:
        _redate(connection, reading_id)


def retire(connection: Connection, reading_id: int) -> None:
    """Make a reading one that is kept and no longer searched."""
    for what, rows in _terms(connection, reading_id).items():
        _delete(connection, what, rows)
    row = connection.exec_driver_sql(
        "SELECT first_statement, n_statements, first_incident, n_incidents FROM readings WHERE id = ?", (reading_id,)
    ).one()
    if any_judged(connection):
        range_ = (row[2], row[2] + row[3])
        connection.exec_driver_sql("DELETE FROM redated WHERE incident_id >= ? AND incident_id < ?", range_)
    for table, first, count in (("statements", row[0], row[1]), ("incidents", row[2], row[3])):
        connection.exec_driver_sql(f"UPDATE {table} SET current = 0 WHERE id >= ? AND id < ?", (first, first + count))
    connection.exec_driver_sql("UPDATE readings SET current = 0 WHERE id = ?", (reading_id,))


class _Run:
    """One run of a batch in which every source comes once."""

    def __init__(self, connection: Connection, author: str, since: str | None) -> None:
        self._connection = connection
        self._author = author
        self._since = since
        self._logged_at = now()
        self._at = since or self._logged_at

    def write(self, run: Sequence[Prepared]) -> list[Outcome]:
        sources = self._known("sources", "sha256", [each.sha256 for each in run])
        texts = self._known("texts", "sha256", [each.text_sha256 for each in run])
        readings, current = self._readings(sources.values())
        ids = {table: self._last(table) for table in ("sources", "texts", "readings", "statements", "incidents")}
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in (*ids, *TERMS)}
        outcomes, deeds, reread = [], [], []
        for each in run:
            source_id = sources.get(each.sha256)
            if (source_id, each.columns.key) in readings:
                outcomes.append(Outcome.PRESENT)
                continue
            outcomes.append(Outcome.ADDED if source_id is None else Outcome.REREAD)
            if source_id is None:
                ids["sources"] += 1
                source_id = ids["sources"]
                rows["sources"].append(
                    (source_id, each.sha256, each.parts.source, each.original, each.packing, self._at)
                )
                deeds.append(_added(each, self._since))
            elif source_id in current:
                retire(self._connection, current[source_id])
            text_id = texts.get(each.text_sha256)
            if text_id is None:
                ids["texts"] += 1
                text_id = texts[each.text_sha256] = ids["texts"]
                rows["texts"].append((text_id, each.text_sha256, each.parts.text))
            ids["readings"] += 1
            self._add_reading(rows, each, ids, source_id, text_id)
            if outcomes[-1] is Outcome.REREAD:
                reread.append(ids["readings"])
            deeds.append(_read(each, self._since))
        self._insert_all(rows)
        self._insert_places(run)
        self._judge(reread)
        custody.log(self._connection, deeds, self._author, self._logged_at)
        return outcomes

    def _add_reading(
        self, rows: dict[str, list[tuple[Any, ...]]], each: Prepared, ids: dict[str, int], source_id: int, text_id: int
    ) -> None:
        reading_id, whole, own = ids["readings"], each.parts, each.columns
        day, span = own.day, own.span
        firsts = ids["statements"] + 1, ids["incidents"] + 1
        counts = len(own.confidences), len(own.incidents)
        rows["readings"].append(
            (
                *(reading_id, source_id, text_id, own.key, each.line_sha256, 1, day, span, own.document),
                *(own.title, own.publisher, own.published, firsts[0], counts[0], firsts[1], counts[1]),
                *(whole.schema, whole.source, whole.rest, self._at),
            )
        )
        rows["document"].append((rowid(day, reading_id), each.terms.document))
        ids_of = _backwards(firsts[0], counts[0])
        records = zip(ids_of, own.confidences, whole.statements, strict=True)
        rows["statements"] += [(row_id, reading_id, 1, day, span, sure, record) for row_id, sure, record in records]
        rows["statement"] += zip([rowid(day, row_id) for row_id in ids_of], each.terms.statements, strict=True)
        told = zip(_backwards(firsts[1], counts[1]), own.incidents, whole.incidents, each.terms.incidents, strict=True)
        for row_id, (kind, *when), record, words in told:
            rows["incidents"].append((row_id, reading_id, 1, *when, kind, record))
            rows["incident"].append((rowid(when[0], row_id), words))
        ids["statements"] += counts[0]
        ids["incidents"] += counts[1]

    def _insert_all(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        for table in ("sources", "texts", "readings", "statements", "incidents"):
            _insert(self._connection, table, (), rows[table])
        for what in TERMS:
            # FTS5 closes a segment at every row that comes before the one before it.
            _insert(self._connection, f"{what}_terms", ("rowid", "terms"), sorted(rows[what]))

    def _judge(self, reread: Sequence[int]) -> None:
        """Judgements of the reading before count for those records that stand on the same words."""
        if not reread or not any_judged(self._connection):
            return
        pairs = [
            (_terms(self._connection, reading_id, judged=False), _terms(self._connection, reading_id))
            for reading_id in reread
        ]
        _replace(self._connection, [plain for plain, _ in pairs], [judged for _, judged in pairs])
        for reading_id in reread:
            _redate(self._connection, reading_id)

    def _insert_places(self, run: Sequence[Prepared]) -> None:
        _insert_places(self._connection, (place for each in run for place in each.terms.places))

    def _known(self, table: str, column: str, values: list[str]) -> dict[str, int]:
        return _known(self._connection, table, column, values)

    def _readings(self, sources: Iterable[int]) -> tuple[set[tuple[int, str]], dict[int, int]]:
        """The readings of sources, by source and key, and the current one of each."""
        found = self._connection.exec_driver_sql(
            "SELECT source_id, key, id, current FROM readings WHERE source_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        ).all()
        known = {(int(source_id), str(key)) for source_id, key, _, _ in found}
        return known, {int(source_id): int(row_id) for source_id, _, row_id, current in found if current}

    def _last(self, table: str) -> int:
        return _last(self._connection, table)


def _runs(batch: Sequence[Prepared]) -> Iterator[list[Prepared]]:
    run: list[Prepared] = []
    seen: set[str] = set()
    for each in batch:
        if each.sha256 in seen:
            yield run
            run, seen = [], set()
        run.append(each)
        seen.add(each.sha256)
    if run:
        yield run


def _backwards(first: int, count: int) -> range:
    """The ids of the records of a reading, in its order: by id descending, as what was added later comes before what
    was added earlier."""
    return range(first + count - 1, first - 1, -1)


def _insert(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        named = f" ({', '.join(columns)})" if columns else ""
        marks = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {table}{named} VALUES ({marks})", list(rows))


def _insert_places(connection: Connection, places: Iterable[terms.PlaceRow]) -> None:
    every = {place.key: place for place in places}
    known = _known(connection, "places", "key", list(every))
    new = [place for key, place in every.items() if key not in known]
    rows = [
        (row_id, place.key, place.name, place.folded, place.country, place.lat, place.lon, place.radius_km)
        for row_id, place in enumerate(new, _last(connection, "places") + 1)
    ]
    _insert(connection, "places", (), rows)


def _known(connection: Connection, table: str, column: str, values: list[str]) -> dict[str, int]:
    found = connection.exec_driver_sql(
        f"SELECT {column}, id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(values),),
    )
    return {str(value): int(row_id) for value, row_id in found}


def _last(connection: Connection, table: str) -> int:
    """The last id: safe to count on from, since the transaction holds the file's write lock."""
    return int(connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0)


def _records(connection: Connection, table: str, first: int, count: int) -> list[str]:
    query = f"SELECT record FROM {table} WHERE id >= ? AND id < ? ORDER BY id DESC"
    return list(connection.exec_driver_sql(query, (first, first + count)).scalars())


# The rows of terms of a reading, by sort.
_Terms = dict[str, list[tuple[int, str]]]


def _delete(connection: Connection, what: str, rows: Sequence[tuple[int, str]]) -> None:
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO {what}_terms ({what}_terms, rowid, terms) VALUES ('delete', ?, ?)", sorted(rows)
        )


def _replace(connection: Connection, before: Sequence[_Terms], after: Sequence[_Terms]) -> None:
    """Put rows of terms in the place of others; those that are the same stay untouched."""
    for what in TERMS:
        old = {row for each in before for row in each[what]}
        new = {row for each in after for row in each[what]}
        _delete(connection, what, sorted(old - new))
        _insert(connection, f"{what}_terms", ("rowid", "terms"), sorted(new - old))


def _redate(connection: Connection, reading_id: int) -> None:
    """Keep how long the corrected dates of a current reading's incidents are, and where corrected places lie."""
    if not any_judged(connection):
        return
    row = _bounds(connection, reading_id)
    last = row.first_incident + row.n_incidents
    connection.exec_driver_sql(
        "DELETE FROM redated WHERE incident_id >= ? AND incident_id < ?", (row.first_incident, last)
    )
    judged = as_judged(connection, restored(connection, reading_id))
    if judged.is_judged:
        _insert_places(connection, terms_as_judged(judged).places)
    rows = [(last - 1 - number, span) for number, (_, span) in redated(judged).items()]
    _insert(connection, "redated", (), rows)


def _bounds(connection: Connection, reading_id: int) -> Any:
    return connection.exec_driver_sql(
        "SELECT day, first_statement, n_statements, first_incident, n_incidents FROM readings WHERE id = ?",
        (reading_id,),
    ).one()


def _terms(connection: Connection, reading_id: int, *, judged: bool = True) -> _Terms:
    """The rows of terms that a stored reading has, as it was judged or as it was read."""
    row = _bounds(connection, reading_id)
    reading = restored(connection, reading_id)
    whole = as_judged(connection, reading) if judged else None
    found = terms.terms_of(reading) if whole is None else terms_as_judged(whole)
    days = connection.exec_driver_sql(
        "SELECT day FROM incidents WHERE id >= ? AND id < ? ORDER BY id DESC",
        (row.first_incident, row.first_incident + row.n_incidents),
    ).scalars()
    moved = {} if whole is None else {number: day for number, (day, _) in redated(whole).items()}
    return {
        "statement": [
            (rowid(row.day, row_id), each)
            for row_id, each in zip(_backwards(row.first_statement, row.n_statements), found.statements, strict=True)
        ],
        "incident": [
            (rowid(moved.get(number, day), row_id), each)
            for number, (row_id, day, each) in enumerate(
                zip(_backwards(row.first_incident, row.n_incidents), days, found.incidents, strict=True)
            )
        ],
        "document": [(rowid(row.day, reading_id), found.document)],
    }


def _added(each: Prepared, at: str | None) -> custody.Deed:
    detail = {"document": each.columns.document, "packing": each.packing, "record": sha256(each.parts.source)}
    return custody.Deed(act=custody.Act.ADDED, subject=each.sha256, detail=detail | _since(at))


def _read(each: Prepared, at: str | None) -> custody.Deed:
    detail = {"key": each.columns.key, "reading": each.line_sha256, "text": each.text_sha256}
    return custody.Deed(act=custody.Act.READ, subject=each.sha256, detail=detail | _since(at))


def _since(at: str | None) -> dict[str, str]:
    """When it was added, where that is not when it was logged."""
    return {} if at is None else {"added_at": at}

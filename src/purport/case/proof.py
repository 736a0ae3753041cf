"""A proof under way: what the log tells, where the proof stands, what it has counted."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.custody import Act, Entry

# Rows that are asked for at a time, so that memory stays flat.
AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a case does not hold: which row of which table, and why. Rows count from 1; ``row`` is 0 where it is no
    row's fault, and ``table`` then may be "the file" or "the database"."""

    table: str
    row: int
    why: str

    def __str__(self) -> str:
        return f"row {self.row:,} of {self.table}: {self.why}" if self.row else f"{self.table}: {self.why}"


class Broken(Exception):
    """The first break: what is proved ends here."""

    def __init__(self, table: str, row: int, why: str) -> None:
        super().__init__(why)
        self.found = Break(table=table, row=row, why=why)


@dataclass(slots=True)
class Log:
    """What the log tells, by what it tells it of."""

    added: dict[str, Entry] = field(default_factory=dict)
    read: dict[tuple[str, str], Entry] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)
    met: defaultdict[str, deque[Entry]] = field(default_factory=lambda: defaultdict(deque))
    completed: dict[str, str] = field(default_factory=dict)
    judged: dict[int, Entry] = field(default_factory=dict)
    rated: dict[int, Entry] = field(default_factory=dict)
    drawn: dict[int, Entry] = field(default_factory=dict)
    coded: deque[Entry] = field(default_factory=deque)
    watched: dict[int, Entry] = field(default_factory=dict)
    stamped: dict[int, Entry] = field(default_factory=dict)
    removed: dict[str, Entry] = field(default_factory=dict)
    # The hashes of judgements that a removal took the words out of.
    blanked: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Proof:
    """One proof, from the log to what it tells of. ``told`` hears how many readings are proved; ``at`` is the row that
    is being proved, ``head`` the last hash of the log."""

    connection: Connection
    told: Callable[[int], None]
    log: Log = field(default_factory=Log)
    counts: Counter[str] = field(default_factory=Counter)
    head: str = custody.BEGINNING
    at: tuple[str, int] = ("the file", 0)

    def number(self, query: str) -> int:
        """What a query that counts gives, nought for nothing."""
        return int(self.connection.exec_driver_sql(query).scalar() or 0)

    def rows(self, query: str) -> Iterator[Any]:
        """The rows of a query, some at a time."""
        yield from self.connection.exec_driver_sql(query, execution_options={"yield_per": AT_A_TIME})


def read_log(proof: Proof, before: str | None) -> None:
    """Read the log, prove its chain, and note what it tells; ``before`` is a hash that it must hold."""
    seq = 0
    for entry in custody.entries(proof.connection):
        seq += 1
        proof.at = ("log", seq)
        if entry.seq != seq:
            raise Broken("log", seq, f"is missing; the next is {entry.seq:,}")
        if entry.previous != proof.head:
            raise Broken("log", seq, "does not follow on the row before it")
        if entry.reckoned() != entry.hash:
            raise Broken("log", seq, f"{entry.act} {entry.subject[:12]} was changed: its hash is another")
        proof.head = entry.hash
        if before is not None and entry.hash.startswith(before):
            before = None
        _note(proof.log, entry)
    if before is not None:
        why = f"was the last; none has the hash {before}: rows were cut off after it, or the log was made anew"
        raise Broken("log", seq, why)
    proof.counts["log"] = seq


def _note(log: Log, entry: Entry) -> None:
    detail = msgspec.json.decode(entry.detail)
    match entry.act:
        case Act.ADDED:
            log.added[entry.subject] = entry
        case Act.READ:
            log.read[entry.subject, detail["key"]] = entry
            log.last_read[entry.subject] = detail["key"]
        case Act.CHOSEN:
            log.last_read[entry.subject] = detail["key"]
        case Act.OCCURRED:
            log.met[entry.subject].append(entry)
        case Act.COMPLETED:
            log.completed[entry.subject] = detail["packing"]
        case Act.JUDGED:
            log.judged[detail["judgement"]] = entry
        case Act.RATED:
            log.rated[detail["rating"]] = entry
        case Act.DRAWN:
            log.drawn[detail["sheet"]] = entry
        case Act.CODED:
            log.coded.append(entry)
        case Act.WATCHED:
            log.watched[detail["look"]] = entry
        case Act.STAMPED:
            log.stamped[detail["stamp"]] = entry
        case Act.REMOVED:
            log.removed[entry.subject] = entry
            log.blanked |= {int(number): row for number, row in detail.get("judgements", {}).items()}

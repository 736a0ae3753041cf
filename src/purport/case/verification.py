"""Proving a case: that its texts, sources and readings are those of its log, and that the log was not changed.

What search needs is not evidence, and can be made anew from the readings: of it is proved only that it tells of no
records but those that are there, and of all of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from purport.case import proof_of_acts as acts
from purport.case import proof_of_evidence as evidence
from purport.case import proof_of_file as file
from purport.case.proof import Break, Broken, Proof, read_log

_STEPS = (
    evidence.sources,
    evidence.occurrences,
    evidence.texts,
    evidence.readings,
    evidence.records,
    acts.judgements,
    acts.ratings,
    acts.sheets,
    acts.codings,
    acts.watches,
    acts.stamps,
    acts.removals,
    file.index,
    file.triggers,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was proved, by table how many rows, and the first break, if there is one. ``head`` is the hash of the last
    row of the log: who notes it elsewhere can tell later whether rows were cut off at the end."""

    counts: dict[str, int]
    head: str
    broken: Break | None = None

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return self.broken is None


def verify(
    connection: Connection, told: Callable[[int], None] | None = None, *, head: str | None = None
) -> Verification:
    """Prove a case. ``told`` is called with the number of readings proved so far; ``head`` is a hash that the log ended
    with before, or the first digits of it."""
    proof = Proof(connection, told or (lambda _: None))
    broken = None
    with _readable(connection):
        try:
            file.whole(proof)
            read_log(proof, head)
            for step in _STEPS:
                step(proof)
        except Broken as found:
            broken = found.found
        except (ArithmeticError, LookupError, TypeError, ValueError, msgspec.MsgspecError) as error:
            # A value of a kind that is never written there.
            broken = Break(table=proof.at[0], row=proof.at[1], why=f"cannot be read ({type(error).__name__}: {error})")
        except DatabaseError as error:
            broken = Break(table=proof.at[0], row=proof.at[1], why=f"cannot be read: {error.orig}")
    return Verification(counts=dict(proof.counts), head=proof.head, broken=broken)


@contextmanager
def _readable(connection: Connection) -> Iterator[None]:
    """Texts are given out even where their bytes are no UTF-8, so that it can be told which."""
    driver = connection.connection.driver_connection
    assert driver is not None
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = before

"""The documents of a case as accounts: one report as one outlet gave it out."""

from dataclasses import dataclass
from itertools import count

from purport.case import Case
from purport.types import Reading, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One report as one outlet gave it out.

    The same bytes at two outlets are two accounts of one reading: ``occurrence`` counts them from 0, and ``source`` is
    as this occurrence has it (its publisher, date, address), which for the first is as a rule ``reading.source``.
    """

    source: Source
    reading: Reading
    occurrence: int = 0

    @property
    def id(self) -> str:
        """What tells it from all others: the SHA-256 of its bytes, with ``@1`` and so on for a further occurrence."""
        return self.sha256 if not self.occurrence else f"{self.sha256}@{self.occurrence}"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that came in."""
        return self.reading.source.sha256

    @property
    def text(self) -> str:
        """The text that was read; spans point into it."""
        return self.reading.text

    def __repr__(self) -> str:
        return f"Account({self.source.id!r}, {self.id[:12]})"


def accounts_of(case: Case, reading: Reading) -> list[Account]:
    """A document as accounts: one for each place where the same bytes came out."""
    occurrences = case.occurrences(reading.source.sha256)
    if len(occurrences) < 2:
        return [Account(source=reading.source, reading=reading)]
    return [
        Account(source=each.source, reading=reading, occurrence=number)
        for each, number in zip(occurrences, count(), strict=False)
    ]

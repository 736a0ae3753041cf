"""The documents of a case as accounts."""

from itertools import count

from purport.analysis.records import Account
from purport.case import Case
from purport.types import Reading


def accounts_of(case: Case, reading: Reading) -> list[Account]:
    """A document as accounts: one for each place where the same bytes came out."""
    occurrences = case.occurrences(reading.source.sha256)
    if len(occurrences) < 2:
        return [Account(source=reading.source, reading=reading)]
    return [
        Account(source=each.source, reading=reading, occurrence=number)
        for each, number in zip(occurrences, count(), strict=False)
    ]

"""When that took place of which a statement tells: who denied it before that day did not speak of it."""

from collections.abc import Iterator, Sequence

from purport.analysis.same_claim.claims import ToldClaim
from purport.analysis.same_incident.days import Days, days_of, ordinals
from purport.language.folding import words
from purport.types import Reading

# "Until Sunday" tells when something ended, and leaves open when it began.
_ENDING = frozenset({"until", "till", "by", "before"})


def days_told(reading: Reading, told: ToldClaim) -> tuple[Days, ...]:
    """The days that a statement names, or else those of all the incidents of which it tells; none where they leave open
    when that began."""
    if told.days:
        named = list(_named(reading, told))
        return () if any(ends for _, ends in named) else tuple(days for days, _ in named)
    dated = [days_of(each.date) for each in reading.incidents if each.id in told.incidents]
    known = [each for each in dated if each is not None]
    return tuple(known) if len(known) == len(dated) else ()


def is_after(days: Sequence[Days], day: int | None) -> bool:
    """Whether all of some days are after another; of none it is not known."""
    return day is not None and bool(days) and all(first > day for first, _ in days)


def _named(reading: Reading, told: ToldClaim) -> Iterator[tuple[Days, bool]]:
    """The days named in what is said, and whether they are those on which it ended."""
    for part in told.statement.content:
        for date in reading.dates:
            if part.start <= date.start and date.end <= part.end and (days := ordinals(date.value)) is not None:
                before = words(reading.text[part.start : date.start])
                yield days, bool(before) and before[-1] in _ENDING

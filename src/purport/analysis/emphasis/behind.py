"""The statements that a number rests on: the query that gives them, and whether it gives those that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.reprints import Reprint
from purport.analysis.emphasis.series import Measure
from purport.analysis.periods import Period
from purport.case import Case, Found

# So many more than are wanted are looked through for some that are no reprints.
_SPARE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The statements with a theme in some periods.

    ``query`` is what `purport find` takes, ``found`` how many statements it gives, ``counted`` how many were counted,
    ``reprinted`` how many of those found stand in items that count where they were printed first.
    """

    query: str
    found: int
    counted: int
    reprinted: int

    @property
    def note(self) -> str | None:
        """Why the query gives other statements than were counted, in words; None where it gives the same number."""
        if self.found == self.counted:
            return None
        told = f"gives {self.found:,} statements where {self.counted:,} were counted"
        again = f"{self.reprinted:,} {'stands' if self.reprinted == 1 else 'stand'} in reprints"
        if self.found - self.reprinted == self.counted:
            return f"{told}: {again}"
        why = "a query takes parts of names too, and each document at its first place and date"
        return f"{told}: {f'{again}; ' if self.reprinted else ''}{why}"

    def as_dict(self) -> dict[str, int]:
        """What the query gives, beside what was counted."""
        return {"statements": self.found, "counted": self.counted, "reprinted": self.reprinted}


def behind(case: Case, found: Emphasis, theme: str, periods: Sequence[Period]) -> Behind | None:
    """The statements with a theme in some periods, as the case gives them; None where no text has the theme, which
    stands in headlines then that only their sources tell."""
    if theme not in case.themes():
        return None
    query = found.query(theme, periods)
    at = {period.label for period in periods}
    series = found.series(theme, Measure.TEXT_SHARE)
    counted = sum(n for period, n in zip(series.periods, series.numerators, strict=True) if period.label in at)
    again = [each for each in found.reprinted(theme, periods) if f'-document:"{each.document}"' not in query]
    return Behind(
        query=query,
        found=case.count_statements(query),
        counted=counted,
        reprinted=sum(each.statements[theme] for each in again),
    )


def quoted_from(case: Case, found: Emphasis, theme: str, periods: Sequence[Period], *, most: int) -> tuple[Found, ...]:
    """Some of the statements with a theme in some periods, newest first, each where it was first printed."""
    if not most or theme not in case.themes():
        return ()
    again = found.reprinted(theme, periods)
    hits = case.statements(found.query(theme, periods), limit=most + (_SPARE if again else 0))
    return tuple([hit for hit in hits if not any(_holds(each, hit) for each in again)][:most])


def counts_statements(measure: Measure) -> bool:
    """Whether what a measure counts is statements, as a query gives them."""
    return measure is Measure.TEXT_SHARE


def _holds(reprint: Reprint, hit: Found) -> bool:
    return hit.source.id == reprint.document and reprint.start <= hit.anchor.start < reprint.end

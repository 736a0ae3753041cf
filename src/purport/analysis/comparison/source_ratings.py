"""Which rating holds of the source of a value: of the one on whose word it is, else of the outlet that tells it."""

import difflib
from collections.abc import Callable, Iterable, Mapping

from purport.analysis.comparison.matrix import Row, Told
from purport.analysis.comparison.rollups import Reliability
from purport.analysis.same_incident.days import ordinals
from purport.case import Case
from purport.case.ratings import Rating, folded_name

_MOST_NEAR = 3


def rated_by(ratings: Iterable[Rating]) -> Callable[[Row, Told], Reliability | None]:
    """How the source of a value is rated: by the last rating of whose word it is told on, else of the publisher; one of
    the document itself goes before one of the source. None where nobody rated either."""
    known: dict[tuple[str, str | None], list[Rating]] = {}
    for rating in ratings:
        if rating.letter is not None:
            known.setdefault((rating.folded, rating.document), []).append(rating)

    def rated(row: Row, told: Told) -> Reliability | None:
        source = row.account.source
        for name in (told.value.by, source.publisher):
            held = _last(known, name, row.account.sha256, source.published)
            if held is not None and held.letter is not None:
                return Reliability(letter=held.letter, source=held.source)
        return None

    return rated


def names_like(case: Case, name: str) -> tuple[str, ...] | None:
    """None where an outlet or a speaker of the case has this name, by which a rating of it counts; else the names there
    are that are most like it."""
    wanted = folded_name(name)
    publishers = (each.source.publisher for each in case.occurrences())
    known = {folded_name(each): each for each in publishers if each}
    if wanted in known:
        return None
    for reading in case.readings():
        for statement in reading.statements:
            said = (statement.speaker.name or statement.speaker.text) if statement.speaker else None
            if said:
                known.setdefault(folded_name(said), said)
    if wanted in known:
        return None
    return tuple(known[each] for each in difflib.get_close_matches(wanted, known, _MOST_NEAR))


def _last(
    known: Mapping[tuple[str, str | None], list[Rating]], name: str | None, document: str, published: str | None
) -> Rating | None:
    if not name:
        return None
    for key in ((folded_name(name), document), (folded_name(name), None)):
        held = [each for each in known.get(key, ()) if _holds(each, published)]
        if held:
            return held[-1]
    return None


def _holds(rating: Rating, published: str | None) -> bool:
    since, day = ordinals(rating.since), ordinals(published)
    return since is None or (day is not None and day[1] >= since[0])

"""The places at which the same bytes were met, and what is told of a document when all of them are taken together.

Rules: what one place tells is never replaced by a place that tells nothing of it. The earliest publication known dates
the document and tells its publisher and address; its gaps are filled from places that do not contradict it, title,
author and language, which are the text's, from any. What contradicts it stays beside it. Only somebody who tells
something else of the same place corrects it.
"""

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from purport.case.days import days_or_none
from purport.types import Source

# What is told of a document beside its bytes; where it came from (id, path, container) is the place.
FACTS = ("title", "publisher", "author", "published", "language", "url")
Facts = tuple[str | None, ...]
_OF_TEXT = frozenset(("title", "author", "language"))
_PUBLISHER, _PUBLISHED = FACTS.index("publisher"), FACTS.index("published")
_ENCODE = msgspec.json.Encoder(order="sorted").encode
_LAST = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place at which a source was met: its record as it came from there. ``told`` are the fields that somebody told
    (as with --publisher), which the document did not tell itself."""

    source: Source
    told: tuple[str, ...] = ()
    added_at: str = ""


def place(source: Source) -> bytes:
    """Where a source came from, whatever is told of it: its id, its path, and the archive or feed it was in by name. A
    feed that is fetched again with the same item, or an archive packed anew, is no other place."""
    return _ENCODE((source.id, source.path, _names(source.extra.get("container"))))


def file_place(source: Source) -> bytes:
    """Where a source came from, however the path to it is written: found from the folder that one is in. A file that
    is called by an end of its path is the same under any end of it."""
    if source.path is None:
        return place(source)
    path = os.path.realpath(source.path)
    container = source.extra.get("container")
    is_whole = container is None and Path(path).match(glob.escape(source.id))
    return place(moved(source, replace(source, id=path if is_whole else source.id, path=path)))


def moved(source: Source, known: Source) -> Source:
    """The source with the name and the path of another."""
    container = _moved(source.extra["container"], known.path) if "container" in source.extra else None
    extra = source.extra if container is None else source.extra | {"container": container}
    return replace(source, id=known.id, path=known.path, extra=extra)


def telling(source: Source) -> bytes:
    """What is told of a source, whatever the place."""
    extra = {name: value for name, value in source.extra.items() if name != "container"}
    return _ENCODE((facts(source), source.media_type, extra))


def facts(source: Source) -> Facts:
    """What is told of a source, in the order of ``FACTS``."""
    return (source.title, source.publisher, source.author, source.published, source.language, source.url)


def with_facts(source: Source, told: Facts) -> Source:
    """The source with other facts."""
    new: dict[str, Any] = dict(zip(FACTS, told, strict=True))
    return source if facts(source) == told else replace(source, **new)


def standing(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """The places with what holds of each, in order: what somebody tells of a place takes the place of what was told of
    it before, and what else is told of it later fills its gaps, or stands beside it where it contradicts it."""
    found: dict[bytes, list[Occurrence]] = {}
    for each in occurrences:
        before = found.setdefault(place(each.source), [])
        if before and each.told:
            corrected = [_filled(one, each, each.told) for one in before]
            before[:] = [one for number, one in enumerate(corrected) if one not in corrected[:number]]
            continue
        fits = (number for number, one in enumerate(before) if _fills(facts(one.source), facts(each.source)))
        number = next(fits, None)
        if number is None:
            before.append(each)
        else:
            before[number] = _filled(before[number], each)
    return tuple(chain.from_iterable(found.values()))


def together(occurrences: Iterable[Occurrence]) -> Source:
    """What is told of the document: the place that came first, with the facts of the earliest publication known,
    its gaps filled. ``occurrences`` are all, in the order in which they came."""
    stand = standing(occurrences)
    told = [facts(each.source) for each in stand]
    every = list(dict.fromkeys(told))
    whole = min(every, key=_publication)
    for other in every:
        if _agree(whole, other):
            whole = _joined(whole, other)
    for other in every:
        whole = tuple(
            own or (new if name in _OF_TEXT else None) for name, own, new in zip(FACTS, whole, other, strict=True)
        )
    return with_facts(stand[0].source, whole)


def publishers(occurrences: Iterable[Occurrence]) -> tuple[str, ...]:
    """Every publisher, in order."""
    return tuple(dict.fromkeys(each.source.publisher for each in standing(occurrences) if each.source.publisher))


def also(occurrences: Sequence[Occurrence], shown: Source) -> tuple[str, ...]:
    """The other places by name, each once: the publisher, or else the address, the container or the file."""
    if len(occurrences) < 2:
        return ()
    own = (label(shown), *((shown.publisher,) if shown.publisher else ()))
    labels = dict.fromkeys(label(each.source) for each in standing(occurrences))
    same = {label(replace(shown, publisher=None))} if shown.publisher else set()
    return tuple(each for each in labels if each not in own and each not in same)


def label(source: Source) -> str:
    """What a place is called."""
    container: Any = source.extra.get("container")
    outer = container.get("path") if isinstance(container, dict) else None
    return source.publisher or source.url or outer or source.path or source.id


def _filled(one: Occurrence, later: Occurrence, over: Sequence[str] = ()) -> Occurrence:
    """An occurrence with its gaps filled by a later one of the same place, whose fields ``over`` hold in any case."""
    pairs = zip(FACTS, facts(one.source), facts(later.source), strict=True)
    told = tuple(new if name in over else old or new for name, old, new in pairs)
    return replace(one, source=with_facts(later.source, told), told=tuple(dict.fromkeys((*one.told, *over))))


def _fills(before: Facts, later: Facts) -> bool:
    return all(not new or not old or new == old for old, new in zip(before, later, strict=True))


def _publication(told: Facts) -> tuple[int, int, int]:
    """What sorts the earliest publication first: by the last day that its date leaves open, so that a day in a month
    comes before the month; what has no date comes last, and then first what has a publisher."""
    found = _days(told[_PUBLISHED])
    if found is None:
        return _LAST, 0, 0 if told[_PUBLISHER] else 1
    first, last = found
    return last, last - first, 0


def _names(container: Any) -> list[Any]:
    """The paths and members of a container and of those that it was in."""
    if not isinstance(container, dict):
        return []
    return [container.get("path"), container.get("member"), *_names(container.get("container"))]


def _moved(container: Any, path: str | None) -> Any:
    """A container with another path for the outermost, which alone has one."""
    if not isinstance(container, dict):
        return container
    if isinstance(container.get("container"), dict):
        return container | {"container": _moved(container["container"], path)}
    return container | {"path": path}


def _joined(one: Facts, other: Facts) -> Facts:
    return tuple(own or filling for own, filling in zip(one, other, strict=True))


def _agree(one: Facts, other: Facts) -> bool:
    """Whether two may be of one publication."""
    publisher, another = one[_PUBLISHER], other[_PUBLISHER]
    if publisher and another and publisher != another:
        return False
    days, others = _days(one[_PUBLISHED]), _days(other[_PUBLISHED])
    return days is None or others is None or (days[0] <= others[1] and others[0] <= days[1])


@lru_cache(maxsize=4096)
def _days(value: str | None) -> tuple[int, int] | None:
    found = days_or_none(value)
    return None if found is None else (found[0].toordinal(), found[1].toordinal())

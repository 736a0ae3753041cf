"""How actors stand to one another: rivals, allies, patrons, splits and mergers, each dated and with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from purport.codebooks import periods
from purport.errors import CodebookError

# What each kind makes of the other actor, and what it makes of the first one in the other's eyes.
RELATION_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rival": ("rival", "rival"),
        "ally": ("ally", "ally"),
        "patron": ("patron", "patron of"),
        "part_of": ("part of", "has as part"),
        "split_from": ("split from", "split off"),
        "merged_into": ("merged into", "taken in"),
        "successor_of": ("successor of", "succeeded by"),
    }
)
MUTUAL = frozenset({"rival", "ally"})
# What happens once, and holds ever after.
EVENTS = frozenset({"split_from", "merged_into", "successor_of"})
_KEYS = frozenset({"actor", "since", "until", "source", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One actor's relation to another: with the kind "patron", ``other`` is the patron of ``actor``.

    ``since`` and ``until`` are a year, month or day, ends included, None where not known; a split, a merger or a
    succession holds from its day on. ``source`` says where it is from.
    """

    actor: str
    kind: str
    other: str
    since: str | None = None
    until: str | None = None
    source: str
    note: str | None = None

    def holds(self, day: str) -> bool:
        """Whether it holds at some time of a year, month or day. Raises ValueError where that is none."""
        return periods.meet(self.since, self.until, day)

    def seen_from(self, actor: str) -> tuple[str, str]:
        """What the other one is to ``actor``, in words, and the other's id: ("patron", "state:IS")."""
        forward, backward = RELATION_KINDS[self.kind]
        return (forward, self.other) if actor == self.actor else (backward, self.actor)


def relation(row: object) -> Relation:
    """A relation from its TOML table: the actor, one kind with the other's id, and source. Raises CodebookError."""
    if not isinstance(row, dict) or not all(isinstance(v, str) and v.strip() for v in row.values()):
        raise CodebookError(f"the relation {row!r} is no table of words; give actor, one kind, and source")
    kinds = [key for key in row if key in RELATION_KINDS]
    unknown = sorted(set(row) - _KEYS - set(RELATION_KINDS))
    if unknown or len(kinds) != 1:
        told = f"has {', '.join(unknown)}" if unknown else f"names {len(kinds)} kinds"
        raise CodebookError(
            f"the relation of {row.get('actor')!r} {told}; it has actor, source, since, until, note and one of "
            f"{', '.join(RELATION_KINDS)}"
        )
    for needed in ("actor", "source"):
        if needed not in row:
            raise CodebookError(f"the relation {_words(row)} has no {needed}; give it one")
    made = Relation(
        actor=row["actor"],
        kind=kinds[0],
        other=row[kinds[0]],
        since=row.get("since"),
        until=row.get("until"),
        source=row["source"],
        note=row.get("note"),
    )
    _check_dates(made)
    return made


def check_relations(relations: Iterable[Relation], known: Iterable[str]) -> None:
    """Raise CodebookError where a relation names no actor, one actor twice, or repeats another of its time."""
    ids = set(known)
    seen: dict[tuple[Any, ...], list[Relation]] = {}
    for each in relations:
        for end in (each.actor, each.other):
            if end not in ids:
                raise CodebookError(
                    f"the relation {told(each)} names {end!r}, which is no actor's id; mend it or add it"
                )
        if each.actor == each.other:
            raise CodebookError(f"the relation {told(each)} is one of an actor to itself; name another actor")
        ends = tuple(sorted((each.actor, each.other))) if each.kind in MUTUAL else (each.actor, each.other)
        for other in seen.setdefault((each.kind, ends), []):
            if _overlap(each, other):
                raise CodebookError(f"the relation {told(each)} stands twice; drop one, or part their times")
        seen[each.kind, ends].append(each)


def told(each: Relation) -> str:
    """A relation in one line, by ids."""
    when = f" ({each.since or '…'} to {each.until or '…'})" if each.since or each.until else ""
    return f"{each.actor} {each.kind} {each.other}{when}"


def _words(row: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in row.items())


def _check_dates(each: Relation) -> None:
    try:
        bounds = [periods.days(value) for value in (each.since, each.until) if value is not None]
    except ValueError as error:
        raise CodebookError(f"the relation {told(each)}: {error}") from error
    if len(bounds) == 2 and bounds[1][1] < bounds[0][0]:
        raise CodebookError(f"the relation {told(each)} ends before it begins; exchange since and until")


def _overlap(one: Relation, other: Relation) -> bool:
    return all(
        a.until is None or b.since is None or periods.days(a.until)[1] >= periods.days(b.since)[0]
        for a, b in ((one, other), (other, one))
    )

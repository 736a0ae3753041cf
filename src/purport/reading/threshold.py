"""A reading with only those statements of which the reader is sure enough."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from purport.errors import OptionError
from purport.reading.incident_accounts import told_by
from purport.reading.incident_status import answers_to, evidenced
from purport.reading.incident_tellers import drawn_out
from purport.reading.publications import Publisher
from purport.types import Incident, Kind, Reading, Statement

SETTING = "least_confidence"


class Part(Protocol):
    """What stands in the text."""

    @property
    def start(self) -> int:
        """Its first character."""


P = TypeVar("P", bound=Part)


def checked_confidence(least: float) -> float:
    """A confidence to ask for. Raises OptionError where it is no number from 0 to 1."""
    number = isinstance(least, int | float) and not isinstance(least, bool)
    if not number or not math.isfinite(least) or not 0 <= least <= 1:
        raise OptionError(f"least confidence {least!r} is no number from 0 to 1; 0.7 keeps what is right 7 times in 10")
    return float(least)


def keep_confident(reading: Reading, least: float) -> Reading:
    """The reading without the statements whose confidence is below ``least``, and without what only they tell of
    incidents.

    Of an incident what stands in the words of statements left out and of none that is kept goes: mentions, place,
    actors, targets, weapons, and figures whose source is left out. An incident that has no mention left goes whole; of
    the others ``status``, its basis and ``statements`` are told anew from who still tells of them. So nothing that was
    told on someone's word comes to stand on the writer's. Relations and what is exchanged go like figures. What the
    text itself holds stays: dates, places, figures, actors.
    ``made_by.settings`` keeps the threshold as ``least_confidence``; a reading that has one is never lowered.

    Raises OptionError where ``least`` is no number from 0 to 1.
    """
    least = max(checked_confidence(least), reading.made_by.settings.get(SETTING, 0.0))
    kept = tuple(s for s in reading.statements if s.confidence >= least)
    incidents, relations = reading.incidents, reading.relations
    if len(kept) < len(reading.statements):
        before = drawn_out(reading.text, reading.statements)
        after = tuple(s for s in before if s.confidence >= least)
        whole = [one for incident in reading.incidents if (one := _kept(incident, before, after)) is not None]
        answers = answers_to(whole, after)
        incidents = tuple(evidenced(one, after, _publisher(one), ids) for one, ids in zip(whole, answers, strict=True))
        ids = {statement.id for statement in kept}
        relations = tuple(
            replace(relation, statements=tuple(id_ for id_ in relation.statements if id_ in ids))
            for relation in relations
            if all(told_by(span.start, before) == told_by(span.start, after) for span in relation.mentions)
        )
    made_by = replace(reading.made_by, settings={**reading.made_by.settings, SETTING: least})
    return replace(reading, statements=kept, incidents=incidents, relations=relations, made_by=made_by)


def _kept(incident: Incident, before: Sequence[Statement], after: Sequence[Statement]) -> Incident | None:
    def stand(parts: Sequence[P]) -> tuple[P, ...]:
        return tuple(part for part in parts if _is_told(part, after) or not _is_told(part, before))

    mentions, actors, targets = stand(incident.mentions), stand(incident.actors), stand(incident.targets)
    if not mentions:
        return None
    return replace(
        incident,
        mentions=mentions,
        place=next(iter(stand([incident.place])), None) if incident.place is not None else None,
        actors=actors,
        targets=targets,
        weapons=stand(incident.weapons),
        figures=tuple(f for f in incident.figures if told_by(f.start, before) == told_by(f.start, after)),
        exchange=tuple(t for t in incident.exchange if told_by(t.start, before) == told_by(t.start, after)),
    )


def _publisher(incident: Incident) -> Publisher | None:
    """Whose own publication tells an incident, as its reading has kept it."""
    told = incident.status_basis.tellers if incident.status_basis is not None else ()
    own = next((teller.name for teller in told if not teller.statements), None)
    return Publisher(name=own, partisan=True) if own is not None else None


def _is_told(part: Part, statements: Sequence[Statement]) -> bool:
    return any(
        s.kind is not Kind.ATTITUDE and any(c.start <= part.start < c.end for c in s.content) for s in statements
    )

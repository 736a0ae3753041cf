"""What a judgement changed: the incidents of the two that were judged, as they were before it and as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from purport.analysis.same_incident.case import as_held, incident_of, verdicts
from purport.analysis.same_incident.groups import SameIncident
from purport.analysis.same_incident.tellings import Key, Telling, tellings
from purport.case import Case
from purport.case.judgements import Anchor, Judgement

_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The incidents that a judgement of two changed, before and after it, the largest first; none where nothing moved.

    ``heeded`` tells whether the judgement holds, and is not overruled by others that keep the two apart."""

    before: tuple[SameIncident, ...]
    after: tuple[SameIncident, ...]
    heeded: bool = True


def change(case: Case, judgement: Judgement) -> Change:
    """What the last judgement of a case changed; nothing where it is not of two incidents."""
    if judgement.subject.record != "incident" or judgement.other is None or not judgement.fits:
        return Change(before=(), after=())
    now = verdicts(case)
    earlier = [each for each in now if each.id != judgement.id]
    if judgement.replaces is not None:
        earlier = verdicts(case, [*earlier, case.judgement(judgement.replaces)])
    judged = _told(case, judgement.subject), _told(case, judgement.other)
    before, after = _Incidents(case, earlier), _Incidents(case, now)
    reached: dict[Key, Telling] = {each.key: each for each in judged if each is not None}
    for _ in range(_MOST_ROUNDS):
        known = len(reached)
        for telling in list(reached.values()):
            for found in (before.of(telling), after.of(telling)):
                reached |= {each.key: each for each in found.tellings}
        if len(reached) == known:
            break
    same = before.groups & after.groups
    return Change(
        before=before.but(same),
        after=after.but(same),
        heeded=all(each.id != judgement.id for found in after.found for each in found.overruled),
    )


class _Incidents:
    """Incidents under some judgements, each found once."""

    def __init__(self, case: Case, judgements: Sequence[Judgement]) -> None:
        self._case, self._judgements = case, judgements
        self.found: list[SameIncident] = []

    def of(self, telling: Telling) -> SameIncident:
        for each in self.found:
            if telling.key in each:
                return each
        self.found.append(incident_of(self._case, telling, self._judgements))
        return self.found[-1]

    @property
    def groups(self) -> set[frozenset[Key]]:
        return {_keys(each) for each in self.found}

    def but(self, others: set[frozenset[Key]]) -> tuple[SameIncident, ...]:
        left = [each for each in self.found if _keys(each) not in others]
        return tuple(sorted(left, key=lambda each: -len(each.tellings)))


def _keys(found: SameIncident) -> frozenset[Key]:
    return frozenset(telling.key for telling in found.tellings)


def _told(case: Case, anchor: Anchor) -> Telling | None:
    held = tellings(as_held(case, case.reading(anchor.source)))
    return next((each for each in held if each.spans == anchor.spans), None)

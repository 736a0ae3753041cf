"""One mention of an incident: a trigger with all that its clause says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from purport.reading.incident_dates import incident_date
from purport.reading.incident_settings import Nearness
from purport.reading.triggers import Trigger
from purport.types import Date, IncidentDate, IncidentFigure, Mode, Party, Place, Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mention:
    """One trigger with all that its clause says of it. ``causes`` are the token indices of event nouns that stand
    where its agent would; ``paragraph`` and ``sentence`` count from 0."""

    trigger: Trigger
    mode: Mode
    span: Span
    sentence: int
    paragraph: int
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Span, ...] = ()
    causes: tuple[int, ...] = ()
    dates: tuple[Date, ...] = ()
    dates_near: Nearness = Nearness.SENTENCE
    places: tuple[Place, ...] = ()
    places_near: Nearness = Nearness.SENTENCE
    figures: tuple[IncidentFigure, ...] = ()

    @property
    def when(self) -> IncidentDate | None:
        """The date that its own clause gives it."""
        return incident_date(self.dates) if self.dates_near <= Nearness.CLAUSE else None

    @property
    def where(self) -> tuple[Place, ...]:
        """The places that its own clause gives it."""
        return self.places if self.places_near <= Nearness.CLAUSE else ()


def without_others(group: Sequence[Mention], told: Sequence[Mention]) -> list[Mention]:
    """A group's mentions without the days and places that only stand in their sentence and are the own ones of what is
    told as before or after, or of what is only threatened or planned where they are not, or the other way round: "the
    deadliest attack since gunmen raided the barracks in November"."""
    return [_without(mention, [other for other in told if other not in group]) for mention in group]


def _without(mention: Mention, others: Sequence[Mention]) -> Mention:
    apart = [m for m in others if m.sentence == mention.sentence and (_is_real(m) != _is_real(mention) or _is_apart(m))]
    days = {date.start for m in apart if m.dates_near <= Nearness.CLAUSE for date in m.dates}
    spots = {place.start for m in apart if m.places_near <= Nearness.CLAUSE for place in m.places}
    return replace(
        mention,
        dates=tuple(d for d in mention.dates if mention.dates_near <= Nearness.CLAUSE or d.start not in days),
        places=tuple(p for p in mention.places if mention.places_near <= Nearness.CLAUSE or p.start not in spots),
    )


def _is_real(mention: Mention) -> bool:
    return mention.mode in (Mode.HAPPENED, Mode.ATTEMPTED, Mode.DENIED)


def _is_apart(mention: Mention) -> bool:
    """Whether a clause of its own puts an event before or after what the sentence tells."""
    marks = {child.lower_ for child in mention.trigger.token.lefts if child.dep_ in ("mark", "prep")}
    return mention.trigger.token.dep_ == "advcl" and bool(marks & {"after", "before", "since", "until"})

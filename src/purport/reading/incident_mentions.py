"""One mention of an incident: a trigger with all that its clause says of it."""

from dataclasses import dataclass

from purport.reading.incident_settings import Nearness, incident_date
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

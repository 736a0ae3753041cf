"""Readings made by hand: spans are found by their words, so that a test states words and never counts characters."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pytest

from purport.types import (
    Actor,
    Certainty,
    Date,
    Incident,
    IncidentDate,
    IncidentFigure,
    Kind,
    Level,
    MadeBy,
    Mode,
    Party,
    Place,
    Polarity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Status,
    Tense,
    Via,
)


@dataclass
class Hand:
    """A text being read by hand. ``words`` is taken at its first place, or its n-th with ``words#n``."""

    text: str
    document: str = "report"
    told: dict[str, Any] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    model: str = "0"

    def at(self, words: str) -> dict[str, Any]:
        words, _, nth = words.partition("#")
        start = -1
        for _ in range(int(nth or 1)):
            start = self.text.index(words, start + 1)
        return {"text": words, "start": start, "end": start + len(words)}

    def span(self, words: str) -> Span:
        return Span(**self.at(words))

    def say(
        self,
        speaker: str | None,
        cue: str,
        *content: str,
        name: str | None = None,
        via: tuple[str, ...] = (),
        **more: Any,
    ) -> str:
        """A statement; gives its id."""
        who = None
        if speaker is not None:
            fields = {"actor": more.pop("actor", None), "candidates": more.pop("candidates", ())}
            who = Speaker(**self.at(speaker), name=name, **fields)
        more.setdefault("quote", Quote.DIRECT if content[0][:1] in '"“' else Quote.INDIRECT)
        enums = {"quote": Quote, "kind": Kind, "certainty": Certainty, "polarity": Polarity, "time": Tense}
        more = {key: enums[key](value) if key in enums else value for key, value in more.items()}
        hedges = tuple(self.span(words) for words in more.pop("hedges", ()))
        defaults = {
            "kind": Kind.REPORT,
            "certainty": Certainty.CERTAIN,
            "polarity": Polarity.AFFIRMED,
            "time": Tense.PAST,
            "confidence": 0.9,
        }
        statement = Statement(
            id=f"s{len(self.statements) + 1}",
            speaker=who,
            cue=self.span(cue),
            content=tuple(self.span(words) for words in content),
            hedges=hedges,
            via=tuple(Via(name=each) for each in via),
            **{**defaults, **more},
        )
        self.statements.append(statement)
        return statement.id

    def date(self, words: str, value: str, basis: str = "stated") -> None:
        self.dates.append(Date(**self.at(words), value=value, basis=basis))

    def incident(
        self,
        kind: str,
        *mentions: str,
        date: tuple[str, str] | str | None = None,
        basis: str = "stated",
        place: str | None = None,
        actors: tuple[str, ...] = (),
        targets: tuple[str, ...] = (),
        figures: tuple[tuple[Any, ...], ...] = (),
        statements: tuple[str, ...] = (),
        mode: str = "happened",
        status: str = "reported",
    ) -> str:
        """An incident; gives its id. A figure is (words, what, low, high, according_to)."""
        when = None
        if date is not None:
            start, end = (date, date) if isinstance(date, str) else date
            precision = {4: "year", 7: "month"}.get(len(start), "day")
            when = IncidentDate(start=start, end=end, precision=precision, basis=basis)
        where = None
        if place is not None:
            spot = {"lat": 62.0, "lon": -6.8, "radius_km": 5.0, "level": Level.CITY, "country": "FO"}
            where = Place(**self.at(place), name=place.partition("#")[0], **spot)
        incident = Incident(
            id=f"i{len(self.incidents) + 1}",
            type=kind,
            mode=Mode(mode),
            mentions=tuple(self.span(words) for words in mentions),
            date=when,
            place=where,
            actors=tuple(self._party(words, "group") for words in actors),
            targets=tuple(self._party(words, "object") for words in targets),
            figures=tuple(
                IncidentFigure(**self.at(words), what=what, who=None, low=low, high=high, according_to=by)
                for words, what, low, high, by in figures
            ),
            status=Status(status),
            statements=statements,
        )
        self.incidents.append(incident)
        return incident.id

    def _party(self, words: str, kind: str) -> Party:
        place, _, name = words.partition("=")
        at = self.at(place)
        return Party(**at, name=name or at["text"], kind=kind)

    def actor(self, name: str, *mentions: str, kind: str = "group") -> None:
        spans = tuple(self.span(words) for words in mentions)
        self.actors.append(Actor(id=name.lower().replace(" ", "-"), name=name, kind=kind, mentions=spans))

    def reading(self) -> Reading:
        told = {"publisher": "Harbour Wire", "published": "2020-08-06", "title": self.document.title(), **self.told}
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass") + self.document.encode()).hexdigest()
        return Reading(
            source=Source(id=self.document, sha256=digest, **told),
            text=self.text,
            statements=tuple(self.statements),
            incidents=tuple(self.incidents),
            dates=tuple(self.dates),
            actors=tuple(self.actors),
            made_by=MadeBy(purport="0.0", models={"hand": self.model}, codebook="by hand"),
        )


@pytest.fixture(scope="session")
def hand() -> type[Hand]:
    """The class that makes readings by hand."""
    return Hand

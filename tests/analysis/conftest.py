"""Tellings and accounts made in a few words."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from purport.analysis.accounts import Account
from purport.analysis.same_incident.days import days_of, ordinals
from purport.analysis.same_incident.tellings import Telling
from purport.language.folding import words
from purport.types import (
    Incident,
    IncidentDate,
    IncidentFigure,
    Level,
    MadeBy,
    Mode,
    Party,
    Place,
    Reading,
    Says,
    Side,
    Source,
    Span,
    Status,
    StatusBasis,
    StatusRule,
    Teller,
)

PLACES = {
    "Lerwick": (60.15, -1.15, 4.0, Level.CITY, "GB"),
    "Scalloway": (60.14, -1.28, 3.0, Level.CITY, "GB"),
    "Kirkwall": (58.98, -2.96, 4.0, Level.CITY, "GB"),
    "Shetland": (60.35, -1.2, 70.0, Level.REGION, "GB"),
    "Tórshavn": (62.01, -6.77, 5.0, Level.CITY, "FO"),
    "United Kingdom": (54.0, -2.0, 500.0, Level.COUNTRY, "GB"),
}


def place_of(name: str) -> Place:
    lat, lon, radius, level, country = PLACES[name]
    return Place(
        text=name,
        start=0,
        end=len(name),
        name=name,
        country=country,
        lat=lat,
        lon=lon,
        radius_km=radius,
        level=level,
        gazetteer_id=f"test:{name}",
    )


def party(name: str, kind: str = "group") -> Party:
    return Party(text=name, start=0, end=len(name), name=name, kind=kind)


def figure(what: str, low: float | None, high: float | None, *, who: str | None = None, by: str | None = None) -> Any:
    said = f"{low}"
    return IncidentFigure(text=said, start=0, end=len(said), what=what, who=who, low=low, high=high, according_to=by)


def teller(name: str | None, says: str = "affirms", side: str = "apart") -> Teller:
    return Teller(name=name, says=Says(says), side=Side(side), statements=("s",))


def incident_of(
    kind: str = "bombing",
    *,
    date: str | None = None,
    basis: str = "stated",
    place: str | None = None,
    actors: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    figures: tuple[Any, ...] = (),
    mode: str = "happened",
    tellers: tuple[Teller, ...] = (),
    own_voice: bool = True,
    rule: str = "own_voice",
    id: str = "i1",
) -> Incident:
    start, _, end = (date or "").partition("/")
    when = None
    if date is not None:
        when = IncidentDate(start=start, end=end or start, precision="day", basis=basis)
    return Incident(
        id=id,
        type=kind,
        mode=Mode(mode),
        mentions=(Span(text="x", start=0, end=1),),
        date=when,
        place=None if place is None else place_of(place),
        actors=tuple(map(party, actors)),
        targets=tuple(party(each, "object") for each in targets),
        figures=figures,
        status=Status.REPORTED,
        status_basis=StatusBasis(rule=StatusRule(rule), own_voice=own_voice, tellers=tellers),
    )


def telling_of(
    document: str,
    kind: str = "bombing",
    *,
    published: str | None = "2024-05-10",
    told: str = "",
    runs: Iterable[int] = (),
    days_beside: Iterable[int] = (),
    places_beside: Iterable[str] = (),
    persons: Iterable[str] = (),
    **fields: Any,
) -> Telling:
    """``days_beside`` are days of May 2024, ``persons`` targets by name."""
    incident = incident_of(kind, **fields)
    incident = replace(incident, targets=(*incident.targets, *(party(each, "person") for each in persons)))
    beside = [ordinals(f"2024-05-{day:02}") for day in days_beside]
    return Telling(
        source=hashlib.sha256(document.encode()).hexdigest(),
        document=document,
        incident=incident,
        days=days_of(incident.date),
        published=ordinals(published),
        words=frozenset(words(told)),
        publisher=document.title(),
        runs=frozenset(runs),
        days_beside=tuple(filter(None, beside)),
        places_beside=tuple(map(place_of, places_beside)),
    )


def account_of(publisher: str, incident: Incident, *, published: str | None = "2024-05-10") -> tuple[Account, Incident]:
    source = Source(
        id=publisher.lower(),
        sha256=hashlib.sha256(publisher.encode()).hexdigest(),
        publisher=publisher,
        published=published,
    )
    reading = Reading(
        source=source,
        text="x" * 40,
        incidents=(incident,),
        made_by=MadeBy(purport="0", codebook="by hand"),
    )
    return Account(source=source, reading=reading), incident


@pytest.fixture(scope="session")
def telling() -> Callable[..., Telling]:
    """A telling, by its document and the fields of its incident."""
    return telling_of


@pytest.fixture(scope="session")
def told() -> Callable[..., Incident]:
    """An incident by its fields."""
    return incident_of


@pytest.fixture(scope="session")
def account() -> Callable[..., tuple[Account, Incident]]:
    """An account by its publisher and the incident it tells."""
    return account_of


@pytest.fixture(scope="session")
def count() -> Callable[..., IncidentFigure]:
    """A figure by what it counts and its bounds."""
    return figure


@pytest.fixture(scope="session")
def says() -> Callable[..., Teller]:
    """One who tells of an incident."""
    return teller

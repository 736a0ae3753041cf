"""Tellings with what reading real texts loses: dates, places, parties, the right type, words."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from purport.analysis.same_incident.days import days_of
from purport.analysis.same_incident.tellings import Telling
from purport.types import Incident, IncidentDate, Level


def noisy(tellings: Iterable[Telling], seed: int) -> Iterator[Telling]:
    """The tellings, each with some of it lost or coarser."""
    draw = random.Random(seed)
    for telling in tellings:
        incident = _worse(draw, telling.incident)
        words = frozenset(word for word in sorted(telling.words) if draw.random() > 0.15)
        yield replace(telling, incident=incident, days=days_of(incident.date), words=words)


def _worse(draw: random.Random, incident: Incident) -> Incident:
    date, place = incident.date, incident.place
    if date is not None and draw.random() < 0.2:
        date = None
    elif date is not None and draw.random() < 0.1:
        month = date.start[:7]
        date = IncidentDate(start=month, end=month, precision="month", basis=date.basis)
    if place is not None and draw.random() < 0.12:
        place = None
    elif place is not None and draw.random() < 0.12:
        place = replace(
            place,
            name=place.country or place.name,
            level=Level.COUNTRY,
            radius_km=600.0,
            gazetteer_id=f"country:{place.country}",
        )
    kind = incident.type
    if draw.random() < 0.08:
        kind = draw.choice(("attack", "battle", "other"))
    return replace(
        incident,
        date=date,
        place=place,
        type=kind,
        actors=() if draw.random() < 0.25 else incident.actors,
        targets=() if draw.random() < 0.25 else incident.targets,
        figures=tuple(figure for figure in incident.figures if draw.random() > 0.2),
    )

"""A place that the gazetteer holds, told by words of the text."""

from purport.codebooks.gazetteer import REGION, Entry
from purport.types import Place, Span


def place_of(entry: Entry, told: Span | Place) -> Place:
    """The entry as a place, with the words that ``told`` has."""
    return Place(
        text=told.text,
        start=told.start,
        end=told.end,
        name=entry.name,
        country=entry.country,
        region=entry.name if entry.rank == REGION else None,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        level=entry.level,
        gazetteer_id=entry.id,
    )

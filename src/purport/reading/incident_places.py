"""Where an incident took place: from its mentions, else from where all of the report is."""

from collections.abc import Sequence
from dataclasses import replace

from purport.codebooks.actors import STATE, actor_codebook
from purport.codebooks.gazetteer import Entry, gazetteer
from purport.language import Doc
from purport.reading.entry_places import place_of
from purport.reading.finder import Findings
from purport.reading.incident_frame import only_region, sayings
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import Nearness, lies_within, one_place
from purport.types import Level, Place

# How many of a text's places lie in its country: of all, and of those that are no country's name.
_NEARLY_ALL, _MOST = 0.8, 0.6


def incident_place(doc: Doc, group: Sequence[Mention], found: Findings, framed: bool) -> Place | None:
    """The place in a mention's own phrase, else clause, else sentence; else the province (where the report's day and
    place hold: ``framed``) or the country that all of the report is about, with its radius. A place that only other
    incidents are told at is none of this one's."""
    said = sayings(found.statements)
    places = [place for place in found.places if not lies_within(place, said)]
    for near in Nearness:
        at = [place for m in group if m.places_near is near for place in m.places]
        if at:
            place = one_place(at)
            if framed and place is not None and place.level is Level.COUNTRY:
                return only_region(doc, group, places, place.country) or place
            return _within(place, found)
    return (only_region(doc, group, places) if framed else None) or _only_country(group, found)


def _within(place: Place | None, found: Findings) -> Place | None:
    """A place of unknown country with the country in which nearly all places of the text lie, if there is one."""
    if place is None or place.country is not None:
        return place
    return replace(place, country=_home(found))


def _home(found: Findings) -> str | None:
    """The country in which nearly all places of the text lie."""
    countries = [place.country for place in found.places if not place.metonym and place.country]
    if not countries:
        return None
    country = max(set(countries), key=lambda c: (countries.count(c), c))
    if countries.count(country) >= _NEARLY_ALL * len(countries):
        return country
    inner = [place.country for place in found.places if place.country and place.level is not Level.COUNTRY]
    return country if inner.count(country) >= max(3, _MOST * len(inner)) else None


def _only_country(group: Sequence[Mention], found: Findings) -> Place | None:
    """The country in which nearly all places of the text lie, as a country: by the nearest words that name it, else
    by the nearest place in it, with the country's own point and radius. None where the gazetteer has no such country.
    """
    country = _home(found)
    if country is None:
        return None
    first = group[0].span.start
    same = [place for place in found.places if not place.metonym and place.country == country]
    broad = [place for place in same if place.level is Level.COUNTRY]
    if broad:
        return min(broad, key=lambda place: abs(place.start - first))
    entry = _country(country)
    if entry is None:
        return None
    return place_of(entry, min(same, key=lambda place: abs(place.start - first)))


def _country(code: str) -> Entry | None:
    """The gazetteer's entry of a country by its code."""
    state = actor_codebook().entries.get(f"{STATE}{code}")
    found = gazetteer().lookup(state.name) if state is not None else ()
    return next((entry for entry in found if entry.level is Level.COUNTRY and entry.country == code), None)

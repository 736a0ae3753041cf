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
from purport.reading.incident_settings import Nearness, lies_within
from purport.reading.place_containment import one_place
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
    return (
        _at_a_body(doc, group, found)
        or (only_region(doc, group, places) if framed else None)
        or _only_country(group, found)
        or _country_of_paragraph(doc, group, places)
    )


def _at_a_body(doc: Doc, group: Sequence[Mention], found: Findings) -> Place | None:
    """The country of a body of a state at which an incident's sentence places it: "talks at the State Department"."""
    sentences = {mention.sentence for mention in group}
    for actor in found.actors:
        known = actor_codebook().entries.get(actor.id)
        entry = _country(known.country) if known is not None and known.country is not None else None
        if entry is None or actor.kind != "organisation":
            continue
        for mention in actor.mentions:
            words = doc.tokens.char_span(mention.start, mention.end, alignment_mode="expand")
            if words is None or doc.sentence_at(mention.start) not in sentences:
                continue
            if words.root.dep_ == "pobj" and words.root.head.lower_ in ("at", "inside", "outside"):
                return place_of(entry, mention)
    return None


def _country_of_paragraph(doc: Doc, group: Sequence[Mention], places: Sequence[Place]) -> Place | None:
    """The country in which all places of an incident's paragraph lie, as a country."""
    at = group[0].span.start
    start, end = doc.text.rfind("\n", 0, at) + 1, doc.text.find("\n", at)
    near = [
        place
        for place in places
        if place.country and not place.metonym and start <= place.start and (end < 0 or place.start < end)
    ]
    return _as_country(near, at) if len({place.country for place in near}) == 1 else None


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
    same = [place for place in found.places if not place.metonym and place.country == country]
    return _as_country(same, group[0].span.start)


def _as_country(same: Sequence[Place], at: int) -> Place | None:
    """The country of places that all lie in it, by the words nearest to an offset that name it, else by the nearest
    place; None where the gazetteer has no such country."""
    broad = [place for place in same if place.level is Level.COUNTRY]
    if broad:
        return min(broad, key=lambda place: abs(place.start - at))
    nearest = min(same, key=lambda place: abs(place.start - at))
    entry = _country(nearest.country or "")
    return None if entry is None else place_of(entry, nearest)


def _country(code: str) -> Entry | None:
    """The gazetteer's entry of a country by its code."""
    state = actor_codebook().entries.get(f"{STATE}{code}")
    found = gazetteer().lookup(state.name) if state is not None else ()
    return next((entry for entry in found if entry.level is Level.COUNTRY and entry.country == code), None)

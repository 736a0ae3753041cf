"""How the places of two incidents stand to one another."""

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from purport.language.folding import folded
from purport.types import Level, Place

EARTH_KM = 6371.0
NEAR_KM, REGION_KM = 25.0, 150.0
_RANKS = {Level.COUNTRY: 0, Level.REGION: 1, Level.CITY: 2, Level.SITE: 3}


class PlaceRelation(StrEnum):
    """Same: one place. Within: one lies in the other. Near, apart, far: neither, and so far from one another (25 km,
    150 km, more or another country). Unknown: one of the two is not known, or may be another of its name."""

    SAME = "same"
    WITHIN = "within"
    NEAR = "near"
    APART = "apart"
    FAR = "far"
    UNKNOWN = "unknown"


def relation(one: Place | None, other: Place | None) -> PlaceRelation:
    """How two places stand to one another."""
    if one is None or other is None:
        return PlaceRelation.UNKNOWN
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id:
        return PlaceRelation.SAME
    distance = distance_km(one, other)
    if distance is None:
        return PlaceRelation.SAME if folded(one.name) == folded(other.name) else PlaceRelation.UNKNOWN
    if contains(one, other) or contains(other, one):
        return PlaceRelation.WITHIN
    if folded(one.name) == folded(other.name) or folded(one.text) == folded(other.text):
        # One name, which the gazetteer has for places far from one another: then it cannot be told.
        return PlaceRelation.SAME if distance <= REGION_KM else PlaceRelation.UNKNOWN
    if _may_be(one, other) or _may_be(other, one):
        return PlaceRelation.UNKNOWN
    if one.country and other.country and one.country != other.country and distance > NEAR_KM:
        return PlaceRelation.FAR
    if Level.COUNTRY in (one.level, other.level):
        return PlaceRelation.FAR
    return (
        PlaceRelation.NEAR
        if distance <= NEAR_KM
        else PlaceRelation.APART
        if distance <= REGION_KM
        else PlaceRelation.FAR
    )


def contains(wide: Place, narrow: Place) -> bool:
    """Whether a place holds another, of a finer level, within it: a country what has its code, any other what lies
    within its radius."""
    if _rank(wide) >= _rank(narrow):
        return False
    if wide.level is Level.COUNTRY:
        return wide.country is not None and wide.country == narrow.country
    if wide.country and narrow.country and wide.country != narrow.country:
        return False
    distance = distance_km(wide, narrow)
    return distance is not None and distance <= (wide.radius_km or 0.0)


def distance_km(one: Place, other: Place) -> float | None:
    """The great-circle distance (haversine); None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))


def _rank(place: Place) -> int:
    return _RANKS[place.level] if place.level is not None else _RANKS[Level.CITY]


def _may_be(one: Place, other: Place) -> bool:
    """Whether a place may be the other one, by a reading of its name that the text leaves open."""
    return any(each.gazetteer_id == other.gazetteer_id for each in one.candidates)

"""Whether one place lies within another, and which of several is meant."""

from collections.abc import Sequence
from dataclasses import replace

from purport.codebooks.gazetteer import distance_km
from purport.types import Level, Place

_SIZES = {Level.SITE: 0, Level.CITY: 1, None: 2, Level.REGION: 3, Level.COUNTRY: 4}
# How far from its middle a region may still reach: so many times its radius, and so many kilometres.
_AROUND, _ABOUT_KM = 2.0, 10.0


def one_place(found: Sequence[Place]) -> Place | None:
    """The smallest of the places that a trigger is given, with the region that another of them names.

    Where they lie in different countries the first is taken.
    """
    if not found:
        return None
    first = found[0]
    same = [place for place in found if place.country == first.country]
    best = min(same, key=lambda place: (_SIZES.get(place.level, 2), same.index(place)))
    if best.region is None:
        region = next((place for place in same if place.level is Level.REGION and place is not best), None)
        if region is not None:
            best = replace(best, region=region.name)
    return best


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place may lie in another: the same name, or the other's country or region; nothing lies in a region
    that is far away."""
    if inner.name.lower() == outer.name.lower():
        return True
    if inner.country != outer.country:
        return False
    if outer.level is Level.COUNTRY:
        return True
    if outer.level is Level.REGION:
        if _is_far(inner, outer):
            return False
        return inner.region is None or inner.level is not Level.REGION or inner.region == outer.region
    return False


def _is_far(place: Place, region: Place) -> bool:
    """Whether a place lies well outside the circle that stands for a region."""
    if place.lat is None or place.lon is None or region.lat is None or region.lon is None or region.radius_km is None:
        return False
    away = distance_km(place.lat, place.lon, region.lat, region.lon)
    return away > _AROUND * region.radius_km + _ABOUT_KM

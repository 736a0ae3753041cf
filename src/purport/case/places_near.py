"""Places within a distance, as terms: of the places that a case names, those that lie there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from purport.case.folding import folded
from purport.case.query_fields import Around
from purport.case.terms import CELLS, Mark, cells, value_term
from purport.codebooks.gazetteer import distance_km, gazetteer
from purport.errors import OptionError

DEGREE_KM = 111.2
# Up to so many places are asked for one by one; more go by the cells that they fill.
FEW = 24


@dataclass(frozen=True, slots=True)
class _At:
    key: str
    lat: float
    lon: float
    radius_km: float


def place_terms(connection: Connection, around: Around) -> tuple[str, ...]:
    """The terms of the places whose middle lies within the distance. What is itself larger than the circle is not in
    it, but for what the circle was drawn about.

    A name stands for each place of that name that the case names, or else for the largest one in the gazetteer.
    Raises OptionError where it stands for none.
    """
    kept: dict[str, _At] = {}
    every: dict[str, _At] = {}
    for centre in _centres(connection, around):
        nearby = list(_nearby(connection, centre, around.km))
        every |= {place.key: place for place in nearby}
        largest = max(around.km, centre.radius_km)
        for place in nearby:
            if place.radius_km <= largest and distance_km(centre.lat, centre.lon, place.lat, place.lon) <= around.km:
                kept[place.key] = place
    if len(kept) <= FEW:
        return tuple(value_term(Mark.AT, key) for key in sorted(kept))
    return _covered(kept, every.values())


def _centres(connection: Connection, around: Around) -> list[_At]:
    if around.lat is not None and around.lon is not None:
        return [_At("", around.lat, around.lon, 0.0)]
    name = around.name or ""
    query = (
        "SELECT key, lat, lon, coalesce(radius_km, 0) FROM places WHERE folded = ? AND lat IS NOT NULL "
        "AND key NOT LIKE '%/%'"
    )
    found = [_At(*row) for row in connection.exec_driver_sql(query, (folded(name),))]
    if not found:
        found = [_At(entry.id, entry.lat, entry.lon, entry.radius_km) for entry in gazetteer().lookup(name)[:1]]
    if not found:
        raise OptionError(f"no place {name!r} with a known position; write latitude,longitude: place:62.01,-6.77~50km")
    return found


def _nearby(connection: Connection, centre: _At, km: float) -> Iterator[_At]:
    """The places in the cells that the circle touches, and more."""
    reach = km / DEGREE_KM + CELLS[0]
    query = "SELECT key, lat, lon, coalesce(radius_km, 0) FROM places WHERE lat BETWEEN ? AND ?"
    for row in connection.exec_driver_sql(query, (centre.lat - reach, centre.lat + reach)):
        yield _At(*row)


def _covered(kept: dict[str, _At], every: Iterable[_At]) -> tuple[str, ...]:
    """The largest cells all of whose places are kept, and one by one the places in no such cell."""
    broken = {term for place in every if place.key not in kept for term in cells(place.lat, place.lon)}
    terms: dict[str, None] = {}
    for place in kept.values():
        whole = (term for term in cells(place.lat, place.lon) if term not in broken)
        terms[next(whole, value_term(Mark.AT, place.key))] = None
    return tuple(sorted(terms))

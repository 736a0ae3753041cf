"""Places within a distance, as terms: of the places that a case names, those that lie there."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from purport.case.driver import fetched
from purport.case.query_fields import Around
from purport.case.terms import CELLS, Mark, cell_term, value_term
from purport.codebooks.gazetteer import gazetteer
from purport.errors import OptionError
from purport.language.folding import folded

EARTH_KM = 6371.0088
# Somewhat less than a degree of latitude has.
KM_A_DEGREE = 110.0
# Up to so many places are asked for one by one; more go by the cells that they fill.
FEW = 24
# More than there are cells from west to east.
_COLUMNS = 1_000
_Rows = npt.NDArray[np.bool_]


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
    centres = _centres(connection, around)
    reach = around.km / KM_A_DEGREE
    south, north = min(at.lat for at in centres) - reach, max(at.lat for at in centres) + reach
    every = _Places(connection, south, north)
    kept = every.within(centres, around.km)
    if kept.sum() <= FEW:
        return tuple(sorted(every.terms(kept)))
    # A cell stands for its places, so all that lie in it are looked at.
    wider = _Places(connection, south - CELLS[0], north + CELLS[0])
    return _covered(wider, wider.within(centres, around.km))


def taken_for(connection: Connection, around: Around) -> str | None:
    """What a name was taken for, where the case names no such place, in words; None where it names one."""
    if around.name is None or _held(connection, around.name):
        return None
    entry = gazetteer().lookup(around.name)[0]
    where = ", ".join(filter(None, (entry.name, entry.admin1, entry.country)))
    return (
        f"the case knows no place {around.name!r} with coordinates; it was taken for {where} "
        f"({entry.lat:.2f},{entry.lon:.2f}): if another is meant, write latitude,longitude"
    )


class _Places:
    """The places of a case that lie between two latitudes."""

    def __init__(self, connection: Connection, south: float, north: float) -> None:
        query = "SELECT key, lat, lon, coalesce(radius_km, 0) FROM places WHERE lat BETWEEN ? AND ?"
        rows = fetched(connection, query, south, north)
        self.keys = [row[0] for row in rows]
        numbers = np.array([row[1:] for row in rows], np.float64).reshape(len(rows), 3)
        self.lats, self.lons, self.radii = numbers.T

    def within(self, centres: "list[_At]", km: float) -> _Rows:
        """Those whose middle lies within a distance of one of some points, and that are no larger."""
        kept = np.zeros(len(self.keys), np.bool_)
        for centre in centres:
            kept |= (self.distances(centre) <= km) & (self.radii <= max(km, centre.radius_km))
        return kept

    def terms(self, kept: _Rows) -> Iterator[str]:
        """The terms of some of them, one by one."""
        for row in np.flatnonzero(kept).tolist():
            yield value_term(Mark.AT, self.keys[row])

    def distances(self, centre: "_At") -> npt.NDArray[np.float64]:
        """How far each lies from a point, in kilometres, on a sphere."""
        lat, lon = np.radians((centre.lat, centre.lon))
        lats, lons = np.radians(self.lats), np.radians(self.lons)
        chord = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
        found: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        return found


def _centres(connection: Connection, around: Around) -> list[_At]:
    if around.lat is not None and around.lon is not None:
        return [_At("", around.lat, around.lon, 0.0)]
    name = around.name or ""
    found = _held(connection, name)
    if not found:
        found = [_At(entry.id, entry.lat, entry.lon, entry.radius_km) for entry in gazetteer().lookup(name)[:1]]
    if not found:
        named = fetched(connection, "SELECT 1 FROM places WHERE folded = ? LIMIT 1", folded(name))
        told = (
            f"the case names a place {name!r}, but neither it nor the gazetteer knows where it lies"
            if named
            else f"neither the case nor the gazetteer has a place {name!r}"
        )
        raise OptionError(f"{told}; write latitude,longitude: place:62.01,-6.77~{around.km:g}km")
    return found


def _held(connection: Connection, name: str) -> list[_At]:
    """The places of a name that the case names and whose position it knows."""
    query = (
        "SELECT key, lat, lon, coalesce(radius_km, 0) FROM places WHERE folded = ? AND lat IS NOT NULL "
        "AND key NOT LIKE '%/%'"
    )
    return [_At(*row) for row in fetched(connection, query, folded(name))]


def _covered(every: _Places, kept: _Rows) -> tuple[str, ...]:
    """The largest cells all of whose places are kept, and one by one the places in no such cell."""
    found: list[str] = []
    left = kept
    for size in CELLS:
        rows, columns = (np.floor(numbers / size).astype(np.int64) for numbers in (every.lats, every.lons))
        number = rows * _COLUMNS + columns
        whole = left & ~np.isin(number, number[~kept])
        inside = set(zip(rows[whole].tolist(), columns[whole].tolist(), strict=True))
        found += [cell_term(size, row, column) for row, column in inside]
        left = left & ~whole
    return tuple(sorted([*found, *every.terms(left)]))

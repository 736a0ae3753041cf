"""The part of a place that a text means: eastern Syria, the north of Norway, Mali's north, central Bergen."""

import math
import re
from functools import lru_cache

import numpy as np

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, TOWN, WORLD, Entry, gazetteer
from purport.types import PlacePart

_SIDE = r"(?P<side>(?:north|south)(?:[-\s]?(?:east|west)|[-\s]central)?|east|west|central|centre|center)"
_BEFORE = re.compile(rf"\b{_SIDE}(?:ern)?\s+\Z", re.IGNORECASE)
# "To the north of" and "north of" lead out of a place, "in the north of" does not.
_PART_OF = re.compile(
    rf"(?<!\bto )\bthe\s+(?:far\s+|extreme\s+)?{_SIDE}"
    r"(?:(?:ern)?\s+(?:part|parts|half|areas?|regions?|districts|provinces|coast|tip|end))?\s+of\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"\A['’]s\s+(?:far\s+|extreme\s+|restive\s+)?{_SIDE}"
    r"(?:(?:ern)?\s+(?:part|parts|half|areas?|regions?|districts|provinces|coast|tip|end))?(?![\w-])(?!\s+[A-Z])",
    re.IGNORECASE,
)
_LOOK = 45
_BEARINGS = {
    "north": (1, 0),
    "northeast": (1, 1),
    "east": (0, 1),
    "southeast": (-1, 1),
    "south": (-1, 0),
    "southwest": (-1, -1),
    "west": (0, -1),
    "northwest": (1, -1),
}
KM_PER_DEGREE = 111.2
# With fewer towns than this the shape of an area is not known, and it is taken for a disc.
SHAPED = 8
# The share of outliers left out at either end, islands and exclaves for the most part.
OUTLIERS = 1.0


def part_of(text: str, start: int, end: int, entry: Entry) -> PlacePart | None:
    """The part of an entry that the words about its name say, None where they mean all of it."""
    if entry.rank not in (COUNTRY, REGION, DISTRICT, TOWN, WORLD):
        return None
    before = text[max(0, start - _LOOK) : start]
    found = _BEFORE.search(before) or _PART_OF.search(before) or _OWNED.match(text[end : end + _LOOK])
    if not found:
        return None
    return _disc(entry, _direction(found["side"]))


def _direction(side: str) -> str:
    word = re.sub(r"[-\s]", "", side.lower())
    return "central" if word in ("centre", "center", "central") else word.removesuffix("central")


@lru_cache(maxsize=512)
def _disc(entry: Entry, direction: str) -> PlacePart:
    """The half, or the quarter, of an area towards a side: of what its towns span, else of the disc with its radius."""
    if direction == "central":
        return PlacePart(direction=direction, lat=entry.lat, lon=entry.lon, radius_km=max(1.0, entry.radius_km / 2))
    up, right = _BEARINGS[direction]
    narrowing = max(0.05, math.cos(math.radians(entry.lat)))
    towns = gazetteer().towns_in(entry)
    if len(towns) < SHAPED:
        step = entry.radius_km / 2 / math.hypot(up, right)
        north, east, radius = step * up, step * right, entry.radius_km * 2 / 3
    else:
        offsets = np.stack([towns[:, 0] - entry.lat, ((towns[:, 1] - entry.lon + 180) % 360 - 180) * narrowing], axis=1)
        offsets *= KM_PER_DEGREE
        middle = np.percentile(offsets, (OUTLIERS, 100 - OUTLIERS), axis=0).mean(axis=0)
        there = offsets[((offsets - middle) * (up, right) >= 0).all(axis=1)]
        low, high = np.percentile(there if len(there) else offsets, (OUTLIERS, 100 - OUTLIERS), axis=0)
        north, east = (float(v) for v in (low + high) / 2)
        radius = float(max(high - low)) / 2
    return PlacePart(
        direction=direction,
        lat=round(max(-90.0, min(90.0, entry.lat + north / KM_PER_DEGREE)), 4),
        lon=round((entry.lon + east / KM_PER_DEGREE / narrowing + 180) % 360 - 180, 4),
        radius_km=round(max(1.0, radius), 1),
    )

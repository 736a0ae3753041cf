"""Groups of what is the same, by how likely each two are and by what people have judged.

``apart`` holds whatever else is said: two that are kept apart are never in one group, nor by way of a third.
``together`` puts two in one group unless that would break what is apart. Two ``doubtful`` ones are not put together but
by such a judgement. All the rest goes by average linkage: two groups become one where the mean log odds over all pairs
across is the highest, and at least ``LEAST``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import product

Pair = tuple[int, int]
LEAST = 0.0
MOST_ODDS = 6.0
"""Log odds count no further than this, so that one pair does not outweigh all others."""
MOST_LINKED = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, each sorted, in the order of their first members; and what was judged to be together but cannot
    be."""

    groups: tuple[tuple[int, ...], ...]
    overruled: tuple[Pair, ...]


def grouped(
    count: int,
    odds: Mapping[Pair, float],
    across: Callable[[int, int], float],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    doubtful: Iterable[Pair] = (),
    crowded: Callable[[Sequence[int]], bool] = lambda group: False,
) -> Grouping:
    """Group the numbers below ``count``.

    odds: log odds of the pairs that were compared, the lower number first.
    across: log odds of any other pair, asked only where it is needed.
    together, apart, doubtful: pairs that were judged.
    crowded: a group that is not made unless all of it was judged to be one; then no group that holds it is made either.
    """
    held_apart, doubted = _both_ways(apart), _both_ways(doubtful)
    judged = _Groups(count)
    overruled = []
    for one, other in together:
        if any(b in held_apart.get(a, ()) for a, b in product(judged.of(one), judged.of(other))):
            overruled.append((one, other))
        else:
            judged.join(one, other)
    made: list[tuple[int, ...]] = []
    for component in _components(judged, odds):
        made += _linked(component, odds, across, _Barred(held_apart, doubted), crowded)
    groups = sorted(tuple(sorted(group)) for group in made)
    return Grouping(groups=tuple(groups), overruled=tuple(overruled))


@dataclass(frozen=True, slots=True)
class _Barred:
    apart: Mapping[int, set[int]]
    doubtful: Mapping[int, set[int]]

    def __call__(self, one: Iterable[int], others: tuple[int, ...]) -> bool:
        return any(b in self.apart.get(a, ()) or b in self.doubtful.get(a, ()) for a in one for b in others)


class _Groups:
    """Disjoint groups of numbers that only grow."""

    def __init__(self, count: int) -> None:
        self._group = [[number] for number in range(count)]

    def of(self, number: int) -> list[int]:
        return self._group[number]

    def join(self, one: int, other: int) -> None:
        first, second = self._group[one], self._group[other]
        if first is second:
            return
        if len(first) < len(second):
            first, second = second, first
        first += second
        for number in second:
            self._group[number] = first

    def all(self) -> list[tuple[int, ...]]:
        return [tuple(group) for number, group in enumerate(self._group) if group[0] == number]


def _components(judged: _Groups, odds: Mapping[Pair, float]) -> list[list[tuple[int, ...]]]:
    """What hangs together by any likely pair, as groups of those judged together; so large a one as takes too long to
    link is cut at higher odds."""
    units = judged.all()
    unit_of = {number: at for at, unit in enumerate(units) for number in unit}
    links = [(unit_of[a], unit_of[b], score) for (a, b), score in odds.items() if score >= LEAST]
    return [[units[at] for at in part] for part in _parts(list(range(len(units))), links, LEAST)]


def _parts(members: list[int], links: list[tuple[int, int, float]], least: float) -> list[list[int]]:
    local = {member: at for at, member in enumerate(members)}
    groups = _Groups(len(members))
    for one, other, score in links:
        if score >= least:
            groups.join(local[one], local[other])
    parts: list[list[int]] = []
    for group in groups.all():
        part = [members[at] for at in group]
        if len(part) <= MOST_LINKED or least > MOST_ODDS:
            parts.append(part)
        else:
            inside = set(part)
            parts += _parts(part, [link for link in links if link[0] in inside and link[1] in inside], least + 1.0)
    return parts


def _linked(
    units: list[tuple[int, ...]],
    odds: Mapping[Pair, float],
    across: Callable[[int, int], float],
    barred: Callable[[tuple[int, ...], tuple[int, ...]], bool],
    crowded: Callable[[Sequence[int]], bool],
) -> list[tuple[int, ...]]:
    """Average linkage over some groups."""
    if len(units) == 1:
        return units
    groups: dict[int, tuple[int, ...]] = dict(enumerate(units))

    def odds_of(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        return max(-MOST_ODDS, min(MOST_ODDS, odds[pair] if pair in odds else across(*pair)))

    def whole(one: int, other: int) -> float:
        return sum(odds_of(a, b) for a in groups[one] for b in groups[other])

    sums: dict[Pair, float] = {}
    shut: set[Pair] = set()
    for one in groups:
        for other in range(one + 1, len(units)):
            sums[one, other] = whole(one, other)
            if barred(groups[one], groups[other]):
                shut.add((one, other))

    def mean(pair: Pair) -> float:
        return sums[pair] / (len(groups[pair[0]]) * len(groups[pair[1]]))

    heap = [(-mean(pair), pair) for pair in sums if pair not in shut and mean(pair) >= LEAST]
    heapify(heap)
    fresh = len(units)
    while heap:
        _, (one, other) = heappop(heap)
        if one not in groups or other not in groups or crowded(groups[one] + groups[other]):
            continue
        for third in groups:
            if third in (one, other):
                continue
            pairs = [(min(each, third), max(each, third)) for each in (one, other)]
            sums[third, fresh] = sum(sums.pop(pair) for pair in pairs)
            if any(pair in shut for pair in pairs):
                shut.add((third, fresh))
        groups[fresh] = groups.pop(one) + groups.pop(other)
        for third in groups:
            pair = (third, fresh)
            if third != fresh and pair not in shut and mean(pair) >= LEAST:
                heappush(heap, (-mean(pair), pair))
        fresh += 1
    return list(groups.values())


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found

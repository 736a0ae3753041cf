"""Groups of what is the same, by how likely each two are and by what people have judged.

The model groups by average linkage: two groups become one where the mean log odds over all pairs across is the highest,
and at least ``LEAST``. What people judged then changes these groups, and no more of them than it must. ``together``
makes the two groups of a pair one, whole, unless that would break what is ``apart``, which holds whatever else is said.
Two that are apart are parted as the fewest leave their group: one of them, with what is ``bound`` to it. Two
``doubtful`` ones are parted likewise, unless they were judged to be together, be it by way of others. Those who leave
one group are put together among themselves where the model does so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations, product

Pair = tuple[int, int]
LEAST = 0.0
MOST_ODDS = 6.0
"""Log odds count no further than this, so that one pair does not outweigh all others."""
MOST_LINKED = 600
MOST_TRIED = 2_000
"""So many ways of parting a group are tried at most for the one by which the fewest leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, each sorted, in the order of their first members; what was judged to be together but cannot be; and
    the groups that would be one but for what is apart or doubtful, each as the one they would be."""

    groups: tuple[tuple[int, ...], ...]
    overruled: tuple[Pair, ...]
    parted: tuple[tuple[int, ...], ...] = ()


def grouped(
    count: int,
    odds: Mapping[Pair, float],
    across: Callable[[int, int], float],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    doubtful: Iterable[Pair] = (),
    crowded: Callable[[Sequence[int]], bool] = lambda group: False,
    bound: Callable[[int, int], bool] = lambda one, other: False,
) -> Grouping:
    """Group the numbers below ``count``.

    odds: log odds of the pairs that were compared, the lower number first.
    across: log odds of any other pair, asked only where it is needed.
    together, apart, doubtful: pairs that were judged. Where not all that is together can be, what comes first is.
    crowded: a group that the model does not make; then no group that holds it is made either.
    bound: whether two of one group leave it together, asked only where it is parted.
    """
    kept_apart = list(apart)
    held_apart = _both_ways(kept_apart)
    judged, overruled = _Groups(count), []
    for one, other in together:
        if any(b in held_apart.get(a, ()) for a, b in product(judged.of(one), judged.of(other))):
            overruled.append((one, other))
        else:
            judged.join(one, other)
    barred = _Barred(
        _both_ways(
            pair
            for one, other in (*kept_apart, *doubtful)
            if judged.of(one) is not judged.of(other)
            for pair in product(judged.of(one), judged.of(other))
        )
    )

    def parted(group: tuple[int, ...]) -> list[tuple[int, ...]]:
        if not barred.within([(number,) for number in group]):
            return [group]
        units = sorted({tuple(sorted(set(judged.of(number)) & set(group))) for number in group})
        staying, leaving = _parted(_bound(units, barred, bound), barred, _either_way(odds, across))
        return [staying, *_linked(leaving, odds, across, barred, crowded)]

    left, whole = _Groups(count), _Groups(count)
    for component in _components(count, odds):
        for group in _linked(component, odds, across, _Barred({}), crowded):
            whole.join_all(group)
            for part in parted(group):
                left.join_all(part)
    for unit in judged.all():
        left.join_all(unit)
        whole.join_all(unit)
    groups = sorted(tuple(sorted(part)) for group in left.all() for part in parted(group))
    first = {number: group[0] for group in groups for number in group}
    cut = [tuple(sorted(group)) for group in whole.all() if len({first[number] for number in group}) > 1]
    return Grouping(groups=tuple(groups), overruled=tuple(overruled), parted=tuple(cut))


@dataclass(frozen=True, slots=True)
class _Barred:
    of: Mapping[int, set[int]]

    def __call__(self, one: Iterable[int], others: Sequence[int]) -> bool:
        return any(b in self.of.get(a, ()) for a in one for b in others)

    def within(self, units: Sequence[tuple[int, ...]]) -> list[Pair]:
        """Which of some units are not to be together, by their places."""
        judged = [at for at, unit in enumerate(units) if any(number in self.of for number in unit)]
        return [pair for pair in combinations(judged, 2) if self(units[pair[0]], units[pair[1]])]


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

    def join_all(self, numbers: Sequence[int]) -> None:
        for number in numbers[1:]:
            self.join(numbers[0], number)

    def all(self) -> list[tuple[int, ...]]:
        return [tuple(group) for number, group in enumerate(self._group) if group[0] == number]


def _components(count: int, odds: Mapping[Pair, float]) -> list[list[tuple[int, ...]]]:
    """What hangs together by any likely pair; so large a one as takes too long to link is cut at higher odds."""
    links = [(a, b, score) for (a, b), score in odds.items() if score >= LEAST]
    return [[(number,) for number in part] for part in _parts(list(range(count)), links, LEAST)]


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
    if len(units) < 2:
        return units
    groups: dict[int, tuple[int, ...]] = dict(enumerate(units))
    odds_of = _either_way(odds, across)

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


def _bound(units: list[tuple[int, ...]], barred: _Barred, bound: Callable[[int, int], bool]) -> list[tuple[int, ...]]:
    """Units with those bound to them, but for what is not to be together."""
    joined = _Groups(len(units))
    for one, other in combinations(range(len(units)), 2):
        if joined.of(one) is joined.of(other) or not any(bound(a, b) for a in units[one] for b in units[other]):
            continue
        held = [[number for at in joined.of(each) for number in units[at]] for each in (one, other)]
        if not barred(*held):
            joined.join(one, other)
    return sorted(tuple(sorted(number for at in each for number in units[at])) for each in joined.all())


def _parted(
    units: list[tuple[int, ...]], barred: _Barred, odds_of: Callable[[int, int], float]
) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
    """The members who stay in a group, and the units that leave it: the fewest members, and of as few those least like
    all others."""
    at_odds = _both_ways(barred.within(units))
    group = [number for unit in units for number in unit]
    cost = {
        at: (len(units[at]), sum(odds_of(a, b) for a in units[at] for b in group if b not in units[at]))
        for at in at_odds
    }
    leaving = _fewest(cost, at_odds)
    staying = tuple(number for at, unit in enumerate(units) for number in unit if at not in leaving)
    return staying, [units[at] for at in sorted(leaving)]


def _fewest(cost: Mapping[int, tuple[int, float]], at_odds: Mapping[int, set[int]]) -> frozenset[int]:
    """The cheapest of those at odds whose leaving leaves none at odds; of as cheap ones the later numbers."""
    best: tuple[tuple[int, float], frozenset[int]] | None = None
    tried = 0

    def priced(left: frozenset[int]) -> tuple[int, float]:
        return sum(cost[at][0] for at in left), round(sum(cost[at][1] for at in left), 6)

    todo = [frozenset[int]()]
    while todo and (best is None or tried < MOST_TRIED):
        left = todo.pop()
        tried += 1
        if best is not None and priced(left)[0] > best[0][0]:
            continue
        open_ones = {at: len(others - left) for at, others in at_odds.items() if at not in left and others - left}
        if not open_ones:
            if best is None or priced(left) < best[0]:
                best = priced(left), left
            continue
        at = min(open_ones, key=lambda each: (-open_ones[each], each))
        todo += [left | {at}, left | at_odds[at]]
    assert best is not None
    return best[1]


def _either_way(odds: Mapping[Pair, float], across: Callable[[int, int], float]) -> Callable[[int, int], float]:
    """The log odds of any two, in whichever order, within bounds."""

    def odds_of(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        return max(-MOST_ODDS, min(MOST_ODDS, odds[pair] if pair in odds else across(*pair)))

    return odds_of


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found

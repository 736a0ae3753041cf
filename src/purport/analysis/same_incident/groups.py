"""Which tellings of different documents are of one incident.

Tellings that may be (``candidates``) are compared field by field (``pairs``), weighed (``weights``) and grouped
(``clusters``); then what people have judged changes the groups, and no more than it must. Two judged not to be the same
are never in one group, nor by way of a third: one of them leaves, with what copies it. Two judged to be the same make
their groups one, unless that would break it; of such that cannot all hold the older do. Two of which it cannot be told
are not put together by the model. Two tellings of one document are put together only by way of another's that is like
both, and where not too many documents tell them apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from purport.analysis.clusters import LEAST, Grouping, Pair, grouped
from purport.analysis.same_incident.candidates import Candidates, candidates
from purport.analysis.same_incident.pairs import copied
from purport.analysis.same_incident.tellings import Key, Telling
from purport.analysis.same_incident.weights import Ground, Weights, probability, weights
from purport.case.judgements import Anchor, Judgement, Verdict

ONE_IN = 4
"""At most one document in so many may tell one incident as two."""
_TOLD_EVERY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two tellings are of one incident, and what speaks for and against it."""

    one: Key
    other: Key
    probability: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameIncident:
    """Tellings held to be of one incident, the first to be published first.

    ``probability`` is the mean over all pairs, None where there is only one telling; ``likenesses`` are for each
    telling but the first what likens it most to one before; ``judgements`` those by which people put any of them
    together or kept them apart, ``overruled`` those of them that another judgement does not let stand. ``parted`` are
    the tellings that would be with them, were none judged to be apart.
    """

    tellings: tuple[Telling, ...]
    probability: float | None
    likenesses: tuple[Likeness, ...]
    judgements: tuple[Judgement, ...] = ()
    overruled: tuple[Judgement, ...] = ()
    parted: tuple[Telling, ...] = ()

    def __contains__(self, key: object) -> bool:
        return any(telling.key == key for telling in self.tellings)


def same_incidents(
    tellings: Sequence[Telling],
    judgements: Iterable[Judgement] = (),
    *,
    model: Weights | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[SameIncident]:
    """The tellings as incidents, each telling in one; in the order of the tellings that are first. ``progress`` is told
    now and then how many pairs were compared, and of how many."""
    told = sorted(tellings, key=_order)
    used = model or weights()
    judged = _judged(told, judgements)
    odds = _likely(told, used, progress)
    found = _grouped(told, odds, judged, used)
    broken = {id(judged.together[pair]) for pair in found.overruled}
    whole = {number: group for group in found.parted for number in group}
    return [_incident(told, group, whole.get(group[0], group), judged, broken, used) for group in found.groups]


def same_incident(tellings: Sequence[Telling], key: Key, judgements: Sequence[Judgement] = ()) -> SameIncident:
    """The incident of one of some tellings, as ``same_incidents`` has it: only what hangs together with it is
    compared."""
    told = sorted(tellings, key=_order)
    near = _partners(candidates(told), _judged(told, judgements).together)
    first = next(number for number, telling in enumerate(told) if telling.key == key)
    reached, new = {first}, [first]
    model = weights()
    while new:
        at = new.pop()
        for other, surely in near(at):
            one, two = told[min(at, other)], told[max(at, other)]
            if other not in reached and (surely or model.log_odds(one, two) >= LEAST):
                reached.add(other)
                new.append(other)
    around = [told[number] for number in sorted(reached)]
    return next(each for each in same_incidents(around, judgements) if key in each)


def _partners(pairs: Candidates, together: Iterable[Pair]) -> Callable[[int], Iterator[tuple[int, bool]]]:
    """With which others a telling makes a pair, and whether it was judged to be of one incident with them."""
    sure: dict[int, list[int]] = {}
    for pair in together:
        for one, other in (pair, pair[::-1]):
            sure.setdefault(one, []).append(other)
    ones, others = np.divmod(pairs.numbers, np.uint64(max(1, pairs.count)))
    froms, to = np.concatenate([ones, others]), np.concatenate([others, ones])
    order = np.argsort(froms, kind="stable")
    froms, to = froms[order], to[order]

    def near(at: int) -> Iterator[tuple[int, bool]]:
        yield from ((other, True) for other in sure.get(at, ()))
        low, high = np.searchsorted(froms, np.array([at, at + 1], np.uint64))
        yield from ((other, False) for other in to[low:high].tolist())

    return near


def told_twice(told: Sequence[Telling], group: Sequence[int]) -> bool:
    """Whether too many documents tell what would be one incident as two, so that it is two: more than one, and more
    than one in ``ONE_IN``."""
    documents = len({told[number].source for number in group})
    return len(group) - documents > max(1, documents // ONE_IN)


def _likely(told: Sequence[Telling], model: Weights, progress: Callable[[int, int], None] | None) -> dict[Pair, float]:
    """The log odds of the pairs that are as likely as not of one incident, or likelier: only those link."""
    pairs = candidates(told)
    found: dict[Pair, float] = {}
    for done, (one, other) in enumerate(pairs):
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, len(pairs))
        if (odds := model.log_odds(told[one], told[other])) >= LEAST:
            found[one, other] = odds
    return found


def likeness(one: Telling, other: Telling, model: Weights | None = None) -> Likeness:
    """How likely two tellings are of one incident."""
    used = model or weights()
    return Likeness(
        one=one.key,
        other=other.key,
        probability=probability(used.log_odds(one, other)),
        grounds=used.grounds(one, other),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """By pair of tellings the judgement that holds of it. Of rival ones not_same goes before same, same before
    undecided, whoever they are of."""

    together: Mapping[Pair, Judgement]
    apart: Mapping[Pair, Judgement]
    doubtful: Mapping[Pair, Judgement]
    every: Sequence[tuple[Pair, Judgement]]


def _judged(told: Sequence[Telling], judgements: Iterable[Judgement]) -> _Judged:
    at = {(telling.source, telling.spans): number for number, telling in enumerate(told)}
    every: list[tuple[Pair, Judgement]] = []
    by_verdict: dict[Verdict, dict[Pair, Judgement]] = {
        verdict: {} for verdict in (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNDECIDED)
    }
    for each in judgements:
        one, other = _number(at, each.subject), _number(at, each.other)
        if each.fits and each.verdict in by_verdict and one is not None and other is not None:
            pair = (min(one, other), max(one, other))
            every.append((pair, each))
            by_verdict[each.verdict].setdefault(pair, each)
    apart = by_verdict[Verdict.NOT_SAME]
    doubtful = {p: j for p, j in by_verdict[Verdict.UNDECIDED].items() if p not in by_verdict[Verdict.SAME]}
    return _Judged(by_verdict[Verdict.SAME], apart, doubtful, every)


def _number(at: Mapping[tuple[str, tuple[tuple[int, int], ...]], int], anchor: Anchor | None) -> int | None:
    if anchor is None or anchor.record != "incident":
        return None
    return at.get((anchor.source, anchor.spans))


def _grouped(told: Sequence[Telling], odds: Mapping[Pair, float], judged: _Judged, model: Weights) -> Grouping:
    return grouped(
        len(told),
        odds,
        lambda one, other: model.log_odds(told[one], told[other]),
        together=judged.together,
        apart=judged.apart,
        doubtful=judged.doubtful,
        crowded=lambda group: told_twice(told, group),
        bound=lambda one, other: copied(told[one], told[other]),
    )


def _incident(
    told: Sequence[Telling],
    group: Sequence[int],
    whole: Sequence[int],
    judged: _Judged,
    broken: set[int],
    model: Weights,
) -> SameIncident:
    members = [told[number] for number in group]
    inside = set(group)
    bearing = [judgement for pair, judgement in judged.every if inside & set(pair)]
    best: list[Likeness] = []
    total, pairs = 0.0, 0
    for at, later in enumerate(members[1:], 1):
        scores = [model.log_odds(earlier, later) for earlier in members[:at]]
        total += sum(map(probability, scores))
        pairs += len(scores)
        best.append(likeness(members[scores.index(max(scores))], later, model))
    return SameIncident(
        tellings=tuple(members),
        probability=total / pairs if pairs else None,
        likenesses=tuple(best),
        judgements=tuple(bearing),
        overruled=tuple(each for each in bearing if id(each) in broken),
        parted=tuple(told[number] for number in whole if number not in inside),
    )


def _order(telling: Telling) -> tuple[int, str, str, tuple[tuple[int, int], ...]]:
    published = telling.published[0] if telling.published is not None else 10**7
    return published, telling.document, telling.source, telling.spans

"""Which statements are of one claim, and which of them tells it first.

Statements are compared that tell of one incident, or that share two rare words within weeks, or two words that seldom
stand together, or all of them. A repeat is what comes
later, or through more hands, than the first telling: it is no more than the first was.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.analysis.clusters import Pair, grouped
from purport.analysis.same_claim.claims import ToldClaim
from purport.analysis.same_claim.pairs import Rarity, levels
from purport.analysis.same_incident.days import gap
from purport.analysis.same_incident.parties import core
from purport.analysis.same_incident.weights import probability, weights
from purport.case.judgements import Anchor, Judgement, Verdict
from purport.types import Quote

FILE = "same_claim.json"
MOST_WITH_A_WORD = 60
"""In so many claims a word may stand that brings two of them together."""
MOST_DAYS = 60
MOST_OF_AN_INCIDENT = 300
_SHARED_WORDS = 2
_RAREST = 5
"""Of so many words of a claim, its rarest, each two are looked for together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A later telling of a claim: how likely it is of the same one, and in what it is a repeat, in words."""

    claim: ToldClaim
    probability: float
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameClaim:
    """What is claimed once: its first telling, its repeats in order, and who says it, each once."""

    first: ToldClaim
    repeats: tuple[Repeat, ...]
    speakers: tuple[str, ...]

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({self.first.source, *(each.claim.source for each in self.repeats)})


def same_claims(
    claims: Sequence[ToldClaim],
    incidents: Mapping[tuple[str, str], int],
    judgements: Iterable[Judgement] = (),
) -> list[SameClaim]:
    """The statements as claims, each statement in one, the most repeated first.

    ``incidents`` gives the number of the incident (as it is held to be across documents) for a document's SHA-256 and
    an incident's id in it; ``judgements`` those by which people put statements together or kept them apart.
    """
    told = sorted(claims, key=order)
    rarity = Rarity(Counter(word for each in told for word in each.words), len(told))
    of = incidents_of(told, incidents)
    model = weights(FILE)

    def odds(one: int, other: int) -> float:
        return model.total(levels(told[one], told[other], rarity, together(of[one], of[other])))

    judged = _judged(told, judgements)
    found = grouped(
        len(told),
        {pair: odds(*pair) for pair in candidates(told, of)},
        odds,
        together=judged[Verdict.SAME],
        apart=judged[Verdict.NOT_SAME],
        doubtful=judged[Verdict.UNDECIDED],
    )
    made = []
    for group in found.groups:
        members = _first_of_all(group, told)
        made.append(_claim([told[at] for at in members], [odds(members[0], at) for at in members]))
    return sorted(made, key=lambda each: (-each.documents, -len(each.repeats)))


def incidents_of(told: Sequence[ToldClaim], incidents: Mapping[tuple[str, str], int]) -> list[set[int]]:
    """The numbers of the incidents that each claim tells of."""
    return [
        {incidents[each.source, name] for name in each.incidents if (each.source, name) in incidents} for each in told
    ]


def together(one: set[int], other: set[int]) -> bool | None:
    """Whether two claims tell of one incident; None where one of them tells of none."""
    return bool(one & other) if one and other else None


def order(claim: ToldClaim) -> tuple[int, int, int, bool, bool, str, int]:
    """The first telling first: by the day on which it was said, then by publication, by how many hands it came
    through, whether under the publisher's own dateline, and whether in the speaker's own words."""
    said, published = claim.said or claim.published, claim.published
    start = claim.statement.content[0].start
    return (
        said[0] if said else 10**7,
        published[0] if published else 10**7,
        len(claim.statement.via),
        not claim.own_dateline,
        claim.statement.quote is not Quote.DIRECT,
        claim.document,
        start,
    )


def _first_of_all(group: Sequence[int], told: Sequence[ToldClaim]) -> list[int]:
    """The claims of a group in order, but before all the first that cites none of the others' publishers."""
    first = next((at for at in group if not any(_cites(told[at], told[other]) for other in group)), group[0])
    return [first, *(at for at in group if at != first)]


def _cites(one: ToldClaim, other: ToldClaim) -> bool:
    """Whether a claim is told on the word of another's publisher, or through it, and came out no earlier."""
    if not other.publisher or one.source == other.source or core(one.publisher or "") == core(other.publisher):
        return False
    if one.published and other.published and one.published[0] < other.published[0]:
        return False
    names = (one.speaker, *(hand.name for hand in one.statement.via))
    return any(core(name) and core(name) <= core(other.publisher) for name in names if name)


def candidates(told: Sequence[ToldClaim], of: Sequence[set[int]]) -> Iterator[Pair]:
    """Pairs that are worth comparing; ``told`` in ``order``, ``of`` the incidents that each tells of."""
    by_incident: dict[int, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for at, each in enumerate(told):
        for number in of[at]:
            by_incident.setdefault(number, []).append(at)
        for word in each.words:
            by_word.setdefault(word, []).append(at)
    seen: set[Pair] = set()
    for members in by_incident.values():
        if len(members) <= MOST_OF_AN_INCIDENT:
            seen.update(combinations(members, 2))
    for members in _by_words(told, by_word).values():
        if len(members) <= MOST_WITH_A_WORD:
            seen.update(pair for pair in combinations(members, 2) if _in_time(told[pair[0]], told[pair[1]]))
    shared: Counter[Pair] = Counter()
    for members in by_word.values():
        if len(members) <= MOST_WITH_A_WORD:
            shared.update(combinations(members, 2))
    seen.update(
        pair for pair, count in shared.items() if count >= _SHARED_WORDS and _in_time(told[pair[0]], told[pair[1]])
    )
    yield from sorted(seen)


def _by_words(told: Sequence[ToldClaim], by_word: Mapping[str, Sequence[int]]) -> dict[tuple[str, ...], list[int]]:
    """The claims that have two of their rarest words in common, and those with the same words."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at, each in enumerate(told):
        shared = [word for word in each.words if len(by_word[word]) > 1]
        rarest = sorted(shared, key=lambda word: (len(by_word[word]), word))
        for ground in combinations(sorted(rarest[:_RAREST]), 2):
            found.setdefault(ground, []).append(at)
        if len(shared) == len(each.words) > 2:
            found.setdefault(tuple(sorted(shared)), []).append(at)
    return found


def _in_time(one: ToldClaim, other: ToldClaim) -> bool:
    first, second = one.said or one.published, other.said or other.published
    return first is None or second is None or gap(first, second) <= MOST_DAYS


def _judged(told: Sequence[ToldClaim], judgements: Iterable[Judgement]) -> dict[Verdict, list[Pair]]:
    at = {(each.source, _spans(each)): number for number, each in enumerate(told)}
    made: dict[Verdict, list[Pair]] = {Verdict.SAME: [], Verdict.NOT_SAME: [], Verdict.UNDECIDED: []}
    for each in judgements:
        one, other = _number(at, each.subject), _number(at, each.other)
        if each.fits and each.verdict in made and one is not None and other is not None:
            made[each.verdict].append((min(one, other), max(one, other)))
    return made


_Known = Mapping[tuple[str, tuple[tuple[int, int], ...]], int]


def _number(at: _Known, anchor: Anchor | None) -> int | None:
    if anchor is None or anchor.record != "statement":
        return None
    return at.get((anchor.source, anchor.spans))


def _spans(claim: ToldClaim) -> tuple[tuple[int, int], ...]:
    """Where a statement stands, as judgements know it: its cue, then its content."""
    cue = () if claim.statement.cue is None else (claim.statement.cue,)
    return tuple((span.start, span.end) for span in (*cue, *claim.statement.content))


def _claim(members: Sequence[ToldClaim], odds: Sequence[float]) -> SameClaim:
    first = members[0]
    return SameClaim(
        first=first,
        repeats=tuple(
            Repeat(claim=each, probability=probability(score), how=_how(first, each))
            for each, score in zip(members[1:], odds[1:], strict=True)
        ),
        speakers=tuple(dict.fromkeys(each.speaker for each in members if each.speaker)),
    )


def _how(first: ToldClaim, repeat: ToldClaim) -> str:
    """In what it is a repeat: on the word of the first, of the same speaker or another, through whom, how much later,
    in the same document."""
    parts = []
    if _cites(repeat, first) and repeat.speaker and core(repeat.speaker) <= core(first.publisher or ""):
        parts.append(f"citing {first.publisher}")
    elif first.speaker and repeat.speaker:
        one, other = core(first.speaker), core(repeat.speaker)
        # "The governor" beside "the governor of Suðuroy, Marin Dalsgaard" says it in the same words.
        same = one == other or (bool(one and other) and (one < other or other < one))
        parts.append("the same speaker" if same else f"{repeat.speaker} too")
    elif repeat.speaker:
        parts.append(f"on the word of {repeat.speaker}")
    if repeat.statement.via:
        parts.append(f"via {', '.join(hand.name for hand in repeat.statement.via)}")
    if first.source == repeat.source:
        parts.append("in the same document")
    elif first.published and repeat.published and repeat.published[0] > first.published[0]:
        days = repeat.published[0] - first.published[0]
        parts.append(f"{days} day{'' if days == 1 else 's'} later")
    return ", ".join(parts) or "told again"

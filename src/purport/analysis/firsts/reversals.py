"""Who went back on their word: denied before and admitted now, or the other way round."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from purport.analysis.firsts import queries
from purport.analysis.firsts.happened import is_after
from purport.analysis.firsts.likeness import Likeness, PlacedClaim, placed_claims
from purport.analysis.firsts.persons import Persons
from purport.analysis.firsts.propositions import Proposition, proposition
from purport.analysis.firsts.records import How, Reversal, Standing
from purport.analysis.firsts.standing import opposed, standing
from purport.analysis.firsts.utterances import utterances
from purport.analysis.firsts.words import reversal_sentence
from purport.analysis.same_claim.claims import NO_CLAIM
from purport.analysis.same_claim.pairs import Rarity
from purport.analysis.same_incident.sentences import content_words
from purport.case import Case
from purport.case.tallying import Placed
from purport.types import Statement

MOST_STATEMENTS = 20_000
"""So many statements of a speaker are looked through, the newest."""
MOST_ALIKE = 1_000
"""So many statements of a speaker are looked at for what stands against a new one, the newest."""
MOST_WITH_A_WORD = 60
LEAST_SHARE, LEAST_SHARE_WITH_FIGURES = 0.95, 0.3
"""Two statements that share less of their words are never likely of one claim, without a number in common and with
one: by the weights of ``same claim`` nothing else can make up for it."""
_SHARED = 2
_LONGEST = 4
_SUREST = tuple(How)


@dataclass(frozen=True)
class _Said:
    """A statement of somebody, as it was read, and its days."""

    placed: Placed
    speaker: str
    statement: Statement

    @cached_property
    def standing(self) -> Standing:
        return standing(self.statement)

    @cached_property
    def says(self) -> Proposition:
        return proposition(self.statement)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for part in self.statement.content for word in content_words(part.text))


@dataclass(frozen=True)
class _Turn:
    """Two statements of which the later one goes back on the earlier."""

    earlier: PlacedClaim
    later: PlacedClaim
    how: How
    probability: float

    @property
    def days(self) -> int:
        """How many days lie between their dates."""
        return (self.later.placed.day or 0) - (self.earlier.placed.last or 0)

    @property
    def doubt(self) -> tuple[int, float]:
        """The less, the surer it is that they are of one claim; where their words make them one, all are as sure."""
        return _SUREST.index(self.how), -self.probability if self.how is How.LIKELY else 0.0


def reversals_among(case: Case, query: str | None, *, since: int | None = None) -> list[Reversal]:
    """Reversals of one speaker each, among the statements that fit a query; with ``since`` (an ordinal) those alone
    whose later statement is of that day or after. The surest first."""
    found: list[_Turn] = []
    persons = Persons(case)
    if since is None:
        for pool in _by_speaker(persons, case.placed_statements(query, limit=MOST_STATEMENTS)).values():
            found += _turns(case, pool)
    else:
        for who, new in _by_speaker(persons, case.placed_statements(queries.since(query, since))).items():
            pool = [*new, *_against(persons, query, who, new)]
            turns = _since(_turns(case, pool), since)
            if turns and (between := _between(persons, query, who, turns, pool, since)):
                turns = _since(_turns(case, [*pool, *between]), since)
            found += turns
    return [_told(case, each) for each in sorted(found, key=lambda turn: (turn.doubt, turn.days))]


def _by_speaker(persons: Persons, placed: Iterable[Placed], *, negative: bool = False) -> dict[str, list[_Said]]:
    """Claims of fact with a date by who says them: as ``persons`` knows them."""
    dated = {each.number: each for each in placed if each.day is not None}
    pools: defaultdict[str, list[_Said]] = defaultdict(list)
    for number, (_, statement) in persons.case.statements_by_number(list(dated), negative=negative).items():
        known = None if statement.speaker is None else persons.known(statement.speaker)
        if known is None or statement.kind in NO_CLAIM:
            continue
        who, name = known
        pools[who].append(_Said(dated[number], name, statement))
    return pools


def _against(persons: Persons, query: str | None, who: str, new: Sequence[_Said]) -> list[_Said]:
    """What a speaker says that may stand against some of their statements and shares words with it."""
    speaker = queries.both(query, queries.field("speaker", new[0].speaker))
    found: dict[int, _Said] = {}

    def keep(every: Iterable[_Said], against: Sequence[_Said]) -> None:
        found.update({each.placed.number: each for each in every if any(_share(each, other) for other in against)})

    if affirmed := [each for each in new if each.standing is Standing.AFFIRMED]:
        every = persons.case.placed_statements(speaker, limit=MOST_ALIKE)
        keep(_by_speaker(persons, every, negative=True).get(who, ()), affirmed)
    for each in new:
        if each.standing is Standing.DENIED and each.says.words:
            for asked in _holding(each):
                alike = persons.case.placed_statements(queries.both(speaker, asked), limit=MOST_ALIKE)
                keep(_by_speaker(persons, alike).get(who, ()), [each])
    for each in new:
        found.pop(each.placed.number, None)
    return list(found.values())


def _holding(denied: _Said) -> Iterator[str]:
    """Queries for what may affirm what a statement denies: that has its words, or a number and some of them."""
    words = sorted(denied.says.words, key=lambda word: (-len(word), word))
    yield queries.both(*map(queries.all_forms, words[:_LONGEST]))
    if denied.says.numbers:
        yield queries.both(f"({' OR '.join(sorted(denied.says.numbers))})", queries.any_of(words))


def _share(one: _Said, other: _Said) -> bool:
    """Whether two statements, one of which affirms and one denies, share words enough to be looked at."""
    least = min(_SHARED, len(one.says.words), len(other.says.words))
    return one.standing is not other.standing and len(one.says.words & other.says.words) >= max(least, 1)


def _between(
    persons: Persons, query: str | None, who: str, turns: Sequence[_Turn], pool: Sequence[_Said], since: int
) -> list[_Said]:
    """What a speaker said between what they went back on and a day, by which they may have gone back on it before."""
    known = {each.placed.number for each in pool}
    name = next(each.speaker for each in pool)
    found: dict[int, Placed] = {}
    for earlier in {turn.earlier.placed.number: turn.earlier for turn in turns}.values():
        words = queries.any_of(earlier.says.words) if earlier.says.words else None
        asked = queries.both(query, queries.field("speaker", name), words)
        period = queries.since(queries.before(asked, since), earlier.placed.last or 0)
        for placed in persons.case.placed_statements(period, limit=MOST_ALIKE):
            if placed.number not in known:
                found[placed.number] = placed
    return _by_speaker(persons, found.values()).get(who, [])


def _since(turns: Iterable[_Turn], since: int) -> list[_Turn]:
    return [each for each in turns if (each.later.placed.day or 0) >= since]


def _turns(case: Case, pool: Sequence[_Said]) -> list[_Turn]:
    """The pairs of one speaker's statements that are held to be of one claim. Who has gone back on it already does not
    do so again by repeating that; of several earlier statements the one that is surest of the same claim counts, then
    the last."""
    pairs = list(_opposed(pool))
    if not pairs:
        return []
    met = {pool[at].placed for pair in pairs for at in pair}
    found = placed_claims(case, sorted(met, key=lambda each: (each.day or 0, each.number)))
    at = {each.placed.number: number for number, each in enumerate(found)}
    like = Likeness(found, [each.words for each in pool])
    turned: defaultdict[int, list[tuple[int, _Turn]]] = defaultdict(list)
    for one, other in pairs:
        first, second = (at.get(pool[each].placed.number) for each in (one, other))
        if first is None or second is None or found[first].standing is found[second].standing:
            continue
        if is_after(found[second].happened, found[first].said_by):
            continue
        how = like.how(first, second)
        if how is not None:
            turn = _Turn(found[first], found[second], how, like.probability(first, second))
            turned[first].append((second, turn))
    by_later: defaultdict[int, list[tuple[int, _Turn]]] = defaultdict(list)
    for first, later in turned.items():
        # In the order of their days: the first of them is the turn.
        second, turn = min(later, key=lambda each: each[0])
        by_later[second].append((first, turn))
    best = [min(turns, key=lambda each: (each[1].doubt, -each[0])) for turns in by_later.values()]
    return [turn for _, turn in best]


def _opposed(pool: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """Pairs that may be of one claim by their words, of which one affirms and one denies, and of which it is known
    which was earlier; the earlier first."""
    if len({each.standing for each in pool}) < 2:
        return
    with_word: defaultdict[str, dict[Standing, list[int]]] = defaultdict(lambda: {side: [] for side in Standing})
    for at, each in enumerate(pool):
        for word in each.says.words:
            with_word[word][each.standing].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for both in with_word.values():
        denied, affirmed = both[Standing.DENIED], both[Standing.AFFIRMED]
        if len(denied) * len(affirmed) <= MOST_WITH_A_WORD**2:
            shared.update((one, other) for one in denied for other in affirmed)
    rarity = Rarity(Counter(word for each in pool for word in each.words), len(pool))
    for (at_denied, at_affirmed), count in sorted(shared.items()):
        one, other = pool[at_denied], pool[at_affirmed]
        if count < min(_SHARED, len(one.says.words), len(other.says.words)):
            continue
        if _may_be_one(one, other, rarity) and opposed(one.statement, other.statement):
            if _before(one.placed, other.placed):
                yield at_denied, at_affirmed
            elif _before(other.placed, one.placed):
                yield at_affirmed, at_denied


def _may_be_one(denied: _Said, affirmed: _Said, rarity: Rarity) -> bool:
    if denied.says.words <= affirmed.says.words:
        return True
    numbered = not denied.says.numbers.isdisjoint(affirmed.says.numbers)
    least = LEAST_SHARE_WITH_FIGURES if numbered else LEAST_SHARE
    return rarity.shared(denied.words, affirmed.words) >= least


def _before(one: Placed, other: Placed) -> bool:
    return one.last is not None and other.day is not None and one.last < other.day


def _told(case: Case, turn: _Turn) -> Reversal:
    one, other = utterances(case, [turn.earlier.placed.number, turn.later.placed.number])
    made = Reversal(
        speaker=other.speaker or one.speaker or "",
        earlier=one,
        later=other,
        was=turn.earlier.standing,
        became=turn.later.standing,
        how=turn.how,
        probability=round(turn.probability, 3) if turn.how is How.LIKELY else None,
        days=turn.days,
        sentence="",
    )
    return reversal_sentence(made)

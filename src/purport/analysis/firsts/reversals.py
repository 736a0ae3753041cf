"""Who went back on their word: denied before and admitted now, or the other way round."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from purport.analysis.firsts import queries
from purport.analysis.firsts.claims import Likeness, PlacedClaim, placed_claims
from purport.analysis.firsts.records import Reversal, Standing, Utterance
from purport.analysis.firsts.standing import opposed, standing
from purport.analysis.firsts.utterances import utterances
from purport.analysis.firsts.words import reversal_sentence
from purport.analysis.same_claim.claims import NO_CLAIM
from purport.analysis.same_incident.sentences import content_words
from purport.case import Case
from purport.case.tallying import Placed
from purport.language.folding import folded
from purport.types import Statement

LEAST = 0.5
"""From which probability on two statements are held to be of one claim."""
MOST_STATEMENTS = 20_000
"""So many statements of a speaker are looked through, the newest."""
MOST_ALIKE = 500
"""So many statements of a speaker with one word are looked at, the newest."""
MOST_WITH_A_WORD = 60
_SHARED = 2
_CUT = 5


def reversals_among(case: Case, query: str | None, *, since: int | None = None) -> list[Reversal]:
    """Reversals of one speaker each, among the statements that fit a query; with ``since`` (an ordinal) those alone
    whose later statement is of that day or after. The surest first."""
    if since is None:
        pools = _by_speaker(case, case.placed_statements(query, limit=MOST_STATEMENTS))
    else:
        new = _by_speaker(case, case.placed_statements(queries.since(query, since)))
        pools = {who: _with_alike(case, query, pool)[who] for who, pool in new.items()}
    found: list[Reversal] = []
    for pool in pools.values():
        pairs = list(_opposed(pool))
        if since is not None:
            # With what may have been said in between.
            before = {one for one, other in pairs if _is_since(pool[other], since)}
            pairs = [pair for pair in pairs if pair[0] in before]
        if pairs:
            made = _reversals(case, pool, pairs)
            found += [each for each, day in made if since is None or day >= since]
    return sorted(found, key=lambda each: (not each.same_words, -each.probability, each.later.published or ""))


_Said = tuple[Placed, str, Statement]


def _by_speaker(case: Case, placed: Sequence[Placed]) -> dict[str, list[_Said]]:
    """Claims of fact with a date by who says them: by the codebook's id, or else by name."""
    dated = {each.number: each for each in placed if each.day is not None}
    pools: defaultdict[str, list[_Said]] = defaultdict(list)
    for number, (_, statement) in case.statements_by_number(list(dated)).items():
        who = statement.speaker
        name = None if who is None else who.name or who.text
        if who is None or name is None or not folded(name).strip() or statement.kind in NO_CLAIM:
            continue
        pools[who.actor or folded(name)].append((dated[number], name, statement))
    return pools


def _with_alike(case: Case, query: str | None, pool: Sequence[_Said]) -> dict[str, list[_Said]]:
    """Some statements of a speaker with all others of theirs that share words with one of them."""
    found = {placed.number: placed for placed, _, _ in pool}
    speaker = queries.both(query, queries.field("speaker", pool[0][1]))
    told = [_words(statement) for _, _, statement in pool]
    having: dict[str, tuple[Placed, ...]] = {}
    for word in {word for each in told for word in each}:
        # They are cut, so that other forms of a long one are found too.
        asked = f"{word}*" if len(word) >= _CUT else f'"{word}"'
        having[word] = case.placed_statements(queries.both(speaker, asked), limit=MOST_ALIKE)
    for each in told:
        shared = Counter(placed for word in each for placed in having[word])
        found |= {placed.number: placed for placed, count in shared.items() if count >= min(_SHARED, len(each))}
    return _by_speaker(case, sorted(found.values(), key=lambda placed: -placed.number))


def _opposed(pool: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """Pairs that share words of which one affirms and one denies, and of which it is known which was earlier; the
    earlier first."""
    sides = [standing(statement) for _, _, statement in pool]
    if len(set(sides)) < 2:
        return
    with_word: defaultdict[str, dict[Standing, list[int]]] = defaultdict(lambda: {side: [] for side in Standing})
    told = [_words(statement) for _, _, statement in pool]
    for at, each in enumerate(told):
        for word in each:
            with_word[word][sides[at]].append(at)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for both in with_word.values():
        denied, affirmed = both[Standing.DENIED], both[Standing.AFFIRMED]
        if len(denied) * len(affirmed) <= MOST_WITH_A_WORD**2:
            for one in denied:
                for other in affirmed:
                    shared[one, other] += 1
    for (one, other), count in sorted(shared.items()):
        enough = count >= min(_SHARED, len(told[one]), len(told[other]))
        if enough and opposed(pool[one][2], pool[other][2]):
            first, second = pool[one][0], pool[other][0]
            if _before(first, second):
                yield one, other
            elif _before(second, first):
                yield other, one


def _before(one: Placed, other: Placed) -> bool:
    return one.last is not None and other.day is not None and one.last < other.day


def _is_since(said: _Said, since: int) -> bool:
    return said[0].day is not None and said[0].day >= since


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(word for part in statement.content for word in content_words(part.text))


def _reversals(case: Case, pool: Sequence[_Said], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[Reversal, int]]:
    """The pairs that are held to be of one claim, with the day of the later one. Who has gone back on it already does
    not do so again by repeating that; of several earlier statements the one that is surest of the same claim counts,
    then the last."""
    met = {pool[at][0] for pair in pairs for at in pair}
    found = placed_claims(case, sorted(met, key=lambda each: (each.day or 0, each.number)))
    at = {each.placed.number: number for number, each in enumerate(found)}
    like = Likeness([each.told for each in found])
    turned: defaultdict[int, list[tuple[int, bool, float]]] = defaultdict(list)
    for one, other in pairs:
        first, second = (at.get(pool[each][0].number) for each in (one, other))
        if first is None or second is None or found[first].standing is found[second].standing:
            continue
        same, likely = like.same_words(first, second), like.probability(first, second)
        if same or likely >= LEAST:
            turned[first].append((second, same, likely))
    best: dict[int, tuple[bool, float, int]] = {}
    for first, later in turned.items():
        # In the order of their days: the first of them is the turn.
        second, same, likely = min(later)
        best[second] = max(best.get(second, (False, 0.0, -1)), (same, likely, first))
    for second, (same, likely, first) in best.items():
        yield _told(case, found[first], found[second], likely, same), found[second].placed.day or 0


def _told(case: Case, earlier: PlacedClaim, later: PlacedClaim, likely: float, same: bool) -> Reversal:
    one, other = _utterances(case, (earlier, later))
    made = Reversal(
        speaker=other.speaker or one.speaker or "",
        earlier=one,
        later=other,
        was=earlier.standing,
        became=later.standing,
        probability=round(likely, 3),
        same_words=same,
        days=(later.placed.day or 0) - (earlier.placed.last or 0),
        sentence="",
    )
    return reversal_sentence(made)


def _utterances(case: Case, each: Sequence[PlacedClaim]) -> list[Utterance]:
    return utterances(case, [one.placed.number for one in each])

"""Who claims what: the statements by speaker, the weightiest kept where there is no room for all."""

from collections.abc import Iterator

from purport.brief import statements
from purport.brief.library import Library, nameless
from purport.brief.records import Block
from purport.brief.words import capitalised, squeezed
from purport.language.folding import folded
from purport.types import Kind, Reading, Statement

MOST_OF_A_SPEAKER = 5
MOST_STATEMENTS = 24
_WEIGHT = {
    Kind.CLAIM: 3.0,
    Kind.DENIAL: 3.0,
    Kind.ACCUSATION: 3.0,
    Kind.THREAT: 3.0,
    Kind.PROMISE: 2.0,
    Kind.ORDER: 2.0,
    Kind.REPORT: 1.5,
    Kind.OPINION: 1.0,
    Kind.QUOTE: 0.5,
    Kind.ATTITUDE: 0.0,
}
Told = tuple[Reading, Statement]


def chosen(library: Library, told: list[Told]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The statements by speaker, those who have most to say first; and what there was no room for."""
    speakers: dict[str, list[Told]] = {}
    for reading, statement in told:
        if statements.speaker_name(library, statement) is not None:
            speakers.setdefault(_speaker_key(statement), []).append((reading, statement))
    ranked = sorted(
        speakers.values(), key=lambda group: -sum(sorted((importance(*e) for e in group), reverse=True)[:5])
    )
    kept: set[int] = set()
    for group in ranked:
        telling = [each for each in group if not empty(each[1])]
        best = sorted(telling, key=lambda each: -importance(*each))[:MOST_OF_A_SPEAKER]
        kept |= {id(statement) for _, statement in best[: max(0, MOST_STATEMENTS - len(kept))]}
    chosen = [[each for each in group if id(each[1]) in kept] for group in ranked]
    others = [[each for each in group if id(each[1]) not in kept] for group in ranked]
    unnamed = [(r, s) for r, s in told if statements.speaker_name(library, s) is None]
    blocks = [*_blocks(library, others), *([_block(library, "No speaker named", unnamed)] if unnamed else [])]
    return tuple(_blocks(library, chosen)), tuple(blocks)


def _blocks(library: Library, groups: list[list[Told]]) -> Iterator[Block]:
    for group in groups:
        if group:
            yield _block(library, _heading(group), group)


def _block(library: Library, heading: str, group: list[Told]) -> Block:
    return Block(heading=heading, sentences=statements.sentences(library, group), listed=True)


def _speaker_key(statement: Statement) -> str:
    speaker = statement.speaker
    assert speaker is not None
    return folded(speaker.name or speaker.text).removeprefix(" the") if not speaker.actor else speaker.actor


def _heading(group: list[Told]) -> str:
    names = [s.speaker.name or s.speaker.text or "" for _, s in group if s.speaker is not None]
    name = squeezed(names[0])
    return capitalised(name) if not nameless(name) else f"Someone called “{name}”"


def importance(reading: Reading, statement: Statement) -> float:
    """How much a reader would miss it: by kind, by what it tells, by who says it."""
    told = any(statement.id in incident.statements for incident in reading.incidents)
    counted = any(p.start <= f.start and f.end <= p.end for p in statement.content for f in reading.figures)
    words = sum(len(part.text.split()) for part in statement.content)
    if empty(statement):
        return 0.0
    known = statement.speaker is not None and not nameless(statement.speaker.name)
    score = _WEIGHT[statement.kind] + told + counted + statement.confidence
    return score - (0 if known else 1.0) - (1.5 if words < 3 else 0.5 if words > 60 else 0)


def empty(statement: Statement) -> bool:
    """Whether the content only points at something said elsewhere: "it", "this", "so"."""
    content = " ".join(part.text for part in statement.content).split()
    return len(content) == 1 and (nameless(content[0]) or content[0].lower() in ("so", "there"))

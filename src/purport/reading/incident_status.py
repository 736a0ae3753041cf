"""What is known of an incident, from who tells of it: by the first of ``STATUS_OF`` whose rule fits.

Rival figures contest nothing: they stand side by side. Who denies a hand in it does not deny that it happened.
"""

from collections.abc import Mapping, Sequence

from purport.types import (
    Certainty,
    Kind,
    Mode,
    Party,
    Polarity,
    Says,
    Side,
    Span,
    Statement,
    Status,
    StatusBasis,
    StatusRule,
    Teller,
)

# The status that each rule gives, in the order in which they are tried.
STATUS_OF: Mapping[StatusRule, Status] = {
    StatusRule.ACTOR_DENIES: Status.CONTESTED,
    StatusRule.ONLY_DENIED: Status.DENIED,
    StatusRule.NEGATED: Status.DENIED,
    StatusRule.DENIED_AND_AFFIRMED: Status.CONTESTED,
    StatusRule.CONFIRMED_IN_WORDS: Status.CONFIRMED,
    StatusRule.BOTH_SIDES: Status.CONFIRMED,
    StatusRule.ACTOR_CLAIMS: Status.CLAIMED,
    StatusRule.ONLY_PARTIES: Status.CLAIMED,
    StatusRule.TOLD_BY_OTHERS: Status.REPORTED,
    StatusRule.OWN_VOICE: Status.REPORTED,
}

_NO_ONE = frozenset({None, "", "unspecified"})
_NOBODY = frozenset({"no one", "nobody", "no group", "none", "neither"})
_SMALL = frozenset({"the", "of", "a", "an", "and", "in", "s"})
_HAND = frozenset(
    {"involvement", "responsibility", "role", "part", "hand", "involved", "responsible", "behind"}
    | {"accusation", "accusations", "allegation", "allegations", "blame", "charge", "charges"}
)
_CONFIRMING = ("confirm", "admit", "admission", "acknowledg", "conced", "verif")
_CLAIMING = ("claim", "responsib", "credit")
_NOT = frozenset({"not", "never", "neither", "cannot", "unable", "refused", "declined"})
# What a denial takes up without telling it again: the last accusation before it.
_TAKEN_UP = frozenset({"accusation", "accusations", "allegation", "allegations", "blame", "charge", "charges"})
# Who was hurt: whoever denies that anyone was does not deny the deed.
_HARM = ("dead", "death", "die", "dying", "injur", "hurt", "wound", "casualt", "perish", "fatal")
# Of these every side tells as one that took part.
_MUTUAL = frozenset({"agreement", "ceasefire", "negotiation"})
# Speakers who are all that took part.
_ALL_SIDES = frozenset({"both sides", "the two sides", "both parties", "the two parties", "all sides"})
# These look into what others did; what they did themselves is an arrest.
_INVESTIGATORS = frozenset({"police", "policeman", "policewoman", "prosecutor", "prosecutors", "detectives"})
# How far a claim of responsibility stands from what it claims at most, in code points.
_CLAIM_REACHES = 600
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.UNKNOWN})


def tellers(mentions: Sequence[Span], statements: Sequence[Statement]) -> list[Statement]:
    """The statements whose content holds a mention, attitudes left out."""
    return [
        s
        for s in statements
        if s.kind is not Kind.ATTITUDE and any(c.start <= m.start < c.end for c in s.content for m in mentions)
    ]


def told_by(offset: int, statements: Sequence[Statement]) -> str | None:
    """Who says what stands at an offset: the named speaker of the smallest content that holds it; "unspecified" where
    no speaker of those that hold it is named; None is the writer."""
    held = [
        (sum(c.end - c.start for c in s.content), n, s)
        for n, s in enumerate(statements)
        if s.kind != "attitude" and any(c.start <= offset < c.end for c in s.content)
    ]
    for _, _, statement in sorted(held, key=lambda entry: entry[:2]):
        speaker = statement.speaker
        name = (speaker.name or speaker.text) if speaker is not None else None
        if name not in _NO_ONE:
            return name
    return "unspecified" if held else None


def status_basis(
    kind: str,
    mode: Mode,
    mentions: Sequence[Span],
    actors: Sequence[Party],
    targets: Sequence[Party],
    statements: Sequence[Statement],
) -> StatusBasis:
    """The rule by which an incident of a type and mode has its status, which is ``STATUS_OF[basis.rule]``, and on whose
    word. ``statements`` are all of the document's."""
    telling = [s for s in tellers(mentions, statements) if _name(s) not in _NOBODY]
    own_voice = any(not any(c.start <= m.start < c.end for s in telling for c in s.content) for m in mentions)
    who = _who(kind, mentions, actors, targets, telling, statements)
    return StatusBasis(rule=_rule(kind, mode, own_voice, who, statements), own_voice=own_voice, tellers=who)


def _rule(kind: str, mode: Mode, own_voice: bool, who: Sequence[Teller], statements: Sequence[Statement]) -> StatusRule:
    affirming = [t for t in who if t.says not in (Says.DENIES, Says.DISOWNS)]
    denied = any(t.says is Says.DENIES for t in who)
    if mode is Mode.HAPPENED and any(t.says is Says.DISOWNS and t.side is Side.ACTOR for t in who):
        return StatusRule.ACTOR_DENIES
    if denied and (mode is Mode.DENIED or not (affirming or own_voice)):
        return StatusRule.ONLY_DENIED
    if mode is Mode.DENIED:
        return StatusRule.NEGATED
    if denied:
        return StatusRule.DENIED_AND_AFFIRMED
    named = [t for t in affirming if t.name is not None]
    did = [t for t in named if t.side is Side.ACTOR]
    apart = [t for t in named if t.side is Side.APART]
    if any(t.says is Says.CONFIRMS and t.side is not Side.ACTOR for t in named):
        return StatusRule.CONFIRMED_IN_WORDS
    unsure = {s.id for s in statements if s.certainty in _UNSURE}
    others = [t for t in named if t.side in (Side.TARGET, Side.APART) and not set(t.statements) <= unsure]
    if any((t.name or "").lower() in _ALL_SIDES for t in named) or (
        did and (others or (kind in _MUTUAL and len(did) > 1))
    ):
        return StatusRule.BOTH_SIDES
    if any(t.says is Says.CLAIMS for t in did):
        return StatusRule.ACTOR_CLAIMS
    if named and not apart and not own_voice:
        return StatusRule.ONLY_PARTIES
    if len(affirming) > len(named) or apart:
        return StatusRule.TOLD_BY_OTHERS
    return StatusRule.OWN_VOICE


def _who(
    kind: str,
    mentions: Sequence[Span],
    actors: Sequence[Party],
    targets: Sequence[Party],
    telling: Sequence[Statement],
    statements: Sequence[Statement],
) -> tuple[Teller, ...]:
    """Everyone who tells of the incident, with what and from which side, in the order in which they first do."""
    known = _descriptions(statements)
    told: dict[tuple[str | None, Says, Side], list[Statement]] = {}
    for statement in statements:
        name = _name(statement)
        side = _side(kind, statement, known[name], actors, targets)
        holds = statement in telling and not _of_harm_alone(statement, mentions)
        says = _says(statement, side) if holds else None
        if says is None and side is Side.ACTOR:
            if _disowns(statement, mentions, statements):
                says = Says.DISOWNS
            elif _owns(statement, mentions):
                says = Says.CLAIMS
        if says is not None:
            told.setdefault((name or None, says, side), []).append(statement)
    return tuple(
        Teller(
            name=_shown(of[0]) if name else None,
            says=says,
            side=side,
            statements=tuple(s.id for s in of),
        )
        for (name, says, side), of in told.items()
    )


def _side(kind: str, statement: Statement, known: str, actors: Sequence[Party], targets: Sequence[Party]) -> Side:
    """On which side of the incident a speaker stands, whom the text calls ``known``."""
    speaker = statement.speaker
    actor = speaker.actor if speaker is not None else None
    for side, parties in ((Side.ACTOR, actors), (Side.TARGET, targets)):
        if _among(known, parties) or (actor is not None and any(party.actor == actor for party in parties)):
            return side
    if kind != "arrest" and _INVESTIGATORS & set(known.split()):
        return Side.APART
    if statement.kind is Kind.CLAIM and not _cue_has(statement, _CLAIMING):
        return Side.PARTY
    return Side.APART


def _says(statement: Statement, side: Side) -> Says:
    """What a statement that tells of the incident says of it."""
    if _denies(statement):
        return Says.DISOWNS if _words(statement) & _HAND else Says.DENIES
    negated = statement.cue is not None and bool(set(statement.cue.text.lower().replace("n't", " not").split()) & _NOT)
    if _cue_has(statement, _CONFIRMING) and not negated:
        return Says.CONFIRMS
    if side is Side.ACTOR and _cue_has(statement, _CLAIMING):
        return Says.CLAIMS
    return Says.AFFIRMS


def _denies(statement: Statement) -> bool:
    return statement.certainty is Certainty.DENIED or (
        statement.kind is Kind.DENIAL and statement.polarity is Polarity.NEGATED
    )


def _of_harm_alone(statement: Statement, mentions: Sequence[Span]) -> bool:
    """Whether a denial holds no more of the incident than who was hurt in it, and the deed is told elsewhere:
    "denied that any officer had died"."""
    if not _denies(statement):
        return False
    held = [any(c.start <= m.start < c.end for c in statement.content) for m in mentions]
    harm = [m.text.lower().startswith(_HARM) for m in mentions]
    return not any(h and not hurt for h, hurt in zip(held, harm, strict=True)) and not all(harm)


def _disowns(statement: Statement, mentions: Sequence[Span], statements: Sequence[Statement]) -> bool:
    """Whether a statement denies a hand in something, once the incident is told."""
    if not any(m.start < c.start for m in mentions for c in statement.content):
        return False
    if statement.kind is not Kind.DENIAL and statement.certainty is not Certainty.DENIED:
        return False
    hand = _words(statement) & _HAND
    if hand and hand <= _TAKEN_UP and (accusation := _accusation_before(statement, statements)) is not None:
        return any(c.start <= m.start < c.end for c in accusation.content for m in mentions)
    return bool(hand)


def _owns(statement: Statement, mentions: Sequence[Span]) -> bool:
    """Whether a statement claims responsibility, not told for what, just after the incident."""
    if not _cue_has(statement, _CLAIMING) or statement.polarity is Polarity.NEGATED or not statement.content:
        return False
    words = _words(statement) | set((statement.cue.text if statement.cue is not None else "").lower().split())
    if not words & {"responsibility", "credit"} or words & _NOT:
        return False
    start = statement.content[0].start
    return any(0 < start - m.start <= _CLAIM_REACHES for m in mentions)


def _accusation_before(denial: Statement, statements: Sequence[Statement]) -> Statement | None:
    """The last accusation that stands before a denial."""
    start = denial.content[0].start
    before = [s for s in statements if s.kind is Kind.ACCUSATION and s.content and s.content[-1].end <= start]
    return max(before, key=lambda s: s.content[-1].end, default=None)


def _words(statement: Statement) -> set[str]:
    return {word for c in statement.content for word in c.text.lower().replace(".", " ").split()}


def _cue_has(statement: Statement, stems: tuple[str, ...]) -> bool:
    return statement.cue is not None and any(word.startswith(stems) for word in statement.cue.text.lower().split())


def _shown(statement: Statement) -> str | None:
    speaker = statement.speaker
    return (speaker.name or speaker.text) if speaker is not None else None


def _name(statement: Statement) -> str:
    """The name of a speaker in lower case; empty where none is named."""
    name = (_shown(statement) or "").lower()
    return "" if name in _NO_ONE else name


def _descriptions(statements: Sequence[Statement]) -> dict[str, str]:
    """By the name of each speaker all that the text calls him as one: "a spokesman for the Skua Front"."""
    called: dict[str, list[str]] = {}
    for statement in statements:
        name = _name(statement)
        text = statement.speaker.text if statement.speaker is not None else None
        called.setdefault(name, [name]).append((text or "").lower())
    return {name: " ".join(dict.fromkeys(texts)) for name, texts in called.items()}


def _among(name: str, parties: Sequence[Party]) -> bool:
    mine = set(name.split()) - _SMALL
    return any(mine & (set(party.name.lower().split()) - _SMALL) for party in parties)

"""Who tells of an incident, what they say of it, and on which side of it they stand."""

import re
from collections.abc import Collection, Sequence

from purport.reading.coreference import PRONOUNS
from purport.reading.incident_answers import (
    Deed,
    answered,
    denies_that_any_was,
    speaks_of_responsibility,
    withdrawals,
    words_of,
)
from purport.reading.publications import Publisher
from purport.types import Certainty, Kind, Mode, Party, Polarity, Says, Side, Span, Statement, Teller

UNNAMED = "unspecified"
_NO_ONE = frozenset({None, "", UNNAMED})
_NOBODY = frozenset({"no one", "nobody", "no group", "none", "neither"})
_ACCUSATIONS = frozenset({"accusation", "accusations", "allegation", "allegations", "blame", "charge", "charges"})
_HAND = _ACCUSATIONS | {"involvement", "responsibility", "role", "part", "hand", "involved", "responsible", "behind"}
# What a denial takes up without telling it again: "called this a lie", "rejected the account".
_TAKEN_UP = re.compile(
    r"(?:this|that|it)(?: (?:an?|as|is|was|were|to)\b|\W*\Z)"
    r"|(?:the|this|these|those|such|all|his|her|its|their)(?: \w+)? "
    r"(?:account|claim|report|statement|story|stories|version)s?\b(?! (?:of|that|which)\b)",
    re.IGNORECASE,
)
_CONFIRMING = ("confirm", "admit", "admission", "acknowledg", "conced", "verif")
_CLAIMING = ("claim", "responsib", "credit")
_NOT = frozenset({"not", "never", "neither", "cannot", "unable", "refused", "declined"})
_EARLIER = frozenset({"earlier", "first", "initially", "originally", "previously"})
# Who was hurt: whoever denies that anyone was does not deny the deed.
_HARM = ("dead", "death", "die", "dying", "injur", "hurt", "wound", "casualt", "perish", "fatal")
# These look into what others did; what they did themselves is an arrest.
_INVESTIGATORS = frozenset({"police", "policeman", "policewoman", "prosecutor", "prosecutors", "detectives"})
# What a claim claims as a deed: a noun with what stands before it, no clause.
_DEED = re.compile(
    r"(?:(?:responsibility|credit) for )?(?:the|this|that|an?|its|their|both|[\w-]+['’]s)\s(?:[\w-]+\s){0,3}"
)
_BOTH = re.compile(r"(?:both )?(.+?),? and (?:the |an? |its )(.+)", re.IGNORECASE)
# Whom a speaker calls their own; "their" only where it opens what they say, for it may be others'.
_ITS_OWN = re.compile(r"(?:\b(?:its|our)|\A(?:that )?their) ((?:own )?\w+(?:-\w+)?)", re.IGNORECASE)
# A word that negates what follows in its clause.
_NEGATED = re.compile(r"(?:\b(?:no|not|never|nobody|none|without)\b|n[’']t\b)[^,;:.]{0,40}\Z", re.IGNORECASE)
# What follows a deed that is said not to have been done.
_UNDONE = re.compile(
    r"[^,;:.]{0,60}?\b(?:(?:did|does|do|had|has|have|was|were|could)(?: not|n[’']t)|never)(?: \w+ly)? "
    r"(?:have )?(?:ever )?"
    r"(?:happen|take place|taken place|took place|occur|exist|been carried out|carried out|been committed)",
    re.IGNORECASE,
)
_NO_HAND = re.compile(r"\bnothing to do with\b", re.IGNORECASE)

_DENYING = (Says.DENIES, Says.DISOWNS)
# A word of so few letters tells little: "had", "been", "that".
_SHORT = 4
# Where someone tells of an incident, who, what they say, from which side, and in which statements.
_Word = tuple[int, str | None, Says, Side, tuple[str, ...]]


def tellers(mentions: Sequence[Span], statements: Sequence[Statement]) -> list[Statement]:
    """The statements whose content holds a mention, attitudes left out."""
    return [s for s in statements if s.kind is not Kind.ATTITUDE and any(_holds(s, m.start) for m in mentions)]


def told_by(offset: int, statements: Sequence[Statement]) -> str | None:
    """Who says what stands at an offset: the named speaker of the smallest content that holds it; "unspecified" where
    no speaker of those that hold it is named; None is the writer."""
    held = [
        (sum(c.end - c.start for c in s.content), n, s)
        for n, s in enumerate(statements)
        if s.kind is not Kind.ATTITUDE and _holds(s, offset)
    ]
    for _, _, statement in sorted(held, key=lambda entry: entry[:2]):
        speaker = statement.speaker
        name = (speaker.name or speaker.text) if speaker is not None else None
        if name not in _NO_ONE:
            return name
    return UNNAMED if held else None


def told_in(start: int, end: int, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of the statements whose content holds what stands between two offsets, attitudes left out."""
    return tuple(
        s.id for s in statements if s.kind is not Kind.ATTITUDE and _holds(s, start) and _holds(s, max(start, end - 1))
    )


def accounts(
    kind: str,
    mentions: Sequence[Span],
    actors: Sequence[Party],
    targets: Sequence[Party],
    statements: Sequence[Statement],
    publisher: Publisher | None = None,
    answers: Collection[str] | None = None,
) -> tuple[tuple[Teller, ...], bool]:
    """Everyone who tells of an incident of a type, with what and from which side, in the order in which they first do;
    and whether the writer tells it on no one's word. ``statements`` are all of the document's, ``answers`` the ids of
    those that answer it without telling it; None where it is the only incident.

    A party's own publication that tells it on no one's word tells it as that party. Who took back what they said is
    kept with their last word.
    """
    telling = [s for s in tellers(mentions, statements) if _name(s) not in _NOBODY]
    own = [m for m in mentions if not any(_holds(s, m.start) for s in telling)]
    if answers is None:
        (answers,) = answered([Deed(type=kind, mode=Mode.HAPPENED, mentions=mentions, actors=actors)], statements)
    withdrawn_by = withdrawals(statements)
    found: list[_Word] = []
    known = _descriptions(statements)
    for statement in statements:
        for name in _names(statement):
            side = _side(kind, statement, known.get(name.lower(), name.lower()), actors, targets)
            holds = statement in telling and not _of_harm_alone(statement, mentions)
            says = _says(statement, side, mentions) if holds else None
            if not holds and statement.id in answers:
                says = _answer(statement, side)
            elif not holds and not speaks_of_responsibility(statement):
                says = _taken_up(statement, side, mentions, statements)
            if says is not None:
                found.append((_start(statement), name or None, says, side, (statement.id,)))
            if says is not None and (taking_back := withdrawn_by.get(statement.id)) is not None:
                found[-1] = (_start(statement), name or None, Says.DISOWNS, Side.APART, (statement.id, taking_back.id))
    if own and publisher is not None:
        stands = _stands(publisher, actors, targets)
        if stands is not None:
            says = Says.CLAIMS if stands is Side.ACTOR else Says.AFFIRMS
            found.append((own[0].start, publisher.name, says, stands, ()))
            found.sort(key=lambda each: each[0])
    withdrawn = _superseded(found, statements)
    told: dict[tuple[str | None, Says, Side], Teller] = {}
    for n, (_, called, says, side, ids) in enumerate(found):
        if n in withdrawn:
            continue
        key = (called.lower() if called else None, says, side)
        first = told.get(key)
        ids = ids if first is None else (*first.statements, *ids)
        told[key] = Teller(name=called if first is None else first.name, says=says, side=side, statements=ids)
    return tuple(told.values()), bool(own)


def _holds(statement: Statement, offset: int) -> bool:
    return any(c.start <= offset < c.end for c in statement.content)


def _start(statement: Statement) -> int:
    anchors = (statement.cue, *statement.content)
    return min((each.start for each in anchors if each is not None), default=0)


def _superseded(found: Sequence[_Word], statements: Sequence[Statement]) -> set[int]:
    """What was taken back by who said it, by its place: a denial by one who admits the deed later in the text, or who
    denied it only "at first"; a telling of which the same speaker denies every word later."""
    by_id = {s.id: s for s in statements}
    out = set()
    for n, (at, name, says, _, ids) in enumerate(found):
        mine = [by_id[id_] for id_ in ids]
        for later, other, also, _, their in found:
            if not name or (other or "").lower() != name.lower():
                continue
            if says in _DENYING and also in (Says.CONFIRMS, Says.CLAIMS):
                if at < later or any(s.cue is not None and _EARLIER & set(s.cue.text.lower().split()) for s in mine):
                    out.add(n)
            elif says not in _DENYING and also is Says.DENIES and at < later:
                denied = [_telling_words(by_id[id_]) for id_ in their]
                if any(words and words <= _telling_words(s) for words in denied for s in mine):
                    out.add(n)
    return out


def _telling_words(statement: Statement) -> set[str]:
    """The words of a content that tell anything: the longer ones."""
    return {word for word in _words(statement) if len(word) > _SHORT}


def _stands(publisher: Publisher, actors: Sequence[Party], targets: Sequence[Party]) -> Side | None:
    """On which side a publisher stands whose own word it is; None where it is no party."""
    for side, parties in ((Side.ACTOR, actors), (Side.TARGET, targets)):
        if any(publisher.is_party(party.name, party.actor) for party in parties):
            return side
    return Side.PARTY if publisher.partisan else None


def _side(kind: str, statement: Statement, known: str, actors: Sequence[Party], targets: Sequence[Party]) -> Side:
    """On which side of the incident a speaker stands, whom the text calls ``known``."""
    speaker = statement.speaker
    actor = speaker.actor if speaker is not None else None
    for side, parties in ((Side.ACTOR, actors), (Side.TARGET, targets)):
        if _among(known, parties) or (actor is not None and any(party.actor == actor for party in parties)):
            return side
    if _claims_deed(statement):
        return Side.ACTOR
    if kind != "arrest" and _INVESTIGATORS & words_of(known):
        return Side.APART
    if statement.kind is Kind.CLAIM and not _cue_has(statement, _CLAIMING):
        return Side.PARTY
    return Side.APART


def _claims_deed(statement: Statement) -> bool:
    """Whether a statement claims a deed as one's own: "claimed the attack", not "claimed that they had attacked"."""
    if not _cue_has(statement, _CLAIMING) or statement.polarity is Polarity.NEGATED or not statement.content:
        return False
    content = statement.content[0].text
    deed = _DEED.match(content)
    return deed is not None and not re.match(r"\S*(?:ed|t)\b", content[deed.end() :])


def _says(statement: Statement, side: Side, mentions: Sequence[Span]) -> Says:
    """What a statement that tells of the incident says of it."""
    if _denies(statement, mentions):
        hand = _words(statement) & _HAND or any(_NO_HAND.search(part.text) for part in statement.content)
        return Says.DISOWNS if hand else Says.DENIES
    negated = statement.cue is not None and bool(set(statement.cue.text.lower().replace("n't", " not").split()) & _NOT)
    if _cue_has(statement, _CONFIRMING) and not negated:
        return Says.CONFIRMS
    if side is Side.ACTOR and _cue_has(statement, _CLAIMING):
        return Says.CLAIMS
    return Says.AFFIRMS


def _denies(statement: Statement, mentions: Sequence[Span] = ()) -> bool:
    if statement.certainty is Certainty.DENIED:
        return True
    if statement.polarity is not Polarity.NEGATED:
        return False
    return statement.kind is Kind.DENIAL or all(
        _NEGATED.search(part.text[: mention.start - part.start]) or _UNDONE.match(part.text[mention.end - part.start :])
        for part in statement.content
        for mention in mentions
        if part.start <= mention.start < part.end
    )


def _of_harm_alone(statement: Statement, mentions: Sequence[Span]) -> bool:
    """Whether a denial holds no more of the incident than who was hurt in it, and the deed is told elsewhere:
    "denied that any officer had died"."""
    if not _denies(statement, mentions):
        return False
    held = [_holds(statement, m.start) for m in mentions]
    harm = [m.text.lower().startswith(_HARM) for m in mentions]
    return not any(h and not hurt for h, hurt in zip(held, harm, strict=True)) and not all(harm)


def _taken_up(
    statement: Statement, side: Side, mentions: Sequence[Span], statements: Sequence[Statement]
) -> Says | None:
    """What one who does not tell of the incident again says of it, once it is told: a hand denied, a claim of
    responsibility, an account called false."""
    if statement.kind is Kind.ATTITUDE or not any(m.start < c.start for m in mentions for c in statement.content):
        return None
    if statement.kind is not Kind.DENIAL and statement.certainty is not Certainty.DENIED:
        return None
    hand = _words(statement) & _HAND
    if (hand or _TAKEN_UP.match(statement.content[0].text)) and not hand - _ACCUSATIONS:
        before = _told_before(statement, statements, accusing=bool(hand))
        if before is None:
            return Says.DISOWNS if hand and side is Side.ACTOR else None
        if not any(_holds(before, m.start) for m in mentions):
            return None
        if hand:
            return Says.DISOWNS if side is Side.ACTOR else None
        return Says.DENIES
    return Says.DISOWNS if hand and side is Side.ACTOR else None


def _answer(statement: Statement, side: Side) -> Says | None:
    """What one says who answers an incident without telling it: that it is their deed, that they had no hand in it,
    that no such thing was done; None where it is said of someone else."""
    if denies_that_any_was(statement):
        return Says.DENIES
    negated = statement.polarity is Polarity.NEGATED
    if statement.kind is Kind.DENIAL or statement.certainty is Certainty.DENIED or negated:
        return Says.DISOWNS
    words = _words(statement) | set((statement.cue.text if statement.cue is not None else "").lower().split())
    own = side is Side.ACTOR and _cue_has(statement, _CLAIMING) and words & {"responsibility", "credit"}
    return Says.CLAIMS if own and not words & _NOT else None


def _told_before(denial: Statement, statements: Sequence[Statement], *, accusing: bool) -> Statement | None:
    """What a denial takes up: the last accusation before it, or the last that anyone else said."""
    start = denial.content[0].start
    before = [
        s
        for s in statements
        if s.content
        and s.content[-1].end <= start
        and s.kind is not Kind.ATTITUDE
        and (s.kind is Kind.ACCUSATION if accusing else s.kind is not Kind.DENIAL and _name(s) != _name(denial))
    ]
    return max(before, key=lambda s: s.content[-1].end, default=None)


def _words(statement: Statement) -> set[str]:
    return {word for c in statement.content for word in re.findall(r"\w+", c.text.lower())}


def _cue_has(statement: Statement, stems: tuple[str, ...]) -> bool:
    return statement.cue is not None and any(word.startswith(stems) for word in statement.cue.text.lower().split())


def _names(statement: Statement) -> tuple[str, ...]:
    """The names of all who speak, each by itself: "the Front and the League"; an empty one where nobody is named."""
    speaker = statement.speaker
    if speaker is None:
        return ("",)
    name = (speaker.name or speaker.text) or ""
    if speaker.actor is None and (two := _BOTH.fullmatch(speaker.text or name)) is not None:
        return tuple(re.sub(r"\A(?:the|an?|its) ", "", each, flags=re.IGNORECASE) for each in two.groups())
    return ("",) if name.lower() in _NO_ONE | PRONOUNS else (name,)


def _name(statement: Statement) -> str:
    """The name of a speaker in lower case; empty where none is named."""
    return " and ".join(_names(statement)).lower()


def _descriptions(statements: Sequence[Statement]) -> dict[str, str]:
    """By the name of each speaker all that the text calls him as one ("a spokesman for the Skua Front"), and whom the
    speaker calls its own ("its soldiers")."""
    called: dict[str, list[str]] = {}
    for statement in statements:
        names = _names(statement)
        text = statement.speaker.text if statement.speaker is not None and len(names) == 1 else None
        own = [found[1].lower() for c in statement.content for found in _ITS_OWN.finditer(c.text)]
        for name in names:
            called.setdefault(name.lower(), [name.lower()]).extend(((text or "").lower(), *own))
    return {name: " ".join(dict.fromkeys(texts)) for name, texts in called.items()}


def _among(name: str, parties: Sequence[Party]) -> bool:
    mine = words_of(name)
    return any(mine & words_of(party.name) for party in parties)

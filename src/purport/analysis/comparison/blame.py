"""Who is said to have done it in words that name the doer, not the event: a hand in it denied, a bare accusation.

"The Basalt Brigade did not carry out the bombing" denies the Brigade's hand and leaves the bombing as it is. "The
governor blamed the Basalt Brigade" blames it for what was told of last before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.analysis.comparison.blame_words import (
    A_HAND_DENIED,
    ANOTHERS_HAND_DENIED,
    DEED_DENIED,
    DENYING,
    EVENT,
    NAMED,
    NO_CLAIM,
    NOT_DONE,
    POINTING,
    UNSPECIFIED,
    Blame,
    Blaming,
    blamings,
    says_what,
)
from purport.analysis.same_incident.parties import core
from purport.analysis.same_incident.sentences import sentence
from purport.types import Incident, Kind, Party, Reading, Says, Side, Span, Statement, Teller

_CLAIMED = re.compile(
    r"^\W*(?:that )?(?:it|they|we|he|she|its \w+|our \w+|their \w+)(?: had| has| have|['’]ve|['’]d)? "
    r"(?:carried out|perpetrated|planted|(?:was|were|is|are) (?:behind|responsible))\b",
    re.IGNORECASE,
)
_CLAIM_CUE = re.compile(r"\bclaim(?:ed|s|ing)?\b", re.IGNORECASE)
_POINTED_TO = re.compile(
    r"\W*(?:it|this|that|them|(?:full )?responsibility(?: for (?:it|this|that|them))?)\W*", re.IGNORECASE
)
_ROLE = r"(?:\w+ ){0,2}?(?:spokes\w+|leader|commander|representative)s?\b"
_ITS_ROLE = re.compile(rf"\b(?:its|their|the (?:group|movement|militia|organi[sz]ation|faction)['’]s) {_ROLE}")
_GROUPS_ROLE = re.compile(rf"{NAMED.pattern}['’]s? {_ROLE}")
_ROLE_OF = re.compile(rf"\b(?:spokes\w+|leader|commander|representative) (?:for|of) {NAMED.pattern}")
_NO_GROUPS = ("person", "place", "object")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be) ?$")
_WORDS_ON = 6
_ASIDE = re.compile(r", (?:which|who|whose|where)\b")
_SUBJECT = re.compile(r"(?:^|[,;:] )(?:but |and )?(?:[Tt]he |[Aa]n? )?(?P<subject>[^,;:.]{2,50}?)(?: ha[sd]| have)? ?$")
_ENDS = re.compile(r"\W*(?:$|[.,;!?\"”’]|\b(?:on|as|but|and|after)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who is named as having done it or not, on whose word, and where that stands; ``itself`` where its own people
    say so, ``suspected`` where it is no more than that."""

    name: str
    by: str | None
    spans: tuple[Span, ...]
    itself: bool = False
    suspected: bool = False


def hands_denied(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Of whom it is denied to have had a hand in an incident: by those whom the reading takes to deny all of it, and in
    words that say so of what was told of last."""
    told = {(teller.side, each) for teller in _tellers(incident) for each in teller.statements}
    for statement in reading.statements:
        did = (Side.ACTOR, statement.id) in told
        if (found := _hand_denied(statement, did)) is None:
            continue
        content, at = found
        if any(number == statement.id for _, number in told) or _is_of(reading, incident, content.start, at):
            named = _whose(reading, statement, content.text[: at - content.start])
            if named is not None:
                name, itself = named
                yield Named(name=name, by=_speaker(statement), spans=(content,), itself=itself)
    for each in blamings(reading.text):
        if each.how is Blame.DENIED and _named_for(reading, incident, each):
            name = _known(reading, each.name)
            yield Named(name=name, by=name, spans=(_span(reading, each),), itself=True)


def hands_claimed(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Who says in so many words to have done it ("the Brigade said it had carried out the bombing"), or what was told
    of last before ("the Brigade has claimed it")."""
    of_it = {statement.id for statement in _of_tellers(reading, incident)}
    for statement in reading.statements:
        speaker = _speaker(statement)
        content = statement.content[0] if statement.content else None
        if not speaker or content is None or not NAMED.fullmatch(speaker) or not _claims(statement):
            continue
        if statement.id in of_it or _told_last(reading, incident, min(_starts(statement))):
            yield Named(name=speaker, by=speaker, spans=(content,), itself=True)


def _claims(statement: Statement) -> bool:
    """Whether a statement claims a deed: in its content, or of something that its content only points to."""
    content = statement.content[0].text
    claimed = statement.cue is not None and _CLAIM_CUE.search(statement.cue.text) is not None
    return _CLAIMED.match(content) is not None or (claimed and _POINTED_TO.fullmatch(content) is not None)


def stance(reading: Reading, teller: Teller) -> Says:
    """What one who tells of an incident says to it: only a hand in it is denied where the words deny no more, and
    nothing where they only say that nobody has claimed it."""
    if teller.says not in (Says.DENIES, Says.DISOWNS):
        return teller.says
    denying = [each for each in reading.statements if each.id in teller.statements and _negates(each)]
    hands = [_hand_denied(each, teller.side is Side.ACTOR) is not None for each in denying]
    unclaimed = [any(NO_CLAIM.search(part.text) for part in each.content) for each in denying]
    if denying and all(unclaimed):
        return Says.AFFIRMS
    return Says.DISOWNS if denying and all(map(max, hands, unclaimed)) else teller.says


def denies_only_a_hand(reading: Reading, incident: Incident) -> bool:
    """Whether what an account denies is who did it, and not that it happened: no teller denies the incident itself."""
    denying = [each for each in _tellers(incident) if each.says is Says.DENIES]
    return bool(denying) and all(stance(reading, each) is not Says.DENIES for each in denying)


def accused(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Who is named for an incident, or for what was told of last where it is this one."""
    for each in blamings(reading.text):
        if each.how is not Blame.DENIED and _named_for(reading, incident, each):
            yield Named(
                name=_known(reading, each.name),
                by=_accuser(reading, each),
                spans=(_span(reading, each),),
                suspected=each.how is Blame.SUSPECTED,
            )


def takes_for_granted(statement: Statement) -> bool:
    """Whether a denial denies no more than a hand in an incident, or that it has been claimed, and so takes for granted
    what else it tells of it: "denied involvement in the bombing that killed two", not "denied that it had killed
    two"."""
    unclaimed = any(NO_CLAIM.search(part.text) for part in statement.content)
    return unclaimed or _hand_denied(statement, did=False) is not None


def party(named: Named, incident: Incident) -> Party:
    """One who is named, as a party."""
    known = next((each for each in incident.actors if each.name == named.name), None)
    return known or Party(text=named.name, start=0, end=0, name=named.name, kind="group")


def _tellers(incident: Incident) -> tuple[Teller, ...]:
    return incident.status_basis.tellers if incident.status_basis is not None else ()


def _of_tellers(reading: Reading, incident: Incident) -> Iterator[Statement]:
    ids = {each for teller in _tellers(incident) for each in teller.statements}
    return (statement for statement in reading.statements if statement.id in ids)


def _speaker(statement: Statement) -> str | None:
    return (statement.speaker.name or statement.speaker.text) if statement.speaker else None


def _starts(statement: Statement) -> list[int]:
    spans = (statement.speaker, statement.cue, *statement.content)
    return [span.start for span in spans if span is not None and span.start is not None]


def _negates(statement: Statement) -> bool:
    return statement.kind is Kind.DENIAL or any(
        pattern.search(part.text) for part in statement.content for pattern in (NOT_DONE, NO_CLAIM)
    )


def _hand_denied(statement: Statement, did: bool) -> tuple[Span, int] | None:
    """The part of a statement that denies a hand in something, and where the words that do so end; ``did`` whether
    its speaker is taken for the doer."""
    for content in statement.content:
        if (found := NOT_DONE.search(content.text)) is not None:
            return content, content.start + found.start()
    if statement.cue is None or not statement.content or not DENYING.search(statement.cue.text):
        return None
    content = statement.content[0]
    if A_HAND_DENIED.match(content.text) or (did and DEED_DENIED.match(content.text)):
        return content, content.start
    if (found := ANOTHERS_HAND_DENIED.match(content.text)) is not None:
        return content, content.start + found.end()
    return None


def _whose(reading: Reading, statement: Statement, before: str) -> tuple[str, bool] | None:
    """Whose hand is denied, and whether by its own people: who is named before, else the speaker, or the group for
    whom the speaker speaks."""
    own = _spoken_for(reading, statement)
    if (found := NAMED.search(before)) is not None:
        name = _known(reading, found["name"])
        return name, own is not None and bool(core(own) & core(name))
    return None if own is None else (own, True)


def _spoken_for(reading: Reading, statement: Statement) -> str | None:
    """The group for whom a spokesman speaks, else the speaker."""
    name, speaker = _speaker(statement), statement.speaker
    if speaker is None or speaker.start is None or speaker.end is None:
        return name
    start, end = sentence(reading.text, speaker.start, speaker.end)
    words = reading.text[max(start, speaker.start - 60) : min(end, speaker.end + 60)]
    for pattern in (_GROUPS_ROLE, _ROLE_OF):
        if (found := pattern.search(words)) is not None:
            return _known(reading, found["name"])
    if _ITS_ROLE.search(words) is not None:
        groups = [
            (mention.start, actor.name)
            for actor in reading.actors if actor.kind not in _NO_GROUPS
            for mention in actor.mentions if mention.end <= speaker.end and actor.name != name
        ]  # fmt: skip
        return max(groups)[1] if groups else name
    return name


def _known(reading: Reading, name: str) -> str:
    """The full name of one who is called by a part of it: "the League" is the Fulmar League."""
    if len(core(name)) != 1:
        return name
    longer = [each.name for each in reading.actors if each.kind not in _NO_GROUPS and core(name) < core(each.name)]
    return longer[0] if len({core(each) for each in longer}) == 1 else name


def _span(reading: Reading, each: Blaming) -> Span:
    return Span(text=reading.text[each.start : each.end], start=each.start, end=each.end)


def _accuser(reading: Reading, each: Blaming) -> str | None:
    """Who names one for it: the speaker of the statement that says so, else the subject of the words; nobody where the
    account says in its own voice that one was behind it."""
    holding = [
        (span.end - span.start, number, statement)
        for number, statement in enumerate(reading.statements)
        for span in statement.content
        if span.start <= each.named[0] and each.named[1] <= span.end
    ]
    if holding:
        return _speaker(min(holding, key=lambda held: held[:2])[2]) or UNSPECIFIED
    start, _ = sentence(reading.text, each.start, each.end)
    before = reading.text[start : each.start]
    found = _SUBJECT.search(before)
    if each.of_what:
        return None
    return UNSPECIFIED if found is None or _PASSIVE.search(before) else found["subject"].strip()


def _named_for(reading: Reading, incident: Incident, each: Blaming) -> bool:
    """Whether words that name one for something name it for this incident."""
    return _is_of(reading, incident, each.start, each.end, of_what=each.of_what)


def _is_of(reading: Reading, incident: Incident, start: int, end: int, *, of_what: bool = False) -> bool:
    """Whether words are of this incident: what they go on to tell of, else what was told of last before; of neither
    where they go on to tell of something else."""
    first, stop = sentence(reading.text, start, end)
    if (aside := _ASIDE.search(reading.text, end, stop)) is not None:
        stop = aside.start()
    after = [
        mention.start for each in reading.incidents for mention in each.mentions if end <= mention.start < stop
    ]  # fmt: skip
    if after:
        return any(mention.start == min(after) for mention in incident.mentions)
    rest, words = reading.text[end:stop], reading.text[start:end]
    if says_what(words):
        fits = EVENT.search(reading.text[first:end]) is not None
    else:
        fits = _goes_on(rest) or (not of_what and _ENDS.match(rest) is not None)
    return fits and _told_last(reading, incident, start)


def _goes_on(rest: str) -> bool:
    """Whether what follows words of blame points to an event ("for it") or calls it one ("of the attack")."""
    return POINTING.match(rest) is not None or EVENT.search(" ".join(rest.split()[:_WORDS_ON])) is not None


def _told_last(reading: Reading, incident: Incident, before: int) -> bool:
    """Whether an incident is the one that was told of last before."""
    told = [
        (mention.start, each) for each in reading.incidents for mention in each.mentions if mention.end <= before
    ]  # fmt: skip
    return bool(told) and bool(set(max(told, key=lambda pair: pair[0])[1].mentions) & set(incident.mentions))

"""What is known of an incident, from who tells of it. The rule, the first that fits:

- denied: a statement denies it, and nobody, the writer included, affirms it;
- contested: it is denied and affirmed, or one who is held to have done it denies a hand in it (rival figures contest
  nothing: they stand side by side);
- confirmed: someone who is no party to it says that it is confirmed, or both a party and one who opposes it or stands
  apart say that it happened;
- claimed: only parties to it say so;
- reported: the writer or one who is no party says so.
"""

from collections.abc import Sequence

from purport.types import Certainty, Kind, Mode, Party, Span, Statement, Status

_NO_ONE = frozenset({None, "", "unspecified"})
_SMALL = frozenset({"the", "of", "a", "an", "and", "in", "s"})
_HAND = frozenset(
    {"involvement", "responsibility", "role", "part", "hand", "involved", "responsible"}
    | {"accusation", "accusations", "allegation", "allegations", "blame", "charge", "charges"}
)
_CONFIRMING = ("confirm", "admit", "acknowledge", "concede", "verif")


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


def status(
    mode: Mode,
    mentions: Sequence[Span],
    actors: Sequence[Party],
    targets: Sequence[Party],
    statements: Sequence[Statement],
) -> Status:
    """The status of an incident by the rule above. ``statements`` are all of the document's."""
    telling = tellers(mentions, statements)
    denying = [s for s in telling if s.certainty is Certainty.DENIED]
    affirming = [s for s in telling if s not in denying]
    by_writer = any(not any(c.start <= m.start < c.end for s in telling for c in s.content) for m in mentions)
    if mode is Mode.HAPPENED and any(_disowns(s, actors, mentions) for s in statements):
        return Status.CONTESTED
    if denying:
        return Status.CONTESTED if affirming or by_writer else Status.DENIED
    if mode is Mode.DENIED:
        return Status.DENIED
    names = {_name(s) for s in affirming} - _NO_ONE
    known = _descriptions(statements)
    did = {name for name in names if _among(known[name], actors)}
    suffered = {name for name in names - did if _among(known[name], targets)}
    apart = names - did - suffered
    if any(s.cue and s.cue.text.lower().startswith(_CONFIRMING) and _name(s) not in did for s in affirming):
        return Status.CONFIRMED
    if did and (suffered or apart):
        return Status.CONFIRMED
    if (did or suffered) and not apart and not by_writer:
        return Status.CLAIMED
    return Status.REPORTED


def _disowns(statement: Statement, actors: Sequence[Party], mentions: Sequence[Span]) -> bool:
    """Whether one who is held to have done it denies a hand in it, once it is told."""
    if not any(m.start < c.start for m in mentions for c in statement.content):
        return False
    if statement.kind is not Kind.DENIAL and statement.certainty is not Certainty.DENIED:
        return False
    said = {word for c in statement.content for word in c.text.lower().replace(".", " ").split()}
    return bool(said & _HAND) and bool(_name(statement)) and _among(_name(statement), actors)


def _name(statement: Statement) -> str:
    speaker = statement.speaker
    return (speaker.name or speaker.text or "").lower() if speaker else ""


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

"""Deeds that a group owns to in words that name no doer."""

from collections.abc import Sequence

from purport.reading.clauses import objects_of
from purport.reading.incident_parties import Participants
from purport.reading.triggers import Trigger
from purport.types import Party, Span

_VIOLENT = frozenset({"airstrike", "arson", "assassination", "attack", "bombing", "kidnapping", "robbery"})
# A cue that begins with one of these owns to what it tells.
_AVOWING = ("acknowledg", "admit", "apologi", "boast", "confess", "regret")
# "shot as a spy": who says so of someone has judged them.
_CULPRITS = frozenset(
    {"agent", "collaborator", "enemy", "hireling", "informant", "informer", "spy", "thief", "traitor"}
)


def avowed(who: Participants, trigger: Trigger, targets: Sequence[Party]) -> tuple[Party, ...]:
    """The group that owns to a deed, for one of which the words name no doer: "admitted that a constable who was
    stabbed had been mistaken for another", "said that he had been shot as a spy". Of its own people a group tells what
    others did."""
    if trigger.type not in _VIOLENT and trigger.token.lemma_.lower() != "execute":
        return ()
    telling = who.telling(trigger.token)
    side = who.side_of(trigger.token)
    if telling is None or side is None or any(party.actor == side.actor for party in targets):
        return ()
    speaker = telling.speaker
    if speaker is None or speaker.start is None or speaker.end is None:
        return ()
    judged = any(noun.lemma_.lower() in _CULPRITS for noun in objects_of(trigger.token, "as"))
    if not (judged or _owns_up(telling.cue)):
        return ()
    text = who.doc.text[speaker.start : speaker.end]
    return (Party(text=text, start=speaker.start, end=speaker.end, name=side.name, actor=side.actor, kind="group"),)


def _owns_up(cue: Span | None) -> bool:
    return cue is not None and any(word.lower().startswith(_AVOWING) for word in cue.text.split())

"""Of what type an incident is that several mentions tell of."""

from collections.abc import Sequence

from purport.codebooks.incident_types import incident_types
from purport.reading.incident_groups import VIOLENT
from purport.reading.incident_mentions import Mention
from purport.reading.sub_events import names_whole, parts_of
from purport.types import Mode

PRECEDENCE = ("assassination", "kidnapping", "airstrike", "bombing", "attack", "battle", "robbery", "riot", "arson")
"""Which type a complex attack has of those of its parts: the first of these, as the Global Terrorism Database orders
them."""


def incident_type_of(mentions: Sequence[Mention]) -> str:
    """The type of a group: a release or escape from a prison that was attacked is a jailbreak. An attack of several
    parts has the type of a word that names it as a whole before them and says more than attack ("an offensive"), else
    the first by PRECEDENCE of its parts' types. Any other, attack and battle together too, has the most specific type
    that a mention which begins an incident gives; among equals the type told most, then first."""
    kinds = [m.trigger.type for m in mentions if m.trigger.begins and not m.trigger.effect] or [
        m.trigger.type for m in mentions if m.trigger.begins
    ]
    kinds = kinds or [m.trigger.type for m in mentions]
    prison = any("prison" in p.name.lower() or "jail" in p.name.lower() for m in mentions for p in m.targets)
    prison = prison or any(word in (f.who or "") for m in mentions for f in m.figures for word in ("convict", "inmate"))
    complex_type = _of_parts(mentions)
    mentions = [m for m in mentions if m.mode is Mode.HAPPENED] or mentions
    freed = any(f.what in ("freed", "escaped") for m in mentions for f in m.figures)
    violent = any(kind in VIOLENT for kind in kinds)
    if violent and prison and (freed or any(m.trigger.token.lemma_ in ("free", "escape", "release") for m in mentions)):
        return "jailbreak"
    if complex_type is not None:
        return complex_type
    for specific in ("airstrike", "bombing", "assassination", "kidnapping", "arson"):
        if (
            specific in kinds
            and set(kinds) <= {specific, "attack", "battle", "other"}
            and incident_types()[specific].group
            and kinds.count(specific) * 2 >= kinds.count("battle")
        ):
            return specific
    return max(dict.fromkeys(kinds), key=kinds.count)


def _of_parts(mentions: Sequence[Mention]) -> str | None:
    """The type of a complex attack by its parts; None where they do not give one."""
    parts = parts_of(mentions)
    kinds = {part[0].trigger.type for part in parts}
    if len(kinds) < 2 or kinds == {"attack", "battle"}:
        return None
    before = [m for m in mentions if m.span.start < parts[0][0].span.start and m.trigger.begins and names_whole(m)]
    whole = next((m.trigger.type for m in before if m.trigger.type != "attack"), None)
    return whole or next((kind for kind in PRECEDENCE if kind in kinds), None)

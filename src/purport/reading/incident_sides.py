"""Between whom talks, deals and truces are that name nobody: the sides of what was told before."""

from collections.abc import Sequence

from purport.reading.incident_mentions import Mention
from purport.reading.incident_typing import incident_type_of
from purport.types import Mode, Party

_MUTUAL = frozenset({"negotiation", "agreement", "ceasefire"})
_SIDED = _MUTUAL | {"battle", "prisoner_release"}


def parties_between(made: Sequence[Sequence[Mention]]) -> list[tuple[Party, ...]]:
    """For each incident the parties that it takes over: for talks, deals and truces that name none, those of the last
    such event, battle or exchange before it that names two groups or states."""
    out: list[tuple[Party, ...]] = []
    last: tuple[Party, ...] = ()
    for group in made:
        own = {party.actor or party.name: party for m in group for party in m.agents}
        kind = incident_type_of(group)
        sided = tuple(party for party in own.values() if party.actor is not None and party.kind in ("group", "state"))
        happened = any(m.mode is Mode.HAPPENED for m in group)
        out.append(last if kind in _MUTUAL and not own and happened else ())
        if kind in _SIDED and len(sided) == 2:
            last = sided
    return out

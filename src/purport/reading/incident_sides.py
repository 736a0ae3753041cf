"""Between whom talks, deals and truces are that name nobody: the sides of what was told before."""

from collections.abc import Iterator, Sequence
from functools import cache

from purport.codebooks.actors import Entry, actor_codebook
from purport.reading.incident_mentions import Mention
from purport.reading.incident_typing import incident_type_of
from purport.types import Mode, Party

_MUTUAL = frozenset({"negotiation", "agreement", "ceasefire"})
_SIDED = _MUTUAL | {"battle", "prisoner_release"}


def parties_between(made: Sequence[Sequence[Mention]]) -> list[tuple[Party, ...]]:
    """For each incident that names no party those that it takes over: for talks, deals and truces those of the last
    such event, battle or exchange before it that names two groups or states, for a battle the states whose men are
    told to have fallen in it, where there are two, for a release those who took the captives."""
    out: list[tuple[Party, ...]] = []
    last: tuple[Party, ...] = ()
    for group in made:
        own = {party.actor or party.name: party for m in group for party in m.agents}
        kind = incident_type_of(group)
        sided = tuple(party for party in own.values() if party.actor is not None and party.kind in ("group", "state"))
        if kind == "battle" and not own and len(fallen := tuple(_fallen(group))) == 2:
            out.append(fallen)
            last = fallen
            continue
        if kind == "prisoner_release" and not own:
            out.append(_captors(group, made))
            continue
        happened = any(m.mode is Mode.HAPPENED for m in group)
        out.append(last if kind in _MUTUAL and not own and happened else ())
        if kind in _SIDED and len(sided) == 2:
            last = sided
    return out


def _captors(release: Sequence[Mention], made: Sequence[Sequence[Mention]]) -> tuple[Party, ...]:
    """Those who are told to have taken whom a release lets go, where one deed alone took them."""
    freed = {party.actor or party.name.lower() for m in release for party in m.targets}
    takers = [
        {party.actor or party.name: party for m in group for party in m.agents}
        for group in made
        if incident_type_of(group) == "kidnapping"
        and freed & {party.actor or party.name.lower() for m in group for party in m.targets}
    ]
    return tuple(takers[0].values()) if len(takers) == 1 else ()


def _fallen(group: Sequence[Mention]) -> Iterator[Party]:
    """The states, each once, whose men or arms a battle is told to have struck: "12 Icelandic soldiers"."""
    seen: set[str] = set()
    for mention in group:
        for party in mention.targets:
            at = party.start
            for word in party.text.split():
                start = party.text.index(word, at - party.start) + party.start
                at = start + len(word)
                state = _nations().get(word)
                if state is not None and state.id not in seen:
                    seen.add(state.id)
                    yield Party(text=word, start=start, end=at, name=state.name, actor=state.id, kind="state")


@cache
def _nations() -> dict[str, Entry]:
    """The states by their adjectives."""
    return {word: entry for entry in actor_codebook().entries.values() for word in entry.demonyms}

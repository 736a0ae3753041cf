"""Fillers: the parts of incidents that a text names several times, each once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from purport.reading.incident_model import TYPES, Part
from purport.types import Actor

_MARKS = re.compile(r"[^\w\s]|_")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_BRACKET = re.compile(r"\s*\(\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who or what bears a part: the mention that is surest to, with how sure it is, all mentions, and for each of
    TYPES how likely the incident is of it."""

    role: str
    best: Part
    worth: float
    mentions: tuple[Part, ...]
    types: tuple[float, ...]


def fillers(text: str, parts: Sequence[Part], actors: Sequence[Actor] = ()) -> list[Filler]:
    """The fillers of a text, the surest first. Mentions in the same words are one filler, so are those whose words the
    other's hold, a name and its letters in brackets after it, the names of an organisation among ``actors``, and
    weapons of one kind."""
    named: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        if words := bare(text[part.start : part.end]):
            named[part.role, words].append(part)
    names = _letters(text, parts) | _names(text, parts, actors)
    made: dict[str, list[dict[str, list[Part]]]] = defaultdict(list)
    for (role, words), found in sorted(named.items(), key=lambda item: -max(p.probability for p in item[1])):
        for group in made[role]:
            if any(_same(role, words, other, names) for other in group):
                group[words] = found
                break
        else:
            made[role].append({words: found})
    out = [_filler(role, [p for found in group.values() for p in found]) for role in made for group in made[role]]
    return sorted(out, key=lambda filler: -filler.worth)


def bare(text: str) -> str:
    """The words of a mention in small letters, without marks and articles."""
    return " ".join(_ARTICLES.sub(" ", _MARKS.sub("", text.lower())).split())


def _filler(role: str, mentions: Iterable[Part]) -> Filler:
    ordered = sorted(mentions, key=lambda p: (-round(p.probability, 3), p.start))
    probabilities = np.array([p.probability for p in ordered])
    # Half as sure as that one of the mentions is right, half as the surest is.
    worth = float(1 - np.prod(1 - probabilities) + probabilities[0]) / 2
    types = np.average([p.types for p in ordered], axis=0, weights=probabilities)
    return Filler(
        role=role, best=ordered[0], worth=worth, mentions=tuple(ordered), types=tuple(float(p) for p in types)
    )


def actor_at(actors: Iterable[Actor], start: int, end: int) -> Actor | None:
    """The actor of whom the words between two offsets are a mention, or a mention with something about it."""
    for actor in actors:
        if any((m.start <= start and end <= m.end) or (m.end == end and start <= m.start) for m in actor.mentions):
            return actor
    return None


def _same(role: str, one: str, two: str, names: Set[tuple[str, str]]) -> bool:
    if (one, two) in names or (two, one) in names:
        return True
    a, b = one.split(), two.split()
    if role in ("weapon", "individual") and a[-1].rstrip("s") == b[-1].rstrip("s"):
        return True
    return role != "weapon" and (set(a) <= set(b) or set(b) <= set(a))


def _letters(text: str, parts: Sequence[Part]) -> set[tuple[str, str]]:
    """The names that are followed by another in brackets, with that other."""
    starting: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        starting[part.start].append(part)
    out = set()
    for start, after in starting.items():
        opening = _BRACKET.search(text, max(0, start - 4), start)
        if opening is None:
            continue
        for part in parts:
            if part.end == opening.start():
                out |= {(bare(text[part.start : part.end]), bare(text[p.start : p.end])) for p in after}
    return out


def _names(text: str, parts: Sequence[Part], actors: Sequence[Actor]) -> set[tuple[str, str]]:
    """The words by which parts name one organisation, two and two."""
    named: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        if part.role == "organisation" and (actor := actor_at(actors, part.start, part.end)):
            named[actor.id].add(bare(text[part.start : part.end]))
    return {(one, two) for words in named.values() for one in words for two in words}


def of_type(filler: Filler, name: str) -> float:
    """How likely a filler's incident is of a type."""
    return filler.types[TYPES.index(name)]

"""Actors that no codebook knows, as entries for one: the names, how many texts have them, and a sentence with each."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from purport.codebooks.entries import KINDS
from purport.reading.actors import UNLISTED
from purport.types import Actor, Reading

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+|\n+")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unknown actor as readings have it: ``texts`` tells in how many; ``source`` is the first, and ``sentence``
    the first there that names the actor, None where it is very long."""

    id: str
    name: str
    kind: str
    texts: int
    source: str
    sentence: str | None


def drafts(readings: Iterable[Reading], *, known: Iterable[str] = ()) -> list[Draft]:
    """The groups, organisations and media of readings that no codebook knows, those in most texts first. Names among
    ``known`` are left out."""
    first: dict[str, tuple[Actor, Reading]] = {}
    texts: dict[str, int] = {}
    names = set(known)
    for reading in readings:
        for actor in reading.actors:
            if actor.id.startswith(UNLISTED) and actor.kind in KINDS and actor.name not in names:
                first.setdefault(actor.id, (actor, reading))
                texts[actor.id] = texts.get(actor.id, 0) + 1
    made = [
        Draft(
            id=id_.removeprefix(UNLISTED),
            name=actor.name,
            kind=actor.kind,
            texts=texts[id_],
            source=reading.source.id,
            sentence=_sentence(reading.text, actor),
        )
        for id_, (actor, reading) in first.items()
    ]
    return sorted(made, key=lambda draft: (-draft.texts, draft.id))


def to_toml(made: Iterable[Draft]) -> str:
    """Drafts as a codebook, to be looked through by hand."""
    return "\n".join(map(_table, made))


def _table(draft: Draft) -> str:
    row: Mapping[str, object] = {
        "name": draft.name,
        "source": draft.source,
        **({"examples_for": [draft.sentence]} if draft.sentence else {}),
    }
    key = draft.id if _BARE_KEY.fullmatch(draft.id) else _toml(draft.id)
    lines = [f"[{draft.kind}.{key}]", f"# in {draft.texts:,} {'text' if draft.texts == 1 else 'texts'}"]
    return "\n".join([*lines, *(f"{name} = {_toml(value)}" for name, value in row.items())]) + "\n"


def _toml(value: object) -> str:
    # A string of JSON is one of TOML, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _sentence(text: str, actor: Actor) -> str | None:
    mention = actor.mentions[0]
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= mention.start)
    end = min(end for end in ends if end >= mention.end)
    sentence = " ".join(text[start:end].split())
    return sentence if len(sentence) <= _LONGEST else None

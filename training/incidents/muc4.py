"""MUC-4's texts with their templates as lessons.

The templates name their fillers by strings, without saying where they stand. A filler is learnt where most speaks for
its incident: in the sentences that hold most of the incident's other fillers and words of its type. Elsewhere the same
words may be meant or not; the network is free there.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from purport.language import parse_all
from purport.language.casing import restored
from purport.language.doc import Doc
from purport.language.encoder import Pieces
from purport.language.words import Words, case_of
from purport.learning.incident_examples import Lesson, Part
from purport.types import Document, Source

ROLE = {
    "PerpInd": "individual",
    "PerpOrg": "organisation",
    "Target": "object",
    "Victim": "victim",
    "Weapon": "weapon",
}
_TELLING = {
    "attack": r"attack|kill|murder|assassin|shot|shoot|massacre|dead|death|die|wound|injur|fire|ambush|destroy|clash",
    "bombing": r"bomb|explo|dynamite|blast|detonat|mine|blow|blew|charge|destroy|damage",
    "kidnapping": r"kidnap|abduct|hostage|captive|held|seize|captur|taken",
    "arson": r"burn|arson|fire|torch|flame|set ",
    "robbery": r"rob|stole|steal|loot|took|stolen",
}
TELLING = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _TELLING.items()}


def load(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """The texts of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]


def parsed(rows: Sequence[Mapping[str, Any]]) -> list[Doc]:
    """The texts with their syntax."""
    return list(parse_all(Document(source=Source(id=row["id"], sha256=""), text=row["text"]) for row in rows))


def lesson(row: Mapping[str, Any], words: Words, sentences: Sequence[tuple[int, int]], pieces: Pieces) -> Lesson:
    """One text with its templates as it is learnt."""
    low = row["text"].lower()
    of = np.array([_sentence(sentences, int(start)) for start in words.starts], np.int64)
    merged: dict[tuple[int, int, str], list[tuple[str, bool]]] = defaultdict(list)
    hints: dict[str, tuple[int, ...]] = {}
    types = set()
    for template in row["templates"]:
        name = template["incident_type"]
        if name not in TELLING:
            continue
        types.add(name)
        telling = {
            int(of[k])
            for match in TELLING[name].finditer(low)
            if (k := int(np.searchsorted(words.starts, match.start(), side="right")) - 1) >= 0
        }
        fillers = [
            (ROLE[role], [at for mention in filler for at in occurrences(low, words, mention)])
            for role in ROLE
            for filler in template[role]
        ]
        within = [{int(of[first]) for first, _ in found} for _, found in fillers]
        for n, (role, found) in enumerate(fillers):
            others = [one for k, one in enumerate(within) if k != n]
            worth = {at: _worth(int(of[at[0]]), others, telling) for at in found}
            best = max(worth.values(), default=0)
            first = min(found, default=None)
            for at in found:
                sure = worth[at] == best if best > 0 else at == first
                sure |= role == "organisation" or (role == "individual" and worth[at] >= NEAR)
                merged[(*at, role)].append((name, sure))
        if not any(found for _, found in fillers):
            hints[name] = tuple(k for k in range(len(words)) if int(of[k]) in telling)
    parts = [
        Part(first=first, last=last, role=role, types=frozenset(n for n, s in told if s or not any(x for _, x in told)),
             sure=any(sure for _, sure in told))
        for (first, last, role), told in merged.items()
    ]  # fmt: skip
    mixed = restored(row["text"])
    cases = [case_of(mixed[a:b]) for a, b in zip(words.starts, words.ends, strict=True)]
    return Lesson.of(words, pieces, parts, types, hints, np.array(cases, np.int64))


def occurrences(low: str, words: Words, mention: str) -> list[tuple[int, int]]:
    """Where the words of a mention stand in a text in small letters, by words."""
    out = []
    for match in re.finditer(rf"(?<!\w){re.escape(mention.lower())}(?!\w)", low):
        first = int(np.searchsorted(words.ends, match.start(), side="right"))
        last = int(np.searchsorted(words.starts, match.end(), side="left"))
        if first < last:
            out.append((first, last))
    return out


# What a sentence beside that of another filler is worth.
NEAR = 0.4


def _worth(sentence: int, others: Iterable[set[int]], telling: set[int]) -> float:
    """How much speaks for an incident's being told in a sentence."""
    near = sum(1.0 if sentence in at else NEAR if {sentence - 1, sentence + 1} & at else 0.0 for at in others)
    return near + (1.5 if sentence in telling else 0.0)


def _sentence(sentences: Sequence[tuple[int, int]], offset: int) -> int:
    return sum(start <= offset for start, _ in sentences) - 1

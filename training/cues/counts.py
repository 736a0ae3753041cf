"""How often a word attributes in a frame, counted on annotated texts."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from purport.language import Doc, parse_all
from purport.reading.attributions import Attribution, attributions
from purport.reading.quotations import quotations
from purport.types import Document, Source

CLASSES = {"NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
# Word class, lemma, frame.
Use = tuple[str, str, str]
Spans = Sequence[Sequence[int]]


def counts(path: Path, limit: int | None = None) -> tuple[Counter[Use], Counter[Use]]:
    """How often each word stands in each frame in the texts, and how often it attributes there.

    A line of the file is ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, each of the three a list
    of half-open spans. A use counts as an attribution where an annotated cue touches it and their contents share half.
    """
    places: Counter[Use] = Counter()
    hits: Counter[Use] = Counter()
    for doc, record in _parsed(path, limit):
        gold = [one for one in record["attributions"] if one["cue"] and one["content"]]
        for made in _uses(doc):
            token = doc.tokens[made.head]
            word_class = "adverbs" if made.frame == "according" else CLASSES.get(token.pos_, "verbs")
            use = (word_class, made.lemma, made.frame)
            places[use] += 1
            hits[use] += any(_meant(one, made) for one in gold)
    return places, hits


def _parsed(path: Path, limit: int | None) -> Iterator[tuple[Doc, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(limit or 10**9), lines, strict=False)]
    documents = (Document(source=Source(id=r["id"], sha256=""), text=r["text"]) for r in records)
    return zip(parse_all(documents), records, strict=True)


def _uses(doc: Doc) -> Iterable[Attribution]:
    """Every word that could attribute by its syntax, those in quoted words aside."""
    quoted = [(q.start, q.end) for q in quotations(doc.text)]
    for made in attributions(doc, every=True):
        if made.head < 0 or made.cue is None or made.frame == "headline":
            continue
        if not any(start <= made.cue.start < end for start, end in quoted):
            yield made


def _meant(gold: dict[str, Spans], made: Attribution) -> bool:
    cue = made.cue
    if cue is None or not any(start < cue.end and cue.start < end for start, end in gold["cue"]):
        return False
    annotated, read = _offsets(gold["content"]), _offsets([(s.start, s.end) for s in made.content])
    return 2 * len(annotated & read) >= len(annotated | read)


def _offsets(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}

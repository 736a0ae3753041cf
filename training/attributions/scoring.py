"""Exact spans and whole attributions against what was annotated."""

from collections.abc import Iterable

from purport.reading.attribution_model import Found

from .data import KEYS

Span = tuple[int, int]
FIELDS = (*KEYS, "linked")


def characters(spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def agree(one: list[Span], two: list[Span]) -> bool:
    """An overlap (intersection over union) of a half, or both empty."""
    a, b = characters(one), characters(two)
    return a == b or 2 * len(a & b) >= len(a | b)


def right(annotated: dict, found: Found) -> bool:
    """Cues touch, and speaker and content agree."""
    return (
        bool(characters(map(tuple, annotated["cue"])) & characters([found.cue]))
        and agree(list(map(tuple, annotated["source"])), [found.speaker] if found.speaker else [])
        and agree(list(map(tuple, annotated["content"])), list(found.content))
    )


def counts(record: dict, found: list[Found]) -> dict[str, tuple[int, int, int]]:
    """For each of FIELDS how many are right, how many were found, how many were annotated."""
    mine = {
        "speaker": {f.speaker for f in found if f.speaker},
        "cue": {f.cue for f in found},
        "content": {span for f in found for span in f.content},
    }
    out = {}
    for role, key in KEYS.items():
        gold = {trimmed(record["text"], *span) for a in record["attributions"] for span in a[key]}
        out[role] = (len(gold & mine[role]), len(mine[role]), len(gold))
    gold_whole = [a for a in record["attributions"] if a["content"]]
    out["linked"] = (len(matched(gold_whole, found)), len(found), len(gold_whole))
    return out


def matched(annotated: list[dict], found: list[Found]) -> set[int]:
    """The indexes of the found that are right, each annotated one counted once."""
    taken: set[int] = set()
    for one in annotated:
        hit = next((n for n, f in enumerate(found) if n not in taken and right(one, f)), None)
        if hit is not None:
            taken.add(hit)
    return taken


def trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def f1(hit: int, found: int, gold: int) -> float:
    return round(200 * hit / (found + gold), 1) if found + gold else 0.0


def scores(pairs: Iterable[tuple[dict, list[Found]]]) -> dict[str, float]:
    """F1 in per cent by field over all (record, found) pairs."""
    total = {field: [0, 0, 0] for field in FIELDS}
    for record, found in pairs:
        for field, values in counts(record, found).items():
            total[field] = [a + b for a, b in zip(total[field], values, strict=True)]
    return {field: f1(*values) for field, values in total.items()}

"""Reports of twin events: annotated texts whose names, days and numbers are exchanged for others, so that they tell of
another event of the same kind."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_WORD = re.compile(r"[^\W\d_]+|\d+")
# So many of the words are exchanged; some names are common to twins.
SHARE = 0.8

Row = Mapping[str, Any]


def names(text: str) -> set[str]:
    """Capitalised words that are written small nowhere and begin not every line they stand in."""
    small = {word for word in _WORD.findall(text) if word.islower()}
    inside = {m.group() for m in _WORD.finditer(text) if m.start() and text[m.start() - 1] == " "}
    return {word for word in inside if word.istitle() and len(word) > 2 and word.lower() not in small}


def exchange(texts: Sequence[str], pool: Sequence[str], rng: random.Random) -> dict[str, str]:
    """Which word of some texts is exchanged for which: names for names of the pool, days for days, numbers for
    numbers."""
    out = {}
    for word in sorted({w for text in texts for w in [*names(text), *re.findall(r"\d+", text)]}):
        if rng.random() < SHARE:
            if word in DAYS or word in MONTHS:
                out[word] = rng.choice([w for w in (DAYS if word in DAYS else MONTHS) if w != word])
            elif word.isdigit():
                out[word] = str(rng.randint(10 ** (len(word) - 1), 10 ** len(word) - 1))
            else:
                out[word] = rng.choice(pool)
    return out


def exchanged(row: Row, words: Mapping[str, str], suffix: str = "") -> dict[str, Any]:
    """A text with words exchanged, but for those of mentions; with a suffix its clusters are others."""
    text, mentions = row["text"], row["mentions"]
    taken = {place for m in mentions for place in range(*m["span"])}
    pieces, moved, shift, last = [], [0] * (len(text) + 1), 0, 0
    for match in _WORD.finditer(text):
        new = words.get(match.group())
        if new is None or match.start() in taken:
            continue
        moved[last : match.end()] = [shift] * (match.end() - last)
        pieces += [text[last : match.start()], new]
        shift += len(new) - len(match.group())
        last = match.end()
    moved[last:] = [shift] * (len(text) + 1 - last)
    pieces.append(text[last:])
    spans = [[m["span"][0] + moved[m["span"][0]], m["span"][1] + moved[m["span"][1] - 1]] for m in mentions]
    clusters = [m["cluster"] + suffix for m in mentions]
    told = [{"span": span, "cluster": cluster} for span, cluster in zip(spans, clusters, strict=True)]
    return {**row, "text": "".join(pieces), "mentions": told}

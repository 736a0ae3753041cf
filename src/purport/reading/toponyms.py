"""Which words of a text name places: candidates from the gazetteer and from context, judged by a linear model.

Candidates are the longest names the gazetteer knows and capitalised names in the company of place words. Each is
described by its words' neighbours, tags, what else the text does with the name, and what the gazetteer knows of it;
the model's weights are data, fitted by ``training/gazetteer/fit.py``.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from purport.codebooks.gazetteer import COUNTRY, Entry
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon, weights
from purport.language import Doc
from purport.reading.arabic_toponyms import arabic_names
from purport.reading.tokens import Words
from purport.reading.toponym_features import features_of
from purport.reading.toponym_spans import romanised_lands, spans_of

_ARABIC = re.compile(r"[\u0620-\u06ff]")
# Scores are log odds: a name is taken for a place's from here on, where a miss costs a little more than a slip.
THRESHOLD = -0.5
# How far the score of a name's other mentions moves that of one, and how far a score can go.
LEAN = 0.4
LIMIT = 4.0
# What is added where a name has one country, the document speaks of that country, and a place stands there in grammar.
BORNE_OUT = 1.5
# What is added where "in", "at" or the like stands before the name of a large town.
LOCATED = 0.7
# What stands between two names told together, and how many places a name may have to vouch for the other.
PAIRING = frozenset((("and",), (",",), ("or",), (",", "and"), ("to",), ("for",)))
FEW = 6


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that may be a place's: offsets into the text, tokens ``first`` to ``last`` (half open), the entries
    of its name, the noun that says its kind where one stands by it, and what the model judges it by."""

    start: int
    end: int
    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]
    noun: str | None
    features: tuple[str, ...]

    @property
    def key(self) -> str:
        """What mentions of one name share."""
        return normal(self.name)


def toponyms(doc: Doc) -> list[Toponym]:
    """The places named in a text, in reading order, none overlapping another."""
    return sorted_out(doc)[0]


def sorted_out(doc: Doc) -> tuple[list[Toponym], list[Toponym]]:
    """The places named in a text, in reading order, none overlapping another; and the other names that the gazetteer
    knows, which are mostly parts of longer names."""
    judged = candidates(doc)
    taken = accepted(judged)
    starts = {m.start for m in taken}
    found = [m for m in taken if not _ARABIC.search(m.name)]
    rest = [m for m in judged if m.entries and m.start not in starts]
    return sorted([*found, *_in_arabic(doc)], key=lambda m: m.start), rest


def _in_arabic(doc: Doc) -> list[Toponym]:
    """The names written in the Arabic script."""
    if not _ARABIC.search(doc.text):
        return []
    starts = [t.idx for t in doc.tokens]
    return [
        Toponym(
            found.start,
            found.end,
            bisect_right(starts, found.start) - 1,
            bisect_left(starts, found.end),
            found.name,
            found.entries,
            found.noun,
            (),
        )
        for found in arabic_names(doc.text)
    ]


def accepted(found: Sequence[Toponym]) -> list[Toponym]:
    """The candidates the model takes for places. Each mention's score leans on those of the name's other mentions,
    since a name that is a place's once in a document is so mostly."""
    model = weights()["toponyms"]
    scores = [max(-LIMIT, min(LIMIT, sum(model.get(f, 0.0) for f in c.features))) for c in found]
    total: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    for c, score in zip(found, scores, strict=True):
        total[c.key] += score
        count[c.key] += 1
    out = []
    for c, score in zip(found, scores, strict=True):
        others = (total[c.key] - score) / (count[c.key] - 1) if count[c.key] > 1 else 0.0
        if "person" in c.features or "body" in c.features:
            continue
        borne_out = BORNE_OUT if "borne out" in c.features else LOCATED if "located" in c.features else 0.0
        if score + borne_out + LEAN * others >= THRESHOLD or "proved" in c.features:
            out.append(c)
    return out


def candidates(doc: Doc) -> list[Toponym]:
    """Every name that may be a place's, with its features."""
    words = Words(doc)
    spans = list(spans_of(words, romanised_lands(words)))
    kept = {normal(words.slice(s.first, s.last)) for s in spans if s.likely}
    elsewhere: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    local = []
    taken = {n for s in spans if s.likely for n in range(s.first, s.last)}
    for first, last, noun, entries, likely in spans:
        name = words.slice(first, last)
        form = normal(name)
        if form not in kept or (not likely and not taken.isdisjoint(range(first, last))):
            continue
        taken.update(range(first, last))
        features = features_of(words, first, last, entries)
        seen = elsewhere.setdefault(form, set())
        counts[form] = counts.get(form, 0) + 1
        seen.update(
            f
            for f in features
            if f in ("prep", "after-person", "before-region", "e=PERSON", "noun", "c+1=other", "c+1=org")
        )
        local.append((first, last, name, form, noun, entries, features))
    paired = _paired(words, local)
    lands = _lands(words, [(form, entries, features) for _, _, _, form, _, entries, features in local])
    out = []
    for n, (first, last, name, form, noun, entries, features) in enumerate(local):
        shared = [f"doc:{f}" for f in sorted(elsewhere[form])]
        shared += _focus(form, entries, features, lands)
        shared.append(f"count={min(3, counts[form])}")
        if n in paired:
            shared.append("paired")
        out.append(
            Toponym(words.at[first], words.end(last - 1), first, last, name, entries, noun, (*features, *shared))
        )
    return out


def _paired(
    words: Words, found: Sequence[tuple[int, int, str, str, str | None, tuple[Entry, ...], tuple[str, ...]]]
) -> set[int]:
    """Which names stand beside another that may lie in the same country, neither one a common word or a person's:
    Kirkwall and Lerwick."""
    out: set[int] = set()
    for n, (one, two) in enumerate(pairwise(found)):
        if tuple(words.low[one[1] : two[0]]) not in PAIRING or len(one[5]) > FEW or len(two[5]) > FEW:
            continue
        ordinary = {"word", "unlikely", "given", "surname", "person", "body"}
        if (
            ordinary.isdisjoint(one[6])
            and ordinary.isdisjoint(two[6])
            and {e.country for e in one[5]} & {e.country for e in two[5]}
        ):
            out |= {n, n + 1}
    return out


def _lands(words: Words, named: Sequence[tuple[str, tuple[Entry, ...], tuple[str, ...]]]) -> dict[str, set[str]]:
    """The countries a text speaks of, each with the names and peoples that say so: names of one country only."""
    lex = lexicon()
    out: dict[str, set[str]] = defaultdict(set)
    for form, entries, features in named:
        held = {e.country for e in entries}
        sure = any(e.rank == COUNTRY for e in entries) or "word" not in features
        if len(held) == 1 and sure and {"prep", "listed", "of-head", "dateline", "before-region"} & set(features):
            out[held.pop() or ""].add(form)
    for n, low in enumerate(words.low):
        if words.named[n] and low in lex.demonyms:
            out[lex.demonyms[low]].add(f"people {low}")
    return out


def _focus(
    form: str, entries: tuple[Entry, ...], features: tuple[str, ...], lands: dict[str, set[str]]
) -> Iterator[str]:
    """Whether the rest of the text speaks of the country that a name may lie in."""
    held = {e.country for e in entries if e.country}
    if not held:
        return
    others = min(2, max(len(lands.get(c, set()) - {form}) for c in held))
    yield f"focus={others}"
    if len(held) > 1 or {"unlikely", "given"} & set(features):
        return
    yield f"focus={others}/sole"
    stands = {"prep", "listed", "of-head", "moved"} & set(features)
    if stands and (others or "word" not in features):
        yield "borne out"

"""Mentions of events in texts, and the words by which they are told: the head, who and what it is said of, what stands
near."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from purport.analysis.mentions.excerpts import Span, sentences
from purport.analysis.mentions.nearness import Rarity, Vector, unit
from purport.analysis.wording import CONTENT, Wording, stemmed

if TYPE_CHECKING:
    from spacy.tokens import Doc as Tokens
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

# What stands within so many words of a mention is near.
NEAR = 6
# A phrase of more words is a clause of its own.
PHRASE = 15

_OF_WHOM = frozenset(("nsubj", "nsubjpass", "poss", "agent", "csubj", "dobj", "obj", "attr", "dative", "pobj", "prep"))
_OF_WHAT = frozenset(("compound", "amod", "nmod", "nummod", "acomp"))
_ARGUMENTS = _OF_WHOM | _OF_WHAT
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|"
    r"(?:Septem|Octo|Novem|Decem)ber"
)
_VERBS, _NOUNS = frozenset(("VERB", "AUX")), frozenset(("NOUN", "PROPN"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a text that tell of an event, "bombed" or "the raid": ``document`` is the text's number, ``start`` and
    ``end`` are code points, half open."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How an event is told. ``lemma`` is that of the mention's head, ``stems`` those of its words, ``kind`` "verb",
    "noun" or "". ``names`` of its sentence and what stands ``near`` it are vectors of length one, ``days`` the weekdays
    and months that its sentence names, ``arguments`` the stems of whom and what it is said; ``rarity`` is that of the
    mention's rarest word, ``sentence`` where its sentence begins."""

    lemma: str
    stems: frozenset[int]
    kind: str
    names: Vector
    near: Vector
    days: frozenset[str]
    arguments: frozenset[str]
    rarity: float
    sentence: int


def told(texts: Sequence[str], wordings: Sequence[Wording], mentions: Sequence[Mention], rarity: Rarity) -> list[Told]:
    """How each mention is told, in their order. Only the sentences that hold mentions are parsed."""
    from purport.language.casing import restored
    from purport.language.pipeline import tokens_of

    held: list[tuple[int, Span, list[int]]] = []
    by_text = sorted(range(len(mentions)), key=lambda k: (mentions[k].document, mentions[k].start))
    for document, group in groupby(by_text, key=lambda k: mentions[k].document):
        places = sentences(texts[document])
        starts = [start for start, _ in places]
        placed = [(max(0, bisect_right(starts, mentions[k].start) - 1), k) for k in group]
        held += [(document, places[n], [k for _, k in pairs]) for n, pairs in groupby(placed, key=itemgetter(0))]
    whole = {document: restored(texts[document]) for document, _, _ in held}
    parses = tokens_of(whole[document][start:end] for document, (start, end), _ in held)
    out: dict[int, Told] = {}
    for (document, (start, end), inside), tokens in zip(held, parses, strict=True):
        for k in inside:
            head = _head(tokens, mentions[k].start - start, mentions[k].end - start)
            out[k] = _told(mentions[k], texts[document], (start, end), head, wordings[document], rarity)
    return [out[k] for k in range(len(mentions))]


def _head(tokens: "Tokens", start: int, end: int) -> "Token":
    span: TokenSpan | None = tokens.char_span(start, min(end, len(tokens.text)), alignment_mode="expand")
    return span.root if span is not None and len(span) else tokens[0]


def _told(mention: Mention, text: str, sentence: Span, head: "Token", words: Wording, rarity: Rarity) -> Told:
    first, last = (int(k) for k in np.searchsorted(words.starts, sentence))
    own_first, own_last = (int(k) for k in np.searchsorted(words.starts, (mention.start, mention.end)))
    own = range(own_first, own_last if own_last > own_first else min(own_first + 1, len(words)))

    def weights(places: Iterator[int]) -> dict[int, float]:
        return {
            int(words.stems[n]): max(0.0, rarity.of(int(words.stems[n]), float(words.rarity[n])))
            for n in places
            if words.rarity[n] >= CONTENT
        }

    return Told(
        lemma=head.lemma_.lower(),
        stems=frozenset(int(words.stems[n]) for n in own),
        kind="verb" if head.pos_ in _VERBS else "noun" if head.pos_ in _NOUNS else "",
        names=unit(weights(n for n in range(first, last) if not words.plain[n])),
        near=unit(weights(n for n in range(max(first, own.start - NEAR), min(last, own.stop + NEAR)) if n not in own)),
        days=frozenset(_DAY.findall(text, *sentence)),
        arguments=frozenset(_arguments(head)),
        rarity=max((rarity.of(int(words.stems[n]), float(words.rarity[n])) for n in own), default=0.0),
        sentence=sentence[0],
    )


def _arguments(head: "Token") -> Iterator[str]:
    if head.head is not head:
        yield stemmed(head.head.lemma_.lower())
    for child in head.children:
        if child.dep_ in _ARGUMENTS:
            phrase = list(child.subtree)
            for token in phrase if len(phrase) < PHRASE else [child]:
                if not token.is_stop and not token.is_punct and not token.is_space:
                    yield stemmed(token.lemma_.lower())

"""Sentences that stand in many texts which have nothing else in common: disclaimers, notes about an outlet."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from purport.analysis.wording import Wording

# Shorter sentences are like others by chance.
FEWEST_WORDS = 5
# A sentence stands in so many texts that have no other in common.
TEXTS = 3
# What makes up more of a text is what the text tells.
MOST_OF_TEXT = 0.5


def sentence_numbers(words: Wording) -> dict[int, int]:
    """The sentences of a text by number, each with a number below 2**63 that equal sentences share."""
    if not len(words):
        return {}
    places = np.arange(len(words), dtype=np.uint64)
    first = np.searchsorted(words.sentences, words.sentences)
    order = places - first.astype(np.uint64) + np.uint64(1)
    mixed = (words.words.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)) * (order * np.uint64(2) + np.uint64(1))
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    starts = np.flatnonzero(np.diff(words.sentences, prepend=-1))
    sums: NDArray[np.uint64] = np.add.reduceat(mixed, starts)
    lengths = np.diff(np.append(starts, len(words)))
    return {
        int(words.sentences[start]): int(total >> np.uint64(1))
        for start, total, length in zip(starts.tolist(), sums, lengths.tolist(), strict=True)
        if length >= FEWEST_WORDS
    }


def standing_sentences(texts: Sequence[Wording]) -> set[int]:
    """The numbers of the sentences that stand in several of some texts which share no other sentence, and are no great
    part of them."""
    numbers = [sentence_numbers(words) for words in texts]
    holders: dict[int, frozenset[int]] = {}
    for at, found in enumerate(numbers):
        for number in found.values():
            holders[number] = holders.get(number, frozenset()) | {at}
    many = {number: held for number, held in holders.items() if len(held) >= TEXTS}
    if not many:
        return set()
    lengths = [_lengths(words) for words in texts]
    standing: set[int] = set()
    for held in set(many.values()):
        alike = {number for number, other in many.items() if other == held}
        if _apart(held, holders) >= TEXTS and _minor(held, alike, numbers, lengths):
            standing |= alike
    return standing


def _apart(held: frozenset[int], holders: Mapping[int, frozenset[int]]) -> int:
    """Into how many texts, or clusters of texts that share a sentence which not all of them have, some texts fall."""
    parts = [{each} for each in held]
    for other in {each & held for each in holders.values() if each & held != held and len(each & held) > 1}:
        touched = [part for part in parts if part & other]
        parts = [part for part in parts if not part & other] + [set().union(*touched)]
    return len(parts)


def _lengths(words: Wording) -> dict[int, int]:
    sentences, counts = np.unique(words.sentences, return_counts=True)
    return dict(zip(sentences.tolist(), counts.tolist(), strict=True))


def _minor(
    held: frozenset[int], alike: set[int], numbers: Sequence[Mapping[int, int]], lengths: Sequence[Mapping[int, int]]
) -> bool:
    shares = []
    for at in held:
        mine = sum(lengths[at][sentence] for sentence, number in numbers[at].items() if number in alike)
        shares.append(mine / max(1, sum(lengths[at].values())))
    return float(np.median(shares)) < MOST_OF_TEXT

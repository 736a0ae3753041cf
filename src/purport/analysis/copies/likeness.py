"""What tells a copy from a report on the same matter by another hand, as numbers."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purport.analysis.copies.passages import Chain, Places, points
from purport.analysis.wording import CONTENT, Wording

FEATURES = (
    "share",
    "plain_share",
    "plain_weight",
    "density",
    "best",
    "pairs_share",
    "triples_share",
    "run",
    "in_order",
    "names_share",
    "sentences_told",
    "sentence_words",
    "sentences_alike",
    "sentences_alike_of_all",
    "sentences_follow",
    "in_order_of_told",
    "in_order_of_all",
    "sentences_kept",
)

# A shorter text, by the weight of its words, of its plain words, by words and sentences, shows as little as one of this
# size: a lead of two sentences is like every other on the same event.
FEWEST, FEWEST_PLAIN, SHORTEST, FEWEST_SENTENCES = 180.0, 110.0, 80, 4


def features(
    one: Wording, two: Wording, found: list[Chain], met: tuple[Places, Places] | None = None
) -> NDArray[np.float64]:
    """The features of two texts whose chains are given, in the order of ``FEATURES``; ``met`` are their points, where
    they are known already.

    Words within quotation marks are left out: who hears the same speech quotes the same words.
    """
    ours = np.concatenate([chain.ours for chain in found]) if found else np.zeros(0, np.int32)
    theirs = np.concatenate([chain.theirs for chain in found]) if found else np.zeros(0, np.int32)
    free = ~(one.quoted[ours] & two.quoted[theirs])
    ours, theirs = ours[free], theirs[free]
    weight, plain = one.rarity[ours], one.plain[ours]
    total, total_plain = (min(_total(w, only) for w in (one, two)) for only in (False, True))
    matched, matched_plain = float(weight.sum()), float(weight[plain].sum())
    within = 0.0
    best = 0.0
    for chain in found:
        kept = ~(one.quoted[chain.ours] & two.quoted[chain.theirs])
        if not kept.any():
            continue
        best = max(best, float(chain.weight) * float(kept.mean()))
        for words, places in ((one, chain.ours), (two, chain.theirs)):
            stretch = slice(int(places.min()), int(places.max()) + 1)
            held = words.plain[stretch] & ~words.quoted[stretch] & (words.rarity[stretch] >= CONTENT)
            within += float(words.rarity[stretch][held].sum()) / 2
    pairs, triples, run = _runs(one, two, found)
    shortest = max(SHORTEST, min(int((~one.quoted).sum()), int((~two.quoted).sum())))
    names = weight[~plain].sum() / max(FEWEST - FEWEST_PLAIN, total - total_plain)
    return np.array(
        [
            matched / total,
            matched_plain / total_plain,
            np.log1p(matched_plain),
            matched_plain / max(within, 10.0),
            np.log1p(best),
            pairs / shortest,
            triples / shortest,
            np.log1p(run),
            matched / max(_in_both(one, two), 1.0),
            min(float(names), 1.0),
            *_sentences(one, two, points(one, two) if met is None else met),
        ]
    )


def shared_weight(one: Wording, two: Wording, found: list[Chain]) -> float:
    """Which part of the weight of the lighter text stands in the chains, words within quotation marks left out."""
    weight = sum(
        float(one.rarity[chain.ours][~(one.quoted[chain.ours] & two.quoted[chain.theirs])].sum()) for chain in found
    )
    return weight / min(_total(one, False), _total(two, False))


@lru_cache(maxsize=4_096)
def _total(words: Wording, only_plain: bool) -> float:
    kept = (words.rarity >= CONTENT) & ~words.quoted
    if only_plain:
        kept &= words.plain
    return max(float(words.rarity[kept].sum()), FEWEST_PLAIN if only_plain else FEWEST)


def _in_both(one: Wording, two: Wording) -> float:
    """The weight of the content words that both have, wherever they stand."""
    ours = (one.rarity >= CONTENT) & ~one.quoted
    stems, first, counts = np.unique(one.stems[ours], return_index=True, return_counts=True)
    theirs, there = np.unique(two.stems[(two.rarity >= CONTENT) & ~two.quoted], return_counts=True)
    _, at, other = np.intersect1d(stems, theirs, assume_unique=True, return_indices=True)
    return float((one.rarity[ours][first][at] * np.minimum(counts[at], there[other])).sum())


def _runs(one: Wording, two: Wording, found: list[Chain]) -> tuple[int, int, int]:
    """How many pairs and triples of neighbouring words the chains' stretches share word for word, and the longest
    run."""
    pairs = triples = longest = 0
    for chain in found:
        left = _free(one, chain.ours)
        right = _free(two, chain.theirs)
        pairs += len(_grams(left, 2) & _grams(right, 2))
        shared = len(_grams(left, 3) & _grams(right, 3))
        triples += shared
        size = 3
        while shared and size < 32:
            longest = max(longest, size)
            size += 2 if size < 11 else 5
            shared = len(_grams(left, size) & _grams(right, size))
    return pairs, triples, longest


def _free(words: Wording, places: NDArray[np.int32]) -> list[list[int]]:
    """The words of a chain's stretch, cut where quotation marks stand."""
    stretch = slice(int(places.min()), int(places.max()) + 1)
    quoted = words.quoted[stretch]
    each = words.words[stretch]
    if not quoted.any():
        return [each.tolist()]
    cuts = np.flatnonzero(np.diff(quoted)) + 1
    return [part.tolist() for part, q in zip(np.split(each, cuts), np.split(quoted, cuts), strict=True) if not q[0]]


def _grams(runs: list[list[int]], size: int) -> set[tuple[int, ...]]:
    return {gram for run in runs for gram in zip(*(run[at:] for at in range(size)), strict=False)}


def _sentences(one: Wording, two: Wording, met: tuple[Places, Places]) -> list[float]:
    """Sentence by sentence: how much of it the likest sentence of the other text has.

    Of the sentences that tell what one of the other's tells: their share of the text's, the mean share of their
    plain words that the other has, the share of those with two fifths or more, and how many of those that follow each
    other there follow each other here; then how many of all their words both have in the same order, of these sentences
    and of all, and the share of those that keep more than half.
    """
    ours, theirs = met
    if len(one) > len(two):
        one, two, ours, theirs = two, one, theirs, ours
    count, others = (int(words.sentences[-1]) + 1 if len(words) else 1 for words in (one, two))
    same = np.zeros((count, others))
    same_plain = np.zeros((count, others))
    if len(ours):
        # A word that stands twice there is one word still.
        keys = one.sentences[ours].astype(np.int64) * others + two.sentences[theirs]
        _, first = np.unique(keys * (1 << 20) + ours, return_index=True)
        _, second = np.unique(keys * (1 << 20) + theirs, return_index=True)
        kept = np.intersect1d(first, second)
        kept = kept[~(one.quoted[ours[kept]] & two.quoted[theirs[kept]])]
        at = one.sentences[ours[kept]], two.sentences[theirs[kept]]
        weights = one.rarity[ours[kept]]
        np.add.at(same, at, weights)
        np.add.at(same_plain, at, weights * one.plain[ours[kept]])
    total = _by_sentence(one, count)
    total_plain, others_plain = _by_sentence(one, count, plain=True), _by_sentence(two, others, plain=True)
    long = total >= 12
    if not long.any():
        return [0.0] * 8
    best = same.argmax(axis=1)
    rows = np.arange(count)
    told = long & (same[rows, best] >= np.maximum(9.0, 0.2 * total))
    if not told.any():
        return [0.0] * 8
    share = same_plain[rows, best] / np.maximum(np.maximum(total_plain, others_plain[best]), 6.0)
    kept_words = np.zeros(count)
    lengths = np.zeros(count)
    ours_of, theirs_of = _sentence_words(one), _sentence_words(two)
    for row in np.flatnonzero(told).tolist():
        left, right = ours_of[row], theirs_of[int(best[row])]
        kept_words[row] = 2 * _in_common(left, right)
        lengths[row] = len(left) + len(right)
    of_all = sum(2 * len(ours_of[row]) for row in np.flatnonzero(long & ~told).tolist())
    kept_share = kept_words[told] / lengths[told]
    follows = told[:-1] & told[1:] & (best[1:] == best[:-1] + 1)
    return [
        float(told.sum() / max(FEWEST_SENTENCES, long.sum())),
        float(share[told].mean()),
        float((share[told] >= 0.4).sum() / max(FEWEST_SENTENCES, told.sum())),
        float((share[long] >= 0.4).sum() / max(FEWEST_SENTENCES, long.sum())),
        float(follows.sum() / max(FEWEST_SENTENCES - 1, told.sum() - 1)),
        float(kept_words.sum() / lengths.sum()),
        float(kept_words.sum() / (lengths.sum() + of_all)),
        float((kept_share >= 0.55).sum() / max(FEWEST_SENTENCES, told.sum())),
    ]


@lru_cache(maxsize=2_048)
def _sentence_words(words: Wording) -> list[list[int]]:
    """The words of each sentence, those within quotation marks left out where others stand beside them."""
    cuts = np.flatnonzero(np.diff(words.sentences)) + 1
    count = int(words.sentences[-1]) + 1
    found: list[list[int]] = [[] for _ in range(count)]
    for each in np.split(np.arange(len(words)), cuts):
        free = each[~words.quoted[each]]
        found[int(words.sentences[each[0]])] = words.words[free if len(free) else each].tolist()
    return found


def _in_common(one: list[int], two: list[int]) -> int:
    """How many words both have in the same order: the length of the longest common subsequence, by bits."""
    places: dict[int, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    whole = (1 << len(one)) - 1
    left = whole
    for word in two:
        both = left & places.get(word, 0)
        left = (left + both | left - both) & whole
    return len(one) - left.bit_count()


@lru_cache(maxsize=4_096)
def _by_sentence(words: Wording, count: int, plain: bool = False) -> NDArray[np.float64]:
    kept = (words.rarity >= CONTENT) & ~words.quoted
    if plain:
        kept &= words.plain
    total = np.zeros(count)
    np.add.at(total, words.sentences[kept], words.rarity[kept])
    return total

"""What tells a copy from a report on the same matter by another hand, as numbers."""

import numpy as np
from numpy.typing import NDArray

from purport.analysis.passages import Chain, points
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


def features(one: Wording, two: Wording, found: list[Chain]) -> NDArray[np.float64]:
    """The features of two texts whose chains are given, in the order of ``FEATURES``.

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
    shortest = max(1, min(int((~one.quoted).sum()), int((~two.quoted).sum())))
    names = weight[~plain].sum() / max(1.0, total - total_plain)
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
            *_sentences(one, two),
        ]
    )


def _total(words: Wording, only_plain: bool) -> float:
    kept = (words.rarity >= CONTENT) & ~words.quoted
    if only_plain:
        kept &= words.plain
    return max(float(words.rarity[kept].sum()), 30.0)


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
        a = slice(int(chain.ours.min()), int(chain.ours.max()) + 1)
        b = slice(int(chain.theirs.min()), int(chain.theirs.max()) + 1)
        left = one.words[a].astype(np.uint64), one.quoted[a]
        right = two.words[b].astype(np.uint64), two.quoted[b]
        for size in (2, 3):
            ours, theirs = _grams(*left, size), _grams(*right, size)
            shared = len(np.intersect1d(ours, theirs))
            if size == 2:
                pairs += shared
            else:
                triples += shared
        size = 3
        while size < 32:
            if not len(np.intersect1d(_grams(*left, size), _grams(*right, size))):
                break
            longest = max(longest, size)
            size += 2 if size < 11 else 5
    return pairs, triples, longest


def _grams(words: NDArray[np.uint64], quoted: NDArray[np.bool_], size: int) -> NDArray[np.uint64]:
    if len(words) < size:
        return np.zeros(0, np.uint64)
    total = np.zeros(len(words) - size + 1, np.uint64)
    within = np.zeros(len(words) - size + 1, np.bool_)
    for at in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[at : len(words) - size + 1 + at]
        within |= quoted[at : len(words) - size + 1 + at]
    return np.unique(total[~within])


def _sentences(one: Wording, two: Wording) -> list[float]:
    """Sentence by sentence: how much of it the likest sentence of the other text has.

    Of the sentences that tell what one of the other's tells: their share of the text's, the mean share of their
    plain words that the other has, the share of those with two fifths or more, and how many of those that follow each
    other there follow each other here; then how many of all their words both have in the same order, of these sentences
    and of all, and the share of those that keep more than half.
    """
    if len(one) > len(two):
        one, two = two, one
    ours, theirs = points(one, two)
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
        float(told.sum() / long.sum()),
        float(share[told].mean()),
        float((share[told] >= 0.4).mean()),
        float((share[long] >= 0.4).mean()),
        float(follows.sum() / max(1, told.sum() - 1)),
        float(kept_words.sum() / lengths.sum()),
        float(kept_words.sum() / (lengths.sum() + of_all)),
        float((kept_share >= 0.55).mean()),
    ]


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


def _by_sentence(words: Wording, count: int, plain: bool = False) -> NDArray[np.float64]:
    kept = (words.rarity >= CONTENT) & ~words.quoted
    if plain:
        kept &= words.plain
    total = np.zeros(count)
    np.add.at(total, words.sentences[kept], words.rarity[kept])
    return total

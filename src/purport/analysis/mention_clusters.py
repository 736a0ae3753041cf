"""Mentions of one event put together, within a text and across texts: bombings told as "blasts" elsewhere, two raids in
one town kept apart.

A trained network reads two texts side by side; its answer is weighed together with other evidence. What comes out is a
calibrated probability for each two mentions that may be one event, and groups of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import log

import numpy as np

from purport.analysis.clusters import grouped
from purport.analysis.excerpts import Excerpt, excerpts
from purport.analysis.mention_evidence import evidence
from purport.analysis.mention_model import MentionModel, mention_model
from purport.analysis.mention_words import Mention, told
from purport.analysis.story_nearness import ITSELF, Nearness, Rarity, near_pairs, vector
from purport.analysis.wording import wording
from purport.errors import OptionError
from purport.language.threads import one_thread

Pair = tuple[int, int]
# The network is asked about two texts where the evidence alone gives any two of their mentions log odds like these.
WORTH_ASKING = -4.5
# Pairs less likely than this are no links.
LEAST = 0.02
_UNLIKELY = -6.0
_SURE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLink:
    """Two mentions, by their numbers, the lower first, and how likely they are one event, calibrated."""

    one: int
    other: int
    probability: float


def links(
    texts: Sequence[str], mentions: Sequence[Mention], *, model: MentionModel | None = None
) -> tuple[MentionLink, ...]:
    """The pairs of mentions that may be one event, by number; any other pair is next to surely none.

    How near texts are to each other is measured among ``texts``, so give those of a matter together. Raises OptionError
    where a mention is not in its text.
    """
    _check(texts, mentions)
    with one_thread():
        seen = look(texts, mentions, model or mention_model())
        odds = seen.joint()
    return tuple(
        MentionLink(one=one, other=other, probability=round(float(p), 4))
        for (one, other), p in zip(seen.pairs, 1 / (1 + np.exp(-odds)), strict=True)
        if p >= LEAST
    )


def clusters(
    texts: Sequence[str], mentions: Sequence[Mention], *, model: MentionModel | None = None
) -> tuple[tuple[int, ...], ...]:
    """Every mention's number in the group of those that are one event, by average linkage. Raises as ``links`` does."""
    model = model or mention_model()
    return groups(len(mentions), links(texts, mentions, model=model), model.least)


def groups(count: int, found: Sequence[MentionLink], least: float) -> tuple[tuple[int, ...], ...]:
    """Groups whose links have mean log odds of ``least`` or more, a pair without a link being unlikely."""
    odds = {(link.one, link.other): _odds(link.probability) - least for link in found}
    return grouped(count, odds, lambda one, other: _UNLIKELY - least).groups


def _odds(probability: float) -> float:
    kept = min(max(probability, _SURE), 1 - _SURE)
    return log(kept / (1 - kept))


def _check(texts: Sequence[str], mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        if not 0 <= mention.document < len(texts):
            raise OptionError(f"mention of document {mention.document}: there are {len(texts)} texts, numbered from 0.")
        length = len(texts[mention.document])
        words = texts[mention.document][mention.start : mention.end].strip()
        if not (0 <= mention.start < mention.end <= length and words):
            raise OptionError(
                f"mention {mention.start} to {mention.end} in document {mention.document}: no words stand there; give "
                f"offsets in code points, half open, in its text of {length}."
            )


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What was seen of the pairs that may be one event: the log odds of the evidence, and of the network (NaN where it
    was not asked), and whether the two are of one text."""

    model: MentionModel
    pairs: tuple[Pair, ...]
    evidence: np.ndarray
    network: np.ndarray
    same_text: np.ndarray

    def joint(self) -> np.ndarray:
        """The log odds of each pair; what the network was not asked about is unlikely."""
        odds = self.model.joint(self.evidence, np.nan_to_num(self.network), self.same_text)
        return np.where(np.isnan(self.network), _UNLIKELY, odds)


def look(texts: Sequence[str], mentions: Sequence[Mention], model: MentionModel) -> Seen:
    """Gather what there is to be seen."""
    wordings = [wording(text) for text in texts]
    rarity = Rarity(wordings)
    how = told(texts, wordings, mentions, rarity)
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        held[mention.document].append(number)
    near: list[tuple[int, int, Nearness]] = [(document, document, ITSELF) for document in held]
    with_mentions = sorted(held)
    vectors = [vector(wordings[document], rarity) for document in with_mentions]
    near += [(with_mentions[one], with_mentions[other], n) for one, other, n in near_pairs(vectors)]
    shown: dict[int, list[Excerpt]] = {}
    pairs: list[Pair] = []
    by_evidence: list[float] = []
    by_network: list[float] = []
    same: list[bool] = []
    for first, second, nearness in near:
        same_text = first == second
        inside = list(combinations(held[first], 2) if same_text else product(held[first], held[second]))
        if not inside:
            continue
        rows = [evidence(how[a], how[b], nearness, same_text, model.habits) for a, b in inside]
        odds = model.weighed(rows)
        if odds.max() < WORTH_ASKING:
            continue
        for document in (first, second):
            if document not in shown:
                spans = [(mentions[k].start, mentions[k].end) for k in held[document]]
                shown[document] = excerpts(texts[document], spans, model.pieces)
        answers = _asked(model, shown[first], held[first], None if same_text else shown[second], held[second])
        pairs += [(min(a, b), max(a, b)) for a, b in inside]
        by_evidence += odds.tolist()
        by_network += [answers.get((a, b), float("nan")) for a, b in inside]
        same += [same_text] * len(inside)
    return Seen(model, tuple(pairs), np.array(by_evidence), np.array(by_network), np.array(same, float))


def _asked(
    model: MentionModel,
    ones: Sequence[Excerpt],
    held: Sequence[int],
    others: Sequence[Excerpt] | None,
    held_by_other: Sequence[int],
) -> Mapping[Pair, float]:
    """The network's log odds for the mentions of two texts, or for those of one."""
    out: dict[Pair, float] = {}
    if others is None:
        for excerpt in ones:
            numbers = [held[k] for k, _, _ in excerpt.mentions]
            _put(out, numbers, model.links(excerpt, None))
        views = [(one, held, other, held) for one, other in combinations(ones, 2)]
    else:
        views = [(one, held, other, held_by_other) for one, other in product(ones, others)]
    for one, mine, other, theirs in views:
        numbers = [mine[k] for k, _, _ in one.mentions] + [theirs[k] for k, _, _ in other.mentions]
        _put(out, numbers, model.links(one, other))
    return out


def _put(out: dict[Pair, float], numbers: Sequence[int], found: np.ndarray) -> None:
    for (row, a), (column, b) in combinations(enumerate(numbers), 2):
        out[a, b] = out[b, a] = float(found[row, column])

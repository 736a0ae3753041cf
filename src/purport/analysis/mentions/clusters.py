"""Mentions of one event put together, within a text and across texts: bombings told as "blasts" elsewhere, two raids in
one town kept apart.

A trained network reads two texts side by side; its answer is weighed together with other evidence. What comes out is a
calibrated probability for each two mentions that may be one event, and groups of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import log

import numpy as np
from numpy.typing import NDArray

from purport.analysis.clusters import grouped
from purport.analysis.mentions.evidence import evidence
from purport.analysis.mentions.excerpts import Excerpt, excerpts
from purport.analysis.mentions.model import JOINT, MentionModel, mention_model
from purport.analysis.mentions.nearness import ITSELF, Rarity, near_pairs, outline
from purport.analysis.mentions.words import Mention, told
from purport.analysis.wording import wording
from purport.errors import OptionError
from purport.language.threads import one_thread

Pair = tuple[int, int]
Floats = NDArray[np.float64]
# The network is asked about two texts where the evidence alone gives any two of their mentions log odds like these.
WORTH_ASKING = -4.5
# Pairs less likely than this are no links.
LEAST = 0.02
_UNLIKELY = -6.0
# A better link elsewhere counts no further than by so many log odds.
MOST_BETTER = 4.0
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
        model = model or mention_model()
        seen = look(texts, mentions, model)
        odds = model.joint(seen.columns)
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
    """What was seen of the pairs that may be one event, a row a pair: the columns that the model puts together."""

    pairs: tuple[Pair, ...]
    columns: Floats


def look(texts: Sequence[str], mentions: Sequence[Mention], model: MentionModel) -> Seen:
    """Gather what there is to be seen."""
    # Half a surrogate pair is no character to the tokenizers; a sign of the same length takes its place.
    texts = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
    wordings = [wording(text) for text in texts]
    rarity = Rarity(wordings)
    how = told(texts, wordings, mentions, rarity)
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        held[mention.document].append(number)
    documents = sorted(held)
    outlines = [outline(texts[document], wordings[document], rarity) for document in documents]
    near = [(document, document, ITSELF) for document in documents]
    near += [(documents[one], documents[other], nearness) for one, other, nearness in near_pairs(outlines)]
    shown: dict[int, list[Excerpt]] = {}
    pairs: list[Pair] = []
    columns = [np.zeros((0, len(JOINT) - 1))]
    for first, second, nearness in near:
        same_text = first == second
        inside = list(combinations(held[first], 2) if same_text else product(held[first], held[second]))
        rows = [evidence(how[a], how[b], nearness, same_text, model.habits) for a, b in inside]
        odds = model.weighed(rows)
        if not inside or odds.max() < WORTH_ASKING:
            continue
        for document in (first, second):
            if document not in shown:
                spans = [(mentions[k].start, mentions[k].end) for k in held[document]]
                shown[document] = excerpts(texts[document], spans, model.pieces)
        views = [(excerpt, held[first]) for excerpt in shown[first]]
        if same_text:
            answers = _asked(model, [(view, None) for view in views] + list(combinations(views, 2)))
        else:
            answers = _asked(model, product(views, [(excerpt, held[second]) for excerpt in shown[second]]))
        network = np.array([answers[pair] for pair in inside])
        same = np.full(len(inside), float(same_text))
        better = _better(inside, (odds + network) / 2, same_text)
        columns.append(np.column_stack([odds, network, network * same, same, better]))
        pairs += [(min(pair), max(pair)) for pair in inside]
    return Seen(tuple(pairs), np.concatenate(columns))


View = tuple[Excerpt, Sequence[int]]


def _asked(model: MentionModel, views: Iterable[tuple[View, View | None]]) -> Mapping[Pair, float]:
    """The network's log odds for the mentions of excerpts that are read side by side, or alone; each comes with the
    numbers of its text's mentions. Which stands first is settled by their pieces, so that the order of texts decides
    nothing."""
    out: dict[Pair, float] = {}
    for one, other in views:
        both = [one] if other is None else sorted((one, other), key=lambda view: view[0].pieces)
        numbers = [held[k] for excerpt, held in both for k, _, _ in excerpt.mentions]
        found = model.links(both[0][0], None if other is None else both[1][0])
        for (row, a), (column, b) in combinations(enumerate(numbers), 2):
            out[a, b] = out[b, a] = float(found[row, column])
    return out


def _better(inside: Sequence[Pair], odds: Floats, same_text: bool) -> Floats:
    """For each pair of mentions how much better one of the two, the better linked, is linked elsewhere in the other's
    text."""
    best: defaultdict[tuple[int, bool], float] = defaultdict(lambda: -np.inf)
    for (a, b), value in zip(inside, odds.tolist(), strict=True):
        for key in ((a, False), (b, not same_text)):
            best[key] = max(best[key], value)
    linked = np.array([max(best[a, False], best[b, not same_text]) for a, b in inside])
    better: Floats = np.minimum(linked - odds, MOST_BETTER)
    return better

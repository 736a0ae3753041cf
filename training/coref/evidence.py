"""What speaks for two mentions being one event, weighed by logistic regression; and the habits of telling."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purport.analysis.mentions.evidence import EVIDENCE, Habits, evidence
from purport.analysis.mentions.nearness import ITSELF, Nearness, Rarity, near_pairs, outline
from purport.analysis.mentions.words import Mention, Told, told
from purport.analysis.wording import wording

# A lemma told less often than this, or a pair told apart alone in fewer stories, tells as much as one never seen.
LEAST = 2
L2 = 30.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """Annotated texts that were looked at together: their mentions, how each is told, and the pairs of texts that are
    near."""

    mentions: tuple[Mention, ...]
    told: tuple[Told, ...]
    clusters: tuple[str, ...]
    topics: tuple[str, ...]
    near: tuple[tuple[int, int, Nearness], ...]

    def pairs(self) -> Iterator[tuple[int, int, Nearness]]:
        """The pairs of mentions that may be one event."""
        of: defaultdict[int, list[int]] = defaultdict(list)
        for k, mention in enumerate(self.mentions):
            of[mention.document].append(k)
        for held in of.values():
            for place, one in enumerate(held):
                for other in held[place + 1 :]:
                    yield one, other, ITSELF
        for first, second, near in self.near:
            for one in of[first]:
                for other in of[second]:
                    yield one, other, near


def story(rows: Sequence[dict[str, Any]]) -> Story:
    """Annotated texts as they are looked at together."""
    texts = [row["text"] for row in rows]
    mentions = [
        Mention(document=n, start=m["span"][0], end=m["span"][1]) for n, r in enumerate(rows) for m in r["mentions"]
    ]
    wordings = [wording(text) for text in texts]
    rarity = Rarity(wordings)
    return Story(
        mentions=tuple(mentions),
        told=tuple(told(texts, wordings, mentions, rarity)),
        clusters=tuple(m["cluster"] for row in rows for m in row["mentions"]),
        topics=tuple(row["topic"] for row in rows for _ in row["mentions"]),
        near=tuple(near_pairs([outline(text, words, rarity) for text, words in zip(texts, wordings, strict=True)])),
    )


def habits(stories: Sequence[Story], without: str = "") -> Habits:
    """How the texts tell of events, those of the topic ``without`` aside."""
    again: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    pairs: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in stories:
        lemmas: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        size = Counter(one.clusters)
        for how, cluster, topic in zip(one.told, one.clusters, one.topics, strict=True):
            if topic.split("-")[0] != without:
                again[how.lemma][0] += 1
                again[how.lemma][1] += size[cluster] > 1
                lemmas[topic][how.lemma].add(cluster)
        for of in lemmas.values():
            every = sorted(of)
            for place, first in enumerate(every):
                for second in every[place + 1 :]:
                    pair = pairs[f"{first} {second}"]
                    pair[0] += 1
                    pair[1] += not of[first].isdisjoint(of[second])
    return Habits(
        {lemma: (n, k) for lemma, (n, k) in again.items() if n >= LEAST},
        {pair: (n, k) for pair, (n, k) in pairs.items() if k or n >= LEAST},
    )


def rows(
    one: Story, every: Sequence[Story] | None, known: Habits | None = None
) -> tuple[list[tuple[int, int]], Floats]:
    """The pairs of mentions and their evidence; by habits as known, or by those of ``every`` story but for the pair's
    own topic."""
    by_topic: dict[str, Habits] = {}
    pairs, found = [], []
    for a, b, near in one.pairs():
        if known is not None:
            use = known
        else:
            topic = one.topics[a].split("-")[0]
            if topic not in by_topic:
                by_topic[topic] = habits(every or [one], topic)
            use = by_topic[topic]
        same = one.mentions[a].document == one.mentions[b].document
        found.append(evidence(one.told[a], one.told[b], near, same, use))
        pairs.append((a, b))
    return pairs, np.array(found)


def regression(x: Floats, y: Floats, l2: float = L2) -> Floats:
    """Logistic regression by Newton's steps: the constant, then a weight for each column."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    w = np.zeros(z.shape[1])
    ridge = np.full(len(w), l2)
    ridge[0] = 0
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9), z.T @ (y - p) - ridge * w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    weights = w[1:] / spread
    return np.array([w[0] - weights @ mean, *weights])


__all__ = ["EVIDENCE", "Story", "habits", "regression", "rows", "story"]

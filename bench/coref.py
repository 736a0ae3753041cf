"""Which mentions of events are the same event, across all texts of a file.

    python bench/coref.py DATA.jsonl --out clusters.jsonl [--first TOPIC --last TOPIC]

DATA.jsonl holds a text a line: {"id", "text", "mentions": [{"span": [start, end], "cluster"?}]}; "topic" is read by
--first and --last alone, to take some topics of ECB+ as the file. What is written is {"id", "span", "cluster"} for
every mention.
Where clusters are given, the scores are told, with those of the lemma baseline (mentions with one head lemma are one
event): over all texts, and within groups of texts that are near each other.
"""

import argparse
import json
import resource
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np

from purport.analysis.clusters import grouped
from purport.analysis.mentions.clusters import clusters
from purport.analysis.mentions.nearness import Rarity, near_pairs, outline
from purport.analysis.mentions.words import Mention, told
from purport.analysis.wording import wording

# Texts nearer than this on average are one group: the best for the lemma baseline on topics 1 to 30 of ECB+.
GROUP = 0.15


def lemma_baseline(texts: Sequence[str], mentions: Sequence[Mention]) -> tuple[list[Hashable], list[Hashable]]:
    """The baseline's clusters: over all texts, and within groups of texts."""
    wordings = [wording(text) for text in texts]
    rarity = Rarity(wordings)
    lemmas = [one.lemma for one in told(texts, wordings, mentions, rarity)]
    outlines = [outline(text, words, rarity) for text, words in zip(texts, wordings, strict=True)]
    near = {(one, other): 10 * (nearness.cosine - GROUP) for one, other, nearness in near_pairs(outlines)}
    group_of = {}
    for number, group in enumerate(grouped(len(texts), near, lambda one, other: -10 * GROUP).groups):
        group_of.update(dict.fromkeys(group, number))
    return list(lemmas), [(lemma, group_of[m.document]) for lemma, m in zip(lemmas, mentions, strict=True)]


def scores(gold: Sequence[Hashable], mine: Sequence[Hashable]) -> dict[str, float]:
    """MUC, B-cubed, entity CEAF and their mean (CoNLL), F1 in per cent."""

    def members(labels: Sequence[Hashable]) -> list[list[int]]:
        out: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, label in enumerate(labels):
            out[label].append(number)
        return list(out.values())

    def muc(groups: list[list[int]], of: Sequence[Hashable]) -> float:
        whole = sum(len(group) - 1 for group in groups)
        return sum(len(group) - len({of[k] for k in group}) for group in groups) / whole if whole else 0.0

    def b_cubed(groups: list[list[int]], of: Sequence[Hashable]) -> float:
        return sum(sum(n * n for n in Counter(of[k] for k in g).values()) / len(g) for g in groups) / len(of)

    def f1(precision: float, recall: float) -> float:
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    ours, theirs = members(mine), members(gold)
    best = alignment(theirs, ours)
    out = {
        "MUC": f1(muc(ours, gold), muc(theirs, mine)),
        "B-cubed": f1(b_cubed(ours, gold), b_cubed(theirs, mine)),
        "CEAF": f1(best / len(ours), best / len(theirs)),
    }
    return {name: round(value, 1) for name, value in (out | {"CoNLL": sum(out.values()) / 3}).items()}


def alignment(gold: list[list[int]], mine: list[list[int]]) -> float:
    """The greatest sum of likeness over one-to-one maps of clusters (the Hungarian method, a row at a time)."""
    at = {k: column for column, group in enumerate(mine) for k in group}
    size = max(len(gold), len(mine))
    likeness = np.zeros((len(gold), size))
    for row, group in enumerate(gold):
        for column, n in Counter(at[k] for k in group).items():
            likeness[row, column] = 2 * n / (len(group) + len(mine[column]))
    over, under = np.zeros(len(gold)), np.zeros(size)
    row_of = np.full(size, -1)
    for start in range(len(gold)):
        slack, before = np.full(size, np.inf), np.full(size, -1)
        done = np.zeros(size, bool)
        row, column = start, -1
        while True:
            if column >= 0:
                done[column] = True
                row = int(row_of[column])
            cost = -likeness[row] - over[row] - under
            nearer = ~done & (cost < slack)
            slack[nearer], before[nearer] = cost[nearer], column
            column = int(np.argmin(np.where(done, np.inf, slack)))
            step = slack[column]
            over[start] += step
            over[row_of[done]] += step
            under[done] -= step
            slack[~done] -= step
            if row_of[column] < 0:
                break
        while column >= 0:
            previous = int(before[column])
            row_of[column] = start if previous < 0 else row_of[previous]
            column = previous
    return float(sum(likeness[row, column] for column, row in enumerate(row_of) if row >= 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=int, help="leave out topics before this")
    parser.add_argument("--last", type=int, help="leave out topics after this")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    if args.first or args.last:
        rows = [r for r in rows if (args.first or 0) <= int(r["topic"].split("-")[0]) <= (args.last or 10**6)]
    texts = [row["text"] for row in rows]
    mentions = [
        Mention(document=n, start=m["span"][0], end=m["span"][1]) for n, r in enumerate(rows) for m in r["mentions"]
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found = clusters(texts, mentions)
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    mine = {k: number for number, group in enumerate(found) for k in group}
    with args.out.open("w", encoding="utf-8") as out:
        for k, mention in enumerate(mentions):
            row = {"id": rows[mention.document]["id"], "span": [mention.start, mention.end], "cluster": mine[k]}
            out.write(json.dumps(row) + "\n")
    print(f"{len(texts)} texts, {len(mentions)} mentions, {len(found)} events; {seconds:.0f} s of processor time")
    gold = [m.get("cluster") for row in rows for m in row["mentions"]]
    if all(gold):
        everywhere, within = lemma_baseline(texts, mentions)
        print("same head lemma, all texts       ", scores(gold, everywhere))
        print("same head lemma, near texts      ", scores(gold, within))
        print("this model                       ", scores(gold, [mine[k] for k in range(len(mentions))]))


if __name__ == "__main__":
    main()

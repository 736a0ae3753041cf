"""Train the model of event mentions and write it as one int8 ONNX file.

    python -m training.coref --data FILE --out FILE [--last-topic 30] [--seed 1] [--work FOLDER] [--measure-only]

FILE holds ECB+, a text a line: {"id", "topic": "31-ecb", "text", "mentions": [{"span", "cluster"}]}. The network and
the weights of the evidence are learnt on topics up to --last-topic; how the two are put together, and from where on
mentions are one event, on the topics after it, whose scores are printed. Then network and evidence are learnt once
more, in the same way, on all topics, and written with what puts them together; --measure-only leaves that out. Needs
what training/attributions/requirements.txt lists.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.coref import scores

from purport.analysis.mentions.clusters import MentionLink, Seen, groups, look
from purport.analysis.mentions.evidence import EVIDENCE
from purport.analysis.mentions.model import JOINT, MentionModel
from purport.analysis.mentions.words import Mention
from purport.language.encoder import Pieces

from .base import network, vocabulary
from .evidence import habits, regression, rows, story
from .export import export, write_settings
from .loop import Recipe, fit

# Texts are looked at together by so many topics, as many as a file to be read may hold.
TOGETHER = 10
LEASTS = np.arange(-2, 0.51, 0.25)
NEARLY = 0.3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("coref-run"), help="where checkpoints are kept")
    parser.add_argument("--last-topic", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--measure-only", action="store_true", help="write what was learnt on topics to --last-topic")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    every = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    learnt = [row for row in every if topic(row) <= args.last_topic]
    held = [row for row in every if topic(row) > args.last_topic]
    recipe = Recipe(seed=args.seed, epochs=args.epochs)
    settings = learn(learnt, recipe, args.work / f"to-{args.last_topic}", args.out, held)
    together = by_both(held, args.out)
    if not args.measure_only:
        settings = learn(every, recipe, args.work / "all", args.out)
    write_settings(args.out, settings | together)


def learn(
    rows: Sequence[dict[str, Any]], recipe: Recipe, work: Path, out: Path, unseen: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Train the network on ``rows`` and write it; the settings of the evidence learnt there."""
    torch.manual_seed(recipe.seed)
    made = network()
    fit(made, rows, Pieces(vocabulary()), recipe, work, unseen)
    settings = by_evidence(rows)
    export(made, vocabulary(), settings | joined(np.array([0.0, 0.5, 0.5, 0.0, 0.0, 0.0]), 0.0), out)
    return settings


def topic(row: dict[str, Any]) -> int:
    return int(row["topic"].split("-")[0])


def by_evidence(learnt: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The habits of telling, and the weights of the evidence."""
    last = max(map(topic, learnt))
    stories = [
        story([row for row in learnt if first <= topic(row) < first + TOGETHER])
        for first in range(1, last + 1, TOGETHER)
    ]
    found, right = [], []
    for one in stories:
        pairs, evidence = rows(one, stories)
        found.append(evidence)
        right += [one.clusters[a] == one.clusters[b] for a, b in pairs]
    weights = regression(np.concatenate(found), np.array(right, float))
    known = habits(stories)
    return {
        "evidence": dict(zip(("constant", *EVIDENCE), weights.round(4).tolist(), strict=True)),
        "again": known.again,
        "pairs": known.pairs,
    }


def joined(weights: np.ndarray, least: float) -> dict[str, Any]:
    return {"joint": dict(zip(JOINT, weights.round(4).tolist(), strict=True)), "least": round(float(least), 2)}


def by_both(held: Sequence[dict[str, Any]], path: Path) -> dict[str, Any]:
    """How evidence and network are put together, and the log odds from which mentions are one event; tells how well
    that does, each topic also with what the others say."""
    spans = [(n, *m["span"]) for n, row in enumerate(held) for m in row["mentions"]]
    mentions = [Mention(document=n, start=start, end=end) for n, start, end in spans]
    gold = [m["cluster"] for row in held for m in row["mentions"]]
    topics = np.array([topic(held[m.document]) for m in mentions])
    seen = look([row["text"] for row in held], mentions, MentionModel(path))
    right = np.array([gold[a] == gold[b] for a, b in seen.pairs], float)
    of = topics[[a for a, _ in seen.pairs]]
    crossed = np.zeros(len(seen.pairs))
    for one in sorted(set(topics)):
        weights = regression(seen.columns[of != one], right[of != one])
        crossed[of == one] = weighed(weights, seen.columns[of == one])
    weights = regression(seen.columns, right)
    ways = {"evidence": seen.columns[:, 0], "network": seen.columns[:, 1], "crossed": crossed}
    ways["both"] = weighed(weights, seen.columns)
    tables = {name: [scored(seen, odds, least, gold)["CoNLL"] for least in LEASTS] for name, odds in ways.items()}
    for name, table in tables.items():
        print(f"{name:9}", dict(zip(LEASTS.tolist(), table, strict=True)), flush=True)
    # The middle of what is nearly best holds better elsewhere than the best.
    good = np.array(tables["crossed"])
    best = float(LEASTS[good >= good.max() - NEARLY].mean())
    print("from", round(best, 2), "on:", {name: scored(seen, odds, best, gold) for name, odds in ways.items()})
    reliability(crossed, right)
    return joined(weights, best)


def weighed(weights: np.ndarray, columns: np.ndarray) -> np.ndarray:
    odds: np.ndarray = weights[0] + columns @ weights[1:]
    return odds


def reliability(odds: np.ndarray, right: np.ndarray) -> None:
    """Print how often what was told with such a probability is right."""
    told = 1 / (1 + np.exp(-odds))
    tenth = np.minimum((told * 10).astype(int), 9)
    for n in range(10):
        if (tenth == n).any():
            print(f"told {told[tenth == n].mean():.3f}  right {right[tenth == n].mean():.3f}  of {(tenth == n).sum()}")


def scored(seen: Seen, odds: np.ndarray, least: float, gold: Sequence[str]) -> dict[str, float]:
    """The scores where mentions are grouped by log odds."""
    found = [
        MentionLink(one=a, other=b, probability=float(1 / (1 + np.exp(-o))))
        for (a, b), o in zip(seen.pairs, odds, strict=True)
        if o > -4
    ]
    mine = {k: n for n, group in enumerate(groups(len(gold), found, least)) for k in group}
    return scores(gold, [mine[k] for k in range(len(gold))])


if __name__ == "__main__":
    main()

"""The training loop, with a checkpoint after each epoch from which it goes on."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from purport.analysis.mentions.excerpts import Excerpt, excerpts, side_by_side
from purport.language.encoder import Pieces
from purport.learning.steps import descend, warmed

from .network import CorefNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the network learns: in each epoch so many pairs of excerpts of one story, of two stories of one kind, of any
    two, and excerpts alone."""

    epochs: int = 4
    seed: int = 1
    rate: float = 1.5e-4
    new_rate: float = 1e-3
    batch: int = 16
    hidden: float = 0.07
    decay: float = 0.01
    warm: float = 0.08
    same: float = 0.8
    twin: float = 0.25
    other: float = 0.05
    alone: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An excerpt and the clusters of its mentions."""

    topic: str
    excerpt: Excerpt
    clusters: tuple[str, ...]


Pack = tuple[Part, Part | None]


def parts(rows: Sequence[dict[str, Any]], pieces: Pieces) -> list[Part]:
    """The excerpts of annotated texts."""
    out = []
    for row in rows:
        mentions = row["mentions"]
        for excerpt in excerpts(row["text"], [tuple(m["span"]) for m in mentions], pieces):
            clusters = tuple(mentions[k]["cluster"] for k, _, _ in excerpt.mentions)
            out.append(Part(row["topic"], excerpt, clusters))
    return out


def drawn(every: Sequence[Part], recipe: Recipe, rng: random.Random) -> list[Pack]:
    """One epoch's packs, in no order."""
    same, twin = [], []
    for one, other in combinations(every, 2):
        if one.topic == other.topic:
            same.append((one, other))
        elif one.topic.split("-")[0] == other.topic.split("-")[0]:
            twin.append((one, other))
    out: list[Pack] = rng.sample(same, round(recipe.same * len(same)))
    out += rng.sample(twin, round(recipe.twin * len(twin)))
    out += [(rng.choice(every), rng.choice(every)) for _ in range(round(recipe.other * len(same)))]
    out += [(part, None) for part in rng.sample(list(every), round(recipe.alone * len(every)))]
    return [(b, a) if b is not None and rng.random() < 0.5 else (a, b) for a, b in out]


def batches(packs: Sequence[Pack], size: int, rng: random.Random) -> Iterator[list[Pack]]:
    """Packs of like length together, the batches in no order."""
    shuffled = list(packs)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda p: (len(p[0].excerpt.pieces) + (len(p[1].excerpt.pieces) if p[1] else 0)) // 4)
    cut = [shuffled[i : i + size] for i in range(0, len(shuffled), size)]
    rng.shuffle(cut)
    return iter(cut)


def tensors(packs: Sequence[Pack], pieces: Pieces) -> dict[str, Tensor]:
    """The network's inputs, padded, and the targets: 1 and 0, -1 where there is no pair."""
    items = [side_by_side(one.excerpt, other.excerpt if other else None, pieces) for one, other in packs]
    length = max(len(item["ids"]) for item in items)
    width = max(len(item["bounds"]) for item in items)
    out = {name: torch.zeros(len(items), length, dtype=torch.long) for name in ("ids", "mask", "sides", "marks")}
    out["ids"][:] = pieces.padding
    out["among"] = torch.zeros(len(items), width, length)
    out["targets"] = torch.full((len(items), width, width), -1.0)
    for row, (item, (one, other)) in enumerate(zip(items, packs, strict=True)):
        n = len(item["ids"])
        for name in ("ids", "sides", "marks"):
            out[name][row, :n] = torch.from_numpy(item[name])
        out["mask"][row, :n] = 1
        for k, (first, last) in enumerate(item["bounds"]):
            out["among"][row, k, first:last] = 1 / (last - first)
        clusters = np.array([*one.clusters, *(other.clusters if other else ())])
        m = len(clusters)
        same = torch.from_numpy((clusters[:, None] == clusters[None, :]).astype(np.float32))
        out["targets"][row, :m, :m] = torch.where(torch.ones(m, m).triu(1) > 0, same, -1.0)
    return out


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """Binary cross-entropy of all pairs, for each mention."""
    known = targets >= 0
    each = nn.functional.binary_cross_entropy_with_logits(logits, targets.clamp(min=0), reduction="none")
    return (each * known).sum() / known.any(-1).sum().clamp(min=1)


def fit(
    network: CorefNetwork,
    rows: Sequence[dict[str, Any]],
    pieces: Pieces,
    recipe: Recipe,
    work: Path,
    unseen: Sequence[dict[str, Any]] = (),
) -> None:
    """Train, from the last checkpoint in ``work`` where there is one; tell the loss on ``unseen`` after each epoch."""
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    upper = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in network.bert.parameters() if p.requires_grad], "lr": recipe.rate},
            {"params": upper, "lr": recipe.new_rate},
        ],
        betas=(0.9, 0.98),
        eps=1e-6,
        weight_decay=recipe.decay,
        fused=True,
    )
    every = parts(rows, pieces)
    steps = len(list(batches(drawn(every, recipe, random.Random(0)), recipe.batch, random.Random(0))))
    schedule = warmed(optimizer, recipe.warm, recipe.epochs * steps)
    work.mkdir(parents=True, exist_ok=True)
    done = 0
    if (last := max(work.glob("epoch-*.pt"), default=None)) is not None:
        kept = torch.load(last, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        done = kept["epoch"]
    for epoch in range(done, recipe.epochs):
        rng = random.Random(recipe.seed + epoch)
        torch.manual_seed(recipe.seed + epoch)
        network.train()
        sums, since, began = 0.0, 0, time.process_time()
        for step, packs in enumerate(batches(drawn(every, recipe, rng), recipe.batch, rng), 1):
            batch = tensors(packs, pieces)
            hidden = (torch.rand(batch["ids"].shape) < recipe.hidden) & (batch["mask"] > 0)
            batch["ids"] = torch.where(hidden, pieces.mask, batch["ids"])
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(batch["ids"], batch["mask"], batch["sides"], batch["marks"], batch["among"])
            loss = loss_of(logits, batch["targets"])
            descend(network, loss, optimizer, schedule)
            sums, since = sums + float(loss.detach()), since + 1
            if since == 20 or step == steps:
                told = {"epoch": epoch + 1, "step": step, "steps": steps, "loss": round(sums / since, 4)}
                print(json.dumps(told | {"seconds": round(time.process_time() - began)}), flush=True)
                sums, since = 0.0, 0
        kept = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        kept |= {"schedule": schedule.state_dict(), "epoch": epoch + 1}
        path = work / f"epoch-{epoch + 1:02d}.pt"
        torch.save(kept, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)
        for old in sorted(work.glob("epoch-*.pt"))[:-1]:
            old.unlink()
        if unseen:
            print(json.dumps({"epoch": epoch + 1, "unseen": tried(network, parts(unseen, pieces), pieces)}), flush=True)


@torch.no_grad()
def tried(network: CorefNetwork, every: Sequence[Part], pieces: Pieces, most: int = 400) -> dict[str, float]:
    """On pairs of excerpts of one topic: the loss, and the best F1 of pairs across texts."""
    network.eval()
    rng = random.Random(5)
    of_a_kind = [(a, b) for a, b in combinations(every, 2) if a.topic.split("-")[0] == b.topic.split("-")[0]]
    packs = rng.sample(of_a_kind, min(most, len(of_a_kind)))
    found, gold, losses = [], [], []
    for some in batches(packs, 16, rng):
        batch = tensors(some, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(batch["ids"], batch["mask"], batch["sides"], batch["marks"], batch["among"])
        known = batch["targets"] >= 0
        found.append(logits[known].float())
        gold.append(batch["targets"][known])
        losses.append(float(loss_of(logits, batch["targets"])))
    order = torch.cat(found).argsort(descending=True)
    right = torch.cat(gold)[order].cumsum(0)
    f1 = 2 * right / (torch.arange(1, len(order) + 1) + right[-1])
    precision = right / torch.arange(1, len(order) + 1)
    gain = torch.cat(gold)[order]
    return {
        "loss": round(sum(losses) / len(losses), 4),
        "best pair F1": round(100 * float(f1.max()), 1),
        "average precision": round(100 * float((precision * gain).sum() / gain.sum()), 1),
    }

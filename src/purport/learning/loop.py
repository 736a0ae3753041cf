"""The training loop, with a checkpoint after each epoch from which it goes on."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from purport.language.encoder import Pieces, packed
from purport.learning.examples import Example, Text, batches, examples
from purport.learning.network import INPUTS, Learner
from purport.learning.steps import descend, hide, warmed

CHECKPOINT = "epoch-{:02d}.pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network learns. ``rate`` is the encoder's, ``new_rate`` that of the layers upon it, ``field_rate`` that
    of transitions and distances; ``hidden`` is the share of words that are masked."""

    epochs: int
    seed: int
    rate: float = 2e-4
    new_rate: float = 1e-3
    field_rate: float = 1e-2
    batch: int = 12
    window: int = 256
    links: float = 0.15
    hidden: float = 0.07
    decay: float = 0.01
    warm: float = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far training has come; the losses are means since the step before that was told."""

    epoch: int
    step: int
    steps: int
    tagging: float
    pointing: float


Told = Callable[[Step], None]


def fit(
    learner: Learner, texts: Sequence[Text], pieces: Pieces, recipe: Recipe, folder: Path, told: Told, every: int = 20
) -> None:
    """Train, from the last checkpoint in ``folder`` where there is one. ``told`` hears of every so manieth step."""
    # The word pieces' own vectors stay as they came: half of all weights, and what is rare in the data would drift.
    learner.network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    optimizer = _optimizer(learner, recipe)
    an_epoch = math.ceil(len(examples(texts, recipe.window - 2, random.Random(recipe.seed))) / recipe.batch)
    total = recipe.epochs * an_epoch
    schedule = warmed(optimizer, recipe.warm, total)
    folder.mkdir(parents=True, exist_ok=True)
    for epoch in range(_resumed(folder, learner, optimizer, schedule), recipe.epochs):
        rng = random.Random(recipe.seed + epoch)
        torch.manual_seed(recipe.seed + epoch)
        learner.train()
        sums, since = torch.zeros(2), 0
        cut = list(batches(examples(texts, recipe.window - 2, rng), recipe.batch, rng))
        for n, items in enumerate(cut, 1):
            batch = _tensors(items, pieces)
            hide(batch, recipe.hidden, pieces)
            tagging, pointing = _losses(learner, batch)
            descend(learner, tagging + recipe.links * pointing, optimizer, schedule)
            sums += torch.stack([tagging.detach(), pointing.detach()])
            since += 1
            if since == every or n == len(cut):
                first, second = (sums / since).tolist()
                told(Step(epoch=epoch + 1, step=n, steps=len(cut), tagging=first, pointing=second))
                sums, since = torch.zeros(2), 0
        _keep(folder, epoch + 1, learner, optimizer, schedule)


def last_checkpoint(folder: Path) -> Path | None:
    """The checkpoint in a folder, the newest if there are several."""
    return max(folder.glob("epoch-*.pt"), default=None)


def _optimizer(learner: Learner, recipe: Recipe) -> torch.optim.Optimizer:
    network = learner.network
    upper = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    return torch.optim.AdamW(
        [
            {
                "params": [p for p in network.bert.parameters() if p.requires_grad],
                "lr": recipe.rate,
                "weight_decay": recipe.decay,
            },
            {"params": upper, "lr": recipe.new_rate, "weight_decay": recipe.decay},
            {"params": list(learner.losses.parameters()), "lr": recipe.field_rate, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        eps=1e-6,
        fused=True,
    )


def _resumed(folder: Path, learner: Learner, optimizer: torch.optim.Optimizer, schedule: Any) -> int:
    """How many epochs are done."""
    path = last_checkpoint(folder)
    if path is None:
        return 0
    kept = torch.load(path, weights_only=True)
    learner.load_state_dict(kept["both"])
    optimizer.load_state_dict(kept["optimizer"])
    schedule.load_state_dict(kept["schedule"])
    return int(kept["epoch"])


def _keep(folder: Path, epoch: int, learner: Learner, optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    kept = {"both": learner.state_dict(), "epoch": epoch}
    kept |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    path = folder / CHECKPOINT.format(epoch)
    half = path.with_suffix(".part")
    torch.save(kept, half)
    half.replace(path)
    for old in folder.glob("epoch-*.pt"):
        if old != path:
            old.unlink()


def _tensors(items: list[Example], pieces: Pieces) -> dict[str, Tensor]:
    inputs = packed(pieces, [(e.words, e.text.pieces, e.first, e.last) for e in items])
    out = {name: torch.from_numpy(values) for name, values in inputs.items()}
    width = inputs["heads"].shape[1]
    tags = torch.zeros(len(items), width, dtype=torch.long)
    for row, e in enumerate(items):
        tags[row, : e.last - e.first] = torch.from_numpy(e.text.tags[e.first : e.last])
    links = [e.links(width) for e in items]
    out["tags"] = tags
    out["targets"] = torch.stack([torch.from_numpy(t) for t, _ in links])
    out["known"] = torch.stack([torch.from_numpy(k) for _, k in links])
    return out


def _losses(learner: Learner, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        emissions, links = learner.network(*(batch[name] for name in INPUTS))
    words = (batch["heads"] > 0).float()
    tagging = learner.losses.tagging(emissions, batch["tags"], words).sum() / words.sum()
    return tagging, learner.losses.pointing(links, batch["targets"], batch["known"], words)

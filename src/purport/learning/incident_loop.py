"""The training loop of the network of incidents, with a checkpoint after each epoch from which it goes on."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from purport.language.encoder import Pieces, packed
from purport.learning.examples import batches
from purport.learning.incident_examples import Lesson, Window, windows
from purport.learning.incident_network import IncidentLearner
from purport.learning.steps import descend, hide, warmed

# What it takes to go on besides what has been learnt: the state of the optimizer and of the schedule.
GOING_ON = "going-on.pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the network learns. ``rate`` is that of its layers, ``new_rate`` that of the answers upon them,
    ``field_rate`` that of transitions; ``hidden`` is the share of words that are masked, ``idle`` the share of the
    texts without incidents that each epoch learns."""

    epochs: int = 7
    seed: int = 1
    rate: float = 2e-4
    new_rate: float = 1e-3
    field_rate: float = 1e-2
    batch: int = 12
    window: int = 256
    hidden: float = 0.07
    idle: float = 0.6
    decay: float = 0.01
    warm: float = 0.08
    types: float = 0.3
    tells: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far training has come; the losses are means since the step before that was told."""

    epoch: int
    step: int
    steps: int
    parts: float
    types: float
    tells: float


def fit(
    learner: IncidentLearner,
    lessons: Sequence[Lesson],
    pieces: Pieces,
    recipe: Recipe,
    folder: Path,
    told: Callable[[Step], None],
) -> None:
    """Train, from the last checkpoint in ``folder`` where there is one; ``told`` hears of every twentieth step."""
    size = recipe.window - 2
    network = learner.network
    layers = [p for name, p in network.named_parameters() if name.startswith("layers.")]
    upper = [p for name, p in network.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": layers, "lr": recipe.rate, "weight_decay": recipe.decay},
            {"params": upper, "lr": recipe.new_rate, "weight_decay": recipe.decay},
            {"params": [learner.transitions], "lr": recipe.field_rate, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        eps=1e-6,
        fused=True,
    )
    an_epoch = math.ceil(len(windows(lessons, size, recipe.idle, random.Random(recipe.seed))) / recipe.batch)
    total = recipe.epochs * an_epoch
    schedule = warmed(optimizer, recipe.warm, total)
    folder.mkdir(parents=True, exist_ok=True)
    for epoch in range(_resumed(folder, learner, optimizer, schedule), recipe.epochs):
        rng = random.Random(recipe.seed + epoch)
        torch.manual_seed(recipe.seed + epoch)
        learner.train()
        sums, since = torch.zeros(3), 0
        every = list(batches(windows(lessons, size, recipe.idle, rng), recipe.batch, rng))
        for n, items in enumerate(every, 1):
            batch = tensors(items, pieces)
            hide(batch, recipe.hidden, pieces)
            losses = losses_of(learner, batch)
            descend(learner, losses[0] + recipe.types * losses[1] + recipe.tells * losses[2], optimizer, schedule)
            sums += losses.detach()
            since += 1
            if since == 20 or n == len(every):
                parts, types, tells = (sums / since).tolist()
                told(Step(epoch=epoch + 1, step=n, steps=len(every), parts=parts, types=types, tells=tells))
                sums, since = torch.zeros(3), 0
        _keep(folder, epoch + 1, learner, optimizer, schedule)


def checkpoints(folder: Path) -> list[Path]:
    """What had been learnt after each epoch, a file each, in order."""
    return sorted(folder.glob("epoch-*.pt"))


def _resumed(folder: Path, learner: IncidentLearner, optimizer: torch.optim.Optimizer, schedule: Any) -> int:
    """How many epochs are done."""
    if not (folder / GOING_ON).exists():
        return 0
    kept = torch.load(folder / GOING_ON, weights_only=True)
    epoch = int(kept["epoch"])
    learner.load_state_dict(torch.load(_checkpoint(folder, epoch), weights_only=True))
    optimizer.load_state_dict(kept["optimizer"])
    schedule.load_state_dict(kept["schedule"])
    return epoch


def _keep(folder: Path, epoch: int, learner: IncidentLearner, optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    kept = {"epoch": epoch, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    # In this order, and each whole or not at all: cut off between them, the epoch is learnt again.
    for values, path in ((learner.state_dict(), _checkpoint(folder, epoch)), (kept, folder / GOING_ON)):
        half = path.with_suffix(".part")
        torch.save(values, half)
        half.replace(path)


def _checkpoint(folder: Path, epoch: int) -> Path:
    return folder / f"epoch-{epoch:02d}.pt"


def tensors(items: Sequence[Window], pieces: Pieces) -> dict[str, Tensor]:
    """A batch of windows with what is to be learnt of them."""
    inputs = packed(pieces, [(w.words, w.lesson.pieces, w.first, w.last) for w in items])
    width = inputs["heads"].shape[1]
    out = {name: torch.from_numpy(values) for name, values in inputs.items()}
    out["allowed"] = torch.from_numpy(np.stack([w.allowed(width) for w in items]))
    for name, pairs in (("types", [w.types(width) for w in items]), ("told", [w.told() for w in items])):
        out[name] = torch.from_numpy(np.stack([one for one, _ in pairs]))
        out[f"{name}_known"] = torch.from_numpy(np.stack([known for _, known in pairs]))
    return out


def losses_of(learner: IncidentLearner, batch: dict[str, Tensor]) -> Tensor:
    """The three losses: of tags (a mean over words), of the types of parts, and of what each window tells."""
    with torch.autocast("cpu", torch.bfloat16):
        states = learner.states(batch)
        tags, tells, types = learner.network(states, batch["mask"], batch["heads"], batch["parents"])
    words = (batch["heads"] > 0).float()
    tagging = 10 * learner.tagging(tags, batch["allowed"], words).sum() / words.sum()
    known = batch["types_known"].unsqueeze(-1)
    typing = nn.functional.binary_cross_entropy_with_logits(types, batch["types"], reduction="none")
    typing = (typing * known).sum() / known.sum().clamp(min=1)
    # That no word tells of a type: the product of what each says against it.
    silent = -(nn.functional.softplus(tells) * words.unsqueeze(-1)).sum(1)
    whether = -torch.where(batch["told"] > 0, torch.log1p(-torch.exp(silent.clamp(max=-1e-6))), silent)
    telling = (whether * batch["told_known"]).sum(-1).mean()
    return torch.stack([tagging, typing, telling])

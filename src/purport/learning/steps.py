"""What every training here does at a step: words hidden, the rate warmed and lowered, gradients clipped."""

from typing import Any

import torch
from torch import Tensor, nn

from purport.language.encoder import Pieces

LONGEST_GRADIENT = 1.0
LOWEST_SHARE = 0.02


def warmed(optimizer: torch.optim.Optimizer, warm: float, total: int) -> Any:
    """The schedule of rates over ``total`` steps: up over the first ``warm`` share of them, then down in a line."""

    def share(step: int) -> float:
        return min((step + 1) / (warm * total), max(LOWEST_SHARE, (total - step) / ((1 - warm) * total)))

    return torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def hide(batch: dict[str, Tensor], share: float, pieces: Pieces) -> None:
    """Put the mask in place of a share of the word pieces of a batch, drawn at random."""
    hidden = (torch.rand(batch["ids"].shape) < share) & (batch["case"] > 1)
    batch["ids"] = torch.where(hidden, pieces.mask, batch["ids"])


def descend(learner: nn.Module, loss: Tensor, optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    """One step down the gradient of a loss."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(learner.parameters(), LONGEST_GRADIENT)
    optimizer.step()
    schedule.step()

"""The training loop, with a checkpoint after each epoch from which it goes on."""

import json
import random
import time
from pathlib import Path

import torch
from transformers import BertModel

from purport.language.encoder import FEATURES, Pieces, packed

from .data import Example, Text, batches, examples
from .network import Losses, Network

WINDOW = 256
BATCH = 12
RATE = 2e-4
NEW_RATE = 1e-3
FIELD_RATE = 1e-2
LINKS_WEIGHT = 0.15
MASKED = 0.07


def tensors(items: list[Example], pieces: Pieces) -> dict[str, torch.Tensor]:
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


INPUTS = ("ids", "mask", *FEATURES, "heads", "parents")


def loss_of(network: Network, losses: Losses, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, list[float]]:
    with torch.autocast("cpu", torch.bfloat16, enabled=network.training):
        emissions, links = network(*(batch[name] for name in INPUTS))
    words = (batch["heads"] > 0).float()
    tagging = losses.tagging(emissions, batch["tags"], words).sum() / words.sum()
    pointing = losses.pointing(links, batch["targets"], batch["known"], words)
    return tagging + LINKS_WEIGHT * pointing, [tagging.item(), pointing.item()]


def train(
    texts: list[Text], bert: BertModel, pieces: Pieces, mask_id: int, folder: Path, *, epochs: int, seed: int
) -> Path:
    """Train and return the last checkpoint's path."""
    torch.manual_seed(seed)
    network, losses = Network(bert), Losses()
    # The word pieces' own vectors stay as they came: half of all weights, and what is rare in the data would drift.
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    groups = [
        {"params": [p for p in network.bert.parameters() if p.requires_grad], "lr": RATE, "weight_decay": 0.01},
        {
            "params": [p for n, p in network.named_parameters() if not n.startswith("bert.")],
            "lr": NEW_RATE,
            "weight_decay": 0.01,
        },
        {"params": losses.parameters(), "lr": FIELD_RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    both = torch.nn.ModuleDict({"network": network, "losses": losses})
    steps_an_epoch = len(examples(texts, WINDOW - 2, random.Random(seed))) / BATCH
    total = round(epochs * steps_an_epoch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.08 * total), max(0.02, (total - step) / (0.92 * total)))
    )
    folder.mkdir(parents=True, exist_ok=True)
    done = sorted(folder.glob("epoch-*.pt"))
    begun = 0
    if done:
        kept = torch.load(done[-1], weights_only=True)
        both.load_state_dict(kept["both"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        begun = kept["epoch"]
    for epoch in range(begun, epochs):
        rng = random.Random(seed + epoch)
        torch.manual_seed(seed + epoch)
        both.train()
        start, sums = time.time(), torch.zeros(2)
        for n, items in enumerate(batches(examples(texts, WINDOW - 2, rng), BATCH, rng), 1):
            batch = tensors(items, pieces)
            hide = (torch.rand(batch["ids"].shape) < MASKED) & (batch["case"] > 1)
            batch["ids"] = torch.where(hide, mask_id, batch["ids"])
            loss, parts = loss_of(network, losses, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sums += torch.tensor(parts)
            if n % 20 == 0:
                line = {"epoch": epoch + 1, "step": n, "of": round(steps_an_epoch), "tagging": sums[0].item() / 20}
                line |= {"pointing": sums[1].item() / 20, "seconds": round(time.time() - start)}
                print(json.dumps(line), flush=True)
                sums.zero_()
        kept = {"both": both.state_dict(), "epoch": epoch + 1}
        kept |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        path = folder / f"epoch-{epoch + 1:02d}.pt"
        torch.save(kept, path)
    return path

"""Train the finder of incidents and write it as one int8 ONNX file.

    python -m training.incidents --data FOLDER --out FILE [--seed 1] [--work FOLDER] [--limit N]
    python -m training.incidents --data FOLDER --out FILE --write CHECKPOINT

FOLDER holds train.jsonl and dev.jsonl. Begins with the model of attributions that comes with the package, whose lower
layers it shares. Needs what training/attributions/requirements.txt lists.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from purport.language.encoder import Pieces
from purport.language.words import words_of
from purport.learning.incident_export import export
from purport.learning.incident_loop import Recipe, Step, checkpoints, fit
from purport.learning.incident_network import IncidentLearner
from purport.learning.transfer import learner_of, sizes_of
from purport.learning.weights import opened
from purport.reading.attribution_model import FILE, AttributionModel, fingerprint
from purport.reading.incident_model import IncidentModel

from .muc4 import lesson, load, parsed
from .scores import fillers_f1

FIRST = Recipe(epochs=7)
SECOND = Recipe(epochs=3, rate=1.5e-4, new_rate=5e-4, field_rate=5e-3, hidden=0.15, idle=0.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("incidents-run"), help="where checkpoints are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first N texts")
    parser.add_argument("--write", type=Path, metavar="CHECKPOINT", help="train nothing, write what this one holds")
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    graph = opened(FILE)
    sizes = sizes_of(graph)
    learner = IncidentLearner(learner_of(graph).network, sizes)
    if args.write:
        learner.load_state_dict(torch.load(args.write, weights_only=True))
    else:
        pieces = Pieces(graph.metadata["vocabulary"].split("\n"))
        learn(learner, load(args.data / "train.jsonl", args.limit), pieces, args.seed, args.work)
    settings = {"transitions": learner.scores().detach().numpy().astype(float).round(5).tolist(), "for": fingerprint()}
    export(learner.network, sizes.width, settings, args.out)
    show(load(args.data / "dev.jsonl"), args.out)


def learn(learner: IncidentLearner, rows: Sequence[dict[str, Any]], pieces: Pieces, seed: int, work: Path) -> None:
    """Train, from the last checkpoint in ``work`` where there is one: once from the start, then shortly on from the
    mean of the last three checkpoints, at lower rates and with more words hidden. What is learnt is the mean of the
    last four."""
    docs = parsed(rows)
    lessons = [
        lesson(row, words_of(doc.text, doc.tokens), doc.sentences, pieces) for row, doc in zip(rows, docs, strict=True)
    ]
    first, second = work / "first", work / "second"
    fit(learner, lessons, pieces, replace(FIRST, seed=seed), first, told)
    learner.load_state_dict(mean(checkpoints(first)[-3:]))
    fit(learner, lessons, pieces, replace(SECOND, seed=seed + 100), second, told)
    learner.load_state_dict(mean([*checkpoints(first), *checkpoints(second)][-4:]))
    torch.save(learner.state_dict(), work / "learnt.pt")


def mean(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of several checkpoints."""
    states = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if values.is_floating_point() else values
        for name, values in states[0].items()
    }


def told(step: Step) -> None:
    print(json.dumps(asdict(step)), flush=True)


def show(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Print how many of the fillers the written file finds."""
    model = IncidentModel(path, AttributionModel(FILE, threads=2), threads=2)
    seen = [model.see(doc) for doc in parsed(rows)]
    print({role: round(f1, 1) for role, f1 in fillers_f1(rows, seen).items()})


if __name__ == "__main__":
    main()

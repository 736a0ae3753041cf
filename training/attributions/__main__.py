"""Train the reader of attributions and write it as one int8 ONNX file.

    python -m training.attributions --data FOLDER --out FILE [--epochs 5] [--seed 1] [--work FOLDER] [--limit N]
    python -m training.attributions --data FOLDER --out FILE --write CHECKPOINT

FOLDER holds train.jsonl and dev.jsonl. Needs what requirements.txt beside this file lists.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import torch

from purport.language import parse_all
from purport.language.encoder import Pieces
from purport.language.words import Words, words_of
from purport.learning import MarkedText
from purport.learning.confidence import fitted, judged, reliability
from purport.learning.examples import text_of
from purport.learning.export import export
from purport.learning.loop import Recipe, Step, fit, last_checkpoint
from purport.learning.network import Learner
from purport.learning.scoring import scores
from purport.learning.transfer import fields
from purport.learning.weights import Graph
from purport.reading.attribution_model import AttributionModel
from purport.types import Document, Source

from .base import SIZES, learner, vocabulary
from .polnear import load

# Decoding: found to serve exact spans and whole attributions together on the development texts.
DECODING = {"overlap": 32, "mix": 0.1, "thresholds": {"speaker": 0.45, "cue": 0.45, "content": 0.4}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("attributions-run"), help="where the checkpoint is kept")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first N texts")
    parser.add_argument("--write", type=Path, metavar="CHECKPOINT", help="train nothing, write what this one holds")
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    recipe = Recipe(epochs=args.epochs, seed=args.seed)
    checkpoint = args.write or trained(load(args.data / "train.jsonl", args.limit), recipe, args.work)
    finish(checkpoint, recipe, args.data / "dev.jsonl", args.out)


def trained(marked: Sequence[MarkedText], recipe: Recipe, work: Path) -> Path:
    """The checkpoint after the last epoch."""
    pieces = Pieces(vocabulary())
    texts = [text_of(text, words, pieces) for text, words in zip(marked, parsed(marked), strict=True)]
    fit(learner(), texts, pieces, recipe, work, told)
    return last_checkpoint(work)


def told(step: Step) -> None:
    print(json.dumps(asdict(step)), flush=True)


def parsed(texts: Sequence[MarkedText]) -> list[Words]:
    """The words of each text with their syntax."""
    documents = (Document(source=Source(id=text.id, sha256=""), text=text.text) for text in texts)
    return [words_of(doc.text, doc.tokens) for doc in parse_all(documents)]


def finish(checkpoint: Path, recipe: Recipe, dev: Path, out: Path) -> None:
    """Export a checkpoint, fit the confidence and print the scores of the file as it is read."""
    made = Learner(SIZES)
    made.load_state_dict(torch.load(checkpoint, weights_only=True)["both"])
    settings = DECODING | {"window": recipe.window, "heads": SIZES.heads, "confidence": [0.0] * 9}
    export(made.network, vocabulary(), settings | fields(made.losses), out)
    texts = load(dev)
    model = AttributionModel(out, threads=2)
    encoded = model.encoder.encode(parsed(texts))
    found = judged(model, texts, encoded)
    graph = Graph(out)
    graph.metadata["settings"] = json.dumps(graph.settings() | {"confidence": fitted(found)}, sort_keys=True)
    graph.save(out)
    model = AttributionModel(out, threads=2)
    show("as written", texts, model, encoded)
    for name, change in (("in capitals", str.upper), ("in small letters", str.lower)):
        changed = [replace(text, text=same_length(text.text, change)) for text in texts]
        show(name, changed, model, model.encoder.encode(parsed(changed)))
    for row in reliability(found):
        print(asdict(row))


def show(name: str, texts: Sequence[MarkedText], model: AttributionModel, encoded: Sequence) -> None:
    counted = scores((text, model.offsets(one)) for text, one in zip(texts, encoded, strict=True))
    print(name, {field: round(count.f1, 1) for field, count in counted.items()})


def same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


if __name__ == "__main__":
    main()

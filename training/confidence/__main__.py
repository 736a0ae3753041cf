"""Fit how likely a statement is right to what the model and syntax each say of it.

    python -m training.confidence --data DEV.jsonl --data ARTICLES --out src/purport/models/confidence.json

DEV.jsonl holds texts that the model was not trained on, as training.attributions takes them; ARTICLES is a folder of
NAME.txt and NAME.json. To be run anew whenever the model, the cue lexicon or the way in which both are put together
has changed. Deterministic; takes some minutes.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from purport.evaluation.scores import calibrated
from purport.reading.attribution_model import FILE
from purport.reading.confidence import EVIDENCE

from .annotated import load
from .fit import cross_validated, weights
from .reading import Judged, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [row for path in args.data for row in read(load(path))]
    show("as told before", rows, [row.told for row in rows])
    show("fitted, by five folds of texts", rows, cross_validated(rows).tolist())
    fitted = dict(zip(("constant", *EVIDENCE), map(float, weights(rows).round(4)), strict=True))
    node = {"weights": fitted, "for": {"attributions": hashlib.sha256(FILE.read_bytes()).hexdigest()}}
    args.out.write_text(json.dumps(node, indent=2) + "\n", encoding="utf-8")
    print(*(f"{name} {weight}" for name, weight in fitted.items()), sep="\n")


def show(title: str, rows: Sequence[Judged], confidences: Sequence[float]) -> None:
    for source in dict.fromkeys(row.source for row in rows):
        found = calibrated((c, row.right) for c, row in zip(confidences, rows, strict=True) if row.source == source)
        if found is None:
            continue
        print(f"\n{title}: {source}, {found.n} statements, expected error {found.expected_error:.3f}")
        for each in found.bins:
            print(f"{each.low:.1f}–{each.high:.1f}  told {each.told:.2f}  right {each.right:.2f}  of {each.n}")


if __name__ == "__main__":
    main()

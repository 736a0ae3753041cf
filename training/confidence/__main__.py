"""Fit how likely a statement is right to what the model and syntax each say of it.

    python -m training.confidence --data DEV.jsonl --data ARTICLES --out src/purport/models/confidence.json \\
        --figure docs/figures/reliability.svg

DEV.jsonl holds texts that the model was not trained on, as training.attributions takes them; ARTICLES is a folder of
NAME.txt and NAME.json. Prints how far the confidence told so far can be believed, then the new one on texts that it was
not fitted on, and draws that. To be run anew whenever the model, the cue lexicon or the way in which both are put
together has changed. Deterministic; takes some minutes.
"""

import argparse
import hashlib
import json
from pathlib import Path

from purport.reading.attribution_model import FILE
from purport.reading.confidence import EVIDENCE

from .annotated import load
from .fit import cross_validated, weights
from .reading import read
from .reliability import as_told, draw, show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--figure", type=Path, help="needs what `pip install -e '.[bench]'` brings")
    args = parser.parse_args()
    sets = [(texts, list(read(texts))) for texts in (list(load(path)) for path in args.data)]
    print("# As told before")
    for texts, rows in sets:
        show(as_told(texts, rows))
    rows = [row for _, found in sets for row in found]
    fitted = dict(zip(("constant", *EVIDENCE), map(float, weights(rows).round(4)), strict=True))
    node = {"weights": fitted, "for": {"attributions": hashlib.sha256(FILE.read_bytes()).hexdigest()}}
    args.out.write_text(json.dumps(node, indent=2) + "\n", encoding="utf-8")
    print("\n# Fitted, by five folds of texts")
    confidences = iter(cross_validated(rows).tolist())
    new = [as_told(texts, found, [next(confidences) for _ in found]) for texts, found in sets]
    for each in new:
        show(each)
    if args.figure:
        draw(new, args.figure)
    print("\n# Weights\n")
    print(*(f"{name} {weight}" for name, weight in fitted.items()), sep="\n")


if __name__ == "__main__":
    main()

"""How far the confidence of statements can be believed, and what a threshold costs.

    python -m bench.reliability DEV.jsonl ARTICLES [--figure FILE.svg]

Each argument is a set of annotated texts, a file of attributions or a folder of articles, as training.confidence takes
them; they carry terms of their own and are not part of this repository. Prints for each set the reliability by tenths
of confidence and, for some thresholds, precision and recall. The figure needs what `pip install -e ".[bench]"` brings.
"""

import argparse
from pathlib import Path

from training.confidence.annotated import load
from training.confidence.reading import read
from training.confidence.reliability import as_told, draw, show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+", metavar="DATA")
    parser.add_argument("--figure", type=Path)
    args = parser.parse_args()
    sets = []
    for path in args.data:
        texts = list(load(path))
        sets.append(as_told(texts, list(read(texts))))
        show(sets[-1])
    if args.figure:
        draw(sets, args.figure)


if __name__ == "__main__":
    main()

"""Make the cue lexicon from annotated texts and from the decisions beside this file.

    python -m training.cues --data TRAIN.jsonl --out src/purport/codebooks/data/cues.toml [--counts FILE]

With --counts the counts are kept in FILE, or taken from it where it is there: the decisions can then be changed
without counting anew.
"""

import argparse
import json
import tomllib
from collections import Counter
from pathlib import Path

from .counts import Use, counts
from .lexicon import shares, written

DECISIONS = Path(__file__).parent / "decisions.toml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--counts", type=Path, help="where the counts are kept")
    parser.add_argument("--limit", type=int, help="count on the first N texts")
    args = parser.parse_args()
    places, hits = counted(args.data, args.counts, args.limit)
    decisions = tomllib.loads(DECISIONS.read_text(encoding="utf-8"))
    found = shares(places, hits, decisions)
    args.out.write_text(written(found, decisions), encoding="utf-8")
    print(f"{args.out}: {len(found)} words with frames, of {sum(places.values())} places and {sum(hits.values())} hits")


def counted(data: Path, kept: Path | None, limit: int | None) -> tuple[Counter[Use], Counter[Use]]:
    """The counts from ``kept`` where it is there, else made on ``data`` and kept there."""
    if kept is not None and kept.exists():
        rows = json.loads(kept.read_text(encoding="utf-8"))
    else:
        places, hits = counts(data, limit)
        rows = [[*use, places[use], hits[use]] for use in sorted(places)]
        if kept is not None:
            kept.write_text(json.dumps(rows), encoding="utf-8")
    uses = [((row[0], row[1], row[2]), row[3], row[4]) for row in rows]
    return Counter({use: n for use, n, _ in uses}), Counter({use: n for use, _, n in uses})


if __name__ == "__main__":
    main()

"""The strongest links between texts of a file, with the passages that they share, for a person to judge.

    python bench/strongest.py TEXTS.jsonl [--most 50] [--least 0.0] [--passages 4]

TEXTS.jsonl has an object a line with a ``text``, and an ``id`` where there is one. Every two texts that share pairs of
rare words are laid beside each other, as in ``purport lineage``, however unlike they are.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from purport.analysis.copies.copying import COPIED, Copying, copying, passages
from purport.analysis.copies.linker import LEAST_PAIRS
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.wording import Wording, wording


@dataclass(frozen=True)
class Pair:
    """Two texts by their numbers, and how likely one copies the other."""

    one: int
    other: int
    found: Copying


def pairs(words: Sequence[Wording]) -> Iterator[Pair]:
    """Every two wordings that share pairs of rare words and any passage."""
    holders: dict[int, list[int]] = {}
    for at, each in enumerate(words):
        own = skip_pairs(each).tolist()
        met = Counter(other for pair in own for other in holders.get(pair, ()))
        for pair in own:
            holders.setdefault(pair, []).append(at)
        for other, shared in met.items():
            if shared >= LEAST_PAIRS and (found := copying(words[other], each)).chains:
                yield Pair(other, at, found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("texts", type=Path)
    options.add_argument("--most", type=int, default=50)
    options.add_argument("--least", type=float, default=0.0)
    options.add_argument("--passages", type=int, default=4, help="so many of the longest of each link")
    chosen = options.parse_args()
    rows = [json.loads(line) for line in chosen.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [row["text"] for row in rows]
    words = [wording(text) for text in texts]
    found = sorted(pairs(words), key=lambda pair: -pair.found.strength)
    told = sum(pair.found.strength >= COPIED for pair in found)
    print(f"{len(texts):,} texts, {len(found):,} pairs with a passage in common, {told:,} told to be copies")
    for number, pair in enumerate(found[: chosen.most], 1):
        if pair.found.strength < chosen.least:
            break
        one, other = (str(rows[at].get("id", at + 1)) for at in (pair.one, pair.other))
        print(f"\n{number}. {pair.found.strength:.3f}  {one} | {other}")
        shown = passages(pair.found, words[pair.one], texts[pair.one], words[pair.other], texts[pair.other])
        for each in sorted(shown, key=lambda passage: -len(passage.one.text))[: chosen.passages]:
            print(f"   “{' '.join(each.one.text.split())}”\n   “{' '.join(each.other.text.split())}”")


if __name__ == "__main__":
    main()

"""Invented reports of which it is known who copies whom, and how well lineage finds it.

    python bench/copies.py [--half final] [--texts 10000] [--seed 7] [--write docs/lineage.md]
    python bench/copies.py --fit [--texts 9000]          tunes the model of copying on the other half

An event has facts; a report tells some of them in an order of its own, each in one of several sentences, each sentence
with words chosen among several. An agency's text is copied: cut, its sentences put in another order, and reworded to
one of five degrees, up to half of its words changed: other words of the same meaning, another build of the sentence
(active or passive, noun or verb, what comes first), numbers in words or digits, names shortened, sentences left out
and others added. Others report the same event by themselves: with its names, numbers and places, the same stock
phrases, now and then the same sentence by chance, the same speech at the same press conference; and with what they saw
and whom they spoke to themselves. Between them stand reports on other events, by the same groups, in the same towns.

Templates and words are in two halves, ``reports/tuning.toml`` and ``reports/final.toml``, that have no sentence in
common and next to no choice of words: the model is tuned on one, the figures are of the other. All of it is invented.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from copies_generator import reports
from copies_measure import measured, table, written, wrong
from copies_world import HERE
from purport.analysis.copies.copying import COPIED
from purport.analysis.copies.likeness import FEATURES, features
from purport.analysis.copies.linker import COMPARED
from purport.analysis.copies.passages import chains
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.wording import wording

MODEL = HERE.parent / "src" / "purport" / "analysis" / "data" / "copying.json"


def fitted(texts: int, seed: int) -> dict[str, Any]:
    """The model of copying: a logistic regression over the features and their products, on the half for tuning."""
    made = list(reports("tuning", texts, seed))
    words = [wording(each.text) for each in made]
    pairs = [skip_pairs(each) for each in words]
    holders: dict[int, list[int]] = {}
    rows, known = [], []
    for at, own in enumerate(pairs):
        met = Counter(other for pair in own.tolist() for other in holders.get(pair, ()))
        for pair in own.tolist():
            holders.setdefault(pair, []).append(at)
        for other, shared in met.most_common(COMPARED):
            # What cites another tells the same in words of its own.
            cites = made[at].origin == made[other].origin and "cite" in (made[at].hand, made[other].hand)
            if shared >= 0.1 * min(len(own), len(pairs[other])) and not cites:
                rows.append(features(words[other], words[at], chains(words[other], words[at])))
                known.append(made[at].origin == made[other].origin)
    values, truth = np.array(rows), np.array(known, float)
    means, scales = values.mean(0), values.std(0) + 1e-9
    scaled = (values - means) / scales
    one, two = np.triu_indices(len(FEATURES))
    inputs = np.hstack([scaled, scaled[:, one] * scaled[:, two], np.ones((len(scaled), 1))])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(len(weights), 30.0)
    ridge[-1] = 1e-9
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (likely - truth) + ridge * weights
        curve = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    rounded = np.round(weights, 5).tolist()
    return {
        "features": {
            name: {"mean": round(float(mean), 5), "scale": round(float(scale), 5), "weight": weight}
            for name, mean, scale, weight in zip(FEATURES, means, scales, rounded, strict=False)
        },
        "products": rounded[len(FEATURES) : -1],
        "bias": rounded[-1],
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", default="final", choices=("tuning", "final"))
    options.add_argument("--texts", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--least", type=float, default=COPIED)
    options.add_argument("--case", type=Path, help="keep the case here, and go on with it")
    options.add_argument("--write", type=Path)
    options.add_argument("--fit", action="store_true", help="tune the model instead, on the half for tuning")
    options.add_argument("--wrong", action="store_true", help="list the events whose origins are counted wrong")
    options.add_argument("--show", action="store_true", help="print the texts instead")
    chosen = options.parse_args()
    if chosen.fit:
        MODEL.write_text(json.dumps(fitted(chosen.texts, chosen.seed), indent=1) + "\n", encoding="utf-8")
    elif chosen.show:
        for each in reports(chosen.half, chosen.texts, chosen.seed):
            print(
                f"== {each.number} event {each.event} {each.hand} of {each.origin}, {each.changed:.0%} changed\n"
                f"{each.text}\n"
            )
    else:
        with TemporaryDirectory() as folder:
            place = chosen.case or Path(folder) / "copies.purport"
            told = measured(chosen.half, chosen.texts, chosen.seed, chosen.least, place)
        print(table(told))
        if chosen.wrong:
            print("\n".join(wrong(told)))
        print(f"linking took {told.seconds / told.texts * 1e3:.1f} ms of processor time a text")
        if chosen.write:
            written(chosen.write, table(told))

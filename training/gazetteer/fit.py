"""Fit the two models that find and place toponyms; one command, deterministic:

    python training/gazetteer/fit.py --places PLACES.jsonl --articles FOLDER [--check]

PLACES.jsonl holds {"id", "text", "places": [{"span", "lat", "lon"}]} a line; FOLDER holds NAME.txt and NAME.json
with "places" (some with "metonym": true) and "ignore_places". ``--check`` prints scores by five-fold
cross-validation over documents and writes nothing.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from logistic import fit_binary, fit_choice, matrix, vocabulary

from purport.codebooks import gazetteer as gaz
from purport.codebooks.placewords import weights
from purport.language import Doc, parse_all
from purport.reading import disambiguation, toponyms
from purport.reading.places import find_places
from purport.reading.toponym_ground import Ground, ground_of
from purport.types import Document, Level, Place, Source

OUT = Path(toponyms.__file__).parent.parent / "codebooks" / "data" / "places_weights.json"
ARTICLE_WEIGHT = 3.0
NEAR_KM = 161.0
FOLDS = 5


@dataclass
class Text:
    kind: str
    doc: Doc
    gold: list[dict[str, Any]]
    ignored: list[list[int]]
    candidates: list[toponyms.Toponym] = field(default_factory=list)
    ground: Ground | None = None
    right: dict[str, list[bool]] = field(default_factory=dict)


def texts(places: Path, articles: Path | None) -> list[Text]:
    raw: list[tuple[str, str, str, list[dict[str, Any]], list[list[int]]]] = []
    for line in places.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        d = json.loads(line)
        raw.append((d["id"].split("-")[0], d["id"], d["text"], d["places"], []))
    for path in sorted(articles.glob("*.json")) if articles else []:
        d = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode()
        raw.append(("articles", d["id"], text, d["places"], d.get("ignore_places") or []))
    docs = parse_all(Document(source=Source(id=r[1], sha256=""), text=r[2]) for r in raw)
    out = [Text(r[0], doc, r[3], r[4]) for r, doc in zip(raw, docs, strict=True)]
    for t in out:
        t.candidates = toponyms.candidates(t.doc)
    return out


def touching(c: toponyms.Toponym | Place, golds: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((g for g in golds if c.start < g["span"][1] and g["span"][0] < c.end), None)


def near(entry: gaz.Entry, gold: dict[str, Any], kind: str) -> bool:
    """Within a hundred miles; the articles' countries are matched by name, for theirs are rough centres."""
    if kind == "articles" and entry.rank == gaz.COUNTRY and gold["country"] == entry.country:
        here = gaz.distance_km(entry.lat, entry.lon, gold["lat"], gold["lon"])
        return here <= max(NEAR_KM, entry.radius_km)
    return gaz.distance_km(entry.lat, entry.lon, gold["lat"], gold["lon"]) <= NEAR_KM


def finder_weights(train: list[Text], l2: float = 1e-4) -> dict[str, float]:
    rows, good, weight = [], [], []
    for t in train:
        for c in t.candidates:
            hit = touching(c, t.gold)
            if hit is None and any(c.start < b and a < c.end for a, b in t.ignored):
                continue
            rows.append(c.features)
            good.append(hit is not None)
            weight.append(ARTICLE_WEIGHT if t.kind == "articles" else 1.0)
    vocab = vocabulary(rows, 4)
    w = fit_binary(matrix(rows, vocab), np.array(good, dtype=np.float32), np.array(weight, dtype=np.float32), l2)
    return {f: round(float(w[n]), 3) for f, n in vocab.items() if abs(w[n]) >= 0.02}


def prepared(t: Text) -> Ground:
    """The ground of a text's annotated places, and which entries of each name are right; made once."""
    if t.ground is None:
        mentions = [c for c in t.candidates if c.entries and touching(c, t.gold)]
        hints = [c for c in t.candidates if c.entries and not touching(c, t.gold)]
        t.ground = ground_of(mentions, t.doc.text, hints)
        for key, name in t.ground.names.items():
            votes = [g for m in name.mentions if (g := touching(m, t.gold))]
            t.right[key] = [sum(near(e, g, t.kind) for g in votes) > len(votes) / 2 for e in name.entries]
    return t.ground


def chooser_weights(train: list[Text], l2: float = 3e-4, rounds: int = 3) -> dict[str, float]:
    """Fitted in rounds: what is settled in a document is first the gold reading, then the model's own."""
    model: dict[str, float] = {}
    for _ in range(rounds):
        weights()["places"] = model
        at: dict[str, int] = {}
        cells: list[tuple[int, int, float]] = []
        groups, good, weight = [], [], []
        number = 0
        for t in train:
            ground = prepared(t)
            settled = (
                disambiguation.settled(ground)[0]
                if model
                else {
                    key: next(e for e, ok in zip(name.entries, t.right[key], strict=True) if ok)
                    for key, name in ground.names.items()
                    if any(t.right[key])
                }
            )
            scene = disambiguation.Scene(ground, settled)
            for key, name in ground.names.items():
                right = t.right[key]
                if not any(right) or all(right):
                    continue
                for fixed, around, ok in zip(ground.features[key], scene.features(key), right, strict=True):
                    for features in (fixed, around):
                        cells.extend((len(good), at.setdefault(f, len(at)), v) for f, v in features.items() if v)
                    groups.append(number)
                    good.append(ok)
                    weight.append(math.sqrt(len(name.mentions)))
                number += 1
        x = np.zeros((len(good), len(at)), dtype=np.float32)
        rows, columns, values = zip(*cells, strict=True)
        x[rows, columns] = values
        w = fit_choice(x, np.array(groups), np.array(good, dtype=np.float32), np.array(weight, dtype=np.float32), l2)
        model = {f: round(float(w[n]), 3) for f, n in sorted(at.items())}
    return model


def write(train: list[Text]) -> None:
    fitted = {"toponyms": finder_weights(train), "places": chooser_weights(train)}
    OUT.write_text(json.dumps(fitted, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def check(test: list[Text]) -> dict[str, Counter[str]]:
    """Counts of what was right, found, there to find, and near enough, by kind of text: as a reading would have it."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for t in test:
        counts = out[t.kind]
        left = [g for g in t.gold if not g.get("metonym")]
        counts["gold"] += len(left)
        for place in find_places(t.doc):
            gold = touching(place, left)
            if gold:
                left.remove(gold)
                counts["right"] += 1
                counts["found"] += 1
                counts["near"] += placed(place, gold, t.kind)
            elif not touching(place, t.gold) and not any(place.start < b and a < place.end for a, b in t.ignored):
                counts["found"] += 1
    return out


def placed(place: Place, gold: dict[str, Any], kind: str) -> bool:
    """Within a hundred miles; a country of the articles is right by its name."""
    if place.lat is None or place.lon is None:
        return False
    if kind == "articles" and place.level is Level.COUNTRY and place.country == gold["country"]:
        return True
    return gaz.distance_km(place.lat, place.lon, gold["lat"], gold["lon"]) <= NEAR_KM


def cross_validated(everything: list[Text]) -> None:
    """Print precision, recall and nearness, each text read with weights fitted without it."""
    held = weights()
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(FOLDS):
        train = [t for n, t in enumerate(everything) if n % FOLDS != fold]
        held.update(toponyms=finder_weights(train), places=chooser_weights(train))
        for kind, counts in check(everything[fold::FOLDS]).items():
            total[kind] += counts
    for kind, c in total.items():
        precision, recall = c["right"] / c["found"], c["right"] / c["gold"]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{kind:<10} P {precision:.1%}  R {recall:.1%}  F1 {f1:.1%}  near {c['near'] / c['right']:.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate and write nothing")
    args = parser.parse_args()
    everything = texts(args.places, args.articles)
    if args.check:
        cross_validated(everything)
    else:
        write(everything)


if __name__ == "__main__":
    main()

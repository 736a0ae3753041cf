"""Invented reports of which it is known who copies whom, and how well lineage finds it.

    python bench/copies.py [--half final] [--texts 10000] [--seed 7] [--write docs/lineage.md]
    python bench/copies.py --fit [--texts 2000]          tunes the model of copying on the other half

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
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np

from copies_generator import DEGREES, reading, reports
from copies_world import HERE, Report
from purport.analysis.accounts import Account
from purport.analysis.copies.copying import COPIED
from purport.analysis.copies.likeness import FEATURES, features
from purport.analysis.copies.linker import COMPARED
from purport.analysis.copies.passages import chains
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.lineage.case import lineage_of, link_texts
from purport.analysis.wording import wording
from purport.case import Case

MODEL = HERE.parent / "src" / "purport" / "analysis" / "data" / "copying.json"


@dataclass
class Figures:
    """What was found, held against what is known."""

    texts: int
    events: int
    pairs: int
    precision: float
    recall: float
    by_degree: dict[float, tuple[float, float, int]]
    origins: float
    origins_near: float
    seconds: float


def measured(name: str, texts: int, seed: int, least: float, path: Path) -> Figures:
    """Link the texts in a case as they come, then count the origins of each event. What is in the case already is not
    linked again."""
    made = list(reports(name, texts, seed))
    readings = [reading(each) for each in made]
    by_digest = {each.source.sha256: report for each, report in zip(readings, made, strict=True)}
    with Case.open(path, create=True) as case:
        case.add(readings[len(case) :])
        begun = process_time()
        for _ in link_texts(case):
            pass
        seconds = process_time() - begun
        with case.transaction() as connection:
            query = "SELECT text_id, sources.sha256 FROM readings JOIN sources ON sources.id = source_id"
            digests = {row[0]: row[1] for row in connection.exec_driver_sql(query)}
            rows = connection.exec_driver_sql(
                "SELECT text_id, other_id FROM copied WHERE strength >= ?", (least,)
            ).all()
    found = [(by_digest[digests[one]], by_digest[digests[other]]) for one, other in rows]
    true = [one.origin == other.origin for one, other in found]
    met = {one.number for one, other in found if one.hand == "copy" and one.origin == other.number}
    met |= {other.number for one, other in found if other.hand == "copy" and other.origin == one.number}
    by_degree = {}
    for degree in DEGREES:
        copies = [each for each in made if each.hand == "copy" and each.degree == degree]
        changed = sum(each.changed for each in copies) / len(copies)
        by_degree[degree] = (changed, sum(each.number in met for each in copies) / len(copies), len(copies))
    copies = [each for each in made if each.hand == "copy"]
    right = near = 0
    events: dict[int, list[int]] = {}
    for at, each in enumerate(made):
        events.setdefault(each.event, []).append(at)
    for rows_of in events.values():
        accounts = [Account(source=readings[at].source, reading=readings[at]) for at in rows_of]
        known = origins_known([made[at] for at in rows_of])
        told = len(lineage_of(accounts, least=least).origins)
        right += told == known
        near += abs(told - known) <= 1
    return Figures(
        texts=len(made),
        events=len(events),
        pairs=len(found),
        precision=sum(true) / len(true),
        recall=sum(each.number in met for each in copies) / len(copies),
        by_degree=by_degree,
        origins=right / len(events),
        origins_near=near / len(events),
        seconds=seconds,
    )


def origins_known(told: list[Report]) -> int:
    """How many independent origins an event's reports have. One that gives no word of its own, of a speaker or of a
    reporter, rests on speakers whom others quote: it counts only where it is the first to tell of the event."""
    reporters = r"\b([Oo]ur|[Tt]his|A) (reporter|correspondent)|[Tt]he writer of these lines"
    first = min(told, key=lambda each: each.published).origin
    quoted = Counter(who for each in told for who in {who for who, _, _ in each.spoken})
    own = {
        each.origin
        for each in told
        if any(quoted[who] == 1 for who, _, _ in each.spoken) or re.search(reporters, each.text)
    }
    return len({each.origin for each in told if each.hand != "own"} | own | {first})


def table(figures: Figures) -> str:
    """The figures as Markdown."""
    rows = [
        f"{figures.texts:,} texts on {figures.events:,} events. Pairs told to be copies: {figures.pairs:,}, of which "
        f"{figures.precision:.1%} are. Copies linked with what they copy: {figures.recall:.1%}. Events whose "
        f"independent origins are counted right: {figures.origins:.1%}; right or one off: {figures.origins_near:.1%}.",
        "",
        "| reworded | words changed, mean | copies | linked |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| up to {degree:.0%} | {changed:.0%} | {count:,} | {found:.1%} |"
            for degree, (changed, found, count) in figures.by_degree.items()
        ),
    ]
    return "\n".join(rows)


def written(path: Path, text: str) -> None:
    """Put the figures between the marks in a page."""
    page = path.read_text(encoding="utf-8")
    begin, end = "<!-- figures: copies -->\n", "\n<!-- end -->"
    head, tail = page.split(begin)[0], page.split(begin)[1].split(end, 1)[1]
    path.write_text(head + begin + text + end + tail, encoding="utf-8")


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
            if shared >= 0.1 * min(len(own), len(pairs[other])):
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
        print(f"linking took {told.seconds / told.texts * 1e3:.1f} ms of processor time a text")
        if chosen.write:
            written(chosen.write, table(told))

"""How well shifts tells what changed, on publications of which it is known.

    python bench/shifts.py GENERATOR [--corpora 200] [--unlike 40] [--watched 40] [--rivals 20] [--keep FOLDER]
                           [--only NAME,…] [--kept] [--write docs/shifts.md]

GENERATOR is a Python file with ``generate(rng, ...) -> y, n, truth`` (see bench/shifts_worlds.py). What is worked out
is kept in FOLDER, corpus by corpus: a run that was cut short goes on where it ended, and one that is asked for again
only writes its tables. With --kept nothing more is worked out: the tables tell as many corpora as there are, at most.
"""

import os

# One thread, so that processor time is that of one core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from shifts_rivals import rivals
from shifts_runs import grown, kept, looks_of, run
from shifts_tables import Runs, flat, page
from shifts_worlds import (
    CHANGES,
    KNOWN,
    MEASURED,
    MIX,
    NULLS,
    OTHER_CHANGES,
    SINGLE,
    UNLIKE,
    WATCHED,
    World,
    corpus,
    generator,
)

BEGIN, END = "<!-- figures: shifts -->\n", "\n<!-- end -->"
OURS = "purport"


def scored(world: World, corpora: int, generate: Callable[..., Any], folder: Path) -> list[dict[str, list[float]]]:
    """The rivals' scores of the themes of each corpus, kept as our rows are."""

    def made(number: int) -> dict[str, list[float]]:
        y, n, _ = corpus(world, number, generate)
        return {name: [float(each) for each in score(y, n)] for name, score in rivals().items()}

    return grown(folder, f"rivals-{world.name}", corpora, made)


def compared(runs: Runs, corpora: int, generate: Callable[..., Any], folder: Path) -> dict[str, dict[str, Any]]:
    """By tool and world the scores of the same themes."""
    scores: dict[str, dict[str, Any]] = {OURS: {}}
    for world in (*NULLS, *CHANGES[:4]):
        if world.name not in runs:
            continue
        known = scored(world, min(corpora, len(runs[world.name])), generate, folder)
        scores[OURS][world.name] = np.array([row["p"] for row in flat(runs[world.name][: len(known)])])
        for name in known[0] if known else ():
            by_world = scores.setdefault(name, {})
            by_world[world.name] = np.array([each for found in known for each in found.get(name, [])])
    return scores


def measured(arguments: argparse.Namespace, folder: Path) -> tuple[Runs, Mapping[str, Mapping[str, Any]]]:
    """What is worked out, of the worlds asked for."""
    generate = generator(arguments.generator)
    asked = arguments.only.split(",") if arguments.only else None
    runs: dict[str, list[list[dict[str, Any]]]] = {}
    watch = partial(looks_of, first=KNOWN, every=1)
    plan = (
        *((world, arguments.corpora, None) for world in (*NULLS, MEASURED, *CHANGES, MIX)),
        *((world, arguments.unlike, None) for world in (*UNLIKE, *OTHER_CHANGES, *SINGLE)),
        *((world, arguments.watched, watch) for world in WATCHED),
    )
    for world, corpora, rows in plan:
        if asked is not None and world.name not in asked:
            continue
        many = min(corpora, len(kept(folder, world.name))) if arguments.kept else corpora
        if many:
            runs[world.name] = run(world, many, generate, folder, *([rows] if rows else []))
    rivals_of = [len(kept(folder, f"rivals-{world.name}")) for world in (*NULLS, *CHANGES[:4])]
    many = min(arguments.rivals, *rivals_of) if arguments.kept else arguments.rivals
    return runs, compared(runs, many, generate, folder) if many else {}


def written(path: Path, text: str) -> None:
    """Put the figures between the marks in a page."""
    head, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    path.write_text(head + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator", type=Path)
    parser.add_argument("--corpora", type=int, default=200)
    parser.add_argument("--unlike", type=int, default=40)
    parser.add_argument("--watched", type=int, default=40)
    parser.add_argument("--rivals", type=int, default=20)
    parser.add_argument("--keep", type=Path, default=Path("shifts-runs"))
    parser.add_argument("--only")
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    arguments.keep.mkdir(parents=True, exist_ok=True)
    runs, scores = measured(arguments, arguments.keep)
    seconds = [sum(row["seconds"] for row in rows) for rows in runs.get("N1", [])]
    text = page(runs, scores, float(np.mean(seconds)) if seconds else 0.0)
    print(text)
    if arguments.write:
        written(arguments.write, text)


if __name__ == "__main__":
    main()

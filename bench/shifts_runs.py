"""What shifts tells of each corpus of bench/shifts_worlds.py, kept in a folder so that a run goes on where it ended."""

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from purport.analysis.shifts import Counts, shifts_of
from shifts_worlds import World, corpus

Row = dict[str, Any]


def counts_of(y: Any, n: Any) -> Counts:
    """Counts with issues numbered from 0."""
    return Counts(
        periods=tuple(range(len(n))),
        exposure=tuple(int(each) for each in n),
        themes={str(k): tuple(int(each) for each in row) for k, row in enumerate(y)},
    )


def rows_of(world: World, number: int, generate: Callable[..., Any]) -> list[Row]:
    """One row a theme: the truth and what is told."""
    y, n, truth = corpus(world, number, generate)
    begun = process_time()
    told = shifts_of(counts_of(y, n))
    seconds = process_time() - begun
    return [
        {
            "tau": int(truth["tau"][k]),
            "delta": float(truth["delta"][k]),
            "share": float(truth["p"][k]),
            "verdict": each.verdict.value,
            "p": round(each.p_step, 4),
            "pulse": round(each.p_pulse, 4),
            "since": [int(label) for label in each.since],
            "in_set": int(truth["tau"][k]) in each.since_set,
            "set": len(each.since_set),
            "ratio": each.ratio,
            "interval": list(each.interval),
            "detectable": each.detectable_ratio,
            "measured": each.measurement.probability if each.measurement else 0.0,
            "seconds": seconds / len(y),
        }
        for k, each in enumerate(told)
    ]


def looks_of(world: World, number: int, generate: Callable[..., Any], first: int, every: int) -> list[Row]:
    """One row a theme: its probability of a step at each look, as issues come in after the ``first``."""
    y, n, truth = corpus(world, number, generate)
    ends = range(first + every, len(n) + 1, every)
    told = [shifts_of(counts_of(y[:, :end], n[:end])) for end in ends]
    return [
        {
            "tau": int(truth["tau"][k]),
            "after": [end - first for end in ends],
            "p": [round(at[k].p_step, 4) for at in told],
        }
        for k in range(len(y))
    ]


def run(
    world: World, corpora: int, generate: Callable[..., Any], folder: Path, rows: Callable[..., list[Row]] = rows_of
) -> list[list[Row]]:
    """The rows of the first corpora of a world; those not in the folder yet are worked out and put there."""
    return grown(folder, world.name, corpora, lambda number: rows(world, number, generate))


def grown(folder: Path, name: str, many: int, made: Callable[[int], Any]) -> list[Any]:
    """The first records of a name, each ``made`` from its number; those not in the folder yet are put there."""
    found = kept(folder, name)
    with _path(folder, name).open("a") as file:
        for number in range(len(found), many):
            found.append(made(number))
            file.write(json.dumps(found[-1]) + "\n")
            file.flush()
    return found[:many]


def kept(folder: Path, name: str) -> list[Any]:
    """The records of a name that are in the folder."""
    path = _path(folder, name)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name.replace(' ', '-')}.jsonl"

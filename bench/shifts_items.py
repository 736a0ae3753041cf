"""How well shifts of items (breadth) are told from none, on a simulated weekly: how often the probability of a step is
above .8 where nothing changes, and where the share of statements steps.

    python bench/shifts_items.py WEEKLY.py [--corpora N]

WEEKLY.py has ``generate(rng, **scenario)``, which gives counts, exposures and the truth, with y1 (items that hold a
theme) and na (items); the same file as bench/shifts.py takes. Prints a table.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from purport.analysis.shifts import Kind, shifts_of
from shifts_runs import counts_of
from shifts_worlds import generator

# Of a frequent theme nearly every item holds some statement.
FREQUENT = {"p_lo": 0.03, "p_hi": 0.3}
STILL: Mapping[str, Mapping[str, Any]] = {
    "no drift": {"ar_sd": 0},
    "the usual drift": {},
    "strong drift": {"ar_phi": 0.7, "ar_sd": 0.35},
    "pulses": {"pulse_rate": 0.03},
    "seasons": {"season": 0.4},
    "short issues": {"words": 1500},
    "the usual drift, frequent themes": FREQUENT,
    "strong drift, frequent themes": {"ar_phi": 0.7, "ar_sd": 0.35, **FREQUENT},
}
STEPS: Mapping[str, Mapping[str, Any]] = {
    "statements ×1.5": {"deltas": (np.log(1.5),)},
    "statements ×2": {"deltas": (np.log(2),)},
    "statements ×1.5, frequent themes": {"deltas": (np.log(1.5),), **FREQUENT},
    "statements ×2, frequent themes": {"deltas": (np.log(2),), **FREQUENT},
}


def found(generate: Callable[..., Any], scenario: Mapping[str, Any], kind: Kind, corpora: int) -> float:
    """The share of themes whose probability of a step is above .8."""
    above = themes = 0
    for seed in range(corpora):
        _, _, truth = generate(np.random.default_rng(1000 + seed), **scenario)
        told = shifts_of(replace(counts_of(truth["y1"], truth["na"]), kind=kind))
        above += sum(each.p_step > 0.8 for each in told)
        themes += len(told)
    return above / themes


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("weekly", type=Path)
    options.add_argument("--corpora", type=int, default=16)
    asked = options.parse_args()
    generate = generator(asked.weekly)
    print("| items | themes | P > .8 as items | P > .8 taken for statements |\n| --- | ---: | ---: | ---: |")
    for change, scenarios in ((0, STILL), (1, STEPS)):
        for name, scenario in scenarios.items():
            both = (
                found(generate, {"frac_change": change, **scenario}, kind, asked.corpora)
                for kind in (Kind.ITEMS, Kind.STATEMENTS)
            )
            cells = " | ".join(f"{100 * each:.1f}%" for each in both)
            print(f"| {name} | {20 * asked.corpora} | {cells} |", flush=True)


if __name__ == "__main__":
    main()

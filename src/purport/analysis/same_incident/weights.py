"""How likely two tellings are of one incident: the weights of the levels of a pair, added up.

The weights are log odds, fitted on invented reports (``training/same_incident``) and kept in ``data``. What a field
weighs is told with the answer, so that it can be read why.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from purport.analysis.same_incident.pairs import levels
from purport.analysis.same_incident.tellings import Telling

FILE = "same_incident.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What speaks for or against two tellings being of one incident: a field, how it compares, and the log odds."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The log odds before anything is compared, and of each level of each field; one that is not met weighs nothing."""

    prior: float
    of: Mapping[str, Mapping[str, float]]

    def total(self, compared: Mapping[str, str]) -> float:
        """The log odds of a pair by the levels of its fields."""
        return self.prior + sum(self.of[field].get(level, 0.0) for field, level in compared.items())

    def log_odds(self, one: Telling, other: Telling) -> float:
        """The log odds that two tellings are of one incident."""
        return self.total(levels(one, other))

    def grounds(self, one: Telling, other: Telling) -> tuple[Ground, ...]:
        """What speaks for or against it, the weightiest first; what weighs nothing is left out."""
        found = [
            Ground(field=field, level=level, weight=self.of[field].get(level, 0.0))
            for field, level in levels(one, other).items()
        ]
        return tuple(sorted((each for each in found if each.weight), key=lambda each: -abs(each.weight)))


def probability(log_odds: float) -> float:
    """The probability that has these odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))


@cache
def weights(name: str = FILE) -> Weights:
    """The weights that come along, by the name of their file."""
    held = json.loads(resources.files("purport.analysis").joinpath("data", name).read_text(encoding="utf-8"))
    return Weights(prior=held["prior"], of=held["weights"])

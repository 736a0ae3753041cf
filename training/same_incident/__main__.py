"""Fit the weights by which tellings are held to be of one incident, and statements of one claim.

    python -m training.same_incident --readings FOLDER --out src/purport/analysis/data

Reads the invented reports of ``worlds.py`` with the reader as it is (five minutes; the readings are kept in FOLDER),
fits on the part ``train``, and prints how good the weights are on ``test``, whose places, groups and wordings are in
nothing that was fitted on. Deterministic. To be run anew when the reader or a level has changed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from purport.analysis.clusters import Pair, grouped
from purport.analysis.same_claim import groups as same_claim
from purport.analysis.same_claim import pairs as claim_pairs
from purport.analysis.same_claim.claims import ToldClaim
from purport.analysis.same_claim.pairs import Rarity
from purport.analysis.same_incident.candidates import candidates
from purport.analysis.same_incident.groups import same_incidents, told_twice
from purport.analysis.same_incident.pairs import levels
from purport.analysis.same_incident.tellings import Telling
from purport.analysis.same_incident.weights import Weights

from .data import World, world
from .fit import fitted, given
from .measure import scores
from .noise import noisy

RIDGE = 3.0
NOISE = (1, 2)
"""Besides the tellings as they are read, so many times with noise, by these seeds."""
_WITH_NUMBERS = frozenset({"happened", "dead"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    train, test = (world(part, args.readings) for part in ("train", "test"))
    incidents = fit_incidents(train)
    write(incidents, args.out / "same_incident.json")
    print("incidents, train       ", measured(train.tellings, train.events, incidents))
    print("incidents, test        ", measured(test.tellings, test.events, incidents))
    print("incidents, test, noise ", measured(list(noisy(test.tellings, 9)), test.events, incidents))
    claims = fit_claims(train, incidents)
    write(claims, args.out / "same_claim.json")
    print("claims, train          ", measured_claims(train, incidents, claims))
    print("claims, test           ", measured_claims(test, incidents, claims))


def write(model: Weights, path: Path) -> None:
    """Write weights where the package finds them."""
    held = {"prior": model.prior, "weights": model.of}
    path.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fit_incidents(part: World) -> Weights:
    """The weights of the levels of pairs of tellings."""
    pairs: list[dict[str, str]] = []
    same: list[bool] = []
    for told in (part.tellings, *(list(noisy(part.tellings, seed)) for seed in NOISE)):
        for one, other in candidates(told):
            pairs.append(levels(told[one], told[other]))
            same.append(part.events[one] == part.events[other])
    prior, weights = fitted(pairs, same, ridge=RIDGE)
    return Weights(prior=prior, of=given(weights))


def measured(told: Sequence[Telling], events: Sequence[str], model: Weights) -> object:
    """The scores of the weights over some tellings."""
    odds = {pair: model.log_odds(told[pair[0]], told[pair[1]]) for pair in candidates(told)}
    found = grouped(
        len(told),
        odds,
        lambda one, other: model.log_odds(told[one], told[other]),
        crowded=lambda group: told_twice(told, group),
    )
    return scores(found.groups, odds, events, lambda one, other: told[one].source != told[other].source)


class Compared:
    """The claims of a part in their order, with the levels of those that are worth comparing."""

    def __init__(self, part: World, incidents: Weights) -> None:
        together = same_incidents(part.tellings, model=incidents)
        known = {telling.key: number for number, found in enumerate(together) for telling in found.tellings}
        order = sorted(range(len(part.claims)), key=lambda at: same_claim.order(part.claims[at]))
        self.told: list[ToldClaim] = [part.claims[at] for at in order]
        self.claimed = [part.claimed[at] for at in order]
        self.rarity = Rarity(Counter(word for each in self.told for word in each.words), len(self.told))
        self.of = same_claim.incidents_of(self.told, known)
        self.pairs = {pair: self.levels(*pair) for pair in same_claim.candidates(self.told, self.of)}

    def levels(self, one: int, other: int) -> dict[str, str]:
        return claim_pairs.levels(
            self.told[one], self.told[other], self.rarity, same_claim.together(self.of[one], self.of[other])
        )

    def counts(self, one: int, other: int) -> bool:
        """Whether it is known if a pair is of one claim: "seven died" is part of "a bomb killed seven", and with other
        numbers it may be told without them."""
        a, b = self.claimed[one], self.claimed[other]
        if a is None or b is None:
            return False
        (event, what), (other_event, other_what) = a.split(" ", 1), b.split(" ", 1)
        kinds = {what.split()[0], other_what.split()[0]}
        return event != other_event or what == other_what or not kinds <= _WITH_NUMBERS


def fit_claims(part: World, incidents: Weights) -> Weights:
    """The weights of the levels of pairs of claims."""
    made = Compared(part, incidents)
    kept = [pair for pair in made.pairs if made.counts(*pair)]
    same = [made.claimed[one] == made.claimed[other] for one, other in kept]
    prior, weights = fitted([made.pairs[pair] for pair in kept], same, ridge=RIDGE)
    return Weights(prior=prior, of=weights)


def measured_claims(part: World, incidents: Weights, model: Weights) -> object:
    """The scores of the weights over the claims of a part."""
    made = Compared(part, incidents)
    odds: dict[Pair, float] = {pair: model.total(compared) for pair, compared in made.pairs.items()}
    found = grouped(len(made.told), odds, lambda one, other: model.total(made.levels(one, other)))
    return scores(found.groups, odds, made.claimed, made.counts)


if __name__ == "__main__":
    main()

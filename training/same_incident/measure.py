"""How well tellings and claims are put together: pairs, groups (B-cubed), and how far a probability can be believed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.analysis.clusters import Pair
from purport.analysis.same_incident.weights import probability

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Shares of 1. ``reached`` is how many true pairs were compared at all; ``error`` the mean distance, weighted,
    between what is told as probable and what is so, in ten bins."""

    reached: float
    precision: float
    recall: float
    b_precision: float
    b_recall: float
    error: float

    def __str__(self) -> str:
        b = 2 * self.b_precision * self.b_recall / (self.b_precision + self.b_recall)
        return (
            f"compared {self.reached:.3f} | pairs P {self.precision:.3f} R {self.recall:.3f} | "
            f"B-cubed P {self.b_precision:.3f} R {self.b_recall:.3f} F {b:.3f} | calibration error {self.error:.3f}"
        )


def scores(
    groups: Sequence[tuple[int, ...]],
    odds: Mapping[Pair, float],
    gold: Sequence[str | None],
    counts: Callable[[int, int], bool] = lambda one, other: True,
) -> Scores:
    """The scores of some groups; ``counts`` is false of pairs that count neither way."""
    true: dict[str, list[int]] = {}
    for at, key in enumerate(gold):
        if key is not None:
            true.setdefault(key, []).append(at)
    wanted = {pair for members in true.values() for pair in combinations(members, 2) if counts(*pair)}
    given = {pair for group in groups for pair in combinations(group, 2) if counts(*pair)}
    of = {at: group for group in groups for at in group}
    known = [at for at, key in enumerate(gold) if key is not None]
    alike = {at: sum(gold[each] == gold[at] for each in of[at]) for at in known}
    return Scores(
        reached=len(wanted & set(odds)) / len(wanted),
        precision=len(wanted & given) / max(1, len(given)),
        recall=len(wanted & given) / len(wanted),
        b_precision=sum(alike[at] / len(of[at]) for at in known) / len(known),
        b_recall=sum(alike[at] / len(true[str(gold[at])]) for at in known) / len(known),
        error=_error(odds, wanted, counts),
    )


def _error(odds: Mapping[Pair, float], wanted: set[Pair], counts: Callable[[int, int], bool]) -> float:
    bins: list[list[float]] = [[] for _ in range(BINS)]
    for pair, score in odds.items():
        if counts(*pair):
            told = probability(score)
            bins[min(BINS - 1, int(told * BINS))].append(told - (pair in wanted))
    return sum(abs(sum(each)) for each in bins) / max(1, sum(map(len, bins)))

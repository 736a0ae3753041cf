"""Whether one text copies another, or both a third: how likely it is, and the passages that show it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

import msgspec
import numpy as np
from numpy.typing import NDArray

from purport.analysis.copies.likeness import FEATURES, features, shared_weight
from purport.analysis.copies.passages import Chain, chains, points
from purport.analysis.wording import Wording
from purport.types import Span

# From this strength on a text is told to be a copy.
COPIED = 0.9
# Texts of which a smaller part stands in shared passages are not looked at further.
LEAST_SHARE = 0.12
# Texts so large a part of whose words, three by three, is the same are as likely copies as this: what is taken word for
# word is the plainest case, and so rare among the reworded ones that the model is tuned on that it knows little of it.
VERBATIM, VERBATIM_STRENGTH = 0.3, 0.99
# Words of a passage so far apart, not being in between, part it.
APART = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one text and the stretch of another that says the same."""

    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Copying:
    """How likely it is, 0 to 1, that one text is from the other or both from a third, and what they share."""

    strength: float
    chains: tuple[Chain, ...]


def copying(one: Wording, two: Wording) -> Copying:
    """How likely two wordings are of one origin."""
    met = points(one, two)
    found = chains(one, two, met)
    if not found or shared_weight(one, two, found) < LEAST_SHARE:
        return Copying(0.0, ())
    values = features(one, two, found, met)
    model = _model()
    scaled = (values - model.means) / model.scales
    score = model.bias + float(scaled @ model.weights + scaled @ model.products @ scaled)
    likely = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
    if values[FEATURES.index("triples_share")] >= VERBATIM:
        likely = max(likely, VERBATIM_STRENGTH)
    return Copying(likely, tuple(found))


def passages(found: Copying, one: Wording, one_text: str, two: Wording, two_text: str) -> tuple[Passage, ...]:
    """The passages of two texts as spans, in the order of the first; those within quotation marks too."""
    made = []
    for chain in found.chains:
        cuts = np.flatnonzero((np.diff(chain.ours) > APART) | (np.abs(np.diff(chain.theirs)) > APART)) + 1
        for ours, theirs in zip(np.split(chain.ours, cuts), np.split(chain.theirs, cuts), strict=True):
            if len(ours) >= 2:
                made.append(Passage(one=_span(one, one_text, ours), other=_span(two, two_text, theirs)))
    return tuple(sorted(made, key=lambda passage: passage.one.start))


def set_aside(words: Wording, sentences: Sequence[int]) -> Wording:
    """The wording with some of its sentences, by number, as if they told nothing: standing ones."""
    if not sentences:
        return words
    aside = np.isin(words.sentences, sentences)
    return replace(words, quoted=words.quoted | aside, rarity=np.where(aside, np.float32(0), words.rarity))


def _span(words: Wording, text: str, places: NDArray[np.int32]) -> Span:
    start, end = int(words.starts[places.min()]), int(words.ends[places.max()])
    return Span(text=text[start:end], start=start, end=end)


@dataclass(frozen=True, slots=True)
class _Model:
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]
    products: NDArray[np.float64]
    bias: float


@cache
def _model() -> _Model:
    told = msgspec.json.decode((files("purport.analysis") / "data" / "copying.json").read_bytes())
    rows = told["features"].values()
    means, scales, weights = (np.array([row[n] for row in rows]) for n in ("mean", "scale", "weight"))
    products = np.zeros((len(means), len(means)))
    products[np.triu_indices(len(means))] = told["products"]
    return _Model(means, scales, weights, products, told["bias"])

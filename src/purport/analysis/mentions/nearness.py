"""How near texts are to each other by their words: whether they may tell one story.

A word counts by how rare it is, in English and among the texts at hand; names count double. What is near for one story
is far for another, so that nearness is also told as a share of that of the nearest other text. Two stories of one kind
have most words in common; what they differ in is the names with which they begin, and numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from purport.analysis.wording import CONTENT, Wording

NAMES = 2.0
# So many texts stand behind the rarity of a word in English, beside those at hand.
BACKGROUND = 100
# Of texts less near than this none tell one story.
LEAST = 0.06
# A text with none nearer than this has nothing to be measured by.
LEAST_NEAREST = 0.25
# The names of so many words at a text's beginning are those of its story.
BEGINNING = 120

Vector = Mapping[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A text's words with content, the names with which it begins, and its numbers, each with weights and of length
    one."""

    words: Vector
    names: Vector
    numbers: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """``cosine`` of two texts' words; ``share`` of it in the mean of the nearest of each, ``least_share`` in the
    greater of the two; the cosines of ``names`` and ``numbers``. All are 1 for a text and itself."""

    cosine: float
    share: float
    least_share: float
    names: float
    numbers: float


ITSELF = Nearness(cosine=1.0, share=1.0, least_share=1.0, names=1.0, numbers=1.0)


class Rarity:
    """How much each word tells, by its stem."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._texts = len(wordings)
        self._having = Counter(stem for one in wordings for stem in set(one.stems.tolist()))

    def of(self, stem: int, rarity: float) -> float:
        """The weight of a word with that stem and that rarity in English."""
        return -log((BACKGROUND * exp(-rarity) + self._having[stem]) / (BACKGROUND + self._texts))


def outline(text: str, words: Wording, rarity: Rarity) -> Outline:
    """The outline of a text, by its wording."""
    told: defaultdict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    weights: dict[int, float] = {}
    names: defaultdict[int, float] = defaultdict(float)
    numbers: defaultdict[int, float] = defaultdict(float)
    rows = zip(words.starts.tolist(), words.stems.tolist(), words.rarity.tolist(), words.plain.tolist(), strict=True)
    for place, (start, stem, rare, plain) in enumerate(rows):
        if rare < CONTENT:
            continue
        weight = weights.setdefault(stem, max(0.0, rarity.of(stem, rare)))
        told[stem][0] += 1
        told[stem][1] += not plain
        if text[start].isdigit():
            numbers[stem] += weight
        elif not plain and place < BEGINNING:
            names[stem] += weight
    by_count = {
        stem: (1 + log(count)) * (NAMES if 2 * named > count else 1.0) * weights[stem]
        for stem, (count, named) in told.items()
    }
    return Outline(unit(by_count), unit(names), unit(numbers))


def unit(weights: Mapping[int, float]) -> dict[int, float]:
    """The same at length one."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def dot(one: Vector, other: Vector) -> float:
    """The scalar product of two vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def near_pairs(outlines: Sequence[Outline]) -> Iterator[tuple[int, int, Nearness]]:
    """The pairs of texts near enough to tell one story, the lower number first."""
    cosines: list[dict[int, float]] = [{} for _ in outlines]
    holders: dict[int, list[tuple[int, float]]] = {}
    for number, (text, row) in enumerate(zip(outlines, cosines, strict=True)):
        for word, weight in text.words.items():
            for other, theirs in holders.setdefault(word, []):
                row[other] = row.get(other, 0.0) + weight * theirs
            holders[word].append((number, weight))
    nearest = [LEAST_NEAREST] * len(outlines)
    for number, row in enumerate(cosines):
        for other, cosine in row.items():
            nearest[number] = max(nearest[number], cosine)
            nearest[other] = max(nearest[other], cosine)
    for number, row in enumerate(cosines):
        for other, cosine in sorted(row.items()):
            if cosine >= LEAST:
                one, two = nearest[other], nearest[number]
                share, least = cosine / sqrt(one * two), cosine / max(one, two)
                names = dot(outlines[other].names, outlines[number].names)
                numbers = dot(outlines[other].numbers, outlines[number].numbers)
                yield (
                    other,
                    number,
                    Nearness(cosine=min(cosine, 1.0), share=share, least_share=least, names=names, numbers=numbers),
                )

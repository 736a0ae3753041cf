"""What speaks for two mentions being one event, apart from what the trained network sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from math import log, sqrt

from purport.analysis.mentions.nearness import Nearness, dot
from purport.analysis.mentions.words import Told

EVIDENCE = (
    "alike",
    "share",
    "share squared",
    "cosine",
    "root of cosine",
    "least share",
    "names of the story",
    "root of names",
    "numbers",
    "one text",
    "one sentence",
    "names",
    "other names",
    "same days",
    "other days",
    "near",
    "arguments",
    "both verbs",
    "both nouns",
    "told again",
    "told for",
    "rarity",
    "alike, share",
    "alike, told again",
    "alike, share, told again",
    "alike, rarity",
    "alike, names of the story",
    "unlike, prefix",
    "unlike, told for, share",
    "unlike, share",
    "one text, near",
)
"""What speaks for it, in the order of the evidence. ``share``, ``cosine``, ``least share``, ``names of the story`` and
``numbers`` are of the texts' nearness; ``alike`` is whether the heads or other words of the mentions share a stem;
``told again`` how often events told with such heads are told again, of the two the seldomer; ``told for`` how often the
one head is told for the other."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How annotated reports tell of events. ``again`` gives for a lemma how many mentions there were and how many of
    them were one of several of their event; ``pairs`` for two lemmas ("die kill", in that order) in how many stories
    both were told and in how many of these of one event."""

    again: Mapping[str, tuple[int, int]]
    pairs: Mapping[str, tuple[int, int]]

    def told_again(self, lemma: str) -> float:
        """The share of its events told again, between nought and one also for a lemma never seen."""
        told, again = self.again.get(lemma, (0, 0))
        return (again + 1.7) / (told + 3)

    def told_for(self, one: str, other: str) -> float:
        """The logarithm of the share of stories in which one is told for the other."""
        both, same = self.pairs.get(f"{min(one, other)} {max(one, other)}", (0, 0))
        return log((same + 0.05) / (both + 1))


def evidence(one: Told, other: Told, near: Nearness, same_text: bool, habits: Habits) -> tuple[float, ...]:
    """What speaks for two mentions being one event, in the order of EVIDENCE."""
    alike = float(one.lemma == other.lemma or not one.stems.isdisjoint(other.stems))
    same = float(same_text)
    again = min(habits.told_again(one.lemma), habits.told_again(other.lemma))
    told_for = 0.0 if alike else habits.told_for(one.lemma, other.lemma)
    rarity = min(one.rarity, other.rarity)
    nearby = dot(one.near, other.near)
    named = dot(one.names, other.names)
    begun = takewhile(lambda pair: pair[0] == pair[1], zip(one.lemma, other.lemma, strict=False))
    prefix = sum(1 for _ in begun) / max(len(one.lemma), len(other.lemma), 1)
    arguments = len(one.arguments & other.arguments) / sqrt(len(one.arguments) * len(other.arguments) or 1)
    return (
        alike,
        near.share,
        near.share**2,
        near.cosine,
        sqrt(near.cosine),
        near.least_share,
        near.names,
        sqrt(near.names),
        near.numbers,
        same,
        float(same_text and one.sentence == other.sentence),
        named,
        float(bool(one.names) and bool(other.names) and not named),
        float(not one.days.isdisjoint(other.days)),
        float(bool(one.days) and bool(other.days) and one.days.isdisjoint(other.days)),
        nearby,
        arguments,
        float(one.kind == other.kind == "verb"),
        float(one.kind == other.kind == "noun"),
        again,
        told_for,
        rarity,
        alike * near.share,
        alike * again,
        alike * near.share * again,
        alike * rarity,
        alike * near.names,
        (1 - alike) * prefix,
        told_for * near.share,
        (1 - alike) * near.share,
        same * nearby,
    )

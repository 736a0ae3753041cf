"""The cue lexicon: which words attribute, in which frames, and what sort of act they make of what is said.

The entries stand in ``data/cues.toml``, which ``training/cues`` makes; plain lists of words that go with them, made by
hand, in ``data/cue_words.toml``. A frame's number is the share of attributions among the places where the word
stands in that frame, as measured on hand-annotated news (PolNeAR's training part), or what was expected where it is
too rare there. A word without frames is known for what it is and not searched for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from purport.errors import CodebookError
from purport.types import Certainty, Kind

CLASSES = ("verbs", "nouns", "adjectives", "adverbs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that attributes. ``frames`` maps the constructions in which it does to the share in which it really does
    (0 to 1); ``kind`` is the act it makes of what is said, where the words said decide nothing else; ``certainty`` is
    set where the word itself hedges or denies; ``distanced`` tells that the writer keeps away from what is said;
    ``kinds`` holds what the act is in a frame that makes it another."""

    lemma: str
    kind: Kind
    frames: Mapping[str, float] = field(default_factory=dict)
    certainty: Certainty | None = None
    distanced: bool = False
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    def precision(self, frame: str) -> float:
        """The share of attributions in a frame; 0 where the word does not attribute in it."""
        return self.frames.get(frame, 0.0)

    def kind_in(self, frame: str) -> Kind:
        """The act that the word makes of what is said in a frame."""
        return self.kinds.get(frame, self.kind)


@cache
def cues(word_class: str) -> Mapping[str, Cue]:
    """The cues of one class (verbs, nouns, adjectives or adverbs) by lemma.

    Raises CodebookError where an entry breaks the lexicon's rules.
    """
    return MappingProxyType(
        {lemma: _cue(lemma, entry) for lemma, entry in _table("cues.toml").get(word_class, {}).items()}
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lexicon's plain lists of words. Raises CodebookError where there is none of that name."""
    lists = _table("cue_words.toml")["lists"]
    if name not in lists:
        raise CodebookError(f"no list {name!r} in cue_words.toml; it has {', '.join(sorted(lists))}")
    return frozenset(lists[name])


def cue_lemma(lemma: str) -> str:
    """The lexicon's lemma for the lemmatizer's: known slips mended, British spellings made American."""
    return _lemmas().get(lemma, lemma)


@cache
def _lemmas() -> Mapping[str, str]:
    return MappingProxyType({given: str(meant) for given, meant in _table("cue_words.toml").get("lemmas", {}).items()})


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    text = resources.files("purport.codebooks").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _cue(lemma: str, entry: Mapping[str, Any]) -> Cue:
    frames = entry.get("frames", {})
    if not isinstance(frames, dict) or not all(isinstance(v, float) and 0 < v <= 1 for v in frames.values()):
        raise CodebookError(f"the cue {lemma!r} has frames {frames!r}; a frame's share is a number above 0 and up to 1")
    try:
        kind = Kind(str(entry.get("kind", "report")))
        kinds = {frame: Kind(str(made)) for frame, made in entry.get("kinds", {}).items()}
        certainty = Certainty(str(entry["certainty"])) if "certainty" in entry else None
    except ValueError as error:
        raise CodebookError(f"the cue {lemma!r}: {error}; use a kind and a certainty of the contract") from error
    return Cue(
        lemma=lemma,
        kind=kind,
        frames=MappingProxyType(dict(frames)),
        certainty=certainty,
        distanced=bool(entry.get("distanced", False)),
        kinds=MappingProxyType(kinds),
    )

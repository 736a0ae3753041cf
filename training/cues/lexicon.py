"""The cue lexicon made of counts and decisions, and its TOML."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from .counts import Use

# What a share is before anything is counted, where the decisions expect nothing: a word of no frame attributes seldom.
UNEXPECTED = 0.25
# How many imagined places a share starts from: more where it is expected, most where it is firm.
WEIGHT, EXPECTED_WEIGHT, FIRM_WEIGHT = 3, 6, 30
# An expected share that was never counted.
UNSEEN = 0.85
# Below these a frame is left out: where it is expected, and where not.
LEAST_EXPECTED, LEAST = 0.25, 0.36
# And where not expected it takes this many attributions.
FEWEST = 3

Decisions = Mapping[str, Any]
Shares = dict[tuple[str, str], dict[str, float]]
CLASSES = ("verbs", "nouns", "adjectives", "adverbs")
HEAD = """\
# The cue lexicon: words that attribute, by class and lemma. Made by `python -m training.cues`; to change it, change the
# decisions there. The plain word lists are in cue_words.toml.
# kind: the act the word makes of what is said; kinds: by frame. certainty: set where the word itself hedges or denies.
# distanced: the writer keeps away from what is said. frames: the share of attributions among the places where the word
# stands in the frame (counted on PolNeAR's training part, smoothed towards what was expected).
"""


def shares(places: Counter[Use], hits: Counter[Use], decisions: Decisions) -> Shares:
    """By class and lemma, the share of attributions in each frame worth keeping."""
    expected = _expected(decisions)
    left_out = {(word_class, word) for word_class, words in decisions["left_out"].items() for word in words.split()}
    no_frames = {(word, frame) for word, frames in decisions["left_out_frames"].items() for frame in frames.split()}
    firm = {(word, frame) for frame, words in decisions["firm"].items() for word in words.split()}
    out: Shares = defaultdict(dict)
    for use in sorted(places.keys() | expected.keys()):
        word_class, lemma, frame = use
        if (word_class, lemma) in left_out or (lemma, frame) in no_frames or not lemma.isalpha():
            continue
        share = _share(places[use], hits[use], expected.get(use), (lemma, frame) in firm)
        if share is not None:
            out[word_class, lemma][frame] = share
    return out


def _expected(decisions: Decisions) -> dict[Use, float]:
    """What the decisions expect of each use; the first that speaks of it counts."""
    out: dict[Use, float] = {}
    for rule in decisions["expected"]:
        for word_class in CLASSES:
            for word in rule.get(word_class, "").split():
                for frame in rule["frames"].split():
                    out.setdefault((word_class, word, frame), rule["share"])
    return out


def _share(places: int, hits: int, expected: float | None, firm: bool) -> float | None:
    if not places:
        return None if expected is None else round(expected * UNSEEN, 2)
    weight = WEIGHT if expected is None else FIRM_WEIGHT if firm else EXPECTED_WEIGHT
    share = (hits + weight * (UNEXPECTED if expected is None else expected)) / (places + weight)
    keep = share >= LEAST_EXPECTED if expected is not None else share >= LEAST and hits >= FEWEST
    return round(share, 2) if keep else None


def written(found: Shares, decisions: Decisions) -> str:
    """The lexicon as TOML: every word with frames worth keeping, and every word that has a kind."""
    blocks = []
    for word_class in CLASSES:
        kinds = {word: kind for kind, words in decisions["kinds"][word_class].items() for word in words.split()}
        words = sorted({word for group, word in found if group == word_class} | kinds.keys())
        lines = (_entry(word_class, word, kinds.get(word, "attitude"), found, decisions) for word in words)
        blocks.append(f"[{word_class}]\n" + "\n".join(lines) + "\n")
    return "\n".join([HEAD, *blocks])


def _entry(word_class: str, word: str, kind: str, found: Shares, decisions: Decisions) -> str:
    return f"{word} = {{ " + ", ".join(_fields(word_class, word, kind, found, decisions)) + " }"


def _fields(word_class: str, word: str, kind: str, found: Shares, decisions: Decisions) -> Iterator[str]:
    yield f'kind = "{kind}"'
    kinds = dict(decisions["kinds_in"].get(word_class, {}).get(word, {}))
    if word in decisions["telling_only"].get(word_class, "").split():
        kinds["object"] = "attitude"
    if kinds:
        yield "kinds = { " + ", ".join(f'{frame} = "{kinds[frame]}"' for frame in sorted(kinds)) + " }"
    for certainty, words in decisions["certainty"].items():
        if word in words.split():
            yield f'certainty = "{certainty}"'
    if word in decisions["distanced"]["words"].split():
        yield "distanced = true"
    frames = found.get((word_class, word))
    if frames:
        yield "frames = { " + ", ".join(f"{frame} = {frames[frame]}" for frame in sorted(frames)) + " }"

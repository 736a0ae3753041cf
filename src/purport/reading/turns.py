"""The turns of a conversation set down line by line: "Q: …", "Anna Holm: …", "SPEAKER 1: …"."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from purport.codebooks.cues import word_list
from purport.language import Doc

Bounds = tuple[int, int]

_LINE = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][^\n:;,!?\"“”()]{0,40}?)[ \t]*(?P<mark>:)[ \t]+(?P<said>\S[^\n]*)", re.MULTILINE
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_NUMBER = re.compile(r"\s*\d{1,3}\Z")
# Signs of talk: somebody who says "I" or "you", or a question.
_TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our)\b")
_PARTICLES = frozenset(("al", "av", "bin", "da", "de", "der", "el", "of", "the", "van", "von"))
_MOST_WORDS = 4
_NAME = r"[^\W\d_a-zß-ÿ][\w’'.-]+(?: [^\W\d_a-zß-ÿ][\w’'.-]+){0,3}"
_ASKED = re.compile(
    rf"\b(?:[Ii]nterview(?:ed|s|ing)?|[Cc]onversation|[Tt]alk(?:s|ed|ing)?) (?:with )?(?:the )?(?:[a-z]+ )?({_NAME})"
)
_ASKING = re.compile(
    rf"(?:\b[Ii]nterview(?:ed)? by ({_NAME})|({_NAME}) (?:interview(?:s|ed)|talk(?:s|ed) (?:to|with)) )"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn: where its label and its colon stand, what is said (each paragraph its own), and whom the label names:
    the label itself; for "Q" and "A" the one whom the text names as asking or answering, None where it names none."""

    label: Bounds
    mark: Bounds
    said: tuple[Bounds, ...]
    speaker: Bounds | None


def turns(doc: Doc) -> tuple[Turn, ...]:
    """The turns of a document, in order; none where its lines with colons are no conversation but a list or a form."""
    lines = list(_LINE.finditer(doc.text))
    labels = Counter(line["label"].casefold() for line in lines)
    among = [line for line in lines if _is_speaker(doc, line, labels[line["label"].casefold()])]
    talking = sum(bool(_TALK.search(line["said"])) for line in among)
    if len({line["label"].casefold() for line in among}) < 2 or 2 * talking < len(among):
        return ()
    found = []
    for line, following in zip(among, [*among[1:], None], strict=True):
        said = [(line.start("said"), line.end("said"))]
        if following is not None:
            said += [m.span() for m in _PARAGRAPH.finditer(doc.text, line.end(), following.start())]
        found.append(
            Turn(
                label=line.span("label"),
                mark=line.span("mark"),
                said=tuple(doc.trimmed(*part) for part in said),
                speaker=line.span("label"),
            )
        )
    return tuple(_resolved(doc, turn, found[0].label[0]) for turn in found)


def _is_speaker(doc: Doc, line: re.Match[str], times: int) -> bool:
    """Whether a label names who speaks: by a word for it, or as a name that comes again or is known for a person's."""
    label = _NUMBER.sub("", line["label"])
    words = label.split()
    if label.casefold().removeprefix("the ").rstrip(".") in _roles():
        return True
    if len(words) > _MOST_WORDS or not all(w[:1].isupper() or w in _PARTICLES for w in words):
        return False
    named = doc.tokens.char_span(*line.span("label"), alignment_mode="expand")
    if named is None or named[-1].pos_ not in ("PROPN", "NOUN") or not named[-1].text[:1].isupper():
        return False
    person = len(words) > 1 and any(token.ent_type_ == "PERSON" for token in named)
    return person or (times > 1 and named[-1].pos_ == "PROPN") or words[0].rstrip(".").casefold() in _titles()


@cache
def _roles() -> frozenset[str]:
    return frozenset(word_list("turn_labels"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(word_list("turn_titles"))


def _resolved(doc: Doc, turn: Turn, before: int) -> Turn:
    """The turn with whom "Q" or "A" stands for, as the text above the first turn names them."""
    label = _NUMBER.sub("", doc.text[slice(*turn.label)]).casefold()
    if label not in ("q", "a", "question", "answer"):
        return turn
    match = (_ASKING if label.startswith("q") else _ASKED).search(doc.text, 0, before)
    if match is None:
        return replace(turn, speaker=None)
    return replace(turn, speaker=next(match.span(k) for k in range(1, (match.lastindex or 1) + 1) if match[k]))

"""Names that stand with an article and are no person's: "the Kokar Guard", later "the Guard"; "a rival, the Foula
Circle"; "the company, Kvanefjeld Survey"."""

import re
from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.persons import person_lexicon
from purport.codebooks.placewords import lexicon as place_lexicon
from purport.codebooks.references import reference_words
from purport.reading.standing import stands_as_group

Bounds = tuple[int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_RUN = rf"{_CAPITAL}(?:(?: (?:of|for)(?: the)?)? {_CAPITAL})+"
_ARTICLED = re.compile(rf"\b[Tt]he ({_RUN})")
_BODIES = "|".join(sorted(reference_words()["bodies"], key=len, reverse=True))
# "the company, Kvanefjeld Survey," and "the rival faction Clickimin Column".
_APPOSED = re.compile(rf"\b(?:{_BODIES}),? (?:called |named |known as )?[“\"]?(?:the )?({_RUN})")
_BODY_BEFORE = re.compile(rf"\b(?:{_BODIES}),? (?:called |named |known as )?[“\"]?(?:the )?\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SPEAKING = reference_words()["speech_verbs"] | reference_words()["governing_verbs"]
_PLACED = frozenset({"GPE", "LOC", "FAC"})


def articled_names(tokens: Tokens, text: str, taken: Collection[Bounds]) -> list[Bounds]:
    """Where names of two words or more stand, articles apart, that the text makes out to be bodies: it shortens them
    to their last word with an article, lets them speak, or says beside them what they are. ``taken`` are left alone."""
    out: list[Bounds] = []
    for pattern in (_ARTICLED, _APPOSED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            end -= len(match.group(1)) - len(_POSSESSIVE.sub("", match.group(1)))
            free = not any(a < end and start < b for a, b in (*taken, *out))
            if free and _nameable(text[start:end]) and _is_body(tokens, text, start, end):
                out.append((start, end))
    return sorted(out)


def shortened(name: str) -> str:
    """The word by which a text goes on calling a body: its last, or the first of "Sons of Barra"."""
    return re.split(r" (?:of|for)(?: the)? ", name)[0].split()[-1]


def _nameable(name: str) -> bool:
    """Whether a run of capitals can name a body: no title in it, and no place, event or document at its end."""
    words = name.split()
    last = shortened(name).lower()
    lexicon = person_lexicon()
    if any(lexicon.is_title(w) for w in words) or last in lexicon.person_nouns:
        return False
    return last not in place_lexicon().nouns and last.capitalize() not in reference_words()["no_bodies"]


def _is_body(tokens: Tokens, text: str, start: int, end: int) -> bool:
    if stands_as_group(text, start, end) or _BODY_BEFORE.search(text, max(0, start - 60), start):
        return True
    if _speaks(tokens, start, end):
        return True
    span = tokens.char_span(start, end, alignment_mode="expand")
    short = rf"(?<=[Tt]he ){re.escape(shortened(text[start:end]))}(?!\w| [A-ZÀ-ÖØ-Þ])"
    again = [m.span() for m in re.finditer(short, text) if not start <= m.start() < end]
    if any(_speaks(tokens, *bounds) for bounds in again):
        return True
    placed = span is not None and any(t.ent_type_ in _PLACED for t in span)
    return bool(again) and not placed


def _speaks(tokens: Tokens, start: int, end: int) -> bool:
    span = tokens.char_span(start, end, alignment_mode="expand")
    heads = [] if span is None else _heads(span)
    return any(t.dep_ == "nsubj" and t.head.lemma_ in _SPEAKING for t in heads)


def _heads(tokens: Iterable[Token]) -> Sequence[Token]:
    inside = list(tokens)
    return [t for t in inside if t.head not in inside]

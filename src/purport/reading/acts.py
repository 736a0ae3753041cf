"""A statement as an act of speech: its cue, its construction and what is said, as kind and certainty are read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.cues import Cue, cue_lemma, cues, word_list
from purport.language import Doc
from purport.reading.attributions import Attribution, cue_of
from purport.reading.frames import verb_candidate
from purport.reading.quotations import Quotations
from purport.reading.said import Said, said_of
from purport.types import Quote

# Frames that a cue has where syntax has seen no construction.
_BARE = ("clause", "quote")
# A cue of several words is known by the first of these that the lexicon knows: "took credit", "made clear", "raised".
_CLASSES = {"NOUN": "nouns", "ADJ": "adjectives", "VERB": "verbs", "ADV": "adverbs"}
_ASKING = frozenset(("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"))


@dataclass(frozen=True, slots=True)
class Act:
    """``cue`` is the lexicon's entry for the cue's word, None where it knows none; ``frame`` the construction;
    ``withheld`` tells that nothing is said ("did not say who", "asked whether"); ``party`` that the speaker fights or
    rules, or speaks for those who do."""

    attribution: Attribution
    cue: Cue | None
    frame: str
    said: Said
    quote: Quote
    quotes: Quotations
    withheld: bool
    party: bool

    @property
    def cue_words(self) -> frozenset[str]:
        """The cue's words in lower case."""
        return frozenset(self.attribution.cue.text.lower().split() if self.attribution.cue is not None else ())


def act_of(doc: Doc, attribution: Attribution, quote: Quote, quotes: Quotations, *, party: bool) -> Act:
    """An attribution with what the lexicon and its syntax tell of it."""
    said = said_of(doc, attribution.content)
    return Act(
        attribution=attribution,
        cue=_known(doc, attribution, said),
        frame=_frame(doc, attribution, quotes),
        said=said,
        quote=quote,
        quotes=quotes,
        withheld=_withheld(doc, attribution, said),
        party=party,
    )


def _known(doc: Doc, attribution: Attribution, said: Said) -> Cue | None:
    """The entry for the cue's head, or where that says little for another of the cue's words, or for the noun that it
    leads to ("expressed concern", "offered his condolences")."""
    if attribution.frame == "according" or attribution.lemma == "accord":
        return cues("adverbs")["according"]
    cue = cue_of(doc, attribution)
    words = _words(doc, attribution)
    little = word_list("light") | word_list("linking")
    if attribution.lemma not in little:
        return cue or _untagged(attribution)
    for class_of, word_class in _CLASSES.items():
        known = cues(word_class)
        for token in words:
            entry = known.get(token.lower_) or known.get(_lemma(token))
            if token.pos_ == class_of and entry is not None and entry.lemma not in little:
                return entry
    root = said.root
    if attribution.lemma in word_list("light") and root is not None and root.pos_ == "NOUN":
        return cues("nouns").get(_lemma(root), cue)
    return cue


def _untagged(attribution: Attribution) -> Cue | None:
    """The entry of a cue of one word that the tagger took for another part of speech ("blame army")."""
    return cues("verbs").get(attribution.lemma.removesuffix("s")) or cues("verbs").get(attribution.lemma)


def _words(doc: Doc, attribution: Attribution) -> Sequence[Token]:
    """The tokens of the cue's text."""
    span = attribution.cue
    piece = None if span is None else doc.tokens.char_span(span.start, span.end, alignment_mode="expand")
    return () if piece is None else [token for token in piece if not token.is_space]


def _lemma(token: Token) -> str:
    return cue_lemma(token.lemma_.lower())


def _frame(doc: Doc, attribution: Attribution, quotes: Quotations) -> str:
    """The construction in which a cue stands, looked up where another reader of attributions gives none."""
    if attribution.frame not in _BARE or not 0 <= attribution.head < len(doc.tokens):
        return attribution.frame
    head = doc.tokens[attribution.head]
    candidate = verb_candidate(head, quotes) if head.pos_ == "VERB" else None
    return attribution.frame if candidate is None else candidate.frame


def _withheld(doc: Doc, attribution: Attribution, said: Said) -> bool:
    """Whether nothing is said: "did not say who", "declined to confirm", "asked whether"."""
    words = _words(doc, attribution)
    lemmas = {_lemma(token) for token in words}
    telling = word_list("telling")
    if attribution.lemma in ("ask", "inquire"):
        return bool(said.words) and said.words[0] in _ASKING
    if lemmas & word_list("refusing"):
        return bool(lemmas & telling) or (said.root is not None and _lemma(said.root) in telling)
    # Who does not deny a thing does tell it.
    telling = telling - {"deny"}
    negated = bool({token.lower_ for token in words} & word_list("negations"))
    if 0 <= attribution.head < len(doc.tokens):
        negated = negated or any(child.dep_ == "neg" for child in doc.tokens[attribution.head].children)
    return negated and bool(lemmas & telling)

"""How a statement is put: its kind, certainty, polarity and time, its hedges, and whether the writer keeps away.

All of it is read off the cue, the words said and their syntax; see the contract for what each value means.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.cues import Cue, word_list
from purport.language import Doc
from purport.reading.attributions import Attribution, cue_of
from purport.reading.quotations import Quotation, Quotations
from purport.types import Actor, Certainty, Kind, Polarity, Quote, Span, Speaker, Tense

_FIRST_PERSON = frozenset(("i", "we", "our", "us", "my"))
_NEGATIONS = frozenset(("no", "not", "n't", "n’t", "never", "nobody", "none", "neither"))
_BINDING = re.compile(
    r"\b(?:we|i) (?:will|'ll|’ll|shall|are going to|'re going to|pledge|vow|promise|remain committed|are committed)\b"
    r"|\bcommitment to\b"
)
# Words after which one word no longer colours the whole.
_LONG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How one statement is put."""

    quote: Quote
    kind: Kind
    certainty: Certainty
    polarity: Polarity
    time: Tense
    hedges: tuple[Span, ...]
    distanced: bool


def stance(doc: Doc, attribution: Attribution, quotes: Quotations, *, party: bool = False) -> Stance:
    """How an attribution is put. ``quotes`` are what the document gives as someone's own words; ``party`` tells that
    the speaker is one of those who fight or rule, or speaks for them: what he tells of his side is a claim."""
    tokens = _tokens(doc, attribution.content)
    root = _root(tokens)
    cue = cue_of(doc, attribution)
    hedges = _hedges(doc, attribution, tokens, root, cue)
    quote = quote_of(attribution.content, quotes)
    kind = kind_of(attribution, cue, tokens, root, party)
    return Stance(
        quote=quote,
        kind=kind,
        certainty=_certainty(doc, attribution, cue, kind, hedges),
        polarity=_polarity(root),
        time=_time(root, kind),
        hedges=tuple(span for span, _ in hedges),
        distanced=_distanced(doc, attribution, cue, tokens, quotes, kind),
    )


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    out: list[Token] = []
    for span in spans:
        piece = doc.tokens.char_span(span.start, span.end, alignment_mode="expand")
        if piece is not None:
            out.extend(piece)
    return out


def _root(tokens: Sequence[Token]) -> Token | None:
    """The head of the first main clause in the content, else its first head."""
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    return next(iter(verbs or (t for t in heads if not t.is_punct and not t.is_space)), None)


def quote_of(content: Sequence[Span], quotes: Quotations) -> Quote:
    """Direct where all that is said stands in quotation marks, mixed where some of it does."""
    quoted = whole = 0
    for span in content:
        for quote in quotes.overlapping(span.start, span.end):
            if quote.start <= span.start and span.end <= quote.end:
                whole += 1
                break
            quoted += 1
    if whole == len(content) and content:
        return Quote.DIRECT
    return Quote.MIXED if quoted or whole else Quote.INDIRECT


def _hedges(
    doc: Doc, attribution: Attribution, tokens: Sequence[Token], root: Token | None, cue: Cue | None
) -> list[tuple[Span, Certainty]]:
    """The words by which the speaker hedges, in the main clause of what is said and in the cue itself."""
    out: list[tuple[Span, Certainty]] = []
    if cue is not None and cue.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE):
        head = doc.tokens[attribution.head]
        out.append((doc.span(head.idx, head.idx + len(head)), cue.certainty))
    if root is None:
        return out
    possible, probable = word_list("possible"), word_list("probable")
    for token in tokens:
        word = token.lower_
        if (word not in possible and word not in probable) or token.tag_ == "NNP":
            continue
        near = (
            token.i == root.i
            or token.head.i == root.i
            or (token.head.head.i == root.i and token.dep_ in ("aux", "advmod", "acomp"))
        )
        if near and not (word in ("can", "could") and any(c.dep_ == "neg" for c in token.head.children)):
            if word == "can" or (word == "could" and token.head.dep_ == "relcl"):
                continue
            out.append(
                (
                    doc.span(token.idx, token.idx + len(token)),
                    Certainty.POSSIBLE if word in possible else Certainty.PROBABLE,
                )
            )
    return out


def _certainty(
    doc: Doc, attribution: Attribution, cue: Cue | None, kind: Kind, hedges: Sequence[tuple[Span, Certainty]]
) -> Certainty:
    head = doc.tokens[attribution.head] if 0 <= attribution.head < len(doc.tokens) else None
    negated = head is not None and any(c.dep_ == "neg" for c in head.children)
    if cue is not None and cue.certainty is Certainty.DENIED and attribution.lemma != "reject":
        return Certainty.CERTAIN if negated else Certainty.DENIED
    if negated and attribution.lemma in ("say", "confirm", "tell", "announce", "claim"):
        return Certainty.UNKNOWN
    if kind in (Kind.ORDER, Kind.PROMISE, Kind.THREAT, Kind.ACCUSATION, Kind.DENIAL) and not hedges:
        return Certainty.CERTAIN
    levels = {level for _, level in hedges}
    if Certainty.POSSIBLE in levels:
        return Certainty.POSSIBLE
    if Certainty.PROBABLE in levels:
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def _polarity(root: Token | None) -> Polarity:
    if root is None:
        return Polarity.AFFIRMED
    for child in root.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATIONS and child.dep_ in ("det", "nsubj", "advmod")):
            return Polarity.NEGATED
        if child.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and any(
            c.lower_ == "no" and c.dep_ == "det" for c in child.lefts
        ):
            return Polarity.NEGATED
    return Polarity.AFFIRMED


def _time(root: Token | None, kind: Kind) -> Tense:
    ahead = kind in (Kind.ORDER, Kind.PROMISE, Kind.THREAT)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return Tense.FUTURE if ahead else Tense.PRESENT if kind is Kind.OPINION else Tense.PAST
    helpers = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo"} or (
        root.lower_ == "going" and any(c.dep_ == "xcomp" for c in root.children)
    ):
        return Tense.FUTURE
    if helpers & {"would", "could", "might", "should", "'d", "’d"} and not helpers & {"had"}:
        return Tense.CONDITIONAL
    if root.tag_ in ("VBD", "VBN") or helpers & {"had", "has", "have", "was", "were", "did", "'ve", "’ve"}:
        return Tense.PAST
    if "to" in helpers:
        return Tense.FUTURE
    return Tense.PRESENT


_MARKS = frozenset("\"“„«'‘`")


def kind_of(
    attribution: Attribution, cue: Cue | None, tokens: Sequence[Token], root: Token | None, party: bool
) -> Kind:
    """What act it is: the cue's own where it decides, else the first in the contract's order that the words make it."""
    if cue is None and attribution.frame != "headline" and attribution.content[0].text[0] not in _MARKS:
        # What the lexicon does not know as speech the model knows as a thought, a wish or an act.
        return Kind.ATTITUDE
    own = Kind.REPORT if cue is None else cue.kind
    if own is Kind.DENIAL and _negated(attribution):
        # "We do not deny that": what is said stands.
        return Kind.CLAIM if party else Kind.REPORT
    judged = _judges(attribution, tokens)
    if judged is not None:
        return judged
    if own in (Kind.REPORT, Kind.CLAIM, Kind.ATTITUDE) and _announced(attribution, root):
        return Kind.PROMISE
    if attribution.lemma == "agree" and attribution.frame == "to":
        return Kind.PROMISE
    if own in (Kind.REPORT, Kind.CLAIM, Kind.QUOTE, Kind.OPINION, Kind.PROMISE) or (
        own is Kind.ORDER and attribution.frame in ("clause", "quote", "inverted")
    ):
        return _by_words(attribution, own, tokens, root, party)
    return own


def _negated(attribution: Attribution) -> bool:
    return attribution.cue is not None and not _NEGATIONS.isdisjoint(attribution.cue.text.lower().split())


_NAMING = frozenset(("object_oprd", "object_as", "small_clause", "object_clause", "object"))


def _judges(attribution: Attribution, tokens: Sequence[Token]) -> Kind | None:
    """What "called the account a fairy tale", "described them as heroes" and "dismissed the claim" do: they deny
    where a rival's word is called untrue, and judge anything else."""
    naming, dismissing = (
        attribution.lemma in ("call", "describe", "label", "brand", "dub"),
        attribution.lemma == "dismiss",
    )
    if not (dismissing or naming) or attribution.frame not in _NAMING:
        return None
    words = {t.lower_ for t in tokens}
    # The parser hangs the "as" of "described the claim as nonsense" on either word.
    if naming and attribution.frame == "object" and not ("as" in words and words & word_list("falsehoods")):
        return None
    if words & word_list("falsehoods") or (dismissing and words & word_list("accounts")):
        return Kind.DENIAL
    return Kind.OPINION


def _announced(attribution: Attribution, head: Token | None) -> bool:
    """ "will publish a report": a deed of speech that is still to come."""
    return (
        head is not None
        and attribution.cue is not None
        and attribution.frame.startswith("object")
        and bool({"will", "shall"} & set(attribution.cue.text.lower().split()))
    )


def _by_words(attribution: Attribution, own: Kind, tokens: Sequence[Token], root: Token | None, party: bool) -> Kind:
    words = [t.lower_ for t in tokens]
    have = set(words)
    if attribution.frame == "object_to" and own in (Kind.REPORT, Kind.OPINION):
        return Kind.ORDER
    if own is Kind.CLAIM:
        return own
    if own is Kind.PROMISE and (
        attribution.lemma not in word_list("promising_of_what_is_to_come")
        or root is None
        or root.pos_ not in ("VERB", "AUX")
        or _time(root, own) in (Tense.FUTURE, Tense.CONDITIONAL)
    ):
        return own
    if own is Kind.OPINION and attribution.lemma not in word_list("stressing"):
        return own
    first = have & _FIRST_PERSON
    if (len(words) < _LONG and have & word_list("denying")) or (root is not None and _denies(root)):
        return Kind.DENIAL
    wrongs = sum(w in word_list("wrongs") for w in words)
    if wrongs >= (1 if len(words) < _LONG else 2):
        return Kind.ACCUSATION
    if (root is not None and _promises(root)) or _BINDING.search(" ".join(words)):
        return Kind.PROMISE
    if have & word_list("demanding") and (first or len(words) < _LONG):
        return Kind.ORDER
    judging = sum(w in word_list("evaluative") for w in words)
    if judging and judging >= len(words) / 35:
        return Kind.OPINION
    if own is Kind.PROMISE:
        return Kind.REPORT
    if own is Kind.OPINION:
        return own
    return Kind.CLAIM if party else own


def _denies(root: Token) -> bool:
    """ "was not responsible", "had nothing to do with": the content as a denial of a deed."""
    if any(c.dep_ == "neg" for c in root.children):
        return any(
            c.lower_ in ("responsible", "guilty", "involved", "true", "behind") for c in root.rights
        ) or root.lower_ in ("involved", "responsible")
    return any(c.lower_ == "nothing" for c in root.rights) and root.lemma_ == "have"


def _promises(root: Token) -> bool:
    """Whether what is said binds the speaker: "we will …", "they would hold on"."""
    helpers = {c.lower_ for c in root.children if c.dep_ == "aux"}
    who = next((c.lower_ for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), "")
    if helpers & {"will", "'ll", "’ll", "shall"} or (
        root.lower_ == "going" and any(c.dep_ == "xcomp" for c in root.rights)
    ):
        return who in ("we", "i")
    if "committed" in {c.lower_ for c in root.rights} and root.lemma_ in ("be", "remain"):
        return True
    return (
        bool(helpers & {"would"})
        and who in ("they", "it", "he", "she")
        and not any(c.dep_ == "acomp" for c in root.rights)
    )


def parties(speakers: Sequence[Speaker | None], actors: Sequence[Actor]) -> frozenset[str]:
    """The names of those speakers who fight or rule or speak for such, as their titles somewhere in the text, their
    names or the actors' kinds tell."""
    kinds = {actor.id: actor.kind for actor in actors}
    known = word_list("parties")
    out = set()
    for speaker in speakers:
        if speaker is None or not speaker.name:
            continue
        words = {w.lower().strip("’',()\"") for w in f"{speaker.text or ''} {speaker.name}".split()}
        words |= {w.removesuffix("’s").removesuffix("'s") for w in words}
        if words & known or (speaker.actor is not None and kinds.get(speaker.actor) in word_list("party_kinds")):
            out.add(speaker.name)
    return frozenset(out)


def _distanced(
    doc: Doc,
    attribution: Attribution,
    cue: Cue | None,
    tokens: Sequence[Token],
    quotes: Quotations,
    kind: Kind,
) -> bool:
    """Whether the writer keeps away from what is said."""
    said = " ".join(span.text.lower() for span in attribution.content)
    formula = attribution.lemma == "claim" and (
        said.startswith("responsib") or (attribution.cue is not None and "responsib" in attribution.cue.text)
    )
    if cue is not None and cue.distanced and not formula:
        return True
    agentless = attribution.passive and attribution.speaker is None and attribution.lemma in word_list("agentless")
    if agentless and attribution.frame in ("passive_to", "reduced_to", "passive_clause"):
        return True
    away = word_list("distancing")
    for token in tokens:
        if token.lower_ in away and quotes.holding(token.idx) is None:
            return True
        if token.lower_ == "so" and token.i + 2 < len(doc.tokens) and doc.tokens[token.i + 2].lower_ == "called":
            after = token.i + 3
            if after < len(doc.tokens) and doc.tokens[after].text[:1].islower():
                return True
    if kind in (Kind.OPINION, Kind.ATTITUDE):
        return False
    return any(
        _scare(doc, span, quote) for span in attribution.content for quote in quotes.overlapping(span.start, span.end)
    )


def _scare(doc: Doc, span: Span, quote: Quotation) -> bool:
    """Whether a quotation inside what is said holds a single plain word."""
    if not (span.start <= quote.start and quote.end <= span.end) or quote.end - quote.start >= span.end - span.start:
        return False
    words = doc.text[quote.start : quote.end].strip("\"“”'‘’«»„,. ").split()
    return (
        len(words) == 1
        and words[0].lower() not in word_list("quantities")
        and words[0][:1].isalpha()
        and (words[0].islower() or (words[0].isalpha() and words[0] != words[0].upper() and quote.start > span.start))
    )

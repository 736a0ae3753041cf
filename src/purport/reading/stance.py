"""How a statement is put: its kind, certainty, polarity and time, its hedges, and whether the writer keeps away.

All of it is read off the cue, the words said and their syntax; see the contract for what each value means.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.language import Doc
from purport.reading.acts import act_of
from purport.reading.attributions import Attribution
from purport.reading.certainties import certainty_of, hedges_of
from purport.reading.distance import is_distanced
from purport.reading.kinds import kind_of
from purport.reading.quotations import Quotations
from purport.reading.said import auxiliaries, is_ahead, is_negated
from purport.types import Actor, Certainty, Kind, Polarity, Quote, Span, Speaker, Tense


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
    quote = quote_of(attribution.content, quotes)
    act = act_of(doc, attribution, quote, quotes, party=party)
    kind = kind_of(act)
    hedges = hedges_of(doc, act)
    return Stance(
        quote=quote,
        kind=kind,
        certainty=certainty_of(act, kind, hedges),
        polarity=_polarity(act.said.root),
        time=_time(act.said.root, kind),
        hedges=tuple(span for span, _ in hedges),
        distanced=is_distanced(doc, act, kind),
    )


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


def _polarity(root: Token | None) -> Polarity:
    if root is None:
        return Polarity.AFFIRMED
    nothing = root.lemma_ == "have" and any(child.lower_ == "nothing" for child in root.rights)
    return Polarity.NEGATED if nothing or is_negated(root) else Polarity.AFFIRMED


def _time(root: Token | None, kind: Kind) -> Tense:
    if root is None or root.pos_ not in ("VERB", "AUX"):
        if kind in (Kind.ORDER, Kind.PROMISE, Kind.THREAT):
            return Tense.FUTURE
        return Tense.PRESENT if kind is Kind.OPINION else Tense.PAST
    helpers = auxiliaries(root)
    if is_ahead(root):
        return Tense.FUTURE
    if helpers & {"would", "could", "might", "should", "'d", "’d"} and not helpers & {"had"}:
        return Tense.CONDITIONAL
    if root.tag_ in ("VBD", "VBN") or helpers & {"had", "has", "have", "was", "were", "did", "'ve", "’ve"}:
        return Tense.PAST
    return Tense.FUTURE if "to" in helpers else Tense.PRESENT


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

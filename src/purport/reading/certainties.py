"""How sure a speaker puts what he says, and the words by which he hedges it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.language import Doc
from purport.reading.acts import Act
from purport.reading.quotations import Quotations
from purport.types import Certainty, Kind, Quote, Span

Hedge = tuple[Span, Certainty]
_HEDGING = (Certainty.PROBABLE, Certainty.POSSIBLE)
# Kinds that are certain whatever the cue is, where nothing said is hedged.
_FIRM = (Kind.ORDER, Kind.PROMISE, Kind.THREAT, Kind.ACCUSATION, Kind.DENIAL)


def hedges_of(doc: Doc, act: Act) -> list[Hedge]:
    """The words by which the speaker hedges, in the cue itself and in the main clause of what is said."""
    out: list[Hedge] = []
    if act.cue is not None and act.cue.certainty in _HEDGING and not act.withheld:
        head = doc.tokens[act.attribution.head]
        out.append((doc.span(head.idx, head.idx + len(head)), act.cue.certainty))
    sentences = _main_clauses(act)
    hedged = [list(_in_words(doc, act.said.tokens, clause, act.quotes)) for clause in sentences]
    # The first sentence colours what is said; a later one by its verb ("may be") where at least half of them do.
    for clause, found in list(zip(sentences, hedged, strict=True))[1:]:
        verbs = {clause.idx, *(c.idx for c in clause.children if c.dep_ == "aux")}
        found[:] = [hedge for hedge in found if hedge[0].start in verbs]
    if hedged and (hedged[0] or 2 * sum(map(bool, hedged)) >= len(hedged)):
        out.extend(dict.fromkeys(hedge for clause in hedged for hedge in clause))
    return out


def _main_clauses(act: Act) -> list[Token]:
    """The head of what is said first, and of each sentence after it."""
    if act.said.root is None:
        return []
    inside = {token.i for token in act.said.tokens}
    tops = (c for c in act.said.clauses if c.head.i == c.i or c.head.i not in inside)
    return [act.said.root, *(c for c in tops if c.i > act.said.root.i)]


def _in_words(doc: Doc, tokens: Sequence[Token], root: Token, quotes: Quotations) -> Iterator[Hedge]:
    possible, probable = word_list("possible"), word_list("probable")
    for token in tokens:
        word = token.lower_
        if (word not in possible and word not in probable) or token.tag_ == "NNP" or word == "can":
            continue
        near = (
            token.i == root.i
            or token.head.i == root.i
            or (token.head.head.i == root.i and token.dep_ in ("aux", "advmod", "acomp"))
        )
        if not near or is_inserted(token, quotes):
            continue
        if word == "could" and (token.head.dep_ == "relcl" or any(c.dep_ == "neg" for c in token.head.children)):
            continue
        level = Certainty.POSSIBLE if word in possible else Certainty.PROBABLE
        yield doc.span(token.idx, token.idx + len(token)), level


def is_inserted(token: Token, quotes: Quotations) -> bool:
    """Whether a doubting word is the writer's: after a comma, outside quotation marks (", presumably with foes")."""
    if token.lower_ not in word_list("inserting"):
        return False
    before = {t.text for t in token.doc[max(0, token.i - 2) : token.i]}
    return bool(before & {",", "(", "—", "–"}) and quotes.holding(token.idx) is None


def certainty_of(act: Act, kind: Kind, hedges: Sequence[Hedge]) -> Certainty:
    """How sure the speaker is; unknown where nothing is said."""
    if act.withheld:
        return Certainty.UNKNOWN
    if _denied(act):
        return Certainty.CERTAIN if act.cue_words & word_list("negations") else Certainty.DENIED
    if _asks(act):
        return Certainty.UNKNOWN
    levels = {level for _, level in hedges}
    if kind in _FIRM and not levels:
        return Certainty.CERTAIN
    return next((level for level in reversed(_HEDGING) if level in levels), Certainty.CERTAIN)


def _denied(act: Act) -> bool:
    """Whether what is said is the thing denied: "denied the charge", "dismissed reports"."""
    if act.cue is not None and act.cue.certainty is Certainty.DENIED:
        return True
    head = act.said.root
    if act.attribution.lemma not in ("reject", "dismiss") or head is None:
        return False
    return head.lower_ in word_list("accounts")


def _asks(act: Act) -> bool:
    """Whether all that is said is a question."""
    if act.quote is not Quote.DIRECT or len(act.said.clauses) > 1:
        return False
    return act.attribution.content[-1].text.rstrip("\"”“»'’` ").endswith("?")

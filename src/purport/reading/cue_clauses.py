"""The clause of a verb that may be a cue: its verb group, complements and objects, how far it reaches, and what
stands before and after it. Extents are pairs of token indices, both included."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.cues import cues, word_list
from purport.reading.phrases import Extent, extent, own_subject, sentence_bounds, subject
from purport.reading.quotations import Quotation, Quotations

COMPLEMENTS = frozenset(("ccomp", "xcomp"))
_GROUP = frozenset(("aux", "auxpass", "neg", "advmod"))
_OBJECTS = frozenset(("dobj", "dative", "oprd", "acomp", "attr"))
_ADVERBIALS = frozenset(("dobj", "dative", "prep", "npadvmod", "advmod", "prt", "tmod", "acomp"))
_PAUSES = frozenset((",", ":", "“", '"', "''", "‘"))
_PASSIVE = frozenset(("auxpass", "nsubjpass"))
_TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))
# From this share on a verb is taken to rule an infinitive that the parser hangs elsewhere.
_PROMISING = 0.5
# How far a quotation may stand from its cue, in code points.
_NEAR = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class CueClause:
    """A verb with what hangs on it. ``core`` is the cue's own clause without what it ascribes: subject, verb group,
    hearer and adverbials; ``spoken`` are the quotations right before and right after it."""

    verb: Token
    lemma: str
    group: Extent
    core: Extent
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    objects: tuple[Token, ...]
    spoken: tuple[Quotation, ...]
    passive: bool

    @property
    def addresses(self) -> bool:
        """Whether the verb's object is the hearer and not what is said."""
        return self.lemma in word_list("addressing")


def cue_clause(verb: Token, lemma: str, quotes: Quotations) -> CueClause:
    """The clause of a verb; ``lemma`` is the verb's as the cue lexicon has it."""
    complements = [c for c in verb.children if (c.dep_ in COMPLEMENTS and is_clause(c)) or _for_someone_to(c)]
    if not complements:
        complements = _far_infinitive(verb, lemma)
    before = [c for c in complements if c.i < verb.i]
    after = [c for c in complements if c.i > verb.i]
    bounds = verb_group(verb)
    core = _core(verb, bounds, after)
    above = reporting(verb)
    if above is not None:
        bounds = (verb_group(above)[0], bounds[1])
        core = (min(core[0], _core(above, verb_group(above), ())[0]), core[1])
        if not complements:
            before = [c for c in above.lefts if c.dep_ in COMPLEMENTS]
    held = quotes.holding(verb.idx)
    return CueClause(
        verb=verb,
        lemma=lemma,
        group=bounds,
        core=core,
        before=tuple(before),
        after=tuple(after),
        objects=tuple(c for c in verb.rights if c.dep_ in _OBJECTS or (c.dep_ == "ccomp" and not is_clause(c))),
        spoken=() if held is not None and held.marked else _beside(verb, core, quotes),
        passive=is_passive(verb),
    )


def verb_group(verb: Token) -> Extent:
    """The verb with the auxiliaries, negation and adverbs that stand right before it, and its particle."""
    doc = verb.doc
    first = last = verb.i
    while first > 0:
        token = doc[first - 1]
        if token.head.i != verb.i or token.dep_ not in _GROUP or token.tag_ in ("WRB", "TO"):
            break
        if token.dep_ == "advmod" and token.lower_ in word_list("connectives"):
            break
        first -= 1
    if last + 1 < len(doc) and doc[last + 1].dep_ == "prt" and doc[last + 1].head.i == verb.i:
        last += 1
    return first, last


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive by itself or by the auxiliary it shares ("was captured and accused")."""
    if any(c.dep_ in _PASSIVE for c in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ != "conj" or any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    return any(c.dep_ == "auxpass" for c in verb.head.children) and not any(c.dep_ == "dobj" for c in verb.rights)


def reporting(verb: Token) -> Token | None:
    """The "quoted" of "was quoted as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    return above if above.pos_ == "VERB" and any(c.dep_ in _PASSIVE for c in above.children) else None


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.tag_ == "TO" and c.dep_ in ("aux", "mark") for c in verb.lefts)


def is_clause(token: Token) -> bool:
    """Whether a complement is a clause: the parser also calls a bare noun phrase one."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass", "aux", "cop", "mark") for c in token.children)


def is_tensed(verb: Token) -> bool:
    """Whether the verb or an auxiliary of it is finite, or it has a subject of its own."""
    if verb.tag_ in _TENSED or own_subject(verb) is not None:
        return True
    return any(c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in _TENSED for c in verb.children)


def agent(verb: Token) -> Token | None:
    """Who does it, in a passive: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    return None


def comma_before(core: Extent, doc: Tokens) -> bool:
    """Whether a comma, a dash or a sentence's end in quotation marks sets the core off on its left."""
    i = core[0] - 1
    while i >= 0 and (doc[i].is_space or doc[i].is_quote):
        i -= 1
    return i >= 0 and doc[i].text in (",", "?", "!", "—", "–", "-")


def comma_after(core: Extent, doc: Tokens) -> bool:
    """Whether a comma or a dash sets the core off on its right."""
    return core[1] + 1 < len(doc) and doc[core[1] + 1].text in (",", "—", "–")


def is_aside(clause: CueClause) -> bool:
    """Whether the clause is set off from the clause it hangs on: at a comma, or by "as"."""
    verb = clause.verb
    if verb.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return False
    if verb.dep_ == "advcl":
        return has_as(verb)
    if verb.dep_ not in ("parataxis", "ccomp", "dep"):
        return False
    return comma_before(clause.core, verb.doc) or clause.core[0] == sentence_bounds(verb)[0]


def has_as(verb: Token) -> bool:
    """Whether "as" opens the verb's clause: "as the ministry reported"."""
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts)


def said_before(clause: CueClause) -> tuple[Extent, ...]:
    """What was said, where it stands before the cue or on both sides of it."""
    verb, core, doc = clause.verb, clause.core, clause.verb.doc
    if not clause.before:
        start, end = extent(verb.head)
        sides = ((start, core[0] - 1), (core[1] + 1, end))
        return tuple((a, b) for a, b in sides if a <= b)
    first = sentence_bounds(verb)[0]
    start = min(c.left_edge.i for c in clause.before)
    # What opens the sentence belongs to what was said, unless it joins it to the one before.
    while first < start and (doc[first].is_space or doc[first].dep_ == "cc" or doc[first].text == ","):
        first += 1
    if not any(doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ in ("ROOT", "conj") for i in range(first, start)):
        start = first
    parts = [(start, core[0] - 1)] if start < core[0] else []
    if comma_after(core, doc):
        who = subject(verb)
        more = [
            c
            for c in verb.rights
            if c.i > core[1] and c.dep_ in ("ccomp", "conj", "parataxis") and is_tensed(c) and subject(c) != who
        ]
        if more:
            parts.append((max(core[1] + 1, more[0].left_edge.i), max(c.right_edge.i for c in more)))
    return tuple(parts)


def _for_someone_to(token: Token) -> bool:
    """ "for Iceland to act", which the parser takes for a purpose."""
    return token.dep_ == "advcl" and has_to(token) and any(c.dep_ == "mark" and c.lower_ == "for" for c in token.lefts)


def _far_infinitive(verb: Token, lemma: str) -> list[Token]:
    """The infinitive of "vowed at the time to free them", which the parser hangs on the words between."""
    cue = cues("verbs").get(lemma)
    if cue is None or cue.precision("to") < _PROMISING or any(c.dep_ in ("dobj", "dative") for c in verb.rights):
        return []
    doc = verb.doc
    for child in verb.rights:
        if child.dep_ == "prep" and cue.precision(f"prep_{child.lower_}"):
            return []
        if child.dep_ == "advcl" and has_to(child) and doc[child.left_edge.i - 1].text != ",":
            return [child]
        if child.dep_ in ("prep", "npadvmod"):
            for token in doc[child.i : child.right_edge.i + 1]:
                if token.dep_ in ("acl", "relcl", "advcl") and has_to(token) and doc[token.left_edge.i - 1].text != ",":
                    return [token]
    return []


def _core(verb: Token, bounds: Extent, after: Sequence[Token]) -> Extent:
    """The cue's own clause, up to what it ascribes or to a pause."""
    doc = verb.doc
    first, last = bounds
    who = own_subject(verb)
    if who is not None:
        first, last = min(first, who.left_edge.i), max(last, who.right_edge.i)
    for child in verb.lefts:
        if child.dep_ == "mark" and child.lower_ == "as":
            first = min(first, child.i)
    for child in verb.rights:
        if child.i <= last or child in after:
            continue
        if child.dep_ not in _ADVERBIALS:
            break
        if any(doc[i].text in _PAUSES for i in range(last + 1, child.left_edge.i + 1)):
            break
        last = max(last, child.right_edge.i)
    return first, last


def _beside(verb: Token, core: Extent, quotes: Quotations) -> tuple[Quotation, ...]:
    """The quotations that stand right before and right after the cue's own clause."""
    doc, text = verb.doc, quotes.text
    left = doc[core[0]].idx
    right = doc[core[1]].idx + len(doc[core[1]])
    end = verb.idx + len(verb)
    out = []
    ahead = quotes.ending_by(left)
    if ahead is not None and _leads_to(text, ahead, left):
        out.append(ahead)
    following = quotes.starting_from(end)
    if following is not None and _follows_on(text, following, end, right):
        out.append(following)
    return tuple(out)


def _leads_to(text: str, quote: Quotation, left: int) -> bool:
    """Whether a quotation runs into the clause that begins at ``left``: "…," she said."""
    if left - quote.end >= _NEAR:
        return False
    between = text[quote.end : left]
    if between.strip(" \t,-—–\u00a0"):
        return False
    inner = text[quote.end - 2 : quote.end - 1]
    if inner in ",?!—-" or between.strip().startswith((",", "-", "—")):
        return True
    return inner == "." and text[left : left + 1].islower()


def _follows_on(text: str, quote: Quotation, end: int, right: int) -> bool:
    """Whether a quotation takes up the cue that ends at ``end`` in a clause that ends at ``right``: she said, "…"."""
    if quote.start - end > _NEAR:
        return False
    stretch = text[end : quote.start]
    if text[max(end, min(right, quote.start)) : quote.start].strip(" \t,:—-\u00a0\n"):
        return False
    if ("\n" in stretch and ":" not in stretch) or stretch.rstrip().endswith((".", "?", "!", ";")):
        return False
    if not stretch.strip() or stretch.rstrip().endswith((",", ":", "—", "-")):
        return True
    whole = text[quote.start : quote.end].strip("\"“”'‘’ ")
    return whole[:1].isupper() and whole[-1:] in ".!?,"

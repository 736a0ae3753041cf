"""What a verb takes as the words or thoughts it ascribes, and in which frame: a clause, a quotation, an object …

A frame's name is what the cue lexicon lists under a verb; ``verb_candidates`` offers each verb's best frame and the
lexicon decides whether the verb is a cue in it. Extents are pairs of token indices, both included.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.reading.phrases import extent, noun_phrase, own_subject, sentence_bounds, subject
from purport.reading.quotations import Quotation

_GROUP = frozenset(("aux", "auxpass", "neg", "advmod"))
# Adverbs that join sentences or ask, and so stand outside the verb group.
_CONNECTIVES = frozenset(
    "when where why how meanwhile however then so as instead moreover furthermore nevertheless therefore thus even "
    "once whenever while though too only earlier later today yesterday tomorrow just".split()
)
_HEARER_VERBS = frozenset(
    "tell inform warn assure remind convince persuade ask advise notify promise teach show brief reassure".split()
)
_COMPLEMENTS = frozenset(("ccomp", "xcomp"))
_NEAR = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible attribution: extents of its parts, the head of its cue, and the frame it was found in."""

    head: int
    lemma: str
    frame: str
    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    passive: bool = False
    quotes: tuple[Quotation, ...] = ()


def lemma_of(token: Token) -> str:
    """The token's lemma in lower case, with the lemmatizer's known slips mended."""
    lemma = token.lemma_.lower()
    return _MENDED.get(lemma, lemma)


_MENDED = {"hop": "hope", "retweete": "retweet", "criticise": "criticize", "recognise": "recognize", "emphasise": "emphasize",
           "characterise": "characterize", "apologise": "apologize", "pledged": "pledge", "add": "add", "accus": "accuse", "threat": "threaten",
           "stat": "state", "not": "note", "urg": "urge"}


def group(verb: Token) -> tuple[int, int]:
    """The verb group: the verb with the auxiliaries, negation and adverbs that stand right before it, and its particle."""
    doc = verb.doc
    first = verb.i
    while first > 0:
        before = doc[first - 1]
        if before.head.i != verb.i or before.dep_ not in _GROUP or before.lower_ in _CONNECTIVES and before.dep_ == "advmod" or before.tag_ == "WRB":
            break
        if before.dep_ == "aux" and before.tag_ == "TO":
            break
        first -= 1
    if verb.tag_ in ("VBG", "VB") and first == verb.i:
        pass
    last = verb.i
    if last + 1 < len(doc) and doc[last + 1].dep_ == "prt" and doc[last + 1].head.i == verb.i:
        last += 1
    return first, last


def verb_candidate(verb: Token, quotes: Sequence[Quotation]) -> Candidate | None:
    """The best frame in which the verb may be a cue, or None where it ascribes nothing."""
    first, last = group(verb)
    speaker = subject(verb)
    lemma = lemma_of(verb)
    reporting = _reporting(verb)
    if reporting is not None:
        first = group(reporting)[0]
    passive = _is_passive(verb)
    if not passive and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return _reduced(verb, lemma, (first, last))
    found = _frame(verb, lemma, passive, quotes)
    if found is None:
        return None
    frame, content, stretch, spoken = found
    span = (first, max(last, stretch)) if stretch >= 0 else (first, last)
    who: tuple[int, int] | None
    if passive and frame.startswith("passive"):
        agent = _agent(verb)
        who = noun_phrase(agent) if agent is not None else None
    else:
        who = noun_phrase(speaker) if speaker is not None and speaker.pos_ not in ("VERB", "AUX") else None
        if speaker is not None and speaker.lower_ in ("it", "there") and speaker.dep_ == "expl":
            who = None
    content = tuple(_clear(content, (first, span[1])))
    if not content and not spoken:
        return None
    return Candidate(head=verb.i, lemma=lemma, frame=frame, cue=span, speaker=who, content=content, passive=passive, quotes=spoken)


def _clear(content: Sequence[tuple[int, int]], cue: tuple[int, int]) -> list[tuple[int, int]]:
    """The extents without what the cue itself takes."""
    out: list[tuple[int, int]] = []
    for a, b in content:
        if b < cue[0] or a > cue[1]:
            out.append((a, b))
        else:
            if a < cue[0]:
                out.append((a, cue[0] - 1))
            if b > cue[1]:
                out.append((cue[1] + 1, b))
    return [(a, b) for a, b in out if a <= b]


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def _has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ in ("aux", "mark") for c in verb.lefts)


Found = tuple[str, tuple[tuple[int, int], ...], int, tuple[Quotation, ...]]


def _frame(verb: Token, lemma: str, passive: bool, quotes: Sequence[Quotation]) -> Found | None:
    complements = [c for c in verb.children if c.dep_ in _COMPLEMENTS and _is_clause(c)]
    complements.extend(c for c in verb.rights if c.dep_ == "advcl" and _has_to(c) and any(m.lower_ == "for" and m.dep_ == "mark" for m in c.lefts))
    before = [c for c in complements if c.i < verb.i]
    after = [c for c in complements if c.i > verb.i]
    objects = [c for c in verb.rights if c.dep_ == "ccomp" and not _is_clause(c) or c.dep_ in ("dobj", "dative", "oprd", "acomp", "attr")]
    core = _core(verb, after)
    reporting = _reporting(verb)
    if reporting is not None:
        core = (min(core[0], _core(reporting, ())[0]), core[1])
        if not after:
            before = before or [c for c in reporting.lefts if c.dep_ in _COMPLEMENTS]
    inside = _around(verb, quotes)
    spoken = () if inside else _beside(verb, core, quotes)
    if passive:
        return _passive_frame(verb, lemma, before, after, objects, spoken)
    if after and not _has_to(after[0]) and after[0].dep_ == "ccomp" and not (before and _comma_before(core, verb.doc)):
        clause = after[0]
        # "If X, he said, Y": what stands before the cue belongs to what was said.
        start, stop = extent(clause)
        start = max(start, core[1] + 1 if core[1] < clause.i else verb.i + 1)
        parts = [(start, stop)]
        if _between_commas(verb, core) and not any(c.dep_ == "mark" for c in clause.lefts):
            head_start = sentence_bounds(verb)[0]
            if head_start < core[0] - 1:
                parts.insert(0, (head_start, core[0] - 1))
            return "parenthetical", tuple(parts), -1, spoken
        kind = "clause"
        if objects and objects[0].i < clause.i and lemma not in _HEARER_VERBS and not _tensed(clause):
            kind = "object_clause"
            parts = [(objects[0].left_edge.i, stop)]
        elif not _tensed(clause):
            kind = "ing" if clause.tag_ == "VBG" else "small_clause"
        return kind, tuple(parts), -1, spoken
    ahead = [q for q in spoken if q.start > verb.idx]
    if ahead and len(ahead) == len(spoken) and verb.doc.text[ahead[0].start :][1:3].strip("\"'“‘")[:1].isupper():
        return "quote", (), -1, spoken
    if any(o.dep_ == "dobj" for o in objects) and lemma not in _HEARER_VERBS and not spoken:
        before = []
    if before or (verb.dep_ in ("parataxis", "advcl", "ccomp", "dep", "conj") and not after and not objects and _is_aside(verb, core)):
        parts2 = _before(verb, core, before)
        if parts2:
            return ("as" if any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts) else "inverted"), parts2, -1, spoken
    if spoken:
        return "quote", (), -1, spoken
    if after:
        clause = after[0]
        start, stop = extent(clause)
        if _has_to(clause):
            if clause.dep_ in ("ccomp", "advcl") and own_subject(clause) is not None or objects and objects[0].i < clause.i:
                begin = objects[0].left_edge.i if objects and objects[0].i < clause.i else start
                if lemma in ("tell", "instruct") and objects:
                    begin = start
                return "object_to", ((begin, stop),), -1, ()
            return "to", ((start, stop),), -1, ()
        if clause.tag_ == "VBG":
            return "ing", ((start, stop),), -1, ()
        return ("object_clause" if objects else "small_clause"), ((min([start, *(o.left_edge.i for o in objects)]), stop),), -1, ()
    direct = [o for o in objects if o.dep_ in ("dobj", "ccomp")]
    prepositions = [c for c in verb.rights if c.dep_ in ("prep", "agent") and any(g.dep_ in ("pobj", "pcomp") for g in c.children)]
    if direct:
        item = direct[0]
        start, stop = extent(item)
        more = [c for c in verb.rights if c.i > item.i and (c.dep_ in ("oprd", "xcomp") or c.dep_ == "prep" and c.lower_ in ("of", "for", "as", "over"))]
        if any(c.lower_ in ("of", "for", "as") or c.dep_ != "prep" for c in more) and more[0].left_edge.i <= stop + 2:
            last = max(c.right_edge.i for c in more)
            return f"object_{more[0].lower_ if more[0].dep_ == 'prep' else 'oprd'}", ((start, last),), -1, ()
        infinitive = [c for c in verb.rights if c.i > item.i and c.dep_ in ("advcl", "xcomp") and _has_to(c) and c.left_edge.i <= stop + 1]
        if infinitive:
            return "object_to", ((start, extent(infinitive[0])[1]),), -1, ()
        return "object", ((start, stop),), -1, ()
    if objects:
        return f"oprd_{objects[0].dep_}", ((objects[0].left_edge.i, max(o.right_edge.i for o in objects)),), -1, ()
    for preposition in prepositions:
        start, stop = extent(preposition)
        if preposition.i - verb.i <= 2:
            infinitives = [c for c in verb.rights if c.i > preposition.i and c.dep_ in ("advcl", "xcomp") and _has_to(c) and c.left_edge.i == stop + 1]
            if infinitives:
                stop = infinitives[0].right_edge.i
            return f"prep_{preposition.lower_}", ((preposition.i + 1, stop),), preposition.i, ()
    return None


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and own_subject(verb) is None and not any(c.dep_ == "aux" for c in verb.children):
        return any(c.dep_ == "auxpass" for c in verb.head.children) and not any(c.dep_ == "dobj" for c in verb.rights)
    return False


def _reporting(verb: Token) -> Token | None:
    """The "was quoted" of "was quoted as saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        above = verb.head.head
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in above.children):
            return above
    return None


def _is_clause(token: Token) -> bool:
    """Whether a complement is a clause: the parser also calls a bare noun phrase one."""
    return token.pos_ not in ("NOUN", "PROPN") or any(c.dep_ in ("nsubj", "nsubjpass", "aux", "cop", "mark") for c in token.children)


def _tensed(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children) or own_subject(verb) is not None


def _passive_frame(
    verb: Token, lemma: str, before: Sequence[Token], after: Sequence[Token], objects: Sequence[Token], spoken: tuple[Quotation, ...]
) -> Found | None:
    who = own_subject(verb) or (subject(verb) if verb.dep_ == "conj" else None)
    named = [] if who is None or who.dep_ == "expl" else [extent(who)]
    expletive = who is not None and who.lower_ == "it"
    if after:
        start, stop = extent(after[0])
        if _has_to(after[0]):
            return "passive_to", (*named, (start, stop)), -1, ()
        if expletive or lemma in _HEARER_VERBS:
            return "passive_clause", ((start, stop),), -1, ()
        return "passive_small_clause", (*named, (start, stop)), -1, ()
    for preposition in (c for c in verb.rights if c.dep_ == "prep"):
        # "X was quoted as saying …": the saying is the cue, X the one who said it.
        if preposition.lower_ == "as":
            for inner in preposition.children:
                if inner.dep_ == "pcomp" and inner.tag_ == "VBG":
                    return None
        if preposition.lower_ in ("of", "for", "as") and (preposition.i - verb.i <= 2 or _agent(verb) is not None):
            if preposition.i - verb.i > 2:
                return f"passive_{preposition.lower_}", (*named, extent(preposition)), -1, ()
            return f"passive_{preposition.lower_}", (*named, (preposition.i + 1, preposition.right_edge.i)), preposition.i, ()
    if named:
        return "passive", (named[0],), -1, ()
    return None


def _reduced(verb: Token, lemma: str, cue: tuple[int, int]) -> Candidate | None:
    """A participle after its noun: "militants believed to be inside", "the attack claimed by the group"."""
    noun = verb.head
    start, stop = noun_phrase(noun)
    stop = min(stop, verb.i - 1)
    agent = _agent(verb)
    parts = [(start, stop)]
    frame = "reduced"
    for child in verb.rights:
        if child.dep_ in _COMPLEMENTS and _has_to(child):
            parts.append(extent(child))
            frame = "reduced_to"
        elif child.dep_ == "prep" and child.lower_ in ("of", "as") and child.i == verb.i + 1:
            parts.append((child.i + 1, child.right_edge.i))
            frame = f"reduced_{child.lower_}"
            cue = (cue[0], child.i)
    if agent is not None and frame == "reduced":
        frame = "reduced_by"
    return Candidate(head=verb.i, lemma=lemma, frame=frame, cue=cue, speaker=None if agent is None else noun_phrase(agent), content=tuple(parts), passive=True)


def _core(verb: Token, after: Sequence[Token]) -> tuple[int, int]:
    """The cue's own clause: subject, verb group, hearer and adverbials, up to the content or a comma."""
    first, last = group(verb)
    doc = verb.doc
    who = own_subject(verb)
    if who is not None:
        first, last = min(first, who.left_edge.i), max(last, who.right_edge.i)
    for child in verb.lefts:
        if child.dep_ in ("mark",) and child.lower_ == "as":
            first = min(first, child.i)
    for child in verb.rights:
        if child.i <= last or child in after:
            continue
        if child.dep_ in ("dobj", "dative", "prep", "npadvmod", "advmod", "prt", "tmod", "acomp") and not any(
            doc[i].text in (",", ":", "“", '"', "''", "‘") for i in range(last + 1, child.left_edge.i + 1)
        ):
            last = max(last, child.right_edge.i)
        else:
            break
    return first, last


def _comma_before(core: tuple[int, int], doc: Tokens) -> bool:
    i = core[0] - 1
    while i >= 0 and (doc[i].is_space or doc[i].is_quote):
        i -= 1
    return i >= 0 and doc[i].text in (",", "?", "!", "—", "–", "-")


def _comma_after(core: tuple[int, int], doc: Tokens) -> bool:
    i = core[1] + 1
    return i < len(doc) and doc[i].text in (",", "—", "–")


def _between_commas(verb: Token, core: tuple[int, int]) -> bool:
    return _comma_before(core, verb.doc) and _comma_after(core, verb.doc)


def _is_aside(verb: Token, core: tuple[int, int]) -> bool:
    """Whether the cue's clause is set off from the clause it hangs on: at a comma, or by "as"."""
    if verb.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return False
    if verb.dep_ == "advcl":
        return any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts)
    return verb.dep_ in ("parataxis", "ccomp", "dep") and (_comma_before(core, verb.doc) or core[0] == sentence_bounds(verb)[0])


def _before(verb: Token, core: tuple[int, int], before: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """What was said, where it stands before the cue or on both sides of it."""
    doc = verb.doc
    first, last = sentence_bounds(verb)
    if before:
        start = min(c.left_edge.i for c in before)
        end = core[0] - 1
        gap = [doc[i] for i in range(first, start)]
        # What opens the sentence belongs to what was said, unless it joins it to the one before.
        while gap and (gap[0].is_space or gap[0].dep_ == "cc" or gap[0].text == ","):
            gap.pop(0)
        if gap and not any(t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "conj") for t in gap):
            start = gap[0].i
        parts = [(start, end)] if start <= end else []
        rest = core[1] + 1
        if _comma_after(core, doc):
            more = [c for c in verb.rights if c.i > core[1] and (c.dep_ in ("ccomp", "conj", "parataxis", "advcl", "xcomp", "prep", "dep", "acl", "appos"))]
            more = [c for c in more if c.dep_ in ("ccomp", "conj", "parataxis") and _tensed(c) and subject(c) is not subject(verb)]
            if more:
                parts.append((max(rest, more[0].left_edge.i), max(m.right_edge.i for m in more)))
        return tuple(parts)
    head = verb.head
    start, end = extent(head)
    parts = []
    if start < core[0]:
        parts.append((start, core[0] - 1))
    if end > core[1]:
        parts.append((core[1] + 1, end))
    return tuple(parts)


def _around(verb: Token, quotes: Sequence[Quotation]) -> Quotation | None:
    """The quotation in which the verb stands, if any."""
    for quote in quotes:
        if quote.marked and quote.start <= verb.idx < quote.end:
            return quote
        if quote.start > verb.idx:
            break
    return None


def _beside(verb: Token, core: tuple[int, int], quotes: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand right before and right after the cue's own clause."""
    doc = verb.doc
    text = doc.text
    left = doc[core[0]].idx
    right = doc[core[1]].idx + len(doc[core[1]])
    end = verb.idx + len(verb)
    out = []
    for quote in quotes:
        if quote.end <= left:
            between = text[quote.end : left] if left - quote.end < _NEAR else "."
            inner = text[quote.end - 2 : quote.end - 1]
            if not between.strip(" \t,-—–\u00a0") and (inner in ",?!—-" or between.strip().startswith((",", "-", "—")) or inner == "." and text[left : left + 1].islower()):
                out.append(quote)
        elif quote.start >= end:
            if quote.start - end > _NEAR:
                break
            between = text[max(end, min(right, quote.start)) : quote.start]
            stretch = text[end : quote.start]
            if between.strip(" \t,:—-\u00a0\n") == "" and not (("\n" in stretch) and ":" not in stretch) and not _ends_sentence(stretch):
                whole = text[quote.start : quote.end].strip("\"“”'‘’ ")
                if stretch.rstrip().endswith((",", ":", "—", "-")) or not stretch.strip() or whole[:1].isupper() and whole[-1:] in ".!?,":
                    out.append(quote)
            break
    return tuple(out)


def _ends_sentence(stretch: str) -> bool:
    return any(stretch.rstrip().endswith(mark) for mark in (".", "?", "!", ";"))


def follows(head: Token) -> int:
    """The token index just past the sentence in which a cue stands."""
    return sentence_bounds(head)[1] + 1

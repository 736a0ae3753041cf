"""What a verb takes as the words or thoughts it ascribes, and in which frame: a clause, a quotation, an object …

A frame's name is what the cue lexicon lists under a verb; ``verb_candidate`` offers a verb's best frame and the
lexicon decides whether the verb is a cue in it. Extents are pairs of token indices, both included.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.cues import cue_lemma, word_list
from purport.reading.cue_clauses import (
    COMPLEMENTS,
    CueClause,
    agent,
    comma_after,
    comma_before,
    cue_clause,
    has_as,
    has_to,
    is_aside,
    is_tensed,
    said_before,
)
from purport.reading.phrases import Extent, extent, is_compared, noun_phrase, own_subject, sentence_bounds, subject
from purport.reading.quotations import Quotation, Quotations

# Frames whose content takes in the prepositional phrases after it.
_EXTENDED = ("to", "passive_to", "object", "reduced_to", "prep_")
_RAISED = frozenset(("to", "oprd_oprd", "oprd_acomp", "prep_like", "small_clause"))
_OBJECT_PREPOSITIONS = ("of", "for", "as")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible attribution: extents of its parts, the head of its cue, and the frame it was found in."""

    head: int
    lemma: str
    frame: str
    cue: Extent
    speaker: Extent | None
    content: tuple[Extent, ...]
    passive: bool = False
    quotes: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame's name with what the verb ascribes in it. ``reach`` is the last token of the cue where that is past the
    verb group: the "for" of "called for"."""

    name: str
    content: tuple[Extent, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    reach: int = -1


def lemma_of(token: Token) -> str:
    """The token's lemma as the cue lexicon has it."""
    return cue_lemma(token.lemma_.lower())


def verb_candidate(verb: Token, quotes: Quotations) -> Candidate | None:
    """The best frame in which the verb may be a cue, or None where it ascribes nothing."""
    if is_compared(verb) or _names_itself(verb) or _has_another_say(verb):
        return None
    clause = cue_clause(verb, lemma_of(verb), quotes)
    if not clause.passive and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return _reduced(clause)
    frame = _passive_frame(clause) if clause.passive else _active_frame(clause, quotes.text)
    if frame is None:
        return None
    cue = (clause.group[0], max(clause.group[1], frame.reach))
    who = subject(verb)
    speaker: Extent | None = None
    content = frame.content
    if clause.passive and frame.name.startswith("passive"):
        by = agent(verb)
        speaker = None if by is None else noun_phrase(by)
    elif clause.lemma in word_list("raising") and who is not None and frame.name in _RAISED:
        # "He seemed to agree": the subject belongs to what is thought.
        content = content if who.lower_ in ("it", "there") else (extent(who), *content)
    elif (cited := cited_as_saying(verb)) is not None:
        speaker = noun_phrase(cited)
    elif who is not None and who.pos_ not in ("VERB", "AUX") and who.dep_ != "expl":
        speaker = noun_phrase(who)
    content = _without(_extended(verb, frame.name, content), cue)
    if not content and not frame.quotes:
        return None
    return Candidate(
        head=verb.i,
        lemma=clause.lemma,
        frame=frame.name,
        cue=cue,
        speaker=speaker,
        content=content,
        passive=clause.passive,
        quotes=frame.quotes,
    )


def _names_itself(verb: Token) -> bool:
    """ "calls himself Abel", "identifying themselves as officers"."""
    return any(c.dep_ in ("dobj", "nsubj", "dative") and c.lower_.endswith(("self", "selves")) for c in verb.rights)


def _has_another_say(verb: Token) -> bool:
    """The "cited" of "cited a doctor as saying": the saying is the cue."""
    return any(
        t.dep_ == "pcomp" and t.tag_ == "VBG" and cited_as_saying(t) is not None
        for t in verb.doc[verb.i + 1 : min(verb.right_edge.i, verb.i + 20) + 1]
        if verb.lemma_.lower() in ("cite", "quote")
    )


def cited_as_saying(verb: Token) -> Token | None:
    """Whom "cited a doctor as saying that …" cites; ``verb`` is the saying."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    # The parser hangs "as" on the verb or on its object.
    while (
        above.pos_ in ("NOUN", "PROPN") and above.dep_ in ("dobj", "pobj", "prep", "appos") and above.head.i < above.i
    ):
        above = above.head
    if above.lemma_.lower() not in ("cite", "quote", "describe") or any(c.dep_ == "auxpass" for c in above.children):
        return None
    return next((c for c in above.rights if c.dep_ == "dobj" and c.i < verb.i), None)


def _extended(verb: Token, frame: str, content: tuple[Extent, ...]) -> tuple[Extent, ...]:
    """The content with the prepositional phrases that follow it at once, which the parser hangs on the cue."""
    if not content or content[-1][1] < verb.i or not frame.startswith(_EXTENDED):
        return content
    start, end = content[-1]
    for child in verb.rights:
        if child.dep_ == "prep" and child.left_edge.i == end + 1:
            end = child.right_edge.i
    return (*content[:-1], (start, end))


def _without(content: Sequence[Extent], cue: Extent) -> tuple[Extent, ...]:
    """The extents without what the cue itself takes."""
    out: list[Extent] = []
    for first, last in content:
        if last < cue[0] or first > cue[1]:
            out.append((first, last))
        else:
            out.extend(((first, cue[0] - 1), (cue[1] + 1, last)))
    return tuple((first, last) for first, last in out if first <= last)


def _active_frame(clause: CueClause, text: str) -> Frame | None:
    """The frame of an active verb: the first that fits, the surest first."""
    return (
        _clause_after(clause)
        or _quotation_ahead(clause, text)
        or _said_before(clause)
        or (Frame(name="quote", quotes=clause.spoken) if clause.spoken and not _quotes_object(clause, text) else None)
        or _infinitive(clause)
        or _object(clause)
        or _judged_before(clause)
        or _preposition(clause)
    )


def _clause_after(clause: CueClause) -> Frame | None:
    """She said (that) they had left; "if they leave, she said, they will not return"."""
    verb, core = clause.verb, clause.core
    if not clause.after or clause.after[0].dep_ != "ccomp" or has_to(clause.after[0]):
        return None
    if clause.before and comma_before(core, verb.doc):
        return None
    said = clause.after[0]
    start, end = extent(said)
    start = max(start, core[1] + 1 if core[1] < said.i else verb.i + 1)
    set_off = comma_before(core, verb.doc) and comma_after(core, verb.doc)
    if set_off and not any(c.dep_ == "mark" for c in said.lefts):
        first = sentence_bounds(verb)[0]
        opening = ((first, core[0] - 1),) if first < core[0] - 1 else ()
        return Frame(name="parenthetical", content=(*opening, (start, end)), quotes=clause.spoken)
    if is_tensed(said):
        return Frame(name="clause", content=((start, _compared_end(verb.doc, end)),), quotes=clause.spoken)
    if clause.objects and clause.objects[0].i < said.i and not clause.addresses:
        content = ((clause.objects[0].left_edge.i, end),)
        return Frame(name="object_clause", content=content, quotes=clause.spoken)
    return Frame(name="ing" if said.tag_ == "VBG" else "small_clause", content=((start, end),), quotes=clause.spoken)


def _compared_end(doc: Tokens, end: int) -> int:
    """Where what was said ends: at the end of the sentence where the parser has cut a comparison off it."""
    if end + 4 >= len(doc) or doc[end + 1].text != ",":
        return end
    than = next((i for i in range(end + 3, min(end + 6, len(doc))) if doc[i].lower_ == "than"), None)
    if than is None or doc[than - 1].tag_ not in ("JJR", "RBR"):
        return end
    last = sentence_bounds(doc[end])[1]
    while last > than and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return last


def _quotation_ahead(clause: CueClause, text: str) -> Frame | None:
    """He said, "They have left": a whole sentence quoted after the cue alone."""
    if not clause.spoken or any(q.start < clause.verb.idx for q in clause.spoken):
        return None
    opening = text[clause.spoken[0].start :][1:3].strip("\"'“‘")[:1]
    return Frame(name="quote", quotes=clause.spoken) if opening.isupper() else None


def _quotes_object(clause: CueClause, text: str) -> bool:
    """Whether the quotation is but the verb's object: condemned "a cowardly crime"."""
    if len(clause.spoken) != 1:
        return False
    quote = clause.spoken[0]
    first = text[quote.start : quote.end].strip("\"“”'‘’ ")[:1]
    if first.islower() and any(c.dep_ == "aux" and c.lower_ in ("will", "would", "can") for c in clause.verb.lefts):
        return True
    objects = [o for o in clause.objects if o.dep_ == "dobj"]
    return first.islower() and any(quote.start <= o.idx < quote.end for o in objects)


def _said_before(clause: CueClause) -> Frame | None:
    """They had left, she said; as the ministry reported, they had left."""
    takes_object = any(o.dep_ == "dobj" for o in clause.objects) and not clause.addresses and not clause.spoken
    fits = bool(clause.before) and not takes_object
    if not fits and (clause.after or clause.objects or not is_aside(clause)):
        return None
    content = said_before(clause)
    name = "as" if has_as(clause.verb) else "inverted"
    return Frame(name=name, content=content, quotes=clause.spoken) if content else None


def _infinitive(clause: CueClause) -> Frame | None:
    """Vowed to leave; urged them to leave; denied leaving."""
    if not clause.after:
        return None
    said, objects = clause.after[0], clause.objects
    start, end = extent(said)
    object_first = bool(objects) and objects[0].i < said.i
    if has_to(said):
        if object_first or (said.dep_ != "xcomp" and own_subject(said) is not None):
            hearer = clause.lemma in ("tell", "instruct")
            return Frame(
                name="object_to",
                content=((objects[0].left_edge.i if object_first and not hearer else start, end),),
            )
        return Frame(name="to", content=((start, end),))
    if said.tag_ == "VBG":
        return Frame(name="ing", content=((start, end),))
    first = min([start, *(o.left_edge.i for o in objects)])
    return Frame(name="object_clause" if objects else "small_clause", content=((first, end),))


def _object(clause: CueClause) -> Frame | None:
    """Condemned the raid; accused them of arson; called it a mistake."""
    objects = clause.objects
    direct = next((o for o in objects if o.dep_ in ("dobj", "ccomp")), None)
    if direct is None:
        if not objects:
            return None
        content = ((objects[0].left_edge.i, max(o.right_edge.i for o in objects)),)
        return Frame(name=f"oprd_{objects[0].dep_}", content=content)
    start, end = extent(direct)
    counted = _count_of(clause.verb, direct)
    if counted is not None:
        return Frame(name="object_at", content=((start, counted),))
    later = [c for c in clause.verb.rights if c.i > direct.i]
    more = [
        c
        for c in later
        if c.dep_ in ("oprd", "xcomp") or (c.dep_ == "prep" and c.lower_ in (*_OBJECT_PREPOSITIONS, "over"))
    ]
    told = any(c.dep_ != "prep" or c.lower_ in _OBJECT_PREPOSITIONS for c in more)
    if told and more[0].left_edge.i <= end + 2:
        name = more[0].lower_ if more[0].dep_ == "prep" else "oprd"
        return Frame(name=f"object_{name}", content=((start, max(c.right_edge.i for c in more)),))
    for child in later:
        if child.dep_ in ("advcl", "xcomp") and has_to(child) and child.left_edge.i <= end + 1:
            return Frame(name="object_to", content=((start, child.right_edge.i),))
    return Frame(name="object", content=((start, end),))


def _count_of(verb: Token, direct: Token) -> int | None:
    """The last token of the count that an object is put at: "put the toll at nine, including two children"."""
    doc = verb.doc
    for preposition in doc[direct.i + 1 : min(verb.right_edge.i, direct.i + 12) + 1]:
        if preposition.lower_ != "at" or preposition.dep_ != "prep":
            continue
        noun = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
        if noun is None or not (noun.like_num or any(t.like_num for t in noun.subtree)):
            continue
        end = preposition.right_edge.i
        for child in verb.rights:
            if child.lower_ in ("including", "among") and child.i == end + 2:
                end = child.right_edge.i
        return end
    return None


def _judged_before(clause: CueClause) -> Frame | None:
    """ "rejects as false the figure of 400": the judgement stands before its object."""
    verb, doc = clause.verb, clause.verb.doc
    preposition = next((c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1 and c.lower_ == "as"), None)
    if preposition is None or clause.lemma not in word_list("judging"):
        return None
    end = preposition.right_edge.i
    for i in range(preposition.i + 2, end + 1):
        token = doc[i]
        if token.dep_ in ("det", "poss") and token.head.i <= end:
            start = token.left_edge.i
            return Frame(name="object", content=((start, max(end, token.head.right_edge.i)),), reach=start - 1)
    return None


def _preposition(clause: CueClause) -> Frame | None:
    """Called for a truce; called on them to leave; warned of floods."""
    verb = clause.verb
    for preposition in verb.rights:
        if preposition.dep_ not in ("prep", "agent") or preposition.i - verb.i > 2:
            continue
        if not any(c.dep_ in ("pobj", "pcomp") for c in preposition.children):
            continue
        end = reach = preposition.right_edge.i
        for child in verb.rights:
            if child.left_edge.i != reach + 1:
                continue
            if child.dep_ == "prep":
                reach = child.right_edge.i
            elif child.dep_ in ("advcl", "xcomp", "ccomp") and has_to(child):
                end = child.right_edge.i
                break
        content = ((preposition.i + 1, end),)
        return Frame(name=f"prep_{preposition.lower_}", content=content, reach=preposition.i)
    return None


def _passive_frame(clause: CueClause) -> Frame | None:
    """They are believed to have left; it was reported that they left; they were accused of arson."""
    verb = clause.verb
    who = own_subject(verb) or (subject(verb) if verb.dep_ == "conj" else None)
    named = () if who is None or who.dep_ == "expl" else (extent(who),)
    if clause.after:
        said = extent(clause.after[0])
        if has_to(clause.after[0]):
            return Frame(name="passive_to", content=(*named, said))
        if clause.addresses or (who is not None and who.lower_ == "it"):
            return Frame(name="passive_clause", content=(said,))
        return Frame(name="passive_small_clause", content=(*named, said))
    for preposition in verb.rights:
        if preposition.dep_ != "prep":
            continue
        # "X was quoted as saying …": the saying is the cue, X the one who said it.
        if preposition.lower_ == "as" and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in preposition.children):
            return None
        if preposition.lower_ not in _OBJECT_PREPOSITIONS:
            continue
        name = f"passive_{preposition.lower_}"
        if preposition.i - verb.i <= 2:
            content = (*named, (preposition.i + 1, preposition.right_edge.i))
            return Frame(name=name, content=content, reach=preposition.i)
        if agent(verb) is not None:
            return Frame(name=name, content=(*named, extent(preposition)))
    return Frame(name="passive", content=named) if named else None


def _reduced(clause: CueClause) -> Candidate:
    """A participle after its noun: "militants believed to be inside", "the attack claimed by the group"."""
    verb, cue = clause.verb, clause.group
    first, last = noun_phrase(verb.head)
    content = [(first, min(last, verb.i - 1))]
    name = "reduced"
    for child in verb.rights:
        if child.dep_ in COMPLEMENTS and has_to(child):
            content.append(extent(child))
            name = "reduced_to"
        elif child.dep_ == "prep" and child.lower_ in ("of", "as") and child.i == verb.i + 1:
            content.append((child.i + 1, child.right_edge.i))
            name, cue = f"reduced_{child.lower_}", (cue[0], child.i)
    by = agent(verb)
    return Candidate(
        head=verb.i,
        lemma=clause.lemma,
        frame="reduced_by" if by is not None and name == "reduced" else name,
        cue=cue,
        speaker=None if by is None else noun_phrase(by),
        content=_without(content, cue),
        passive=True,
    )

"""Cues that are no finite verbs: nouns ("the claim that"), adjectives ("was clear that"), adverbs ("allegedly"),
"according to" and the colon of headlines and transcripts. Extents are pairs of token indices, both included."""

from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.reading.cue_clauses import verb_group
from purport.reading.frames import Candidate, lemma_of
from purport.reading.phrases import SUBJECTS, clause_head, extent, noun_phrase, own_subject, sentence_bounds, subject
from purport.reading.quotations import Quotations

_NAMING = frozenset(("det", "compound", "amod", "poss", "nmod", "case", "nsubj"))
_PREPOSITIONS = frozenset(("of", "for", "about", "on", "against", "over", "to"))


def noun_candidate(noun: Token) -> Candidate | None:
    """A noun with what it ascribes: a clause ("the claim that …"), an infinitive ("a call to …") or a phrase
    ("reports of …")."""
    frame, content, last = "", None, noun.i
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts
        ):
            frame, content = "noun_clause", extent(child)
            break
        if child.dep_ in ("acl", "xcomp") and any(c.tag_ == "TO" for c in child.lefts):
            frame, content = "noun_to", extent(child)
            break
        if child.dep_ != "prep" or child.lower_ not in _PREPOSITIONS or child.i > noun.i + 1:
            continue
        if any(c.dep_ in ("pobj", "pcomp") for c in child.children):
            frame, content = f"noun_{child.lower_}", (child.i + 1, child.right_edge.i)
            break
    if content is None:
        return None
    who = _owner(noun)
    if who is None and frame not in ("noun_clause", "noun_to") and _called_untrue(noun):
        return None
    first = noun.i
    return Candidate(head=noun.i, lemma=lemma_of(noun), frame=frame, cue=(first, last), speaker=who, content=(content,))


def _called_untrue(noun: Token) -> bool:
    """ "Reports of a truce are nonsense", "they dismissed reports of a truce": the text's own word on it, or another's
    statement."""
    verb = noun.head
    if noun.dep_ == "dobj":
        return lemma_of(verb) in word_list("judging") or lemma_of(verb) in ("deny", "dispute", "refute")
    if noun.dep_ not in SUBJECTS:
        return False
    said = [t for c in verb.rights if c.dep_ in ("attr", "acomp", "oprd") for t in c.subtree]
    return any(t.lower_ in word_list("falsehoods") for t in said)


def _owner(noun: Token) -> tuple[int, int] | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return noun_phrase(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > noun.i:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return noun_phrase(grandchild)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and lemma_of(verb) in word_list("light"):
        who = subject(verb)
        if who is not None and who.pos_ in ("NOUN", "PROPN", "PRON"):
            return noun_phrase(who)
    for child in noun.lefts:
        if child.dep_ == "compound" and child.ent_type_ in ("ORG", "PERSON", "NORP", "GPE"):
            return child.left_edge.i, child.i
    return None


def written_candidate(token: Token, quotes: Quotations) -> Candidate | None:
    """ "The leaflet read: “…”", "“…,” the leaflet read", where the verb is taken for a noun."""
    doc, text = token.doc, quotes.text
    first = token.i
    while first > 0 and doc[first - 1].dep_ in _NAMING and doc[first - 1].head.i <= token.i:
        first -= 1
    if first == token.i:
        return None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    quote = None
    if after is not None and after.text in (":", ","):
        quote = quotes.starting_from(after.idx)
        if quote is not None and text[after.idx + 1 : quote.start].strip():
            quote = None
    else:
        quote = quotes.ending_by(doc[first].idx)
        if quote is not None and (text[quote.end : doc[first].idx].strip() or text[quote.end - 2] not in ",!?"):
            quote = None
    if quote is None:
        return None
    return Candidate(
        head=token.i,
        lemma="read",
        frame="quote",
        cue=(token.i, token.i),
        speaker=(first, token.i - 1),
        content=(),
        quotes=(quote,),
    )


def adjective_candidate(adjective: Token) -> Candidate | None:
    """ "is clear that …", "are eager to …", "was critical of …": a being verb and an adjective."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "attr") or verb.pos_ not in ("AUX", "VERB"):
        return None
    who = subject(verb)
    if who is None or who.lower_ in ("it", "there", "this", "that") or who.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    first, _ = verb_group(verb)
    options = [*adjective.rights, *(c for c in verb.rights if c.i > adjective.i)]
    for child in options:
        if child.dep_ in ("ccomp", "xcomp", "advcl") and any(c.tag_ == "TO" for c in child.lefts):
            frame, content, last = "adjective_to", extent(child), adjective.i
        elif child.dep_ in ("ccomp", "xcomp"):
            frame, content, last = "adjective_clause", extent(child), adjective.i
        elif child.dep_ == "prep" and child.i == adjective.i + 1 and list(child.children):
            frame, content, last = f"adjective_{child.lower_}", (child.i + 1, child.right_edge.i), child.i
        else:
            continue
        return Candidate(
            head=adjective.i,
            lemma=lemma_of(adjective),
            frame=frame,
            cue=(first, last),
            speaker=noun_phrase(who),
            content=(content,),
        )
    return None


def adverb_candidate(adverb: Token) -> Candidate | None:
    """ "allegedly", "reportedly": what the clause they stand in says, on no one's word."""
    verb = clause_head(adverb)
    if verb.i == adverb.i:
        return None
    first, last = extent(verb)
    who = own_subject(verb)
    if who is not None and who.i < adverb.i:
        first = max(first, who.left_edge.i)
    elif adverb.i > verb.i:
        first = verb.i
    else:
        first = min(adverb.i + 1, verb.i)
        while (
            first > 0 and verb.doc[first - 1].dep_ in ("aux", "auxpass", "neg") and verb.doc[first - 1].head.i == verb.i
        ):
            first -= 1
    if any(c.i < first for c in verb.lefts if c.dep_ in SUBJECTS):
        return None
    for child in verb.rights:
        # A second full clause is another matter.
        if child.dep_ == "conj" and child.i > adverb.i and own_subject(child) is not None and child.tag_ != "VBN":
            last = min(last, child.left_edge.i - 1)
            while last > verb.i and verb.doc[last].dep_ in ("cc", "punct"):
                last -= 1
    parts = [(a, b) for a, b in ((first, adverb.i - 1), (adverb.i + 1, last)) if a <= b]
    if not parts:
        return None
    return Candidate(
        head=adverb.i, lemma=adverb.lower_, frame="adverb", cue=(adverb.i, adverb.i), speaker=None, content=tuple(parts)
    )


def according_candidate(token: Token) -> Candidate | None:
    """ "according to X": the clause it stands in, on X's word."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    named = next((c for c in [*to.children, *token.children] if c.dep_ == "pobj" and c.i > to.i), None)
    if named is None:
        return None
    start, stop = token.i, max(to.right_edge.i, named.right_edge.i)
    first, last = sentence_bounds(token)
    head = clause_head(token.head) if token.head.i != token.i else token
    before = start > first and any(doc[i].pos_ in ("VERB", "AUX", "NOUN", "PROPN", "NUM") for i in range(first, start))
    parts: list[tuple[int, int]] = []
    if not before:
        # At the head of the sentence: all that follows the comma.
        stop = _phrase_end(named, last)
        parts.append((stop + 1, last))
    else:
        clause = extent(head) if head.i != token.i and not start <= head.i <= stop else (first, last)
        begin = min(clause[0], start - 1)
        if head.dep_ == "conj" and own_subject(head) is None:
            begin = first
        if (
            head.i < start
            and begin > first
            and not any(doc[i].pos_ in ("VERB", "AUX") or doc[i].dep_ in ("cc", "mark") for i in range(first, begin))
        ):
            begin = first
        parts.append((begin, start - 1))
        if clause[1] > stop and stop + 1 < len(doc) and doc[stop + 1].text == ",":
            parts.append((stop + 1, clause[1]))
    parts = [(a, b) for a, b in parts if a <= b]
    return Candidate(
        head=token.i,
        lemma="according",
        frame="according",
        cue=(token.i, to.i),
        speaker=noun_phrase(named),
        content=tuple(parts),
    )


def _phrase_end(named: Token, last: int) -> int:
    """Where the phrase that names the source ends: at the first comma at or after its head, or at the comma that
    closes an apposition or a clause on it before the main clause begins."""
    doc = named.doc
    commas = [i for i in range(named.i + 1, min(last, named.i + 60)) if doc[i].text == ","]
    if not commas:
        return named.right_edge.i
    first = commas[0]
    if len(commas) > 1:
        aside = any(
            c.left_edge.i == first + 1 and c.dep_ in ("appos", "relcl") and c.right_edge.i < commas[1]
            for c in named.children
        )
        if aside and not any(doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ == "ROOT" for i in range(first, commas[1])):
            return commas[1]
    return first

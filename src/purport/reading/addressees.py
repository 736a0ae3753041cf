"""Whom a statement addresses, where the text says it: "told reporters", "in a letter to the ministry".

The one addressed is found by the syntax of the cue's clause, and resolved as speakers are.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.codebooks.hearers import hearer_lexicon
from purport.codebooks.persons import person_lexicon
from purport.language import Doc
from purport.reading.attributions import Attribution
from purport.reading.clauses import antecedent
from purport.reading.cue_clauses import agent, has_to, is_passive
from purport.reading.frames import lemma_of
from purport.reading.phrases import noun_phrase, own_subject, subject
from purport.reading.speakers import resolved
from purport.types import Actor, Span, Speaker

# Whose words these are is not told by them: the writer, the reader, the speaker himself.
_FIRST_AND_SECOND = frozenset(("me", "us", "you", "myself", "ourselves", "yourself", "yourselves"))
_HIMSELF = frozenset(("himself", "herself", "itself", "themselves", "oneself", "another"))
_PRONOUNS = frozenset(("him", "her", "them", "he", "she", "they"))
_MARKS = frozenset("\"“„«‘'`")
_JOINING = frozenset(("that", "how", "whether", "why"))
_OBJECTS = frozenset(("dobj", "dative"))
_NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_OTHER_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "EVENT", "FAC", "LOC", "LAW", "PRODUCT"))
# By these a phrase after a noun belongs to it; by others it may as well tell where and when it was said.
_OWN = frozenset(("of", "from", "for", "against"))
# By these a clause tells in what something is said.
_WITHIN = frozenset(("in", "at", "during", "on", "by", "through", "via"))
_GROUPS = person_lexicon().group_heads | person_lexicon().organisation_heads | person_lexicon().media_heads
_HEADS = frozenset(word.lower() for word in _GROUPS)


def addressees(
    doc: Doc, attributions: Sequence[Attribution], speakers: Sequence[Speaker | None], actors: Sequence[Actor]
) -> list[Speaker | None]:
    """For each attribution the one addressed, None where the text names nobody or only the writer or the reader.

    ``speakers`` are those of the attributions, resolved: nobody addresses himself, so a pronoun that would mean the
    speaker is left without a name.
    """
    found = [_addressed(doc, attribution, actors) for attribution in attributions]
    asked = [i for i, span in enumerate(found) if span is not None]
    out: list[Speaker | None] = [None] * len(found)
    if not asked:
        return out
    # The speakers stand beside them, for what the words before keep in mind.
    hearing = [replace(attributions[i], speaker=found[i]) for i in asked]
    named = [who for who, _ in resolved(doc, [*attributions, *hearing], actors)[len(attributions) :]]
    for i, who in zip(asked, named, strict=True):
        speaker = speakers[i]
        if who is not None and speaker is not None and who.name is not None and who.name == speaker.name:
            who = replace(who, name=None, actor=None)
        out[i] = who
    return out


def _addressed(doc: Doc, attribution: Attribution, actors: Sequence[Actor]) -> Span | None:
    """The words that name the one addressed: the shortest noun phrase with its titles."""
    return _Clause(doc, attribution, actors).addressed()


class _Clause:
    """The clause of one cue."""

    def __init__(self, doc: Doc, attribution: Attribution, actors: Sequence[Actor]) -> None:
        self.doc = doc
        self.attribution = attribution
        self.actors = actors
        self.lexicon = hearer_lexicon()

    def addressed(self) -> Span | None:
        """The words that name the one addressed."""
        head = self._head()
        noun = None if head is None else self._of_cue(head)
        if noun is None or noun.lower_ in _FIRST_AND_SECOND or noun.lower_ in _HIMSELF:
            return None
        span = self._words(noun)
        if any(part.text[0] in _MARKS and part.start <= span.start < part.end for part in self.attribution.content):
            return None
        speaker = self.attribution.speaker
        if speaker is not None and span.start <= speaker.start < span.end:
            return None
        return span

    def _head(self) -> Token | None:
        """The word on which the cue's others hang."""
        tokens, cue = self.doc.tokens, self.attribution.cue
        if self.attribution.head >= 0:
            return tokens[self.attribution.head]
        found = None if cue is None else tokens.char_span(cue.start, cue.end, alignment_mode="expand")
        return None if found is None else found.root

    def _of_cue(self, head: Token) -> Token | None:
        """The one addressed by a cue: by the verb itself, by the message it stands in, by the talk it is said in."""
        if head.pos_ in ("NOUN", "PROPN"):
            return self._of_message(head)
        return self._of_verb(head) or self._in_message(head) or self._in_talk(head)

    # ---- by the verb ----

    def _of_verb(self, verb: Token) -> Token | None:
        lemma = lemma_of(verb)
        noun = self._object(verb) if lemma in self.lexicon.objects else None
        return noun or self._after_preposition(verb, lemma)

    def _object(self, verb: Token) -> Token | None:
        if self._done_to_them(verb):
            return None
        if is_passive(verb) or (verb.tag_ == "VBN" and (verb.dep_ == "acl" or agent(verb) is not None)):
            noun = own_subject(verb) or (verb.head if verb.dep_ == "acl" else subject(verb))
            return self._if_hearing(None if noun is None else antecedent(noun, verb), told=True)
        objects = [c for c in verb.rights if c.dep_ in _OBJECTS and c.pos_ != "ADP"]
        if len(objects) > 1 and verb.doc[objects[0].i + 1].text == "-":  # "told co-host Mary Isbister"
            objects = objects[-1:]
        for child in verb.rights:
            if child.dep_ in ("ccomp", "xcomp") and has_to(child) and not objects:
                who = own_subject(child)
                objects += [who] if who is not None and who.i > verb.i else []
            if child.dep_ == "conj" and child.i - verb.i <= 3 and not objects:  # "asked and ordered them to leave"
                objects += [c for c in child.rights if c.dep_ in _OBJECTS and c.pos_ != "ADP"]
        return self._if_hearing(objects[0] if objects else None, told=self._tells_more(objects))

    def _done_to_them(self, verb: Token) -> bool:
        """Whether the cue says what shall be done to its object: "ordered the men to be moved"."""
        if lemma_of(verb) not in self.lexicon.commanding:
            return False
        clauses = [c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "advcl") and has_to(c)]
        return any(c.dep_ == "auxpass" for clause in clauses for c in clause.children)

    def _tells_more(self, objects: Sequence[Token]) -> bool:
        """Whether what is said stands beside the object, or in a clause after it."""
        if not objects:
            return False
        noun, right = objects[0], objects[0].right_edge
        start, end = noun.left_edge.idx, right.idx + len(right)
        holding = [part for part in self.attribution.content if part.start <= noun.idx < part.end]
        if not holding:
            return any(part.start < start or part.end > end for part in self.attribution.content)
        clauses = [c for c in (*noun.head.rights, noun.head) if c.dep_ in ("ccomp", "xcomp", "advcl") and has_to(c)]
        return bool(clauses) and any(part.end > end for part in holding)

    def _after_preposition(self, verb: Token, lemma: str) -> Token | None:
        for preposition in verb.rights:
            if lemma in self.lexicon.prepositions.get(preposition.lower_, ()):
                for noun in preposition.children:
                    if noun.dep_ == "pobj" and self._if_hearing(noun, told=self._leads_on(noun)) is not None:
                        return noun
        return None

    def _leads_on(self, noun: Token) -> bool:
        """Whether what is said follows the noun at once: "confessed to the chaplain that"."""
        end = noun.idx + len(noun)
        following = self.doc.text[end : end + 12].lstrip(" ,").partition(" ")[0]
        return following in _JOINING and any(0 <= part.start - end < 12 for part in self.attribution.content)

    # ---- by what it is said in ----

    def _in_message(self, verb: Token) -> Token | None:
        """ "said in a letter to the ministry", "sent the ministry a letter", "the letter to the ministry said"."""
        nouns = [c for c in verb.rights if c.dep_ == "dobj"]
        nouns += [n for c in verb.children if c.dep_ == "prep" and c.lower_ in _WITHIN for n in c.children]
        if (who := self._speaker_head(verb)) is not None:
            nouns.append(who)
        return next((found for noun in nouns if (found := self._of_message(noun, verb)) is not None), None)

    def _speaker_head(self, verb: Token) -> Token | None:
        span = self.attribution.speaker
        tokens = None if span is None else self.doc.tokens.char_span(span.start, span.end, alignment_mode="expand")
        return own_subject(verb) if tokens is None else tokens.root

    def _of_message(self, noun: Token, verb: Token | None = None) -> Token | None:
        """Whom a letter, a warning, an interview addresses."""
        for child in noun.rights:  # "a leaflet addressed to the shopkeepers"
            if child.dep_ == "acl" and lemma_of(child) in ("address", "direct", "send", "write"):
                return self._after_preposition(child, "write")
        lemma = noun.lemma_.lower()
        if not self.lexicon.is_message(lemma):
            return None
        verb = verb or (noun.head if noun.dep_ == "dobj" else None)
        beside = [] if verb is None else [c for c in verb.rights if c.i > noun.i or c.dep_ == "dative"]
        for child in (*noun.rights, *beside):
            if lemma in self.lexicon.messages.get(child.lower_, ()):
                for named in child.children:
                    if named.dep_ == "pobj" and self._if_hearing(named, told=False) is not None:
                        return named
            if child.dep_ == "dative" and self._if_hearing(child, told=False) is not None:
                return child
        return None

    def _in_talk(self, verb: Token) -> Token | None:
        """ "Speaking to reporters, she said", "he phoned the editor, saying", "a letter to the council saying"."""
        if verb.dep_ == "acl" and verb.head.pos_ == "NOUN":
            return self._of_message(verb.head)
        who = own_subject(verb)
        beside = (*verb.children, *(() if who is None else who.rights))
        talks = [c for c in beside if c.dep_ in ("advcl", "acl")]
        if verb.dep_ in ("advcl", "xcomp", "conj") and who is None:
            talks.append(verb.head)
        for talk in talks:
            if lemma_of(talk) in self.lexicon.contacts:
                found = self._of_verb(talk)
                if found is not None and self._if_hearing(found, told=lemma_of(talk) != "address") is not None:
                    return found
            found = next((f for c in talk.rights if c.dep_ == "dobj" and (f := self._of_message(c, talk))), None)
            if found is not None and talk.i < verb.i:
                return found
        return None

    # ---- who can hear ----

    def _if_hearing(self, noun: Token | None, *, told: bool) -> Token | None:
        """The noun where it can be addressed. Where the cue's words are ``told`` beside it, it is enough that it is no
        word for a thing; else it has to be a name, a pronoun, or a word for persons or a body of them."""
        if noun is None:
            return None
        low, lemma = noun.lower_, noun.lemma_.lower()
        if low in ("one", "each") and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in ("another", "other"):
            return None
        if low in _PRONOUNS or low in _FIRST_AND_SECOND:
            return noun
        if noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") or noun.pos_ in ("VERB", "ADJ", "SCONJ"):
            return None
        of = {n.lemma_.lower() for c in noun.rights if c.lower_ == "of" for n in c.children}
        if of & self.lexicon.things:  # "a side of the story"
            return None
        if self._can_hear(noun, lemma):
            return noun
        if not told or noun.pos_ not in ("NOUN", "PROPN", "PRON") or self.lexicon.is_thing(lemma):
            return None
        return noun

    def _can_hear(self, noun: Token, lemma: str) -> bool:
        if any(m.start <= noun.idx < m.end for actor in self.actors for m in actor.mentions):
            return True
        if noun.pos_ == "PROPN":
            return noun.ent_type_ not in _OTHER_NAMES or noun.text in _GROUPS
        if lemma in self.lexicon.nouns or lemma in _HEADS or noun.lower_ in self.lexicon.nouns:
            return True
        return noun.pos_ == "NOUN" and person_lexicon().is_person_noun(lemma)

    def _words(self, noun: Token) -> Span:
        """The shortest noun phrase with its titles, without what may tell where and when it was said."""
        first, last = noun_phrase(noun)
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ not in _OWN and child.i <= last:
                last = child.i - 1
                break
        tokens = self.doc.tokens
        start, end = tokens[first].idx, tokens[last].idx + len(tokens[last])
        end -= len(tokens[last]) if tokens[last].tag_ == "POS" else 0
        after = [part.start for part in self.attribution.content if noun.idx < part.start < end]
        return self.doc.span(*self.doc.trimmed(start, min([end, *after])))

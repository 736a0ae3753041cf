"""Whom the words for a speaker mean: a pronoun, a name, a document, an institution, a description, or no one named."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.codebooks.persons import person_lexicon
from purport.reading import (
    apposition,
    coreference,
    firstperson,
    headings,
    institutions,
    newcomers,
    pairs,
    publications,
    wordings,
)
from purport.reading.attributions import Attribution
from purport.reading.cast import SUBJECTS, Bounds, Cast, Referent
from purport.reading.coreference import NOBODY, Meant
from purport.reading.named import PREPOSITIONS, named, speaking

# What joins a sentence to the one before, where it is taken for part of the speaker.
_JOINING = re.compile(r"\A(?:but|and|yet|so)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"\A(?:one(?! of\b)|the|this|that|these|those)\s+", re.IGNORECASE)
_BY = re.compile(
    r" (?:compiled|collected|gathered|published|released|issued|"
    r"kept|provided|prepared|produced|commissioned) by (?:the )?"
)
# Names that are none: "one of them".
_POINTING = re.compile(r"\b(?:them|these|those|us)\Z")
_ARTICLE = re.compile(r"\Aan? (?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\A(his|her|its|their|our|my)\s+", re.IGNORECASE)


class Identities:
    """Who the speakers of a document are. Ask in the order in which they stand: who spoke last is most in mind."""

    def __init__(self, cast: Cast, attributions: Sequence[Attribution], around: Sequence[Sequence[int]]) -> None:
        self.cast = cast
        self.text = cast.doc.text
        self.attributions = attributions
        self.around = around
        self.who: dict[int, Meant] = {}
        # Who the text names only after it has described them: the description, and the one named.
        self.alias: dict[str, Referent] = {}

    def of(self, i: int) -> Meant:
        """Who speaks in an attribution; from then on they have taken the floor."""
        if i in self.who:
            return self.who[i]
        self.who[i] = NOBODY  # while it is sought: what leads back here leads nowhere
        attribution = self.attributions[i]
        span = attribution.speaker
        if span is None:
            return NOBODY
        own = [(s.start, s.end) for s in attribution.content]
        who = self.who[i] = self._meant(i, span.start, span.end, own)
        referent = who.referent
        if referent is None and who.name is not None:
            referent = newcomers.told(self.cast, who.name, span)
        if referent is not None and (referent.kind == "person" or not _is_source(attribution)):
            self.cast.spoke(referent, span.start)  # who is only named as a source does not take the floor
        return who

    def named_later(self) -> None:
        """Give those whom the text describes first and names after their names."""
        for i, who in self.who.items():
            if (referent := self.alias.get(who.called or "")) is not None:
                self.who[i] = Meant(referent=referent, outlet=who.outlet)

    def own_words(self, start: int, end: int, own: list[Bounds], i: int = -1) -> str:
        """The phrase without a determiner but "a", with the names and possessives in it resolved."""
        start = self._phrase_start(start, end)
        out, at = [], start
        for mention, referent in self.cast.at(start, end):
            if mention[0] < at or referent.kind == "state":
                continue
            before = self.text[at : mention[0]]
            out.append(re.sub(r"\b(?:Mr|Mrs|Ms|Dr)\.? \Z", "", before) if referent.kind == "person" else before)
            out.append(referent.name)
            at = mention[1]
        words = " ".join("".join([*out, self.text[at:end]]).split()).rstrip(" ,;")
        words = re.sub(r"(?:['’]s|(?<=s)['’])\Z", "", _DEFINITE.sub("", words))
        words = _indefinite(words, out[1] if len(out) > 1 else "")
        possessive = _POSSESSIVE.match(words)
        if possessive:
            whose = possessive.group(1).lower()
            first = whose in coreference.FIRST
            meant = self._first_person(i, whose) if first else coreference.pronoun(self.cast, whose, start, own)
            if meant.referent is not None and not _POINTING.search(meant.referent.name):
                words = f"{meant.referent.name}'s {words[possessive.end() :]}"
        return words

    def _phrase_start(self, start: int, end: int) -> int:
        """Where the noun phrase begins, without "but" and without what tells where the speaker speaks: "Outside the
        court Magnus Dahl's mother"."""
        joining = _JOINING.match(self.text[start:end])
        start += joining.end() if joining else 0
        span = self.cast.root(start, end)
        if span is None or span[0].dep_ != "prep":
            return start
        # The parser may hang the nouns of both phrases together: the name that owns the head begins the second.
        heads = [t for t in span if t.dep_ in SUBJECTS]
        if not heads:
            return start
        owners = [m for t in heads[0].lefts if t.dep_ == "poss" for m, _ in self.cast.at(start, t.idx + len(t))]
        return max((m[0] for m in owners), default=max(start, heads[0].left_edge.idx))

    def _meant(self, i: int, start: int, end: int, own: list[Bounds]) -> Meant:
        words = self.text[start:end].strip()
        low = words.lower()
        if low in coreference.PRONOUNS:
            return self._pronoun(i, low, start, end, own)
        if wordings.is_ordinal(words):
            return self._one_more(words, start)
        for attempt in (
            self._named,
            self._apposed,
            self._joined,
            self._document,
            self._institution,
            self._described,
            self._headline,
        ):
            who = attempt(start, end, own)
            if who is not None:
                return who
        own_words = self.own_words(*self._complemented(i, start, end), own, i)
        return Meant(name=own_words) if re.search(r"\w\w", own_words.removeprefix("'s")) else NOBODY

    def _complemented(self, i: int, start: int, end: int) -> Bounds:
        """The bounds with the complement that follows: "a former member" of the group."""
        span = self.cast.root(start, end)
        if span is None or i < 0:
            return start, end
        cue, content = self.attributions[i].cue, self.attributions[i].content
        told = wordings.clause_of(span)  # "a man who said he spoke for X": one description, whatever it also attributes
        after = [s.start for s in (*((cue,) if cue else ()), *content) if s.start >= max(end, told)]
        return wordings.with_complement(span, min(after, default=len(self.text)))

    def _one_more(self, words: str, start: int) -> Meant:
        """ "A third", after "two officials": one more of those last spoken of in the plural."""
        for referent in reversed(self.cast.speakers):
            before = [m for m in referent.mentions if m[1] <= start]
            span = self.cast.root(*before[-1]) if referent.actor is None and before else None
            name = wordings.counted_on(words, referent.name, span.root) if span is not None else None
            if name is not None:
                return Meant(name=name)
        return Meant(name=words.strip())

    def _pronoun(self, i: int, low: str, start: int, end: int, own: list[Bounds]) -> Meant:
        if low in coreference.FIRST:
            return self._first_person(i, low)
        if low in coreference.RELATIVE:
            bounds = coreference.antecedent(self.cast, start, end)
            return self._meant(i, *bounds, own) if bounds and bounds[1] <= start else NOBODY
        meant = coreference.pronoun(self.cast, low, start, own)
        return meant if meant.referent is None else speaking(self.cast, meant.referent)

    def _first_person(self, i: int, low: str) -> Meant:
        """ "I" and "we" are whoever's words they stand in; outside any, those of the text's own."""
        for outer in reversed(self.around[i] if i >= 0 else ()):
            who = self.of(outer)
            if who.called:
                return replace(who, outlet=None)
        return firstperson.own(self.cast, low)

    def _named(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        return named(self.cast, start, end)

    def _apposed(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        span = self.cast.root(start, end)
        if span is None or span.root.pos_ == "PROPN":
            return None
        referent = apposition.named_after(self.cast, (start, end), span.root.lemma_)
        if referent is None:
            return None
        words = self.text[start:end]
        referent.roles.add(span.root.lower_)
        if referent.kind == "person" and coreference.is_definite(words):
            before = coreference.description(self.cast, words, span.root.text, start, own).referent
            if before is not None and before.actor is None and before.name not in self.alias:
                self.alias[before.name] = referent
        return speaking(self.cast, referent)

    def _joined(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        """Two joined by "and", each resolved; or the two that a phrase such as "both men" points back to."""
        words = self.text[start:end]
        if pairs.is_pair(words.strip()):
            spans = [a.speaker for i, a in enumerate(self.attributions) if i in self.who and a.speaker]
            two = pairs.pair(self.cast, words.strip(), start, [(s.start, s.end) for s in spans])
            return Meant(name=two) if two else None
        parts = re.split(r"\s+and\s+", words)
        if len(parts) != 2 or any(w.lower() in PREPOSITIONS for w in parts[0].split()):
            return None
        whos = [self._meant(-1, start, start + len(parts[0]), own), self._meant(-1, end - len(parts[1]), end, own)]
        if all(w.called for w in whos) and any(w.referent is not None for w in whos):
            return Meant(name=" and ".join(w.called or "" for w in whos))
        return None

    def _document(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        by = _BY.match(self.text, end)
        makers = [r for m, r in self.cast.at(by.end(), by.end() + 80) if m[0] == by.end()] if by else []
        if makers:
            return speaking(self.cast, makers[0])
        head = publications.document_head(self.text[start:end])
        if head is None:
            return None
        referent, outlet = publications.author(self.cast, head, start, end)
        return Meant(referent=referent, outlet=outlet) if referent is not None else None

    def _headline(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        referent = headings.named_below(self.cast, start, end)
        return None if referent is None else Meant(referent=referent)

    def _institution(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        return institutions.institution(self.cast, start, end, own)

    def _described(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        words = self.text[start:end]
        if not coreference.is_definite(words) and not _is_bare_office(words):
            return None
        tokens = self.cast.root(start, end)
        if tokens is None:
            return None
        meant = coreference.description(self.cast, words, tokens.root.text, start, own)
        if meant.referent is not None and not self._may_own(tokens.root, meant.referent):
            return None
        return meant if meant.referent is not None or len(meant.candidates) > 1 else None

    def _may_own(self, head: Token, referent: Referent) -> bool:
        """Whether no possessive before the head tells that the one meant is another's: "the Guard's channel" is not
        the Front's channel, nor "the Guard's spokesman" the Front's."""
        named = [t for t in head.lefts if t.dep_ == "poss" and t.pos_ in ("NOUN", "PROPN")]
        found = [r for t in named for m, r in self.cast.at(t.left_edge.idx, t.idx + len(t)) if m[1] == t.idx + len(t)]
        owners = [r for r in found if r.kind in ("group", "organisation")]
        if not owners:
            return True
        if referent.kind == "media":
            return self.cast.organs.get(referent) in owners
        groups = [r for r in self.cast.referents if r.kind == "group" and r.name.split()[-1].lower() in referent.roles]
        return not groups or any(r in owners for r in groups)


def _indefinite(words: str, name: str) -> str:
    """The words with "a" or "an" in lower case, and fit for the name put in full after it ("an FHA …")."""
    article = _ARTICLE.match(words)
    if article is None:
        return words
    rest = words[article.end() :]
    if name and rest.startswith(name):
        return f"{'an' if name[0] in 'AEIOUÁÉÍÓÚÅÆØ' else 'a'} {rest}"
    return article.group().lower() + rest


def _is_source(attribution: Attribution) -> bool:
    """Whether the speaker is only named as the source of what the text goes on about: "according to X"."""
    return attribution.cue is not None and attribution.cue.text.lower().startswith("according")


def _is_bare_office(words: str) -> bool:
    """Whether a headline's "Foreign Secretary" stands for "the foreign secretary"."""
    lexicon = person_lexicon()
    parts = words.split()
    office = all(lexicon.in_title(w) and w[0].isupper() for w in parts)
    return bool(parts) and office and lexicon.is_title(parts[-1])

"""Who the speakers are: pronouns, descriptions, short names and publications traced to a name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Token

from purport.codebooks.actors import STATE, actor_codebook
from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.language import Doc
from purport.reading import apposition, coreference, firstperson, institutions, publications, wordings
from purport.reading.attributions import Attribution
from purport.reading.cast import SUBJECTS, Bounds, Cast, Referent
from purport.reading.coreference import NOBODY, Meant
from purport.reading.hands import Hands
from purport.reading.relays import containers
from purport.types import Actor, Span, Speaker, Via

_DETERMINER = re.compile(r"\A(?:an?|one|the|this|that|these|those)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"\A(?:one(?! of\b)|the|this|that|these|those)\s+", re.IGNORECASE)
_BY = re.compile(
    r" (?:compiled|collected|gathered|published|released|issued|"
    r"kept|provided|prepared|produced|commissioned) by (?:the )?"
)
_BRACKETED = re.compile(r" \((?:an? )?(?:(female|woman)|male|man)\b")
_POSSESSIVE = re.compile(r"\A(his|her|its|their|our|my)\s+", re.IGNORECASE)
_PREPOSITIONS = frozenset(["of", "for", "from", "in", "to", "by", "with", "at", "on", "against", "about", "over"])
_PLURAL = frozenset(["both", "some", "many", "several", "few", "most", "all", "others"])
_SIDES = re.compile(
    r"\A(?:both|the|the two) (?:sides|parties|countries|governments|states|neighbours|neighbors)\Z", re.IGNORECASE
)
_PAIR = re.compile(
    r"\A(?:both|the two) (?:men|women|leaders|ministers|presidents|officials|hostages|captives)\Z", re.IGNORECASE
)


def resolved(
    doc: Doc, attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> list[tuple[Speaker | None, tuple[Via, ...]]]:
    """For each attribution its speaker, resolved as far as the text allows, and the hands it passed through.

    A speaker whom the text leaves open has no name, and the names that fit as ``candidates``.
    """
    return _Scene(doc, attributions, actors).resolved()


class _Scene:
    """One pass over the attributions of a document, in the order in which their speakers stand."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution], actors: Sequence[Actor]) -> None:
        self.doc = doc
        self.attributions = attributions
        self.codebook = actor_codebook()
        said = [(s.start, s.end) for a in attributions for s in a.content]
        self.cast = Cast(doc, actors, self.codebook, said)
        self.cast.organs = publications.organs(self.cast)
        self.around = containers(attributions)
        self.who: dict[int, Meant] = {}
        # Who the text names only after it has described them: the description, and the one named.
        self.alias: dict[str, Referent] = {}

    def resolved(self) -> list[tuple[Speaker | None, tuple[Via, ...]]]:
        """Speakers and hands, in the order of the attributions."""
        order = sorted(range(len(self.attributions)), key=lambda i: (_place(self.attributions[i]), i))
        subjects = self._subjects()
        for i in order:
            while subjects and subjects[0].idx < _place(self.attributions[i]):
                self._remember(subjects.pop(0))
            self._resolve(i)
        for i, who in self.who.items():
            if (named := self.alias.get(who.called or "")) is not None:
                self.who[i] = Meant(referent=named, outlet=who.outlet)
        hands = Hands(self.cast, self.attributions, self.around, self.who)
        chains = {i: hands.of(i) for i in order}
        return [(self._speaker(i), chains[i]) for i in range(len(self.attributions))]

    def _subjects(self) -> list[Token]:
        """Subjects that are no speakers but keep someone in mind: "he", "she" and nouns in the plural in the writer's
        own words, and documents ("the report")."""
        taken = [(a.speaker.start, a.speaker.end) for a in self.attributions if a.speaker]
        return [
            t
            for t in self.doc.tokens
            if (t.dep_ in SUBJECTS or wordings.is_apposed_person(t))
            and (t.lower_ in publications.DOCUMENTS or (self._keeps(t) and not self.cast.is_said(t.idx)))
            and not any(a <= t.idx < b for a, b in taken)
        ]

    def _remember(self, token: Token) -> None:
        """Let a subject keep the one it means in mind."""
        bounds = (token.idx, token.idx + len(token))
        if token.lower_ in ("he", "she", "it"):
            referent = coreference.pronoun(self.cast, token.lower_, token.idx, ()).referent
        elif token.lower_ in publications.DOCUMENTS:
            if not any(c.lower_ in ("the", "this") for c in token.lefts):
                return
            referent = publications.author(self.cast, token.lower_, token.left_edge.idx, token.right_edge.idx)[0]
        else:
            start = min((t for t in token.lefts), key=lambda t: t.left_edge.i, default=token).left_edge.idx
            bounds = (start, bounds[1])
            one = token.tag_ == "NN"
            if one and apposition.named_after(self.cast, bounds, token.lemma_) is not None:
                return
            whole = self.cast.root(*bounds)
            if one and whole is not None:
                bounds = wordings.with_complement(whole, len(self.doc.text))
            pair = None if one else self._joined(*bounds, [])
            name = pair.name if pair is not None and pair.name else self._own_words(*bounds, [])
            referent = next((r for r in self.cast.referents if r.name == name), None)
            if referent is None:
                bracketed = _BRACKETED.match(self.doc.text, bounds[1]) if one else None
                gender = person_lexicon().gender(tuple(name.lower().split()))
                gender = ("she" if bracketed.group(1) else "he") if bracketed else gender
                kind, pronoun = ("person", gender) if one else ("people", "they")
                roles = {token.lower_} if one else set()
                self.cast.referents.append(referent := Referent(name, kind, None, pronoun, roles=roles))
        if referent is not None:
            self.cast.met(referent, bounds)

    def _keeps(self, token: Token) -> bool:
        """Whether a subject is a pronoun for one, a noun for several persons, or one that brings a person in."""
        return (
            token.lower_ in ("he", "she")
            or (token.lower_ == "it" and token.head.lemma_ not in reference_words()["impersonal"])
            or wordings.is_indefinite_person(token)
            or (token.tag_ == "NNS" and person_lexicon().is_person_noun(token.lemma_.lower()))
        )

    def _resolve(self, i: int) -> Meant:
        if i in self.who:
            return self.who[i]
        self.who[i] = NOBODY  # while it is sought: what leads back here leads nowhere
        attribution = self.attributions[i]
        if attribution.speaker is None:
            return NOBODY
        span = attribution.speaker
        own = [(s.start, s.end) for s in attribution.content]
        who = self._meant(i, span.start, span.end, own)
        self.who[i] = who
        referent = who.referent
        if referent is None and who.name is not None:
            referent = self._told(who.name, span)
        if referent is not None and (referent.kind == "person" or not _is_source(attribution)):
            self.cast.spoke(referent, span.start)  # who is only named as a source does not take the floor
        return who

    def _meant(self, i: int, start: int, end: int, own: list[Bounds]) -> Meant:
        words = self.doc.text[start:end].strip()
        low = words.lower()
        if low in coreference.PRONOUNS:
            return self._pronoun(i, low, start, end, own)
        if wordings.is_ordinal(words):
            return self._one_more(words, start)
        for attempt in (self._named, self._apposed, self._joined, self._document, self._institution, self._described):
            who = attempt(start, end, own)
            if who is not None:
                return who
        own_words = self._own_words(*self._complemented(i, start, end), own, i)
        return Meant(name=own_words) if re.search(r"\w\w", own_words.removeprefix("'s")) else NOBODY

    def _complemented(self, i: int, start: int, end: int) -> Bounds:
        """The bounds with the complement that follows: "a former member" of the group."""
        span = self.cast.root(start, end)
        if span is None or i < 0:
            return start, end
        cue, content = self.attributions[i].cue, self.attributions[i].content
        told = wordings.clause_of(span)  # "a man who said he spoke for X": one description, whatever it also attributes
        after = [s.start for s in (*((cue,) if cue else ()), *content) if s.start >= max(end, told)]
        return wordings.with_complement(span, min(after, default=len(self.doc.text)))

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
        return coreference.pronoun(self.cast, low, start, own)

    def _first_person(self, i: int, low: str) -> Meant:
        """ "I" and "we" are whoever's words they stand in; outside any, the author or the body that publishes,
        but never a news outlet."""
        for outer in reversed(self.around[i] if i >= 0 else ()):
            who = self._resolve(outer)
            if who.called:
                return replace(who, outlet=None)
        source = self.doc.source
        if low not in ("i", "me", "my", "mine", "myself") and (group := self._organ) is not None:
            return Meant(referent=group)
        if low in ("i", "me", "my", "mine", "myself") and source.author:
            return Meant(name=source.author)
        return Meant(name=source.publisher) if source.publisher and not self._is_outlet(source.publisher) else NOBODY

    @cached_property
    def _organ(self) -> Referent | None:
        """The group whose organ the document is; None for what a news outlet, or the group itself, publishes."""
        publisher = self.doc.source.publisher
        if publisher and self._is_outlet(publisher):
            return None
        return firstperson.organ_of(self.cast)

    def _is_outlet(self, publisher: str) -> bool:
        heads = person_lexicon().media_heads
        if heads & set(publisher.split()):
            return True
        return any(self.codebook.entries[m.name.owner].kind == "media" for m in self.codebook.matches(publisher))

    def _named(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        """The phrase ends in a name, and what stands before it is its title or description."""
        text = self.doc.text
        stop = start + len(re.sub(r"(?:['’]s?)?[\s,.”\"]*\Z", "", text[start:end]))
        for mention, referent in self.cast.at(start, end):
            if mention[1] < stop or mention[1] > end:
                continue
            before = text[start : mention[0]].split()
            if referent.kind != "person" and any(w.lower() in _PREPOSITIONS for w in before):
                continue
            if any(w in ("and", "or") for w in before) or (before and before[-1].lower().strip(",") in _PREPOSITIONS):
                continue
            if (
                before
                and before[-1].lower() in ("the", "a")
                and len(before) > 1
                and before[-2].lower() in _PREPOSITIONS
                and referent.kind != "person"
            ):
                continue
            if before and re.search(r"['’]s?\Z", before[-1]) and referent.kind == "person":
                continue
            return self._as(referent)
        return self._state(start, end)

    def _as(self, referent: Referent) -> Meant:
        """A referent as a speaker: an outlet of a group gives the group's word."""
        if referent in publications.outlets(self.cast):
            return Meant(referent=publications.owner_of(self.cast, referent), outlet=referent)
        return Meant(referent=referent)

    def _state(self, start: int, end: int) -> Meant | None:
        """A state's or its capital's name alone, where the actors hold no such mention."""
        words = _DETERMINER.sub("", self.doc.text[start:end].strip())
        for match in self.codebook.matches(words):
            entry = self.codebook.entries[match.name.owner]
            if match.start == 0 and match.end == len(words) and entry.kind == "state" and match.name.form != "demonym":
                known = self.cast.by_actor.get(entry.id)
                return Meant(referent=known or Referent(entry.government, "state", entry.id, "it", entry.country))
        return None

    def _apposed(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        span = self.cast.root(start, end)
        if span is None or span.root.pos_ == "PROPN":
            return None
        named = apposition.named_after(self.cast, (start, end), span.root.lemma_)
        if named is None:
            return None
        words = self.doc.text[start:end]
        if named.kind == "person" and coreference.is_definite(words):
            before = coreference.description(self.cast, words, span.root.text, start, own).referent
            if before is not None and before.actor is None and before.name not in self.alias:
                self.alias[before.name] = named
        return self._as(named)

    def _joined(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        """Two joined by "and", each resolved; or the pair that a phrase such as "both men" points back to."""
        words = self.doc.text[start:end]
        if _PAIR.match(words.strip()):
            pair = self._last_pair(start)
            return Meant(name=pair) if pair else None
        if _SIDES.match(words.strip()):
            sides = self._sides()
            return Meant(name=" and ".join(sides)) if len(sides) == 2 else None
        parts = re.split(r"\s+and\s+", words)
        if len(parts) != 2 or any(w.lower() in _PREPOSITIONS for w in parts[0].split()):
            return None
        whos = [self._meant(-1, start, start + len(parts[0]), own), self._meant(-1, end - len(parts[1]), end, own)]
        if all(w.referent is not None or w.name is not None for w in whos) and any(
            w.referent is not None for w in whos
        ):
            return Meant(name=" and ".join(w.called or "" for w in whos))
        return None

    def _sides(self) -> list[str]:
        """The states, or groups, for which someone has spoken so far."""
        sides: dict[str, str] = {}
        spans = [a.speaker for i, a in enumerate(self.attributions) if i in self.who and a.speaker]
        spoken_for = [r for s in spans for _, r in self.cast.at(s.start, s.end) if r.kind == "group"]
        for referent in (*spoken_for, *self.cast.speakers):
            if referent.kind == "group" and referent.actor:
                sides.setdefault(referent.actor, referent.name)
            elif referent.kind in ("state", "person") and referent.country:
                state = self.codebook.entries.get(STATE + referent.country)
                sides.setdefault(referent.country, state.name if state else referent.name)
        return list(sides.values())

    def _last_pair(self, offset: int) -> str | None:
        """The two persons last named together before ``offset``."""
        persons = [(m, r) for m, r in self.cast.at(0, offset) if r.kind == "person"]
        for (left, a), (right, b) in reversed(list(pairwise(persons))):
            between = self.doc.text[left[1] : right[0]].split()
            if a is not b and "and" in between and len(between) <= 4:
                return f"{a.name} and {b.name}"
        return None

    def _document(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        by = _BY.match(self.doc.text, end)
        makers = [r for m, r in self.cast.at(by.end(), by.end() + 80) if m[0] == by.end()] if by else []
        if makers:
            return self._as(makers[0])
        head = publications.document_head(self.doc.text[start:end])
        if head is None:
            return None
        referent, outlet = publications.author(self.cast, head, start, end)
        return Meant(referent=referent, outlet=outlet) if referent is not None else None

    def _institution(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        return institutions.institution(self.cast, start, end, own)

    def _described(self, start: int, end: int, own: list[Bounds]) -> Meant | None:
        words = self.doc.text[start:end]
        if not coreference.is_definite(words) and not self._bare_office(words):
            return None
        tokens = self.cast.root(start, end)
        if tokens is None:
            return None
        meant = coreference.description(self.cast, words, tokens.root.text, start, own)
        return meant if meant.referent is not None else None

    def _bare_office(self, words: str) -> bool:
        """Whether a headline's "Foreign Secretary" stands for "the foreign secretary"."""
        lexicon = person_lexicon()
        parts = words.split()
        office = all(lexicon.in_title(w) and w[0].isupper() for w in parts)
        return bool(parts) and office and lexicon.is_title(parts[-1])

    def _own_words(self, start: int, end: int, own: list[Bounds], i: int = -1) -> str:
        """The phrase without a determiner but "a", with the names and possessives in it resolved."""
        text = self.doc.text
        out, at = [], start
        for mention, referent in self.cast.at(start, end):
            if mention[0] < at or referent.kind == "state":
                continue
            before = text[at : mention[0]]
            out.append(re.sub(r"\b(?:Mr|Mrs|Ms|Dr)\.? \Z", "", before) if referent.kind == "person" else before)
            out.append(referent.name)
            at = mention[1]
        words = " ".join("".join([*out, text[at:end]]).split())
        words = re.sub(r"(?:['’]s|(?<=s)['’])\Z", "", _DEFINITE.sub("", words))
        words = re.sub(r"\AAn? (?=\w)", lambda m: m.group().lower(), words)
        possessive = _POSSESSIVE.match(words)
        if possessive:
            whose = possessive.group(1).lower()
            first = whose in coreference.FIRST
            meant = self._first_person(i, whose) if first else coreference.pronoun(self.cast, whose, start, own)
            if meant.referent is not None:
                words = f"{meant.referent.name}'s {words[possessive.end() :]}"
        return words

    def _told(self, name: str, span: Span) -> Referent:
        """A referent for a speaker the text only describes, so that a later pronoun can mean it."""
        same = next((r for r in self.cast.speakers if r.name == name), None)
        if same is not None:
            same.met((span.start, span.end))
            return same
        tokens = self.cast.root(span.start, span.end)
        first = span.text.split()[:1]
        plural = (
            bool(first and first[0].lower() in _PLURAL)
            or " and " in name
            or (tokens is not None and tokens.root.tag_ in ("NNS", "NNPS"))
        )
        low = tuple(w.lower() for w in name.split())
        lexicon = person_lexicon()
        gender = lexicon.gender(low)
        person = gender is not None or (tokens is not None and lexicon.is_person_noun(tokens.root.lemma_.lower()))
        pronoun = "they" if plural else gender if person else "it"
        roles = set() if plural else set(low)
        return Referent(name, "person" if person else "thing", None, pronoun, None, roles, [(span.start, span.end)])

    def _speaker(self, i: int) -> Speaker | None:
        span, who = self.attributions[i].speaker, self.who[i]
        if span is None:
            return None
        return Speaker(
            text=span.text,
            start=span.start,
            end=span.end,
            name=who.called,
            actor=who.referent.actor if who.referent else None,
            candidates=tuple(r.name for r in who.candidates),
        )


def _is_source(attribution: Attribution) -> bool:
    """Whether the speaker is only named as the source of what the text goes on about: "according to X"."""
    return attribution.cue is not None and attribution.cue.text.lower().startswith("according")


def _place(attribution: Attribution) -> int:
    span = attribution.speaker or attribution.cue or (attribution.content[0] if attribution.content else None)
    return span.start if span else 0

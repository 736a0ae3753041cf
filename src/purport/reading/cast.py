"""Everyone a text can mean by "he", "the group" or "the ministry": the referents, with what is told of them."""

import math
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from spacy.tokens import Span as TokenSpan

from purport.codebooks.actors import ActorCodebook
from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.language import Doc
from purport.types import Actor

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How fast a mention fades, a sentence, and what being subject or having spoken last adds: set by hand so that a
# speaker of the last sentence outweighs any mention in it, and a subject outweighs an object.
FADING = 0.5
SUBJECT = 1.0
SPOKE = 2.5
FAME = 0.5
# What one organisation may be to others, as appositions tell.
STANDINGS = frozenset({"rival", "group", "ally", "militia", "faction", "movement", "charity", "party", "union"})
# How many of the latest mentions are looked at.
RECENT = 12

_APPOSED = re.compile(r", (?:who (?:is|was) )?(?:an? |the |his |her |its )?([^,.;:\n]{3,70})[,.]")
_APPOSED_BEFORE = re.compile(r"(?:\A|[\n.,;“\" ])((?:[Tt]he|[Aa]n?) [^,.;:\n]{3,70}|[A-Z][^,.;:\n]{3,70}), \Z")

Bounds = tuple[int, int]


@dataclass(slots=True, eq=False)
class Referent:
    """Someone the text speaks of. ``name`` is the name under which they speak, ``pronoun`` "he", "she", "it" or
    "they" (None where that is not known), ``country`` a code, ``roles`` the small words the text has for them."""

    name: str
    kind: str
    actor: str | None = None
    pronoun: str | None = None
    country: str | None = None
    roles: set[str] = field(default_factory=set)
    mentions: list[Bounds] = field(default_factory=list)

    def met(self, bounds: Bounds) -> None:
        """Add a mention; mentions stay in reading order."""
        insort(self.mentions, bounds)


class Cast:
    """The referents of a document and how present each is at a place in it.

    ``said`` are the words told as others': sentences wholly within them do not make what was before more distant.
    """

    def __init__(self, doc: Doc, actors: Sequence[Actor], codebook: ActorCodebook, said: Iterable[Bounds] = ()) -> None:
        self.doc = doc
        self.codebook = codebook
        self._said = sorted(said)
        self._told = self._narrated()
        self.referents = [self._referent(actor) for actor in actors]
        self.by_actor = {r.actor: r for r in self.referents}
        self._spoke: list[tuple[int, Referent]] = []
        self._subjects: dict[Bounds, bool] = {}
        self._states: list[tuple[int, str]] | None = None
        # The outlets that speak for an actor, by the codebook or by what the text says of them, each with the actor.
        self.organs: dict[Referent, Referent] = {}

    def at(self, start: int, end: int) -> list[tuple[Bounds, Referent]]:
        """The mentions that lie within the bounds, in reading order, the longer first."""
        found = []
        for referent in self.referents:
            first = bisect_left(referent.mentions, (start, 0))
            for mention in takewhile(lambda m: m[0] < end, islice(referent.mentions, first, None)):
                if mention[1] <= end:
                    found.append((mention, referent))
        return sorted(found, key=lambda item: (item[0][0], -item[0][1]))

    def met(self, referent: Referent, bounds: Bounds) -> None:
        """Add a mention that keeps the referent in mind as a subject does."""
        referent.met(bounds)
        self._subjects[bounds] = True

    def spoke(self, referent: Referent, offset: int) -> None:
        """Remember that ``referent`` spoke at ``offset``."""
        self._spoke.append((offset, referent))

    @property
    def spoken(self) -> list[tuple[int, Referent]]:
        """Who has spoken so far and where, the latest last."""
        return self._spoke

    @property
    def speakers(self) -> list[Referent]:
        """Who has spoken so far, the latest last."""
        return [r for _, r in self._spoke]

    def presence(self, referent: Referent, offset: int, own: Iterable[Bounds] = ()) -> float:
        """How much ``referent`` is in mind at ``offset``; 0 where nothing before it names them. Mentions within
        ``own``, the words the sought one says, do not count: speakers seldom name themselves."""
        outside = tuple(own)
        count = bisect_left(referent.mentions, (offset, 0))
        recent = referent.mentions[max(0, count - RECENT) : count]
        before = [m for m in recent if m[1] <= offset and not any(a <= m[0] and m[1] <= b for a, b in outside)]
        score = 0.0
        here = self._step(offset)
        if before:
            last = max(before)
            distance = here - self._step(last[0])
            latest = [m for m in before if self._step(m[0]) == self._step(last[0])]
            score += (2 + SUBJECT * any(self.is_subject(m) for m in latest)) * math.exp(-FADING * distance)
            score += FAME * min(len(before), 4) / 4
        spoken = next(((o, r) for o, r in reversed(self._spoke) if o < offset), None)
        if spoken is not None and spoken[1] is referent:
            score += SPOKE * math.exp(-FADING * max(0, here - self._step(spoken[0]) - 1))
        return score

    def is_said(self, offset: int) -> bool:
        """Whether the place lies in words told as someone's."""
        return any(a <= offset < b for a, b in self._said)

    def _narrated(self) -> list[int]:
        """For each sentence how many before and with it are not wholly someone's words."""
        out, count = [], 0
        for start, end in self.doc.sentences:
            count += not any(a <= start + 2 and end - 2 <= b for a, b in self._said)
            out.append(count)
        return out

    def _step(self, offset: int) -> int:
        return self._told[self.doc.sentence_at(offset)] if self._told else 0

    def is_subject(self, bounds: Bounds) -> bool:
        """Whether the words are, or head, a verb's subject, alone or with others."""
        if bounds not in self._subjects:
            span = self.root(*bounds)
            head = span.root if span is not None else None
            while head is not None and head.dep_ in ("conj", "appos"):
                head = head.head
            self._subjects[bounds] = head is not None and head.dep_ in SUBJECTS
        return self._subjects[bounds]

    def root(self, start: int, end: int) -> TokenSpan | None:
        """The tokens of the bounds; their ``root`` is the head word."""
        span = self.doc.tokens.char_span(start, end, alignment_mode="expand")
        return span if span is not None and len(span) else None

    def focus(self, offset: int) -> list[tuple[str, int]]:
        """The states named up to ``offset``, by name, adjective or capital, with how often; the most named first."""
        if self._states is None:
            found = self.codebook.matches(self.doc.text)
            self._states = [
                (m.start, m.name.owner) for m in found if self.codebook.entries[m.name.owner].kind == "state"
            ]
        counts: dict[str, int] = {}
        for start, state in self._states:
            if start < offset:
                counts[state] = counts.get(state, 0) + 1
        return sorted(counts.items(), key=lambda item: -item[1])

    def _referent(self, actor: Actor) -> Referent:
        mentions = [(m.start, m.end) for m in actor.mentions]
        told = self._apposed(actor)
        entry = self.codebook.entries.get(actor.id)
        owner = self.codebook.entries.get(actor.id.partition("/")[0])
        roles = _medium_roles(actor.name, told) if actor.kind == "media" else set()
        roles |= set() if roles else reference_words().get(actor.kind, frozenset())
        name = actor.name
        if entry is not None:
            roles |= {w.lower() for role in entry.roles for w in role.split()}
            name = entry.government if entry.kind == "state" else entry.name
        lexicon = person_lexicon()
        heads = lexicon.group_heads | lexicon.organisation_heads | lexicon.media_heads
        roles |= {
            w.lower() for w in re.findall(r"[\w-]+", actor.name) if w.capitalize() in heads or w.lower() == "coalition"
        }
        if owner is not None and owner is not entry:
            roles.add(actor.name.split()[-1].lower())
        if actor.kind in ("group", "organisation"):
            roles |= told & STANDINGS
        pronoun: str | None = "it"
        country = owner.country if owner is not None else None
        if actor.kind == "person":
            roles, pronoun, country = self._told_of(actor)
        return Referent(name, actor.kind, actor.id, pronoun, country, roles, mentions)

    def _told_of(self, actor: Actor) -> tuple[set[str], str | None, str | None]:
        """The words of a person's titles and appositions, the pronoun that fits, and the state told in the title."""
        text = self.doc.text
        words: set[str] = set()
        country = None
        for mention in actor.mentions:
            before = text[max(0, mention.start - 80) : mention.start]
            title = re.search(r"((?:[\w.'’-]+ ){1,8})\Z", before.rpartition("\n")[2])
            if title:
                words |= _title_words(title.group(1).split())
                country = country or self._state_before(title.group(1))
            if apposed := _APPOSED_BEFORE.search(before.rpartition("\n")[2]):
                words |= set(re.findall(r"[\w-]+", apposed.group(1).lower()))
            if (apposed := _APPOSED.match(text, mention.end)) and not self._has_verb(*apposed.span(1)):
                words |= set(re.findall(r"[\w-]+", apposed.group(1).lower()))
        lexicon = person_lexicon()
        titles = tuple(
            w
            for w in words
            if w in lexicon.male_nouns | lexicon.female_nouns
            or w.capitalize() in lexicon.male_titles | lexicon.female_titles
        )
        return words, lexicon.gender(titles) or lexicon.gender_of(actor.name), country

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a clause begins in the words: after "questioned by X," comes "the witness said", no apposition."""
        span = self.root(start, end)
        return span is not None and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ != "relcl" for t in span)

    def _apposed(self, actor: Actor) -> set[str]:
        """The words in apposition to an actor's name, and the one right beside it ("the website X")."""
        text = self.doc.text
        words: set[str] = set()
        for mention in actor.mentions:
            before = text[max(0, mention.start - 80) : mention.start].rpartition("\n")[2]
            beside = re.search(r"([\w-]+),? (?:called |the )?[“\"]?\Z", before)
            after = re.match(r" ([a-z-]+)", text[mention.end : mention.end + 30])
            apposed = _APPOSED.match(text, mention.end)
            for found in (beside, after, apposed):
                words |= set(re.findall(r"[\w-]+", found.group(1).lower())) if found else set()
        return words

    def _state_before(self, title: str) -> str | None:
        """The state named last in the words before a name, where only a title stands between."""
        found = [m for m in self.codebook.matches(title) if self.codebook.entries[m.name.owner].country]
        if not found or len(_title_words(title.split())) < len(title[found[-1].end :].replace("'s", "").split()):
            return None
        return self.codebook.entries[found[-1].name.owner].country


def _medium_roles(name: str, told: set[str]) -> set[str]:
    """What an outlet may be called, where its name or the words beside it tell its sort; empty where neither does."""
    words = reference_words()
    sorts = ("agencies", "newspapers", "broadcasters", "websites")
    for sort in sorts:
        if told & (words[sort] - {"outlet"}):
            return set(words[sort])
    for sort, names in zip(sorts, ("agency_names", "newspaper_names", "broadcaster_names"), strict=False):
        if words[names] & set(name.split()):
            return set(words[sort])
    return set()


def _title_words(before: list[str]) -> set[str]:
    """The words of the title that ends right before a name, in lower case."""
    lexicon = person_lexicon()
    out: set[str] = set()
    for word in reversed(before):
        bare = word.strip(",.'’")
        if not (lexicon.in_title(bare) or lexicon.in_title(bare.capitalize()) or bare in ("of", "for", "the", "and")):
            break
        out.add(bare.lower())
    return out - {"of", "for", "the", "and"}

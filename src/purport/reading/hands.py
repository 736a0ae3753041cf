"""The hands a statement passed through inside a text, the outermost first."""

import re
from collections.abc import Mapping, Sequence

from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.reading import coreference, publications
from purport.reading.attributions import Attribution
from purport.reading.cast import Bounds, Cast, Referent
from purport.reading.coreference import Meant
from purport.reading.relays import Summary, cited, relaying, relays
from purport.types import Via

# "told the agency": an outlet, or one who gathers testimony, that the text calls by what it is.
_TOLD = re.compile(r"\bt[eo]l(?:l|ls|d|ling)\b")
_HEARER = re.compile(
    r"(?: to)?\s+((?:the|this) (?:[\w-]+ ){0,2}(agency|newspaper|paper|channel|broadcaster|magazine|station|website|"
    r"group|organi[sz]ation|watchdog|monitor))\b"
)
# A speaker that is one already told of.
_POINTS_BACK = re.compile(r"(?:he|she|it|they|the|his|her)\b", re.IGNORECASE)
# An outlet described with more than the bare word.
_DESCRIBED = re.compile(
    r"\b(?:quoted|cited|interviewed|aired|broadcast|carried|published) (?:by|on|in) "
    r"((?:the|an?) (?:[\w-]+ ){1,3}"
    r"(?:agency|newspaper|broadcaster|station|channel|magazine|website|television|radio))\b"
    r"(?!['’]| [A-ZÀ-ÖØ-Þ])"
)
_IN_DOCUMENT = re.compile(
    r"\w+(?: \w+)? in (the (?:\w+ ){0,2}(?:release|report|article|editorial|magazine|newspaper|video))\b"
)


class Hands:
    """The hands of every attribution of a document, from whom each speaker is and what stands in whose content."""

    def __init__(
        self,
        cast: Cast,
        attributions: Sequence[Attribution],
        around: Sequence[Sequence[int]],
        speakers: Mapping[int, Meant],
    ) -> None:
        self.cast = cast
        self.attributions = attributions
        self.around = around
        self.speakers = speakers
        self.summary = Summary(cast)
        self._found: dict[int, tuple[Via, ...]] = {}
        # Of each attribution the outlets through which it itself is told; the latest asked for last.
        self._direct: dict[int, list[Via]] = {}

    def of(self, i: int) -> tuple[Via, ...]:
        """The hands of an attribution: those of the one it stands in, that one's speaker, outlets that relay it, and
        the publication from which it is told; never the speaker, nor the document's own publisher.

        Ask in reading order: a text that sums up a publication is followed from sentence to sentence.
        """
        if i not in self._found:
            self._found[i] = ()  # what stands in its own content has no hands
            self._found[i] = self._of(i)
        return self._found[i]

    def _of(self, i: int) -> tuple[Via, ...]:
        attribution, who = self.attributions[i], self.speakers[i]
        sentence = self._sentence(attribution)
        out: list[Via] = []
        if self.around[i]:
            outer = self.around[i][-1]
            out += self.of(outer)
            span, name = self.attributions[outer].speaker, self.speakers[outer].called
            if span is not None and name is not None and self._is_hand(outer):
                out.append(Via(name=name, text=span.text, start=span.start, end=span.end))
            out += [self._via(*found) for found in cited(self.cast, self.attributions[outer], sentence)]
        direct = [self._via(*found) for found in relays(self.cast, attribution, who.called, sentence)]
        for described in (self._hearer(attribution, who), self._released(attribution, who, sentence)):
            if described is not None:
                direct.append(Via(name=described.name))
        direct += self._unnamed(attribution, sentence)
        outlet = self.summary.outlet(attribution, who.called, who.outlet, sentence)
        if outlet is not None:
            before = [m for m in outlet.mentions if m[0] <= sentence[1]] or outlet.mentions
            direct.append(self._via(outlet, max(before)))
        elif not direct and not out:
            direct = self._continued(i, sentence)
        self._direct[i] = direct
        out += direct
        if not out and who.called is not None and who.called not in self.summary.outlets:
            self.summary.interrupt(sentence)
        unique: dict[str, Via] = {}
        for via in out:
            if not _is_same(via.name, who.called) and not self._publishes(via.name):
                unique.setdefault(via.name, via)
        return tuple(unique.values())

    def _continued(self, i: int, sentence: Bounds) -> list[Via]:
        """The outlets through which the same speaker has just been told: "X told the agency … He added …"."""
        span, name = self.attributions[i].speaker, self.speakers[i].called
        if span is None or name is None or name in self.summary.outlets or not _POINTS_BACK.match(span.text):
            return []
        paragraph = self.cast.doc.text.rfind("\n", 0, sentence[0])
        last = next((j for j in reversed(self._direct) if self.attributions[j].speaker is not None), None)
        if last is None or self.speakers[last].called != name or self._sentence(self.attributions[last])[0] < paragraph:
            return []
        return self._direct[last]

    def _is_hand(self, i: int) -> bool:
        """Whether a speaker is one who can pass words on: named, or described as a person, a body or an outlet."""
        span, referent = self.attributions[i].speaker, self.speakers[i].referent
        if referent is not None and (referent.actor or referent.kind in ("person", "people")):
            return True
        tokens = self.cast.root(span.start, span.end) if span is not None else None
        if tokens is None:
            return False
        head = tokens.root
        words = reference_words()
        bodies = words["group"] | words["media"] | words["organisation"] | words["state"] | words["monitors"]
        named = head.pos_ == "PROPN"
        return named or head.lower_ in bodies or person_lexicon().is_person_noun(head.lemma_.lower())

    def _publishes(self, name: str) -> bool:
        publisher = (self.cast.doc.source.publisher or "").lower()
        return bool(publisher) and (name.lower() in publisher or publisher in name.lower())

    def _hearer(self, attribution: Attribution, who: Meant) -> Referent | None:
        """The outlet or monitor to whom the words were told, where the text only describes it."""
        cue = attribution.cue
        text = self.cast.doc.text
        told = cue is not None and (_TOLD.search(cue.text) or text.startswith(" to ", cue.end))
        found = _HEARER.match(text, cue.end) if cue is not None and told else None
        if found is None or self.cast.at(*found.span(1)):
            return None
        meant = coreference.description(self.cast, found.group(1), found.group(2), found.start(1), ()).referent
        return meant if meant is not None and meant is not who.referent and relaying(meant) else None

    def _unnamed(self, attribution: Attribution, sentence: Bounds) -> list[Via]:
        """An outlet that is told only by what it is, and relays the words: "quoted by the national broadcaster"."""
        text = self.cast.doc.text
        out = []
        for found in _DESCRIBED.finditer(text, *sentence):
            start, end = found.span(1)
            if any(s.start <= start < s.end for s in attribution.content) or self.cast.at(start, end + 40)[:1]:
                continue
            out.append(Via(name=found.group(1).removeprefix("the "), text=text[start:end], start=start, end=end))
        return out

    def _released(self, attribution: Attribution, who: Meant, sentence: Bounds) -> Referent | None:
        """Whose document a cue such as "said in the release" puts the words into, where it is not the speaker's own."""
        if attribution.cue is None or who.referent is None or who.referent.kind != "person":
            return None
        found = _IN_DOCUMENT.match(self.cast.doc.text, attribution.cue.start, sentence[1])
        head = publications.document_head(found.group(1)) if found else None
        if found is None or head is None:
            return None
        owner, _ = publications.author(self.cast, head, *found.span(1))
        return owner if owner is not who.referent else None

    def _via(self, referent: Referent, mention: Bounds) -> Via:
        return Via(name=referent.name, text=self.cast.doc.text[slice(*mention)], start=mention[0], end=mention[1])

    def _sentence(self, attribution: Attribution) -> Bounds:
        doc = self.cast.doc
        anchor = attribution.cue or attribution.speaker or next(iter(attribution.content), None)
        if anchor is None or not doc.sentences:
            return 0, len(doc.text)
        return doc.sentences[doc.sentence_at(anchor.start)]


def _is_same(hand: str, speaker: str | None) -> bool:
    """Whether a hand bears the speaker's name, or the last words of it: nobody passes his own words on."""
    return speaker is not None and f" {speaker}".endswith(f" {hand}")

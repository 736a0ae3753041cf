"""The hands a statement passed through inside a text: outlets that relay it, and a group's publication under report."""

import re
from collections.abc import Sequence

from purport.codebooks.references import reference_words
from purport.reading.attributions import Attribution
from purport.reading.cast import Bounds, Cast, Referent
from purport.reading.publications import outlets, owner_of

# What the text may say of an outlet before its name: "the group's radio station, ".
_WORDS = r"(?:[\w'’-]+ ){0,5}(?:[\w'’-]+, )?[“\"]?(?:[Tt]he )?"
# What stands right before a relaying outlet, and right after one.
_BEFORE = re.compile(
    r"(?:quoted by|cited by|as saying by|as telling|interview with|interviewed by|statement to|carried by|published by|"
    r"broadcast by|aired by|reported by|posted by|released by|according to|quoted in|speaking to|spoke to|"
    r"(?:carried|broadcast|aired|shown|played|read out|posted|published|printed) (?:by|on|in)|"
    r"(?:in )?(?:remarks|comments|an e-?mail|a letter|a message) to|speaking on|writing in)"
    rf"\s+{_WORDS}\Z"
)
# What stands between a cue, or a speaker, and the outlet in or through which they speak: "responded in the Herald".
_THROUGH = re.compile(rf"(?: \w+ly)?,? (?:in|on|via|through) {_WORDS}")
# And between a cue and the outlet to which something is said: "admitted to the Herald".
_SAID_TO = re.compile(rf" to {_WORDS}")
# "On Radio Foula, Dahl said …".
_OPENING = re.compile(rf"[\W\d]*(?:On|In|Through|Via|Writing in|Speaking on|Speaking to) {_WORDS}")
# How many attributions before and after one its container is looked for among.
NEAR = 60
_CITING = re.compile(r"\b(?:[Cc]iting|[Qq]uoting) (?:the |a )?(?:[\w-]+ ){0,3}\Z")
# What stands between an outlet and the one it cites, who is the speaker.
_CITES = re.compile(r"(?:,| \(|,? which was)? (?:citing|quoting)(?: the| an?)? ")
_TOLD = re.compile(r"\b(?:told|tells|telling|tell)\s+(?:the |a )?(?:[\w-]+ ){0,4}\Z")
_AFTER = re.compile(
    r"\A(?:['’]s)?(?: (?:news agency|agency|newspaper|television|radio|news channel))?,?\s+"
    r"(?:also |later )?(?:reported|reports|quoted|quotes|cited|cites)\b"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words that turn a text to another time than that of the publication it sums up.
_SHIFT = re.compile(
    rf"\b(?:previously|[Aa]t the time|earlier|repeatedly|in the past"
    rf"|[Ll]ast (?:week|month|year|spring|summer|autumn|winter|{_MONTHS})"
    rf"|(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y) (?:early |late |mid-)?"
    rf"(?:{_MONTHS}|(?:19|20)\d\d|that (?:campaign|time|year|month))"
    r"|(?:days|weeks|months|years|a (?:day|week|month|year)) (?:later|earlier|ago|before))\b"
)


_IN_IT = re.compile(
    r"\W*In (?:it|them|this|the (?:[\w-]+ )?(?:video|audio|recording|article|message|clip|interview)),? "
)
_WRITER = re.compile(r"[Tt]he (?:\w+ )?(?:author|writer|columnist|presenter|narrator|editor|interviewee)\b")


def relaying(referent: Referent) -> bool:
    """Whether words told to the referent are told on: an outlet, a state's own media, or one who gathers testimony."""
    state_media = "/state-" in (referent.actor or "")
    return referent.kind == "media" or state_media or bool(referent.roles & reference_words()["monitors"])


def relays(
    cast: Cast, attribution: Attribution, speaker: str | None, sentence: Bounds
) -> list[tuple[Referent, Bounds]]:
    """The outlets in the sentence of a cue that pass its statement on, in the order of the text."""
    text = cast.doc.text
    found = []
    for mention, referent in cast.at(*sentence):
        if not relaying(referent) or referent.name == speaker or _within(mention, attribution.content):
            continue
        if attribution.speaker is not None and attribution.speaker.start <= mention[0] < attribution.speaker.end:
            continue
        before, after = text[sentence[0] : mention[0]], text[mention[1] : sentence[1]]
        told = _TOLD.search(before)
        cue = attribution.cue
        if (
            (told and cue is not None and cue.start <= sentence[0] + told.start() < cue.end)
            or _BEFORE.search(before)
            or (attribution.speaker is not None and _CITES.fullmatch(text, mention[1], attribution.speaker.start))
            or _AFTER.match(after)
            or (referent.kind == "media" and _speaks_through(text, attribution, sentence, mention))
        ):
            found.append((referent, mention))
    return found


def _speaks_through(text: str, attribution: Attribution, sentence: Bounds, mention: Bounds) -> bool:
    """Whether an outlet stands where the one is named in which, or to which, somebody speaks."""
    cue, speaker = attribution.cue, attribution.speaker
    if cue is not None and (
        _THROUGH.fullmatch(text, cue.end, mention[0]) or _SAID_TO.fullmatch(text, cue.end, mention[0])
    ):
        return True
    if speaker is not None and _THROUGH.fullmatch(text, speaker.end, mention[0]):
        return True
    first = next((s for s in (speaker, cue) if s is not None), None)
    opens = first is not None and mention[1] <= first.start and text[mention[1] : first.start].strip(' ”"') in (",", "")
    return opens and bool(_OPENING.fullmatch(text, sentence[0], mention[0]))


def _within(mention: Bounds, spans: Sequence[object]) -> bool:
    return any(getattr(s, "start", 0) <= mention[0] and mention[1] <= getattr(s, "end", 0) for s in spans)


def cited(cast: Cast, attribution: Attribution, sentence: Bounds) -> list[tuple[Referent, Bounds]]:
    """The outlets that a speaker cites for what it says ("SITE, citing Amaq, said …"): hands of what stands in its
    content, between it and those who speak there."""
    text = cast.doc.text
    return [
        (referent, mention)
        for mention, referent in cast.at(*sentence)
        if relaying(referent)
        and not _within(mention, attribution.content)
        and _CITING.search(text[sentence[0] : mention[0]])
    ]


def containers(attributions: Sequence[Attribution]) -> list[list[int]]:
    """For each attribution those in whose content it stands, the outermost first."""
    out: list[list[int]] = []
    for i, inner in enumerate(attributions):
        at = inner.cue or inner.speaker or (inner.content[0] if inner.content else None)
        around = []
        for j in range(max(0, i - NEAR), min(len(attributions), i + NEAR)):
            outer = attributions[j]
            if i == j or at is None:
                continue
            holds = any(s.start <= at.start and at.end <= s.end for s in outer.content)
            back = outer.cue or outer.speaker
            mutual = back is not None and any(s.start <= back.start and back.end <= s.end for s in inner.content)
            if holds and not mutual:
                around.append((-sum(s.end - s.start for s in outer.content), j))
        out.append([j for _, j in sorted(around)])
    return out


class Summary:
    """Tracks a group's publication while a text reports what stands in it.

    A statement of the group comes from the publication where its sentence names it or its speaker is a word for
    it; after that, until the text turns to another time or, in the paragraph, to another speaker, every statement of
    the group told in a simple tense does.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.outlets = {owner_of(cast, o).name: o for o in reversed(outlets(cast))}
        self._begun: set[str] = set()
        # The paragraphs, by their beginnings, in which the text last turned to another time, or another spoke.
        self._turned: int | None = None
        self._interrupted: int | None = None

    def outlet(
        self, attribution: Attribution, speaker: str | None, told: Referent | None, sentence: Bounds
    ) -> Referent | None:
        """The publication in which the speaker, an owner of one, makes this statement; ``told`` is the outlet that
        its own words name."""
        paragraph = self._paragraph(sentence)
        outlet = self.outlets.get(speaker or "")
        if outlet is None or speaker is None:
            return told or self._voiced(attribution, sentence)
        frame = self._frame(attribution, sentence)
        if self._perfect(attribution) and re.search(r"\b(?:previously|repeatedly|often|long|always)\b", frame):
            return told
        if (
            told is not None
            or any(sentence[0] <= m[0] < sentence[1] for m in outlet.mentions)
            or self._editorial(sentence)
        ):
            self._begun.add(speaker)
            return told or outlet
        if speaker not in self._begun and not self._names_soon(outlet, paragraph, sentence):
            return None
        if _SHIFT.search(frame):
            self._turned = paragraph if _SHIFT.search(frame[:60]) and not self._perfect(attribution) else self._turned
            return None
        if (
            paragraph in (self._turned, self._interrupted)
            or (self._perfect(attribution) and speaker in self._begun)
            or self._nominal(attribution)
        ):
            return None
        return outlet

    def interrupt(self, sentence: Bounds) -> None:
        """Note that in the sentence another than a publication's owner speaks, and not in the publication."""
        self._interrupted = self._paragraph(sentence)

    def _paragraph(self, sentence: Bounds) -> int:
        return self.cast.doc.text.rfind("\n", 0, sentence[0]) + 1

    def _voiced(self, attribution: Attribution, sentence: Bounds) -> Referent | None:
        """The publication in which one speaks who owns none: "In it, a masked man says", "the author warns"."""
        text = self.cast.doc.text
        span = attribution.speaker
        if not _IN_IT.match(text, *sentence) and (span is None or not _WRITER.match(span.text)):
            return None
        paragraph = text.rfind("\n", 0, sentence[0])
        told = [(m, o) for o in outlets(self.cast) for m in o.mentions if paragraph < m[0] < sentence[0]]
        begun = [o for name, o in self.outlets.items() if name in self._begun]
        return max(told, key=lambda row: row[0])[1] if told else begun[0] if len(begun) == 1 else None

    def _editorial(self, sentence: Bounds) -> bool:
        return bool(
            re.search(
                r"\b(?:the|its|latest) (?:\w+ )?(?:editorial|article|same issue)\b",
                self.cast.doc.text[slice(*sentence)],
            )
        )

    def _names_soon(self, outlet: Referent, paragraph: int, sentence: Bounds) -> bool:
        """Whether the outlet is named later in the same paragraph: a lead that sums it up."""
        end = self.cast.doc.text.find("\n", sentence[1])
        end = len(self.cast.doc.text) if end < 0 else end
        return any(sentence[1] <= m[0] < end for m in outlet.mentions)

    def _frame(self, attribution: Attribution, sentence: Bounds) -> str:
        """The sentence without the content."""
        text = self.cast.doc.text[slice(*sentence)]
        for span in attribution.content:
            start, end = max(span.start - sentence[0], 0), min(span.end - sentence[0], len(text))
            if start < end:
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    def _perfect(self, attribution: Attribution) -> bool:
        span = self.cast.root(attribution.cue.start, attribution.cue.end) if attribution.cue else None
        if span is None:
            return False
        verbs = [span.root, *([span.root.head] if span.root.dep_ == "conj" else [])]
        return any(
            c.lower_ in ("has", "have", "had", "’ve", "'ve") and c.dep_ == "aux" for v in verbs for c in v.children
        )

    def _nominal(self, attribution: Attribution) -> bool:
        span = self.cast.root(attribution.cue.start, attribution.cue.end) if attribution.cue else None
        return span is not None and span.root.pos_ in ("NOUN", "PROPN")

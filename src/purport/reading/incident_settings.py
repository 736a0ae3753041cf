"""When and where: the dates and places that a clause gives to a trigger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar

from spacy.tokens import Span, Token

from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading.triggers import Trigger
from purport.types import Date, Level, Place, Statement

_Anchored = TypeVar("_Anchored", Date, Place)
_DATELINE = re.compile(
    r"\s*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’/-]{2,}(?:, [A-Z][\w .]+?)?\s*"
    r"(?:\([^()\n]{3,30}\)\s*(?:[-–—]+\s)?|"
    r",?\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)?\s*"
    r"(?:\([^()\n]{3,30}\)\s*)?[-–—]+\s)"
)
# The same after the heading of a release that runs on in one line: a name in capitals and a date in brackets.
_INLINE_DATELINE = re.compile(
    r"(?<![^\W_])[A-ZÀ-ÖØ-Þ]{3,}(?:[ .'’/-]{1,2}[A-ZÀ-ÖØ-Þ]{2,}){0,3}(?:, [A-Z][\w .]{2,30}?)?\s*"
    r"\((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?\)(?:\s*[-–—]+\s)?"
)
_DASH = re.compile(r"\s?[-–—]\s?")
# What stands between the ends of a range that words before it announce: "between 3 July and 30 September".
_RANGE_WORDS = {"between": "and", "from": r"(?:to|till?|until|through)"}
_RANGE_OPENING = re.compile(r"\b(between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_SPOKEN_OF = frozenset(
    {"acknowledge", "admit", "announce", "condemn", "confirm", "criticise", "criticize", "denounce", "deny", "discuss"}
    | {"mention", "praise", "report", "welcome"}
)
_AIMING = frozenset({"intend", "plan", "pledge", "promise", "swear", "threaten", "vow", "want", "warn"})
_TRIED = frozenset(
    {"accuse", "acquit", "arrest", "charge", "convict", "indict", "jail", "prosecute", "sentence", "serve"}
)
_FOR_WHAT = frozenset({"for", "of", "over", "with"})
# What stands between a cue and its content is no longer than this: "reported on Saturday evening that".
SAYING_CHARACTERS = 60
# How far into a text its dateline may stand.
HEAD_CHARACTERS = 600
# What stands before "after" or "before" where one clause counts from another.
_MEASURES = frozenset({"day", "decade", "month", "night", "week", "year"})


class Nearness(IntEnum):
    """How a date or a place stands to a trigger."""

    PHRASE = 0
    CLAUSE = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The dates and places of one trigger, nearest first, with how near the nearest stand."""

    dates: tuple[Date, ...] = ()
    dates_near: Nearness = Nearness.SENTENCE
    places: tuple[Place, ...] = ()
    places_near: Nearness = Nearness.SENTENCE


def saying_bounds(offset: int, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Where the statements whose content holds ``offset`` tell of their saying: from the speaker or the cue up to the
    content. A date or place there ("a doctor in Oslo reported on Saturday that") is that of the words, not the deed."""
    out = []
    for statement in statements:
        cue, who = statement.cue, statement.speaker
        if cue is None or not any(part.start <= offset < part.end for part in statement.content):
            continue
        start = min(cue.start, who.start) if who is not None and who.start is not None else cue.start
        end = max(cue.end, who.end) if who is not None and who.end is not None else cue.end
        after = [part.start for part in statement.content if part.start >= end]
        out.append((start, min(after) if after and min(after) - end <= SAYING_CHARACTERS else end))
    return out


def lies_within(item: Date | Place, bounds: Sequence[tuple[int, int]]) -> bool:
    """Whether a date or place begins within any of the bounds."""
    return any(start <= item.start < end for start, end in bounds)


def setting(doc: Doc, trigger: Trigger, dates: Sequence[Date], places: Sequence[Place]) -> Setting:
    """The dates and places in the trigger's own sentence. Names that stand for governments are no places."""
    when, when_near = _nearest(doc, trigger, joined(doc.text, dates))
    where, where_near = _nearest(doc, trigger, [place for place in places if not place.metonym])
    return Setting(dates=when, dates_near=when_near, places=where, places_near=where_near)


def joined(text: str, dates: Sequence[Date]) -> tuple[Date, ...]:
    """The same dates, those of a range with no more than a dash between its ends ("12-14 July"), or told as one
    ("between 3 July and 30 September"), as one interval."""
    out: list[Date] = []
    for item in dates:
        last = out[-1] if out else None
        if last is None or not _is_range(text, last, item) or not last.value < item.value:
            out.append(item)
            continue
        fuller = max(last, item, key=lambda end: len(end.text))  # the one that has the month
        words, value = text[last.start : item.end], f"{last.value}/{item.value}"
        out[-1] = Date(text=words, start=last.start, end=item.end, value=value, basis=fuller.basis)
    return tuple(out)


def _is_range(text: str, first: Date, last: Date) -> bool:
    """Whether what stands before and between two dates makes them the ends of one range."""
    if _DASH.fullmatch(text, first.end, last.start):
        return True
    opening = _RANGE_OPENING.search(text, max(first.start - SAYING_CHARACTERS, 0), first.start)
    if opening is None:
        return False
    between = _RANGE_WORDS[opening[1].lower()]
    return re.fullmatch(rf"\s+{between}\s+(?:the\s+)?", text[first.end : last.start], re.IGNORECASE) is not None


def _nearest(doc: Doc, trigger: Trigger, items: Sequence[_Anchored]) -> tuple[tuple[_Anchored, ...], Nearness]:
    token = trigger.token
    start, end = token.sent.start_char, token.sent.end_char
    ranked: list[tuple[Nearness, int, _Anchored]] = []
    for item in items:
        if not start <= item.start < end or in_dateline(doc.text, item.start):
            continue
        word = doc.tokens.char_span(item.start, item.end, alignment_mode="expand")
        if word is None or (_is_aim(token) and not token.is_ancestor(word.root)):
            continue
        if isinstance(item, Place) and item.level is Level.COUNTRY and _stands_for_its_people(word.root):
            continue
        if isinstance(item, Place) and _is_whence(word.root):
            continue
        if isinstance(item, Date) and trigger.nominal and _is_announced(token, word.root):
            continue
        if isinstance(item, Date) and (_is_since_another(token, word.root) or _is_counted_from(token, word.root)):
            continue
        if isinstance(item, Date) and _is_measure(word):
            continue
        near = Nearness.CLAUSE if isinstance(item, Date) and _is_when(token, word) else _nearness(token, word.root)
        if isinstance(item, Date) and _is_of_the_charge(token, word.root, item):
            continue
        if isinstance(item, Date) and near is not Nearness.PHRASE and trigger.nominal and tried_for(token):
            continue
        if isinstance(item, Place) and (_is_matter(word.root, trigger) or _is_home(word.root)):
            near = Nearness.SENTENCE
        ranked.append((near, abs(word.root.i - token.i), item))
    if not ranked:
        return (), Nearness.SENTENCE
    ranked.sort(key=lambda entry: (entry[0], entry[1]))
    best = ranked[0][0]
    return tuple(item for near, _, item in ranked if near == best), best


def _is_aim(token: Token) -> bool:
    """Whether a verb tells only of what is threatened or planned: the day of "vowed on Monday to attack" is that of
    the vow."""
    return token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_.lower() in _AIMING


def in_dateline(text: str, offset: int) -> bool:
    """Whether an offset stands in a "TOWN, Country (June 14) -" that opens a report: where and when it was written."""
    start = text.rfind("\n", 0, offset) + 1
    opening = _DATELINE.match(text, start)
    if opening is not None and offset < opening.end():
        return True
    return any(first <= offset < last for first, last in _inline_datelines(text))


@lru_cache(maxsize=4)
def _inline_datelines(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _INLINE_DATELINE.finditer(text))


def body_start(text: str) -> int:
    """Where what a text tells begins: after its first dateline, where one stands near its top; else 0."""
    head = text[:HEAD_CHARACTERS]
    ends = [end for start, end in _inline_datelines(text) if start < HEAD_CHARACTERS]
    for line in re.finditer(r"^", head, re.MULTILINE):
        opening = _DATELINE.match(text, line.start())
        if opening is not None:
            ends.append(opening.end())
            break
    return min(ends, default=0)


def _stands_for_its_people(word: Token) -> bool:
    """Whether a country's name says who, not where: "Iceland said", "U.S. marines", "Norway's navy"."""
    if word.dep_ in ("nsubj", "nsubjpass", "compound", "amod", "nmod"):
        return True
    if word.dep_ == "pobj" and word.head.lower_ == "by":
        return True
    return word.dep_ == "poss" and (word.head.lemma_.lower() in words("groups") | words("persons"))


def _is_whence(word: Token) -> bool:
    """Whether a place only says whence someone comes: "Scott Dean, 42, of Lerwick", or whose side ("US-led")."""
    if word.i + 1 < len(word.doc) and word.nbor().text == "-" and not word.nbor().whitespace_ and not word.whitespace_:
        return word.dep_ == "npadvmod"
    at = word
    while at.dep_ in ("appos", "conj") and at.head.i < at.i:
        at = at.head
    if at.dep_ != "pobj" or at.head.lower_ != "of":
        return False
    whose = at.head.head
    return whose.ent_type_ == "PERSON" and whose.pos_ == "PROPN"


def _is_home(word: Token) -> bool:
    """Whether a place stands by a person's noun, as home or office: "a Sandur man", "a fisherman from Sandur". What
    befell them may have happened there, but any other place of the clause is likelier."""
    if word.dep_ == "pobj" and word.head.lower_ == "from":
        return word.head.dep_ == "prep" and word.head.head.lemma_.lower() in words("persons")
    return word.dep_ in ("compound", "amod", "nmod", "poss") and word.head.lemma_.lower() in words("persons")


def _is_announced(event: Token, day: Token) -> bool:
    """Whether a day is that on which an event was spoken of: "announced the exchange last week"."""
    verb = event.head
    if event.dep_ != "dobj" or verb.lemma_.lower() not in _SPOKEN_OF:
        return False
    return verb.is_ancestor(day) and not event.is_ancestor(day)


def _is_since_another(event: Token, day: Token) -> bool:
    """Whether a day only says since when someone is what they are: "the two groups, rivals since 2019, fought"."""
    at = day
    while at.dep_ in ("compound", "nummod", "pobj") and at.head.i != at.i:
        at = at.head
    if at.lower_ != "since" or at.head.pos_ not in ("NOUN", "PROPN") or at.head.i == event.i:
        return False
    return not any(word.is_punct for word in at.doc[at.head.i + 1 : at.i])  # after a comma it is of the whole clause


def tried_for(deed: Token) -> bool:
    """Whether a deed is only what someone is tried, held or accused for: the day of "was acquitted on Tuesday of the
    kidnapping" is that of the court."""
    return any(_is_charge(above) for above in deed.ancestors)


def _is_charge(preposition: Token) -> bool:
    """Whether a preposition leads from a court's verb to what someone is tried for, beside a day or a term or not:
    "sentenced to ten years for"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _FOR_WHAT:
        return False
    verb = preposition.head
    while verb.dep_ in ("pobj", "prep", "npadvmod") and verb.head.i != verb.i:
        verb = verb.head
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _TRIED


def _is_of_the_charge(verdict: Token, day: Token, when: Date) -> bool:
    """Whether a year or a month is that of what someone is tried for: "acquitted of the kidnapping in 2007". A day
    there may be the court's."""
    if verdict.lemma_.lower() not in _TRIED or re.match(r"\d{4}-(?:\d\d-\d\d|W)", when.value):
        return False
    return any(_is_charge(above) and verdict.is_ancestor(above) for above in day.ancestors)


def _is_when(event: Token, words: Span) -> bool:
    """Whether a clause of "when" after a date tells the event: "became notorious in 2017 when it abducted pupils"."""
    rest = [word for word in words.doc[words.end : words.end + 2] if not word.is_punct]
    if not rest or rest[0].lower_ != "when" or event.i < words.end:
        return False
    return rest[0].head.i == event.i or rest[0].head.is_ancestor(event)


def _is_measure(words: Span) -> bool:
    """Whether words that read as a day only measure how long after or before a clause: "two days after they freed"."""
    marks = [token for token in words.doc[words.end - 1 : words.end + 1] if token.lower_ in ("after", "before")]
    return any(mark.dep_ == "mark" for mark in marks)


def _is_counted_from(event: Token, day: Token) -> bool:
    """Whether a day is that from which a clause counts its own: "the bomb of 3 May came two days after they freed"."""
    clause = event
    while clause.dep_ in ("conj", "xcomp", "dobj", "nsubj", "nsubjpass") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "advcl" or clause.is_ancestor(day) or not clause.head.is_ancestor(day):
        return False
    return any(
        child.lower_ in ("after", "before") and child.nbor(-1).lemma_.lower() in _MEASURES
        for child in clause.children
        if child.dep_ in ("mark", "advmod") and child.i > child.sent.start
    )


def _is_matter(word: Token, trigger: Trigger) -> bool:
    """Whether a place is what talks or a text are about, or whence someone comes, not where it happens."""
    if word.dep_ in ("compound", "nmod", "poss") and word.head.i == trigger.token.i:
        return trigger.type in _TALKS
    if word.dep_ == "pobj":
        preposition = word.head.lower_
        return preposition in ("on", "about", "with", "between", "over", "of") and trigger.type in _TALKS
    return False


def _nearness(token: Token, other: Token) -> Nearness:
    if any(above.i == token.i for above in other.ancestors):
        between = [above for above in other.ancestors if above.i != token.i]
        clauses = [above for above in between[: _steps(other, token)] if above.pos_ in ("VERB", "AUX")]
        if not clauses:
            return Nearness.PHRASE
    if _domain(token) == _domain(other) or _lies_at(token, other):
        return Nearness.CLAUSE
    return Nearness.SENTENCE


def _lies_at(token: Token, other: Token) -> bool:
    """Whether a word stands in the clause that says where a bomb was: "a bomb left under a car in Lerwick"."""
    clause = next((above for above in other.ancestors if above.pos_ == "VERB"), None)
    return (
        token.lemma_.lower() in words("bombs")
        and clause is not None
        and clause.dep_ in ("acl", "relcl")
        and clause.head.i == token.i
    )


def _steps(low: Token, high: Token) -> int:
    for count, above in enumerate(low.ancestors):
        if above.i == high.i:
            return count
    return 0


def _domain(token: Token) -> int:
    """The verb of the clause in which a word stands; clauses without tense of their own count with the one above."""
    at = token
    while at.head.i != at.i:
        if (
            at.pos_ in ("VERB", "AUX")
            and at.dep_ not in ("xcomp", "auxpass", "aux", "amod")
            and not (
                at.dep_ in ("conj", "advcl", "acl", "pcomp")
                and at.tag_ in ("VBG", "VB", "VBN", "VBD")
                and not _has_subject(at)
            )
        ):
            return at.i
        at = at.head
    return at.i


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


_TALKS = frozenset({"negotiation", "agreement", "ceasefire", "sanction"})

"""A statement as a sentence that keeps its distance: who said it, by the source's own cue, in the source's own words.

Where the source has cue and content in that order its own grammar is kept, and only the speaker's name is put in.
Where the content comes first, a cue known to take "that" is put before it. All else is quoted, as the outlet's words.
Nothing here makes a claim stronger than its source does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from purport.brief.dates import worded
from purport.brief.library import Library, nameless
from purport.brief.records import Citation, Sentence
from purport.brief.words import (
    balanced,
    capitalised,
    curled,
    entry,
    first_word,
    joined,
    quoted,
    shortened,
    squeezed,
    word_list,
)
from purport.case import days_or_none
from purport.types import Date, Quote, Reading, Span, Statement

# The word that leads to a content, which is put before it anew.
_THAT = re.compile(r"that\s+", re.IGNORECASE)
# Between cue and content: "that", a hearer, "in a statement"; more is another clause.
GAP = 60
# Parts further apart than this are cited one by one.
REACH = 400
# A sentence of so many words at most is quoted whole where a part of it would hang in the air.
WHOLE_WORDS = 45
_ENDS = re.compile(r"[.!?][\"”’)]*\s|\n")
_ABBREVIATED = re.compile(r"\b\w\.\w\.$")
_RELATIVE = re.compile(r"\b(?:whom?|which)\s+$")
_POSSESSIVE = re.compile(r"['’]s?\s*$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence without its end, and the words of the source that it shows."""

    text: str
    shown: tuple[tuple[int, int], ...]


def sentence(library: Library, reading: Reading, statement: Statement) -> Sentence:
    """The statement as one sentence with its citations."""
    return sentences(library, [(reading, statement)])[0]


def sentences(library: Library, told: Iterable[tuple[Reading, Statement]]) -> tuple[Sentence, ...]:
    """Each statement as a sentence; what several documents tell in the same words is said once, with all of them."""
    alike: dict[str, tuple[str, list[tuple[Reading, list[tuple[int, int]]]]]] = {}
    for reading, statement in told:
        one = _told(library, reading, statement)
        remarks = [f"“{squeezed(h.text)}”" for h in statement.hedges if not _within(h, one.shown)]
        hedged = f" (hedged in the source: {joined(remarks)})" if remarks else ""
        spans = [*evidence(statement), *one.shown, *((h.start, h.end) for h in statement.hedges)]
        text = ended(capitalised(one.text), hedged + library.reviews.remark(reading, statement.id))
        alike.setdefault(text.casefold(), (text, []))[1].append((reading, spans))
    return tuple(_sourced(library, text, sources) for text, sources in alike.values())


def _sourced(library: Library, text: str, sources: list[tuple[Reading, list[tuple[int, int]]]]) -> Sentence:
    labels = dict.fromkeys(library.short(reading) for reading, _ in sources)
    remark = f" ({'; '.join(labels)})" if len(library.readings) > 1 else ""
    outlet = capitalised(library.outlet(sources[0][0]))
    if remark and len(labels) == 1 and text.startswith(f"{outlet} writes: "):
        # The outlet is named once, with its date.
        return Sentence(
            text=f"{next(iter(labels))}: {text.partition(' writes: ')[2]}", citations=_cited(library, sources)
        )
    return Sentence(text=ended(text, remark), citations=_cited(library, sources))


def _cited(library: Library, sources: list[tuple[Reading, list[tuple[int, int]]]]) -> tuple[Citation, ...]:
    cited = [citation for reading, spans in sources for citation in library.cite_all(reading, nearby(spans))]
    return tuple(dict.fromkeys(cited))


def ended(text: str, remark: str = "") -> str:
    """The text with a remark before its full stop; a closing mark of its own is kept where nothing follows."""
    text = text.rstrip(" ,;:–—")
    if remark:
        return (text if _ABBREVIATED.search(text) else re.sub(r"\.?([”’]?)$", r"\1", text)) + remark + "."
    return text if re.search(r"[.!?…][”’)]*$", text) else text + "."


def evidence(statement: Statement) -> list[tuple[int, int]]:
    """The words a statement stands on: its speaker, its cue and its content."""
    spans = [(part.start, part.end) for part in statement.content]
    if statement.cue is not None:
        spans.append((statement.cue.start, statement.cue.end))
    if statement.speaker is not None and statement.speaker.start is not None and statement.speaker.end is not None:
        spans.append((statement.speaker.start, statement.speaker.end))
    spans += [(via.start, via.end) for via in statement.via if via.start is not None and via.end is not None]
    return spans


def nearby(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with those that stand near each other made one."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if stretches and start - stretches[-1][1] <= REACH:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def speaker_name(library: Library, statement: Statement) -> str | None:
    """The speaker as named within a sentence, or None where nobody is."""
    speaker = statement.speaker
    name = squeezed(speaker.name or speaker.text or "") if speaker is not None else ""
    if not nameless(name):
        return library.named(name)
    if speaker is None or not speaker.text or name.lower() == "unspecified":
        return None
    called = f"someone called “{squeezed(speaker.text)}”"
    choice = " or ".join(library.named(candidate) for candidate in speaker.candidates)
    return f"{called}, {choice}," if choice else called


def _told(library: Library, reading: Reading, statement: Statement) -> _Told:
    name = speaker_name(library, statement)
    if name is None or statement.cue is None or not statement.content or statement.speaker is None:
        return _passage(library, reading, statement, name)
    hands = [library.named(squeezed(via.name)) for via in statement.via if not nameless(via.name)]
    hands = [hand for hand in dict.fromkeys(hands) if hand.lower() != name.lower()]
    if first_word(statement.speaker.text or "") in word_list("words", "first_person"):
        spans = _spans(statement)
        start, end = spans[0][0], spans[-1][1]
        return _Told(_on(hands, f"{name} said: {quoted(shown(reading, start, end))}"), ((start, end),))
    if statement.cue.text == ":" and statement.quote is Quote.DIRECT:
        start, end = statement.content[0].start, statement.content[-1].end
        return _Told(_on(hands, f"{name}: {quoted(shown(reading, start, end))}"), ((start, end),))
    if first_word(statement.cue.text) in ("according", "per"):
        clause = _clause(library, reading, statement)
        if clause is None:
            return _passage(library, reading, statement, name)
        return _Told(_on([*hands, name], clause), _content(statement))
    if _first_person_outside_quotes(statement):
        return _passage(library, reading, statement, name)
    told = _cue_first(library, reading, statement) or _content_first(library, reading, statement)
    return (
        _passage(library, reading, statement, name)
        if told is None
        else _Told(_on(hands, f"{name} {told.text}"), told.shown)
    )


def _on(hands: list[str], clause: str) -> str:
    """The clause on the word of those who passed it on, outermost first."""
    return f"according to {', citing '.join(hands)}, {clause}" if hands else clause


def _passage(library: Library, reading: Reading, statement: Statement, name: str | None) -> _Told:
    """The source's own words, as its own: for what cannot be woven into a sentence of ours."""
    spans = nearby(evidence(statement)) or [(0, 0)]
    start, end = spans[0]
    whole = library.sentence(reading, start, end)
    if len(reading.text[whole[0] : whole[1]].split()) <= WHOLE_WORDS:
        start, end = whole
    words = quoted(shortened(shown(reading, start, end, _pronoun(statement, name, start, end))))
    outlet = library.outlet(reading)
    unnamed = ", without naming a speaker" if name is None else ""
    return _Told(f"{outlet} writes{unnamed}: {words}", ((start, end),))


def _pronoun(statement: Statement, name: str | None, start: int, end: int) -> tuple[int, int, str] | None:
    """The speaker's pronoun within a passage, and the name to put for it, in brackets."""
    speaker = statement.speaker
    if name is None or speaker is None or speaker.start is None or speaker.end is None or nameless(speaker.name):
        return None
    pronoun = (speaker.text or "").lower()
    if pronoun not in word_list("words", "pronouns") or not start <= speaker.start < speaker.end <= end:
        return None
    shown_name = capitalised(name) if speaker.start == start else name
    possessive = "’s" if pronoun in ("its", "his", "their", "our", "my") else ""
    return speaker.start, speaker.end, f"[{shown_name}{possessive}]"


def _cue_first(library: Library, reading: Reading, statement: Statement) -> _Told | None:
    """The source's own grammar from its cue on, where the content follows it closely."""
    cue, content, speaker = statement.cue, statement.content, statement.speaker
    assert cue is not None and speaker is not None
    gap = reading.text[cue.end : content[0].start]
    if content[0].start < cue.end or len(gap) > GAP or _ENDS.search(gap) or speaker.start is None:
        return None
    if gap.strip() == "," and statement.quote is not Quote.DIRECT:
        return None
    if cue.end <= speaker.start < content[0].start or _RELATIVE.search(
        reading.text[max(0, speaker.start - 8) : speaker.start]
    ):
        return None
    end = content[0].end
    for part in content[1:]:
        between = reading.text[end : part.start]
        if len(between) > 3 or "\n" in between:
            break
        end = part.end
    head = _head(reading, cue, speaker.end or 0, speaker.text or "", gap)
    if head is None:
        return None
    rest = shown(reading, cue.end, end, _hearer(library, statement, cue.end, content[0].start))
    if not balanced(rest):
        return None
    words = curled(f"{head}{' ' if reading.text[cue.end].isspace() else ''}{rest}")
    if re.match(r"\s*[:,]?\s*[\"“]", gap + content[0].text[:1]) and statement.quote is Quote.DIRECT:
        words = f"{head}: {quoted(shown(reading, content[0].start, end))}"
    more = " …" if end < content[-1].end else ""
    return _Told(_cut(words, more), ((cue.start, end),))


def _hearer(library: Library, statement: Statement, start: int, end: int) -> tuple[int, int, str] | None:
    """The pronoun between cue and content for the one addressed, and the name to put for it, in brackets."""
    who = statement.addressee
    if who is None or who.start is None or who.end is None or nameless(who.name):
        return None
    if (who.text or "").lower() not in word_list("words", "pronouns") or not start <= who.start < who.end <= end:
        return None
    return who.start, who.end, f"[{library.named(squeezed(who.name or ''))}]"


def _head(reading: Reading, cue: Span, speaker_end: int, speaker: str, gap: str) -> str | None:
    """The cue as a main verb, or None where it is none."""
    words = squeezed(cue.text).split()
    while words and words[0].lower() in word_list("cues", "ties"):
        words = words[1:]
    kept = [word for word in words if word.lower() not in word_list("cues", "ties")]
    if not kept:
        return None
    first = kept[0].lower()
    verbs = [word for word in kept if not word.lower().endswith("ly")]
    main = verbs[0].lower() if verbs else first
    before = reading.text[max(0, cue.start - 4) : cue.start].lower()
    owned = bool(_POSSESSIVE.search(speaker)) or bool(
        _POSSESSIVE.match(reading.text[speaker_end : speaker_end + 3].rstrip() + " ")
    )
    owned = owned or reading.text[speaker_end : speaker_end + 2] in ("'s", "’s")
    if owned or first_word(speaker) in ("its", "his", "their", "our", "my"):
        noun = entry("cues", "nouns").get(kept[-1].lower())
        return noun if noun and squeezed(gap) == "that" else None
    if before.endswith(("to ", "a ", "the ")):
        return None
    if main in entry("cues", "gerunds"):
        return " ".join(entry("cues", "gerunds")[word.lower()] if word.lower() == main else word for word in kept)
    lower = [word.lower() for word in kept]
    if any(word in word_list("cues", "passive") for word in lower) and not any(
        word.endswith("ing") and word != "being" for word in lower
    ):
        return None
    known = ("auxiliaries", "irregular", "present", "that")
    if (
        main.endswith("ed")
        or any(main in word_list("cues", name) for name in known)
        or re.fullmatch(r"[a-z]{3,}s", main)
    ):
        if main == "told" and not re.match(r"\s+\w", gap.removesuffix("that ").rstrip() or ""):
            kept = ["said" if word.lower() == "told" else word for word in kept]
        return " ".join(kept)
    return None


def _content_first(library: Library, reading: Reading, statement: Statement) -> _Told | None:
    """ "X said that …", where the source has the content first, or on both sides of the cue."""
    cue, speaker = statement.cue, statement.speaker
    assert cue is not None and speaker is not None
    verb = _that_verb(cue)
    before = reading.text[max(0, (speaker.start or 0) - 8) : speaker.start or 0]
    parenthesis = statement.content[0].start >= cue.end and reading.text[cue.end : cue.end + 1] == ","
    if verb is None or _RELATIVE.search(before) or reading.text[max(0, cue.start - 3) : cue.start] == "to ":
        return None
    if parenthesis and statement.quote is not Quote.DIRECT:
        return None
    if statement.quote is Quote.DIRECT:
        parts = [quoted(shown(reading, part.start, part.end)) for part in statement.content]
        return _Told(f"{verb}: {' … '.join(parts)}", _content(statement))
    clause = _clause(library, reading, statement)
    return None if clause is None else _Told(f"{verb} that {clause}", _content(statement))


def _that_verb(cue: Span) -> str | None:
    words = [word.lower().strip(",") for word in cue.text.split()]
    if any(word in ("not", "never", "n't") or word.endswith("n't") for word in words):
        return None
    if any(word in word_list("cues", "passive") for word in words):
        return None
    for word in words:
        word = entry("cues", "gerunds").get(word, word)
        if word in ("told", "tells"):
            return "said"
        if word in word_list("cues", "that"):
            return str(word)
    return None


def _clause(library: Library, reading: Reading, statement: Statement) -> str | None:
    """The content as a clause that can stand after "that", or None where it cannot."""
    parts = [shown(reading, part.start, part.end).strip(" ,;:.") for part in statement.content]
    parts = [part[that.end() :] if (that := _THAT.match(part)) else part for part in parts if part]
    if not parts or not all(map(balanced, parts)) or statement.quote is Quote.DIRECT:
        return None
    if len(parts) > 2 or len(parts[0].split()) < 2:
        return None
    opening = statement.content[0].start
    clause = parts[0] if _THAT.match(reading.text, opening) else library.lowered(reading, opening, parts[0])
    if len(parts) == 2:
        link = ", " if first_word(parts[0]) in word_list("words", "subordinators") else " "
        clause = clause + link + parts[1]
    if any(first_word(part) in ("to", "for", "of", "about", "against") for part in parts):
        return None
    return _cut(curled(clause))


def shown(reading: Reading, start: int, end: int, swap: tuple[int, int, str] | None = None) -> str:
    """Words of a text with what a relative date stands for in brackets, and ``swap``, one stretch, put otherwise."""
    changes = [swap] if swap else []
    for date in reading.dates:
        if start <= date.start and date.end <= end and _wants_resolving(reading, date):
            changes.append((date.end, date.end, f" [{worded(date.value)}]"))
    out, last = [], start
    for opening, closing, words in sorted(changes):
        out += [reading.text[last:opening], words]
        last = closing
    return squeezed("".join([*out, reading.text[last:end]]))


def _wants_resolving(reading: Reading, date: Date) -> bool:
    """Whether a reader could not tell a date from its words: not where only the year of publication is left out."""
    if date.basis == "stated" or days_or_none(date.value) is None:
        return False
    plain = worded(date.value).rpartition(" ")
    this_year = plain[2] == (reading.source.published or "")[:4]
    return not (this_year and set(plain[0].lower().split()) <= set(re.split(r"\W+", date.text.lower())))


def _cut(words: str, more: str = "") -> str:
    short = shortened(words)
    return short if short != words else words + more


def _content(statement: Statement) -> tuple[tuple[int, int], ...]:
    return tuple((part.start, part.end) for part in statement.content)


def _spans(statement: Statement) -> list[tuple[int, int]]:
    return sorted(evidence(statement))


def _within(span: Span, shown: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in shown)


def _first_person_outside_quotes(statement: Statement) -> bool:
    if statement.quote is Quote.DIRECT:
        return False
    plain = re.sub('[“"][^”"]*[”"]', " ", " ".join(part.text for part in statement.content))
    words = re.findall(r"[^\W\d_]+", plain)
    return any(
        word == "I" or (word.lower() in word_list("words", "first_person") and word not in ("US", "i"))
        for word in words
    )

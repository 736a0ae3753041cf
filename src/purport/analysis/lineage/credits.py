"""What a text says of where it is from: credit lines, bylines, whom it cites, whom it links to, its feed's source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from purport.language.folding import folded
from purport.types import Reading, Source, Span


class CreditKind(StrEnum):
    """How an outlet is named as where a text, or a part of it, is from."""

    CREDITED = "credited"
    CITED = "cited"
    LINKED = "linked"
    FEED_SOURCE = "feed_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An outlet, or an address, that a text names. ``span`` are the words that do, None where the source's record does;
    ``strength`` is how likely what is told was taken from there."""

    kind: CreditKind
    name: str
    strength: float
    span: Span | None = None


# A name as it stands in a credit: capitals, with small words between.
_NAME = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w'’.&-]*)(?:\s+(?:of|the|and|for|de|&)?\s*[A-ZÀ-ÖØ-Þ0-9][\w'’.&-]*){0,5}"
_DATELINE = re.compile(r"^[ \t]*[A-ZÀ-ÖØ-Þ][^\n()]{1,60}?\((?P<name>[^()\n]{2,40})\)\s*(?:[-–—:]|\.)", re.M)
_BEGINNING = re.compile(rf"^[ \t]*\(?(?P<name>{_NAME})\)?\s*[-–—]{{1,2}}\s+(?=[A-Z“\"])", re.M)
_ENDING = re.compile(rf"(?:\(|[—–-]\s*|\[)(?P<name>{_NAME})[)\]]?\s*$", re.M)
_LINES = (
    re.compile(
        rf"\b(?:[Ww]ith|[Aa]dditional)\s+(?:reporting|files|material|information)\s+(?:by|from)\s+(?:the\s+)?(?P<name>{_NAME})"
    ),
    re.compile(rf"\b(?P<name>{_NAME})\s+contributed to this (?:report|story|article|dispatch)"),
    re.compile(rf"\b[Ss]ource:\s*(?:the\s+)?(?P<name>{_NAME})"),
    re.compile(rf"^[ \t]*(?:By|From)\s+(?:the\s+)?(?P<name>{_NAME})\s*$", re.M),
    re.compile(rf"©\s*(?:\d{{4}}\s*)?(?:the\s+|The\s+)?(?P<name>{_NAME})"),
)
# Those that tell by themselves that what they name is an outlet.
_NAMED = rf"\s+(?:[Tt]he\s+)?(?P<name>{_NAME})"
_REPRINTED = (
    re.compile(
        rf"\b(?:[Ff]irst|[Oo]riginally)\s+(?:published|printed|appeared|aired|broadcast)\s+(?:by|in|on){_NAMED}"
    ),
    re.compile(
        r"\b[Rr]e(?:published|printed|produced)\s+(?:from|by permission of|with (?:the )?permission of|courtesy of)"
        rf"{_NAMED}"
    ),
    re.compile(
        rf"\b[Tt]ranslat(?:ed|ion)\s+(?:from|of)\s+an?\s+(?:article|report|story|text)\s+(?:in|by|of|from){_NAMED}"
    ),
)
_FIRST_REPORTED = re.compile(
    rf"\b(?:first|earlier|originally) (?:reported|told|broken|revealed) (?:by|in|on) (?:the )?(?P<name>{_NAME})"
)
_NO_NAME = re.compile(
    r"\d|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)
# Where a credit stands: in the first or the last so many characters.
HEAD, TAIL = 600, 500
# What stands before, or behind, an outlet that is cited.
_BEFORE = re.compile(
    r"\b(?:citing|quoting|cited|quoted|according to|(?:as |first )?reported by|a report (?:by|in|from)"
    r"|reports (?:by|in|from)|quoted by|told|carried by|published by|via)\s+(?:a |an |the )?(?:[\w-]+ ){0,3}\Z",
    re.I,
)
_AFTER = re.compile(
    r"\A['’”]?(?:s|,)?(?:\s+(?:news agency|newspaper|agency|website|radio|television|channel))?,?\s+"
    r"(?:also |first |has |had |earlier )?(?:reported|reports|wrote|writes|said|says|quoted|cited|which first)\b"
)
_CITED_BEFORE = re.compile(
    r"\b(?:[Cc]iting|[Qq]uoting|[Aa]ccording to|[Rr]eported by|[Rr]eports? (?:by|in|from)|told|[Cc]arried by|[Vv]ia)"
    rf"\s+(?:(?:a|an|the|news|agency|newspaper|local|state|paper|website)\s+)*(?:[Tt]he\s+)?(?P<name>{_NAME})"
)
_CITED_AFTER = re.compile(
    rf"\b(?P<name>{_NAME})(?:,)?(?: (?:news agency|newspaper|agency|website|radio|television|channel))?,? "
    r"(?:also |first |has |had |earlier )?"
    r"(?P<verb>reported|reports|wrote|writes|said|says|told|quoted|cited|which first)\b"
)
_OPENING = re.compile(
    r"^(?:(?:On|In|At|As|But|And|The|Earlier|Meanwhile|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today|Yesterday),?\s+)+"
)
_POSSESSIVE = re.compile(r"['’]s?\s+[a-zß-öø-ÿ]|\A(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s")
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
# By what a name is known to be an outlet's that no account is from.
_OUTLET = re.compile(
    r"\b(?:news|agency|agence|press|presse|wire|times|post|herald|courier|telegraph|tribune|gazette|journal|daily"
    r"|observer|guardian|broadcasting|radio|tv|television|media|bulletin|reuters|bloomberg|xinhua|tass)\b",
    re.I,
)
WIRES = {
    "ap": "Associated Press",
    "afp": "Agence France-Presse",
    "dpa": "Deutsche Presse-Agentur",
    "pa": "Press Association",
    "upi": "United Press International",
    "efe": "Agencia EFE",
    "reuters": "Reuters",
    "tass": "TASS",
    "xinhua": "Xinhua",
    "ansa": "ANSA",
    "ntb": "NTB",
    "tt": "TT",
}


def credits(reading: Reading, source: Source, outlets: Iterable[str]) -> tuple[Credit, ...]:
    """What the text of a reading says of where it is from, in its order; ``outlets`` are the names of those that may be
    meant. The outlet's own name is left out."""
    known = [name for name in dict.fromkeys(outlets) if not same_outlet(name, source.publisher)]
    found = [
        *_lines(reading.text, known),
        *_cited(reading.text, known),
        *_hands(reading, known),
        *(
            Credit(kind=CreditKind.LINKED, name=m[0].rstrip(".,;:"), strength=0.7, span=_span(reading.text, m))
            for m in _URL.finditer(reading.text)
        ),
        *_of_record(source, known),
    ]
    kept: dict[tuple[CreditKind, str], Credit] = {}
    for credit in found:
        if same_outlet(credit.name, source.publisher):
            continue
        key = (credit.kind, folded(credit.name))
        if key not in kept or kept[key].strength < credit.strength:
            kept[key] = credit
    # What is from an outlet as a whole need not be told to cite it.
    whole = {folded(credit.name) for credit in kept.values() if credit.kind is not CreditKind.CITED}
    kept = {key: credit for key, credit in kept.items() if key[0] is not CreditKind.CITED or key[1] not in whole}
    return tuple(sorted(kept.values(), key=lambda c: c.span.start if c.span else -1))


def same_outlet(one: str | None, two: str | None) -> bool:
    """Whether two names are of one outlet: equal, or one is the other's beginning in whole words, or its initials."""
    if not one or not two:
        return False
    a, b = bare_name(one), bare_name(two)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return a == b or (long.startswith(f"{short} ") and (" " in short or (len(long.split()) == 2 and len(short) > 3)))


def bare_name(name: str) -> str:
    """The name of an outlet as names are compared: folded, in full where it is the initials of a wire, no article."""
    return folded(WIRES.get(name.strip(" .").lower(), name)).strip().removeprefix("the ")


def address(url: str | None) -> str | None:
    """An address as addresses are compared: without its scheme, query and fragment."""
    if not url:
        return None
    bare = url.split("#")[0].split("?")[0].rstrip("/")
    return bare.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def named_outlets(text: str, source: Source) -> Iterator[tuple[str, bool, bool]]:
    """The outlets and addresses that a text names as where it has something from, whether or not it is known that they
    are outlets; whether that shows by the words alone, and whether it may be anybody who says something."""
    for credit in (*_lines(text, []), *_of_record(source, [])):
        yield credit.name, True, False
    for match in _URL.finditer(text):
        yield match[0].rstrip(".,;:"), False, False
    for pattern in (_CITED_BEFORE, _CITED_AFTER):
        for match in pattern.finditer(text):
            name = _OPENING.sub("", match["name"])
            outlet = name.lower() in WIRES or bool(_OUTLET.search(name))
            said = match.groupdict().get("verb") in ("said", "says", "told")
            yield name, outlet, said and not outlet


def own_dateline(reading: Reading, source: Source) -> bool:
    """Whether a text begins with its own outlet's name as an agency's dispatch does: "LERWICK (Norran News) -"."""
    return any(same_outlet(match["name"], source.publisher) for match in _DATELINE.finditer(reading.text, 0, HEAD))


def own_reporting(reading: Reading, source: Source) -> Span | str | None:
    """What shows that an outlet was there, or spoke to somebody, itself: words of the text, or its byline."""
    text = reading.text
    names = [r"this (?:newspaper|reporter|correspondent|magazine|station)", r"our (?:reporter|correspondent)"]
    if source.publisher:
        own = re.escape(source.publisher)
        short = re.escape(source.publisher.removeprefix("The "))
        names += [rf"(?:the )?{own}", rf"(?:the )?{short}"]
        # "told the Bulletin", in the Burray Bulletin.
        if " " in short and _OUTLET.fullmatch(last := source.publisher.split()[-1]):
            names.append(rf"the {re.escape(last)}")
    by = "|".join(names)
    match = re.search(
        r"\b(?:told|(?:call|message|letter|statement|e-?mail|video)(?: sent| made| given)? to"
        r"|(?:spoke|speaking|talking) (?:to|with)|interview with|seen by|shown to|obtained by|counted by)"
        rf"\s+(?:{by})\b"
        r"|\b(?:[Tt]his|[Oo]ur) (?:correspondent|reporter)\b|\b[Tt]he (?:writer|author) of these lines\b"
        rf"|\b[Aa] (?:correspondent|reporter|photographer) (?:of|for|from) (?:{by})\b",
        text,
    )
    if match:
        return _span(text, match)
    return source.author if source.author and re.search(r",? (?:in|at|near) [A-ZÀ-Þ]", source.author) else None


# A side that fights, or acts, tells of itself.
_FIRST_PERSON = re.compile(
    r"\b[Oo]ur (?:[a-z]+ )?(?:brigades?|brothers|cells?|combatants|comrades|fighters|forces|gunmen|heroes|martyrs"
    r"|members|men|movement|mujahideen|soldiers|squads?|struggle|troops|units?|warriors)\b"
    r"|\b[Ww]e (?:have |hereby )?(?:ambushed|attacked|bombed|captured|carried out|claim(?:ed)?|den(?:y|ied)|fired"
    r"|freed|killed|planted|released|seized|shelled|shot|struck|take responsibility|took responsibility)\b"
)
_OWN = re.compile(r"(?:we|our)\b", re.I)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
# What else papers and stations are called, and sides are not.
_PAPER = re.compile(
    r"\b(?:chronicle|digest|echo|express|globe|letter|mail|mirror|monitor|record|review|sentinel|standard|star|today"
    r"|voice|weekly|world)\b",
    re.I,
)


def own_statement(reading: Reading, source: Source) -> Span | None:
    """The words by which who publishes a text speaks in it of what it does itself, as a side does in a communiqué:
    "our fighters"; never those that an outlet quotes, nor those of an outlet that is called one."""
    if not source.publisher or _OUTLET.search(source.publisher) or _PAPER.search(source.publisher):
        return None
    quoted = [match.span() for match in _QUOTED.finditer(reading.text)]
    quoted += [
        (span.start, span.end)
        for each in reading.statements
        if (speaker := each.speaker) is not None
        and (who := speaker.name or speaker.text)
        and not (_OWN.match(who) or same_outlet(who, source.publisher))
        for span in each.content
    ]
    for match in _FIRST_PERSON.finditer(reading.text):
        if not any(start <= match.start() < end for start, end in quoted):
            return _span(reading.text, match)
    return None


def _lines(text: str, known: list[str]) -> Iterator[Credit]:
    head, tail = HEAD, max(0, len(text) - TAIL)
    for pattern, low, high in ((_DATELINE, 0, head), (_BEGINNING, 0, head), (_ENDING, tail, len(text))):
        for match in pattern.finditer(text, low, high):
            if _is_outlet(match["name"], known, strict=pattern is not _DATELINE):
                yield _credit(text, match)
    for pattern in _LINES:
        for match in pattern.finditer(text):
            if (match.start() < head or match.end() > tail) and _is_outlet(match["name"], known, strict=True):
                yield _credit(text, match)
    for pattern in _REPRINTED:
        for match in pattern.finditer(text):
            if (match.start() < head or match.end() > tail) and not _NO_NAME.match(match["name"]):
                yield _credit(text, match)
    for match in _FIRST_REPORTED.finditer(text):
        if _is_outlet(match["name"], known, strict=True):
            yield _credit(text, match, CreditKind.CITED)


def _credit(text: str, match: re.Match[str], kind: CreditKind = CreditKind.CREDITED) -> Credit:
    name = re.sub(r"^(?:The|the) ", "", match["name"].strip(" ."))
    start, end = match.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Credit(
        kind=kind,
        name=WIRES.get(name.lower(), name),
        strength=0.95 if kind is CreditKind.CREDITED else 0.9,
        span=Span(text=text[start:end], start=start, end=end),
    )


def _is_outlet(name: str, known: list[str], *, strict: bool) -> bool:
    name = name.strip(" .")
    if name.lower() in WIRES or any(same_outlet(name, each) for each in known):
        return True
    return bool(_OUTLET.search(name)) and (not strict or len(name.split()) <= 5)


def _cited(text: str, known: list[str]) -> Iterator[Credit]:
    for name in known:
        bare = name.removeprefix("The ").removeprefix("the ")
        for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text):
            before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
            cue, verb = _BEFORE.search(before), _AFTER.match(after)
            if cue or verb:
                # With the words that show that something is from there.
                start = match.start() - (len(before) - cue.start() if cue else 0)
                end = match.end() + (verb.end() if verb else 0)
                span = Span(text=text[start:end], start=start, end=end)
                yield Credit(kind=CreditKind.CITED, name=name, strength=0.9, span=span)


def _hands(reading: Reading, known: list[str]) -> Iterator[Credit]:
    """The outlets through whose hands statements passed, or that speak, as they were read."""
    for statement in reading.statements:
        for hand in statement.via:
            if any(same_outlet(hand.name, each) for each in known) or _OUTLET.search(hand.name):
                span = None
                if hand.start is not None and hand.end is not None:
                    span = Span(text=reading.text[hand.start : hand.end], start=hand.start, end=hand.end)
                yield Credit(kind=CreditKind.CITED, name=hand.name, strength=0.9, span=span)
        speaker = statement.speaker
        if speaker is None or speaker.start is None or speaker.end is None:
            continue
        for name in (speaker.name, speaker.text):
            # "its mayor", "the agency's director": somebody of what is named, not the outlet.
            if name and _POSSESSIVE.search(name):
                break
            if any(same_outlet(name, each) for each in known):
                span = Span(text=reading.text[speaker.start : speaker.end], start=speaker.start, end=speaker.end)
                yield Credit(kind=CreditKind.CITED, name=name or "", strength=0.9, span=span)
                break


def _of_record(source: Source, known: list[str]) -> Iterator[Credit]:
    told = source.extra.get("source")
    if isinstance(told, dict):
        for key in ("title", "name", "url", "href"):
            if isinstance(value := told.get(key), str) and value.strip():
                yield Credit(kind=CreditKind.FEED_SOURCE, name=value.strip(), strength=0.95)
                break
    elif isinstance(told, str) and told.strip():
        yield Credit(kind=CreditKind.FEED_SOURCE, name=told.strip(), strength=0.95)
    author = (source.author or "").strip()
    if author and _is_outlet(author, known, strict=True):
        yield Credit(kind=CreditKind.CREDITED, name=WIRES.get(author.lower(), author), strength=0.9)


def _span(text: str, match: re.Match[str]) -> Span:
    return Span(text=text[match.start() : match.end()], start=match.start(), end=match.end())

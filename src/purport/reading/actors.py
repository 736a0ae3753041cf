"""Who acts and speaks in a text: listed actors, what states speak through, persons, and organisations no one lists."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from purport.codebooks.actors import ActorCodebook, Entry, actor_codebook
from purport.codebooks.names import Match
from purport.codebooks.references import reference_words
from purport.language import Doc
from purport.language.casing import restored
from purport.reading.articled import articled_names
from purport.reading.finder import Findings
from purport.reading.organisations import named_organisations
from purport.reading.outlets import introduced_outlets
from purport.reading.people import named_persons
from purport.types import Actor

UNLISTED = "unlisted:"
INSTITUTION = "/"
# Latin letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N"}
)
# Institutions that a capital's name alone tells apart: "the government in Reykjavik".
_SEATED = frozenset({"government", "regime", "authorities", "parliament"})

# The last word of a name before the bracket in which its abbreviation stands: "the “Reef Brigade” (RB)".
_OPENED = re.compile(r"([^\W_][^\s\"”’']*)[\"”’']?\s\(\Z")

Bounds = tuple[int, int]


class ActorFinder:
    """Finds actors. Ids are the codebook's; an institution of a state has the state's id, a slash and its name
    ("state:IS/coast-guard"), an unlisted actor "unlisted:" and its name in plain letters."""

    assigns = "actors"
    requires: tuple[str, ...] = ()

    def __init__(self, codebook: ActorCodebook | None = None) -> None:
        self.codebook = codebook or actor_codebook()

    def find(self, doc: Doc, found: Findings) -> Iterable[Actor]:
        """The actors, in reading order of their first mention; each stands once."""
        text = restored(doc.text)
        published = doc.source.published or ""
        matches = self.codebook.matches(doc.text, year=int(published[:4]) if published[:4].isdigit() else None)
        matches = _without(matches, _defined_otherwise(matches, text))
        held = [(m.start, m.end) for m in matches]
        held += introduced_outlets(text)
        states = [(m.start, m.end) for m in matches if self.codebook.entries[m.name.owner].kind == "state"]
        articled = articled_names(doc.tokens, text, [b for b in held if b not in states])
        persons = named_persons(doc.tokens, text, [*held, *articled])
        names = [b for p in persons for b in p.mentions]
        matches = [m for m in matches if not any(a <= m.start and m.end <= b for a, b in names)]
        taken = [b for m in matches if not _within(b := (m.start, m.end), articled)]
        organisations = named_organisations(doc.tokens, text, [*taken, *names], articled)
        longer = [b for o in organisations for b in o.mentions]
        matches = [m for m in matches if not any(a <= m.start and m.end <= b for a, b in longer)]
        rows: dict[str, tuple[str, str, list[Bounds]]] = {}

        def add(id_: str, name: str, kind: str, mentions: Iterable[Bounds]) -> None:
            rows.setdefault(id_, (name, kind, []))[2].extend(mentions)

        parts = dict(_institutions(self.codebook, matches, text))
        for match in matches:
            entry = self.codebook.entries[match.name.owner]
            if (part := parts.get((match.start, match.end))) is not None:
                start, end, institution = part
                add(*institution_of(entry, institution), "state", [(start, end)])
            elif match.name.form == "name" or (match.name.form == "capital" and _governs(doc, match)):
                add(entry.id, entry.name, entry.kind, [(match.start, match.end)])
        for person in persons:
            add(UNLISTED + slug(person.name), person.name, "person", person.mentions)
        for organisation in organisations:
            add(UNLISTED + slug(organisation.name), organisation.name, organisation.kind, organisation.mentions)
        actors = [
            Actor(id=id_, name=name, kind=kind, mentions=tuple(doc.span(*b) for b in sorted(set(mentions))))
            for id_, (name, kind, mentions) in rows.items()
        ]
        return sorted(actors, key=lambda a: (a.mentions[0].start, -a.mentions[0].end))


def institution_of(entry: Entry, institution: str) -> tuple[str, str]:
    """The id and name of an institution of a state; its government is the state itself."""
    if institution == "government":
        return entry.id, entry.name
    return f"{entry.id}{INSTITUTION}{slug(institution)}", f"{entry.adjective} {institution}"


def slug(name: str) -> str:
    """A name in small plain letters and hyphens; its own letters where it has none in ASCII."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode() or name
    return re.sub(r"\W+", "-", plain.lower()).strip("-") or "-"


@cache
def _institution_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?i)(?<![\w-])(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")(?![\w-])"
    )


def institution_mentions(codebook: ActorCodebook, text: str) -> list[tuple[int, int, str]]:
    """Where ``text`` speaks of an institution, of whatever state, with the name we give it."""
    if not codebook.institutions:
        return []
    plain = text.replace("\n", " ").replace("’", "'")
    pattern = _institution_pattern(tuple(codebook.institutions))
    return [(m.start(), m.end(), codebook.institutions[m.group().lower()]) for m in pattern.finditer(plain)]


def _institutions(
    codebook: ActorCodebook, matches: Sequence[Match], text: str
) -> Iterable[tuple[Bounds, tuple[int, int, str]]]:
    """Institutions told of a listed state or country-like actor, by the bounds of its name: "Icelandic coast guard",
    "Iceland's coast guard", "the coast guard of Iceland"."""
    by_end = {m.end: m for m in matches}
    by_start = {m.start: m for m in matches}
    for start, end, institution in institution_mentions(codebook, text):
        before = re.search(r"(['’]s)? \Z", text[:start][-4:])
        owner = before and by_end.get(start - len(before.group()))
        if owner is not None and _has_institutions(codebook, owner):
            yield (owner.start, owner.end), (owner.start, end, institution)
            continue
        after = re.match(r" (of|in) (?:the )?", text[end : end + 10])
        owner = by_start.get(end + after.end()) if after else None
        seated = after is not None and (after.group(1) == "of" or institution in _SEATED)
        if owner is not None and seated and _has_institutions(codebook, owner):
            yield (owner.start, owner.end), (start, owner.end, institution)


def _has_institutions(codebook: ActorCodebook, match: Match) -> bool:
    return codebook.entries[match.name.owner].kind == "state"


def _governs(doc: Doc, match: Match) -> bool:
    """Whether a capital is the subject of what governments do."""
    span = doc.tokens.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    root = span.root
    return root.dep_ in ("nsubj", "agent") and root.head.lemma_ in reference_words()["governing_verbs"]


def _defined_otherwise(matches: Sequence[Match], text: str) -> set[str]:
    """Abbreviations that the text itself gives another meaning than the codebook."""
    out: set[str] = set()
    for match in matches:
        words = text[match.start : match.end]
        opened = _OPENED.search(text, max(0, match.start - 40), match.start)
        if words.isupper() and opened and text[match.end : match.end + 1] == ")" and opened.group(1)[:1].isupper():
            before = [m for m in matches if m.end == opened.end(1) and m.name.owner == match.name.owner]
            if not before:
                out.add(words)
    return out


def _within(bounds: Bounds, others: Iterable[Bounds]) -> bool:
    return any(a <= bounds[0] and bounds[1] <= b for a, b in others)


def _without(matches: Sequence[Match], words: set[str]) -> list[Match]:
    return [m for m in matches if m.name.text not in words]


def by_id(actors: Iterable[Actor]) -> Mapping[str, Actor]:
    """The actors by their ids."""
    return {actor.id: actor for actor in actors}

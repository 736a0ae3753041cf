"""Every record purport hands from room to room: frozen, slotted, keyword-only.

Offsets are Unicode code points into the text that was read, half open. Dates are ISO 8601 strings,
distances kilometres, coordinates decimal degrees (WGS 84), countries ISO 3166-1 alpha-2. What a field
cannot know is None. The JSON form of these records is the contract (see ``purport.codec``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any

SCHEMA = "purport.reading/1"
REPR_CHARACTERS = 60


def _short(text: str | None) -> str:
    """A text as a repr shows it: quoted, and cut where it is long."""
    if text is None:
        return "?"
    return repr(text if len(text) <= REPR_CHARACTERS else text[: REPR_CHARACTERS - 1].rstrip() + "…")


def _words(spans: "Iterable[Span]") -> str:
    return _short(" … ".join(span.text for span in spans))


def bounds(low: float | None, high: float | None) -> str:
    """Bounds in words: ``12``, ``12 to 20``, ``12 or more``, ``up to 20``, ``unknown``."""
    first, last = (None if n is None else f"{n:,.0f}" if n == int(n) else f"{n:,}" for n in (low, high))
    if first is None:
        return "unknown" if last is None else f"up to {last}"
    if last is None:
        return f"{first} or more"
    return first if first == last else f"{first} to {last}"


class Quote(StrEnum):
    """How the content is given: in quotation marks, in the writer's words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Kind(StrEnum):
    """What sort of act a statement is; where several fit, the first in the contract's order."""

    DENIAL = "denial"
    ACCUSATION = "accusation"
    THREAT = "threat"
    PROMISE = "promise"
    ORDER = "order"
    OPINION = "opinion"
    CLAIM = "claim"
    REPORT = "report"
    QUOTE = "quote"
    ATTITUDE = "attitude"


class Certainty(StrEnum):
    """How sure the speaker puts it, not how sure we are of it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DENIED = "denied"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the content is affirmed or negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Tense(StrEnum):
    """The time of the content as its verb gives it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    CONDITIONAL = "conditional"


class Mode(StrEnum):
    """How real the text makes an incident."""

    HAPPENED = "happened"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Status(StrEnum):
    """What we know of an incident, from who says so."""

    CLAIMED = "claimed"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    CONTESTED = "contested"


class StatusRule(StrEnum):
    """The rule by which an incident has its status; docs/reading.md tells what each asks for."""

    ACTOR_DENIES = "actor_denies"
    ONLY_DENIED = "only_denied"
    NEGATED = "negated"
    DENIED_AND_AFFIRMED = "denied_and_affirmed"
    CONFIRMED_IN_WORDS = "confirmed_in_words"
    BOTH_SIDES = "both_sides"
    OWN_PUBLICATION = "own_publication"
    ACTOR_CLAIMS = "actor_claims"
    ONLY_PARTIES = "only_parties"
    TOLD_BY_OTHERS = "told_by_others"
    OWN_VOICE = "own_voice"


class Says(StrEnum):
    """What someone says of an incident: that it is so, that it is confirmed, that it is their own deed, that it is not
    so, or that they had no hand in it."""

    AFFIRMS = "affirms"
    CONFIRMS = "confirms"
    CLAIMS = "claims"
    DENIES = "denies"
    DISOWNS = "disowns"


class Side(StrEnum):
    """Where one who tells of an incident stands to it: did it, suffered it, speaks of their own side's deeds or losses,
    or stands apart."""

    ACTOR = "actor"
    TARGET = "target"
    PARTY = "party"
    APART = "apart"


class RelationKind(StrEnum):
    """What one actor is to another; with ``patron``, the other is the patron of the first. Rival, ally,
    negotiates_with, agrees_with and fights hold both ways."""

    RIVAL = "rival"
    ALLY = "ally"
    PATRON = "patron"
    PART_OF = "part_of"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"
    SUCCESSOR_OF = "successor_of"
    NEGOTIATES_WITH = "negotiates_with"
    AGREES_WITH = "agrees_with"
    CRITICISES = "criticises"
    FIGHTS = "fights"
    ATTACKS = "attacks"


class Standing(StrEnum):
    """Whether a relation is told as one that holds (or held when it was told of), has ended, or never was."""

    HOLDS = "holds"
    ENDED = "ended"
    DENIED = "denied"


class Level(StrEnum):
    """What size of place a name stands for."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text: ``text == reading.text[start:end]``."""

    text: str
    start: int
    end: int

    def __repr__(self) -> str:
        return f"Span({_short(self.text)} {self.start}:{self.end})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text came from. ``sha256`` is of the bytes that came in; ``extra`` keeps keys we do not know."""

    id: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    path: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        shown = (self.title and _short(self.title), self.publisher, self.published)
        return f"Source({', '.join([repr(self.id), *filter(None, shown)])})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a stretch of a text stands in its source: the page, from 1, and the box about it (x0, y0, x1, y1 in points
    of 1/72 inch from the page's upper left corner). ``confidence``, 0 to 1, is of text recognised in an image."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source and its text, ready to be read. ``original`` is the bytes that ``source.sha256`` is of, ``regions``
    where the text stands on its pages, in reading order."""

    source: Source
    text: str
    regions: tuple[Region, ...] = ()
    original: bytes | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Document({self.source.id!r}, {len(self.text):,} characters)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, or is addressed. Without a span the speaker is not named in so many words; ``name`` is who it is,
    resolved, ``actor`` the codebook's id, ``candidates`` the names between which the text leaves it open."""

    text: str | None = None
    start: int | None = None
    end: int | None = None
    name: str | None = None
    actor: str | None = None
    candidates: tuple[str, ...] = ()

    def __repr__(self) -> str:
        name = f" = {self.name}" if self.name and self.name != self.text else ""
        return f"Speaker({_short(self.text or self.name)}{name if self.text else ''})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """A hand the statement passed through inside the text."""

    name: str
    text: str | None = None
    start: int | None = None
    end: int | None = None

    def __repr__(self) -> str:
        return f"Via({_short(self.name)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One cue and what it attributes. ``content`` is in reading order; ``addressee`` is the one to whom it is said,
    where the text says it; ``via`` runs from the outermost hand in; ``confidence`` is the reader's own, 0 to 1."""

    id: str
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    quote: Quote
    kind: Kind
    certainty: Certainty
    polarity: Polarity
    time: Tense
    hedges: tuple[Span, ...] = ()
    distanced: bool = False
    via: tuple[Via, ...] = ()
    addressee: Speaker | None = None
    confidence: float

    def __repr__(self) -> str:
        speaker = "?" if self.speaker is None else _short(self.speaker.text or self.speaker.name)
        return f"Statement({speaker} {self.cue.text if self.cue else self.kind} {_words(self.content)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A calendar expression. ``value`` is ISO 8601 as in TIMEX3 (2020-08-06, 2013-07, 2020-W32, 2019-FA,
    2020-08-02/2020-08-03), with X for what the text leaves open (XXXX-08-06); ``basis`` is stated, relative, published,
    or inferred where the year is taken from the text's other dates."""

    text: str
    start: int
    end: int
    value: str
    basis: str

    def __repr__(self) -> str:
        return f"Date({_short(self.text)} = {self.value}, {self.basis})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """Another place of the same name that may be meant; ``score`` is the share of belief, 0 to 1, that it has."""

    name: str
    country: str | None
    lat: float
    lon: float
    radius_km: float
    gazetteer_id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePart:
    """The part of a place that the text means: ``direction`` is ``north``, ``northeast`` … or ``central``, the rest a
    disc about that part."""

    direction: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place. Without coordinates it is named in the text and found in no gazetteer.

    ``lat``, ``lon`` and ``radius_km`` are those of what is named; where the text means a part of it ("eastern Syria"),
    ``part`` has that part's. ``candidates`` are other places of the name, where the text leaves the choice open.
    """

    text: str
    start: int
    end: int
    name: str
    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    level: Level | None = None
    gazetteer_id: str | None = None
    metonym: bool = False
    part: PlacePart | None = None
    candidates: tuple[PlaceCandidate, ...] = ()

    def __repr__(self) -> str:
        at = "" if self.lat is None or self.lon is None else f" at {self.lat:.2f}, {self.lon:.2f}"
        return f"Place({_short(self.text)} = {self.name}{f' ({self.country})' if self.country else ''}{at})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with its bounds, both included; None is an open end. ``unit`` is what is counted, as the text says it."""

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None

    def __repr__(self) -> str:
        return f"Figure({_short(self.text)} = {bounds(self.low, self.high)}{f' {self.unit}' if self.unit else ''})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who acts or speaks in the text, with every place where the text names them."""

    id: str
    name: str
    kind: str
    mentions: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        return f"Actor({self.name!r}, {self.kind}, {len(self.mentions)} mentions)"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDate:
    """When an incident took place: first and last day as far as they are known, the precision, and on what it rests."""

    start: str
    end: str
    precision: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor or a target of an incident. ``kind``: group, person, state or object."""

    text: str
    start: int
    end: int
    name: str
    actor: str | None = None
    kind: str

    def __repr__(self) -> str:
        return f"Party({_short(self.text)} = {self.name}, {self.kind})"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFigure:
    """A figure told of an incident: what it counts, of whom, its bounds, and on whose word.

    ``according_to`` is None where it is the writer's own word, and "unspecified" where it is someone's whom nobody
    names; what a party's own publication tells in its own voice is that party's word. ``statements`` are the ids of
    those whose content holds it: none for the writer's own, nor where only a phrase beside it names the source ("the
    hospital put the toll at nine").
    """

    text: str
    start: int
    end: int
    what: str
    who: str | None
    low: float | None
    high: float | None
    according_to: str | None
    statements: tuple[str, ...] = ()

    def __repr__(self) -> str:
        by = f", according to {self.according_to}" if self.according_to else ""
        return f"IncidentFigure({self.what} {bounds(self.low, self.high)}{f' {self.who}' if self.who else ''}{by})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One who tells of an incident: what they say of it, on which side of it they stand, and in which statements; none
    where it is told in their own publication's voice. The name is None where nobody is named ("reportedly")."""

    name: str | None
    says: Says
    side: Side
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBasis:
    """Why an incident has its status: by which rule, whether the writer tells it too on no one's word, and who else
    tells of it."""

    rule: StatusRule
    own_voice: bool
    tellers: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What one side of an exchange gives: the words for it, who gives it to whom, and how many. A giver or a receiver
    whom the text does not tell is None, and so are the bounds of what is not counted. ``according_to`` is whose word
    it is (None: the writer's own)."""

    text: str
    start: int
    end: int
    giver: Party | None
    receiver: Party | None
    low: float | None
    high: float | None
    according_to: str | None

    def __repr__(self) -> str:
        giver, receiver = (party.name if party else "?" for party in (self.giver, self.receiver))
        return f"Transfer({giver} gives {_short(self.text)} to {receiver})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEvent:
    """A part of a complex attack: the bomb at the gate, the storming, the hostages taken. ``mentions`` are those of
    the incident's that tell of this part alone; ``date``, ``place`` and ``weapons`` are what their own clauses give, so
    None or empty where the incident's must serve."""

    type: str
    mode: Mode
    mentions: tuple[Span, ...]
    date: IncidentDate | None = None
    place: Place | None = None
    weapons: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        return f"SubEvent({self.type} {self.mode}: {_words(self.mentions)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What a set of sourced statements tells to have happened. Rival figures stand side by side; ``exchange`` holds
    what each side gives, where it is an exchange; ``sub_events`` the parts of a complex attack, two or more in the
    order in which they are first told, none where it is simple; ``status_basis`` tells why it has its status
    (None in a reading that did not keep it).

    ``according_to`` names those who affirm it in the order in which they first do, "unspecified" for whom nobody names;
    ``status_basis.own_voice`` says whether the writer tells it on no one's word.
    """

    id: str
    type: str
    mode: Mode
    mentions: tuple[Span, ...]
    date: IncidentDate | None = None
    place: Place | None = None
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Span, ...] = ()
    figures: tuple[IncidentFigure, ...] = ()
    status: Status
    statements: tuple[str, ...] = ()
    according_to: tuple[str, ...] = ()
    exchange: tuple[Transfer, ...] = ()
    sub_events: tuple[SubEvent, ...] = ()
    status_basis: StatusBasis | None = None

    def __repr__(self) -> str:
        date = f", {self.date.start}" if self.date else ""
        place = f", {self.place.name}" if self.place else ""
        return f"Incident({self.type} {self.mode}, {self.status}{date}{place}: {_words(self.mentions)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one actor is told to stand to another: an edge with its words, its source and, where told, its date.

    ``mentions`` are the words that tell it; ``statements`` those it is told in and ``according_to`` who says it (None:
    the writer's own). ``incident`` is the id of the incident that it was taken from, where no words tell it as such.
    """

    id: str
    actor: Party
    kind: RelationKind
    other: Party
    standing: Standing
    mentions: tuple[Span, ...]
    date: IncidentDate | None = None
    statements: tuple[str, ...] = ()
    according_to: str | None
    incident: str | None = None

    def __repr__(self) -> str:
        standing = "" if self.standing is Standing.HOLDS else f", {self.standing}"
        date = f", {self.date.start}" if self.date else ""
        by = f", according to {self.according_to}" if self.according_to else ""
        return f"Relation({self.actor.name} {self.kind} {self.other.name}{standing}{date}{by})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A passage to which the codebook gives a theme."""

    code: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made a reading, so that the same input gives the same answer."""

    purport: str
    models: dict[str, str] = field(default_factory=dict)
    codebook: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one document, every part tied to the words it stands on."""

    schema: str = SCHEMA
    source: Source
    text: str
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    themes: tuple[Theme, ...] = ()
    relations: tuple[Relation, ...] = ()
    regions: tuple[Region, ...] = ()
    made_by: MadeBy

    def __repr__(self) -> str:
        parts = ("statements", "incidents", "dates", "places", "figures", "actors", "themes", "relations")
        counts = ((len(getattr(self, part)), part) for part in parts)
        shown = [f"{n} {part if n > 1 else part[:-1]}" for n, part in counts if n]
        return f"Reading({', '.join([repr(self.source.id), *shown])})"

    def regions_of(self, start: int, end: int) -> tuple[Region, ...]:
        """Where the characters from ``start`` to ``end`` stand on the pages of the source: one region a line."""
        first = bisect_right(self.regions, start, key=lambda region: region.end)
        last = bisect_left(self.regions, end, lo=first, key=lambda region: region.start)
        return self.regions[first:last]

    def _repr_html_(self) -> str:
        # By name: the records know nothing of how they are shown.
        shown: str = import_module("purport.views.notebook").reading_html(self)
        return shown

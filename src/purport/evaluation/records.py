"""What an annotated document holds: the contract's records, where every field may be absent.

``UNSET`` is what nobody has judged, None what was judged to be nothing. A part marked ``optional`` counts neither way,
and ``note`` takes a remark anywhere.
"""

import hashlib
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from purport.types import (
    SCHEMA,
    Certainty,
    Document,
    Kind,
    Level,
    Mode,
    PlaceCandidate,
    PlacePart,
    Polarity,
    Quote,
    Source,
    Status,
    Tense,
)


class _Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: str | None = None


class AnnotatedSpan(_Node, frozen=True, kw_only=True):
    """A stretch of the text: ``text == document.text[start:end]``."""

    text: str
    start: int
    end: int


class AnnotatedName(_Node, frozen=True, kw_only=True):
    """Someone or something named that may stand in the text: a speaker, a hand, a party, a place of an incident."""

    text: str | None = None
    start: int | None = None
    end: int | None = None
    name: str | UnsetType | None = UNSET
    actor: str | UnsetType | None = UNSET
    kind: str | UnsetType = UNSET
    candidates: tuple[str | PlaceCandidate, ...] = ()


class AnnotatedStatement(_Node, frozen=True, kw_only=True):
    """One cue and what it attributes, as far as it was annotated: a cue or a content at least."""

    id: str | None = None
    speaker: AnnotatedName | UnsetType | None = UNSET
    cue: AnnotatedSpan | UnsetType | None = UNSET
    content: tuple[AnnotatedSpan, ...] | UnsetType = UNSET
    quote: Quote | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    certainty: Certainty | UnsetType = UNSET
    polarity: Polarity | UnsetType = UNSET
    time: Tense | UnsetType = UNSET
    hedges: tuple[AnnotatedSpan, ...] | UnsetType = UNSET
    distanced: bool | UnsetType = UNSET
    via: tuple[AnnotatedName, ...] | UnsetType = UNSET
    addressee: AnnotatedName | UnsetType | None = UNSET
    confidence: float | UnsetType = UNSET
    optional: bool = False


class AnnotatedDate(AnnotatedSpan, frozen=True, kw_only=True):
    """A calendar expression."""

    value: str | UnsetType = UNSET
    basis: str | UnsetType = UNSET
    optional: bool = False


class AnnotatedPlace(AnnotatedName, frozen=True, kw_only=True):
    """A named place; that of an incident may stand without its words."""

    country: str | UnsetType | None = UNSET
    region: str | UnsetType | None = UNSET
    lat: float | UnsetType | None = UNSET
    lon: float | UnsetType | None = UNSET
    radius_km: float | UnsetType | None = UNSET
    level: Level | UnsetType | None = UNSET
    gazetteer_id: str | UnsetType | None = UNSET
    metonym: bool | UnsetType = UNSET
    part: PlacePart | UnsetType | None = UNSET
    optional: bool = False


class AnnotatedFigure(AnnotatedSpan, frozen=True, kw_only=True):
    """A count with its bounds, both included."""

    low: float | UnsetType | None = UNSET
    high: float | UnsetType | None = UNSET
    unit: str | UnsetType | None = UNSET
    optional: bool = False


class AnnotatedIncidentFigure(AnnotatedFigure, frozen=True, kw_only=True):
    """A figure told of an incident."""

    what: str | UnsetType = UNSET
    who: str | UnsetType | None = UNSET
    according_to: str | UnsetType | None = UNSET
    statements: tuple[str, ...] | UnsetType = UNSET


class AnnotatedIncidentDate(_Node, frozen=True, kw_only=True):
    """When an incident took place."""

    start: str
    end: str | UnsetType = UNSET
    precision: str | UnsetType = UNSET
    basis: str | UnsetType = UNSET


class AnnotatedIncident(_Node, frozen=True, kw_only=True):
    """What is told to have happened."""

    id: str | None = None
    type: str | UnsetType = UNSET
    mode: Mode | UnsetType = UNSET
    mentions: tuple[AnnotatedSpan, ...]
    date: AnnotatedIncidentDate | UnsetType | None = UNSET
    place: AnnotatedPlace | UnsetType | None = UNSET
    actors: tuple[AnnotatedName, ...] | UnsetType = UNSET
    targets: tuple[AnnotatedName, ...] | UnsetType = UNSET
    weapons: tuple[AnnotatedSpan, ...] | UnsetType = UNSET
    figures: tuple[AnnotatedIncidentFigure, ...] | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    statements: tuple[str, ...] | UnsetType = UNSET
    according_to: tuple[str, ...] | UnsetType = UNSET
    status_basis: Any = UNSET
    sub_events: Any = UNSET
    exchange: Any = UNSET
    optional: bool = False


class AnnotatedActor(_Node, frozen=True, kw_only=True):
    """Someone who acts or speaks, with every place where the text names them."""

    id: str | None = None
    name: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    mentions: tuple[AnnotatedSpan, ...]
    optional: bool = False


class AnnotatedTheme(AnnotatedSpan, frozen=True, kw_only=True):
    """A passage with a theme: any words of the sentence that has it."""

    code: str
    optional: bool = False


class AnnotatedSource(_Node, frozen=True, kw_only=True):
    """What is known of the document: ``published`` is what relative dates are counted from."""

    id: str | None = None
    sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    path: str | None = None
    extra: dict[str, Any] = {}


class AnnotatedDocument(_Node, frozen=True, kw_only=True):
    """A text and what was annotated in it. ``where`` is the file, and the line in it, that it was read from."""

    schema: str = SCHEMA
    source: AnnotatedSource = AnnotatedSource()
    text: str
    statements: tuple[AnnotatedStatement, ...] | UnsetType = UNSET
    incidents: tuple[AnnotatedIncident, ...] | UnsetType = UNSET
    dates: tuple[AnnotatedDate, ...] | UnsetType = UNSET
    places: tuple[AnnotatedPlace, ...] | UnsetType = UNSET
    figures: tuple[AnnotatedFigure, ...] | UnsetType = UNSET
    actors: tuple[AnnotatedActor, ...] | UnsetType = UNSET
    themes: tuple[AnnotatedTheme, ...] | UnsetType = UNSET
    relations: Any = UNSET
    regions: Any = UNSET
    made_by: Any = UNSET

    @property
    def id(self) -> str:
        """What the document is called."""
        return self.source.id or ""

    def document(self) -> Document:
        """The document to be read: the text, and of its source what a reader may know."""
        known = msgspec.structs.asdict(self.source)
        known.pop("note")
        known["sha256"] = known["sha256"] or hashlib.sha256(self.text.encode()).hexdigest()
        return Document(source=Source(**known), text=self.text)

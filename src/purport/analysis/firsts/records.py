"""Firsts and reversals as records: what was said, where, how it was searched for, and how far the archive reaches."""

from dataclasses import dataclass
from enum import StrEnum

from purport.types import Span


class Sort(StrEnum):
    """What is first: anything a speaker says; a statement on a theme; one that speaks of or to another; one of a
    claim."""

    SPEAKER = "speaker"
    THEME = "theme"
    TOWARDS = "towards"
    CLAIM = "claim"


class Tie(StrEnum):
    """Whether others may be as early: none; of the same day; or of dates so open that the order cannot be told."""

    NONE = "none"
    SAME_DAY = "same_day"
    OPEN = "open"


class Standing(StrEnum):
    """Whether a statement affirms what it says, or denies it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement and where it stands. ``words`` go from its first part to its last. ``copies`` are other documents of
    the same days that copy this one, by id, ``copied_from`` the outlet or the document that lineage holds to be its
    origin, where that is not this document itself; ``further`` counts the other statements of the document that fit."""

    document: str
    sha256: str
    statement: str
    speaker: str | None
    cue: str | None
    words: Span
    publisher: str | None
    published: str | None
    copies: tuple[str, ...] = ()
    copied_from: str | None = None
    further: int = 0

    @property
    def record(self) -> str:
        """The name by which the statement is found and judged."""
        return f"{self.document}#{self.statement}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search that proves a first: ``before`` is the query for what is earlier, which gives nothing; ``query`` the
    same for all days, ``finds`` how many statements it gives, ``undated`` how many of these have no date, so that
    they cannot be placed. Of a claim words may have been put to the query that was asked; ``others`` is how many
    earlier statements that gives, which are held to be of another claim, or of the other side."""

    query: str
    before: str
    finds: int
    undated: int
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of days of which there is nothing, both included (ISO 8601); ``missing`` is how many issues are held to
    be missing in it, ``numbers`` which, where they are numbered."""

    first: str
    last: str
    days: int
    missing: int | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far the archive reaches: of all of it, of a publisher, of what a speaker says in it.

    ``documents`` are all, ``before`` those before the first that is asked for, ``undated`` those that cannot be placed,
    ``open`` those whose date leaves more than a month open. ``gaps`` are the longest before the first.
    """

    of: str
    query: str | None
    first: str | None
    last: str | None
    documents: int
    before: int
    undated: int
    open: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first statement of its sort in the archive. ``tellings`` holds it, and all others that may be as early (see
    ``tie``). ``standing`` is of a claim, which is told apart as affirmed and denied.

    ``said_before`` is how many statements are earlier: of the speaker, or of all where none is asked for. ``reach`` is
    of the archive, of the publisher and of the speaker, as far as there are any; ``sentence`` tells it in words.
    """

    sort: Sort
    actor: str | None
    theme: str | None
    towards: str | None
    claim: str | None
    standing: Standing | None
    tellings: tuple[Utterance, ...]
    tie: Tie
    day: str
    search: Search
    said_before: int
    reach: tuple[Reach, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """That a speaker denied what they affirmed before, or affirmed what they denied: both statements, the earlier
    first, and how many days lie between their dates. ``probability`` is how likely they are of one claim,
    ``same_words`` whether all words in them that tell something are the same, by which they are held to be of one
    whatever that is."""

    speaker: str
    earlier: Utterance
    later: Utterance
    was: Standing
    became: Standing
    probability: float
    same_words: bool
    days: int
    sentence: str

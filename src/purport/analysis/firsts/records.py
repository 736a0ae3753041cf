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
class Near:
    """Earlier statements that share half of a claim's words or more and may be of the same side, but are held to be of
    other claims: how many there are, and the earliest."""

    count: int
    earliest: Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search that proves a first: ``before`` is the query for what is earlier, which gives nothing; ``query`` the
    same for all days, ``finds`` how many statements it gives, ``undated`` how many of these have no date, so that
    they cannot be placed.

    Of a claim words may have been put to the query that was asked. ``others`` is how many earlier statements that one
    gives, which are held to be of another claim, or of the other side, ``near`` tells of those among them that are
    near. Where no search was found that finds the claim and nothing earlier, ``before`` gives ``finds_before``
    statements, all held to be of other claims or of the other side; it is 0 else.
    """

    query: str
    before: str
    finds: int
    undated: int
    finds_before: int = 0
    others: int = 0
    near: Near | None = None


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
    """The first statement of its sort in the archive: that whose date is the first to be over. ``tellings`` holds it,
    and all others of that day, or of as open a date. ``open`` are statements whose dates leave open whether they are
    earlier, as 2024 does beside 2024-01-12: the first few of ``open_count``. ``tie`` tells of both. ``standing`` is of
    a claim, which is told apart as affirmed and denied; ``negates`` whether ``claim`` is told in words
    that negate, as "it did not burn the ferry", ``in_these_words`` whether earlier ones are near it (``Search.near``),
    so that it is the first in its words alone.

    ``said_before`` is how many statements are earlier: of the speaker, or of all where none is asked for. ``reach`` is
    of the archive, of the publisher and of the speaker, as far as there are any; ``sentence`` tells it in words.
    """

    sort: Sort
    actor: str | None
    theme: str | None
    towards: str | None
    claim: str | None
    standing: Standing | None
    negates: bool
    in_these_words: bool
    tellings: tuple[Utterance, ...]
    tie: Tie
    open: tuple[Utterance, ...]
    open_count: int
    day: str
    search: Search
    said_before: int
    reach: tuple[Reach, ...]
    sentence: str


class How(StrEnum):
    """By what two statements are held to be of one claim: the words in them that tell something are the same but for
    their endings; all that one denies stands in what the other affirms; or they are likely to be, as ``same claim``
    has it."""

    SAME_WORDS = "same_words"
    WITHIN = "within"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """That a speaker denied what they affirmed before, or affirmed what they denied: both statements, the earlier
    first, and how many days lie between their dates. ``how`` is by what they are held to be of one claim, and
    ``probability`` how likely they are where they are held so by that, None where it is by their words."""

    speaker: str
    earlier: Utterance
    later: Utterance
    was: Standing
    became: Standing
    how: How
    probability: float | None
    days: int
    sentence: str

"""What a case answers with."""

from dataclasses import dataclass, field
from enum import StrEnum

from purport.case.judgements import Judgement, State, state
from purport.case.occurrences import Occurrence, also
from purport.errors import PurportError
from purport.types import Incident, MadeBy, Reading, Source, Span, Statement


class Outcome(StrEnum):
    """What became of a document that was added."""

    ADDED = "added"
    REREAD = "reread"
    OCCURRED = "occurred"
    STAYED = "stayed"
    PRESENT = "present"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reading to be added together with the bytes that came in, whose SHA-256 is ``reading.source.sha256``.
    ``occurrence`` is the source as it came, where the reading's has what other places tell of it."""

    reading: Reading
    original: bytes | None
    occurrence: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document that was met and need not be read, since the case has this reading of it: the source as it came, the
    SHA-256 of the text that would be read and what would read it. ``original`` is given where the case lacks it."""

    source: Source
    text_sha256: str
    made_by: MadeBy
    original: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """That somebody took a document's words out of the case, when and why."""

    at: str
    author: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document.

    ``added``: it is new; ``reread``: it was there, and this reading of it is the current one now; ``occurred``: it was
    there, and came from another place or with other facts this time, which is kept beside what was known (see
    ``occurrences.py``); ``stayed``: it was there as read with codebooks of one's own that are not given now, and that
    reading stays the current one; ``present``: it was there and this very reading too; ``removed``: its words were
    taken out of the case before, as ``removal`` tells, so that it is not added; ``failed``: ``error`` says why.
    ``sha256`` and ``document`` (the source's id) are None where the document never came to be.
    """

    outcome: Outcome
    sha256: str | None = None
    document: str | None = None
    title: str | None = None
    statements: int = 0
    incidents: int = 0
    removal: Removal | None = None
    error: PurportError | None = None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of each document of a batch, in order."""

    documents: tuple[Added, ...]

    def of(self, outcome: Outcome) -> tuple[Added, ...]:
        """Those of one outcome."""
        return tuple(each for each in self.documents if each.outcome is outcome)

    @property
    def added(self) -> tuple[Added, ...]:
        """The new ones."""
        return self.of(Outcome.ADDED)

    @property
    def reread(self) -> tuple[Added, ...]:
        """Those that were there and have a newer reading now."""
        return self.of(Outcome.REREAD)

    @property
    def occurred(self) -> tuple[Added, ...]:
        """Those that were there and came from another place."""
        return self.of(Outcome.OCCURRED)

    @property
    def stayed(self) -> tuple[Added, ...]:
        """Those whose reading with codebooks of one's own stays."""
        return self.of(Outcome.STAYED)

    @property
    def present(self) -> tuple[Added, ...]:
        """Those that were there already."""
        return self.of(Outcome.PRESENT)

    @property
    def removed(self) -> tuple[Added, ...]:
        """Those that were removed before, and are not added again."""
        return self.of(Outcome.REMOVED)

    @property
    def failed(self) -> tuple[Added, ...]:
        """Those that could not be added."""
        return self.of(Outcome.FAILED)

    def __str__(self) -> str:
        words = {
            Outcome.ADDED: "added",
            Outcome.REREAD: "read anew",
            Outcome.OCCURRED: "there already, another place or fact noted",
            Outcome.STAYED: "left as read with a codebook not given now",
            Outcome.PRESENT: "already there",
            Outcome.REMOVED: "removed before and not added again",
            Outcome.FAILED: "failed",
        }
        counts = [f"{len(self.of(outcome))} {word}" for outcome, word in words.items() if self.of(outcome)]
        return ", ".join(counts) or "nothing to add"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """A document of a case: its source as the current reading has it, every place where it was met, the first one
    first, and how much was read in it. ``also`` names the other places."""

    sha256: str
    source: Source
    added_at: str
    occurrences: tuple[Occurrence, ...]
    statements: int
    incidents: int

    @property
    def also(self) -> tuple[str, ...]:
        """The other places by name: the publisher, or else the address, the archive or the file."""
        return also(self.occurrences, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit: the document, the statement or the incident (neither where only the text matched), and where it stands.

    ``anchor`` are the words found: a statement's from its first part to its last, an incident's first mention,
    the matching words of a text; ``before`` and ``after`` are what stands around them. ``matches`` are the words of the
    query, found again there and around it. ``judgements`` are those of the record that stand, oldest first; the record
    is shown as they correct it, and the reading of the document has it as it was read. ``also`` names the other places
    where the document was met: publishers, or else addresses, archives or files.
    """

    sha256: str
    source: Source
    statement: Statement | None = None
    incident: Incident | None = None
    anchor: Span
    before: str = ""
    after: str = ""
    matches: tuple[Span, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def record(self) -> str | None:
        """The name by which the record is judged (``Case.judge``); None where only the text matched."""
        one = self.statement or self.incident
        return None if one is None else f"{self.sha256[:12]}#{one.id}"

    @property
    def state(self) -> State:
        """How the record stands by its judgements."""
        return state(self.judgements)

"""What a case answers with."""

from dataclasses import dataclass
from enum import StrEnum

from purport.case.judgements import Judgement, State, state
from purport.errors import PurportError
from purport.types import Incident, Reading, Source, Span, Statement


class Outcome(StrEnum):
    """What became of a document that was added."""

    ADDED = "added"
    REREAD = "reread"
    PRESENT = "present"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reading to be added together with the bytes that came in, whose SHA-256 is ``reading.source.sha256``."""

    reading: Reading
    original: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document.

    ``added``: it is new; ``reread``: it was there, and this newer reading of it is the current one now;
    ``present``: it was there and this very reading too, nothing was written; ``failed``: ``error`` says why.
    ``sha256`` and ``document`` (the source's id) are None where the document never came to be.
    """

    outcome: Outcome
    sha256: str | None = None
    document: str | None = None
    title: str | None = None
    statements: int = 0
    incidents: int = 0
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
    def present(self) -> tuple[Added, ...]:
        """Those that were there already."""
        return self.of(Outcome.PRESENT)

    @property
    def failed(self) -> tuple[Added, ...]:
        """Those that could not be added."""
        return self.of(Outcome.FAILED)

    def __str__(self) -> str:
        words = {
            Outcome.ADDED: "added",
            Outcome.REREAD: "read anew",
            Outcome.PRESENT: "already there",
            Outcome.FAILED: "failed",
        }
        counts = [f"{len(self.of(outcome))} {word}" for outcome, word in words.items() if self.of(outcome)]
        return ", ".join(counts) or "nothing to add"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """A document of a case: its source as the current reading has it, and how much was read in it."""

    sha256: str
    source: Source
    added_at: str
    statements: int
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit: the document, the statement or the incident (neither where only the text matched), and where it stands.

    ``anchor`` are the words found: a statement's from its first part to its last, an incident's first mention,
    the matching words of a text; ``before`` and ``after`` are what stands around them. ``matches`` are the words of the
    query, found again there and around it. ``judgements`` are those of the record that stand, oldest first; the record
    is shown as they correct it, and the reading of the document has it as it was read.
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

    @property
    def state(self) -> State:
        """How the record stands by its judgements."""
        return state(self.judgements)

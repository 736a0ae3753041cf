"""Annotated texts read by the default finders, with the evidence for every statement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from purport.language import Doc
from purport.reading import FINDERS, Reader
from purport.reading.attribution_reader import read_attributions
from purport.reading.attributions import Attribution
from purport.reading.statements import StatementFinder
from purport.sources import Metadata, text_document
from purport.types import MadeBy

from .annotated import AnnotatedText, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A statement that counts: the set and the number of its text, the evidence for it, the confidence told, and
    whether it is right."""

    source: str
    text: int
    evidence: tuple[float, ...]
    told: float
    right: bool


def read(texts: Iterable[AnnotatedText]) -> Iterator[Judged]:
    """The statements read in the texts that are right or wrong."""
    made: list[Sequence[Attribution]] = []

    def noted(doc: Doc) -> Sequence[Attribution]:
        made.append(read_attributions(doc))
        return made[-1]

    # What comes after statements tells nothing of them.
    before = FINDERS[: FINDERS.index(StatementFinder)]
    reader = Reader([*(finder() for finder in before), StatementFinder(noted)], made_by=MadeBy(purport="", codebook=""))
    for number, text in enumerate(texts):
        statements = reader.read(text_document(text.text, given=Metadata(published=text.published))).statements
        rows = zip(made.pop(), statements, judged(text, statements), strict=True)
        for attribution, statement, right in rows:
            if right is not None:
                yield Judged(
                    source=text.source,
                    text=number,
                    evidence=attribution.evidence,
                    told=statement.confidence,
                    right=right,
                )

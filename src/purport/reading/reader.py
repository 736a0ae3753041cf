"""A document to its reading: every finder in turn, then the proof of every span."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from purport.codec import check_anchors, to_dict
from purport.errors import PurportError
from purport.language import Doc, parse, parse_all
from purport.reading.finder import Finder, Findings, check_order
from purport.types import Document, MadeBy, Reading

BATCH_CHARACTERS = 40_000
BYTES_A_CHARACTER = 400  # so that a batch of short texts from heavy files (scans) holds some sixteen million bytes
ERROR_CHARACTERS = 1_000  # what an error counts for, so that a stream of them is passed on too


class Reader:
    """Reads documents with a fixed sequence of finders.

    Raises ValueError at once where a finder's needs are not met by those before it.
    """

    def __init__(self, finders: Iterable[Finder], *, made_by: MadeBy) -> None:
        from purport.language.pipeline import fingerprint

        self.finders = tuple(finders)
        check_order(self.finders)
        self.made_by = replace(made_by, models={**fingerprint(), **made_by.models})

    def read(self, document: Document) -> Reading:
        """The reading of one document."""
        return self._reading(parse(document))

    def read_all(self, documents: Iterable[Document | PurportError]) -> Iterator[Reading | PurportError]:
        """The readings of many, in order; an error stands in its document's place, and memory stays flat.

        A document on which a finder fails becomes an error too, and the rest goes on.
        """
        for batch in _batches(documents):
            docs = parse_all(item for item in batch if isinstance(item, Document))
            for place, item in enumerate(batch):
                if isinstance(item, PurportError):
                    yield item
                    continue
                try:
                    doc = next(docs)
                except Exception:  # a text that the parser cannot take: each is parsed by itself, so that it is named
                    docs = map(parse, (item for item in batch[place:] if isinstance(item, Document)))
                    doc = next(docs)
                yield self._attempt(doc)

    def _attempt(self, doc: Doc) -> Reading | PurportError:
        try:
            return self._reading(doc)
        except PurportError as error:
            error.where = error.where or doc.source.id
            return error
        except Exception as error:  # one document must not end the batch; the fault is named
            return PurportError(
                f"a finder failed on this text ({type(error).__name__}: {error}); "
                "please report it, with the text if you can",
                where=doc.source.id,
            )

    def _reading(self, doc: Doc) -> Reading:
        found = Findings()
        for finder in self.finders:
            found = replace(found, **{finder.assigns: tuple(finder.find(doc, found))})
        reading = Reading(
            source=doc.source,
            text=doc.text,
            statements=found.statements,
            incidents=found.incidents,
            dates=found.dates,
            places=found.places,
            figures=found.figures,
            actors=found.actors,
            themes=found.themes,
            relations=found.relations,
            regions=doc.document.regions,
            made_by=self.made_by,
        )
        check_anchors(to_dict(reading))
        return reading


def _batches(documents: Iterable[Document | PurportError]) -> Iterator[list[Document | PurportError]]:
    """The items in batches of about BATCH_CHARACTERS, so that parsing is quick and nothing piles up."""
    batch: list[Document | PurportError] = []
    size = 0
    for item in documents:
        batch.append(item)
        size += _weight(item)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    yield batch


def _weight(item: Document | PurportError) -> int:
    """What an item counts for in a batch: its text, or its bytes where they take more room by far."""
    if not isinstance(item, Document):
        return ERROR_CHARACTERS
    return max(len(item.text), len(item.original or b"") // BYTES_A_CHARACTER)

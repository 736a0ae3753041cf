"""Documents on their way into a case: which must be read, and which were only met again."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from purport.case import rows
from purport.case.adding import Ready
from purport.case.held import Current, Held, Wanted
from purport.case.making import Retold, Work
from purport.case.occurrences import Occurrence
from purport.case.parts import sha256
from purport.case.records import Added, Outcome, Removal, Seen
from purport.types import Document, MadeBy, Reading

# So many sources are remembered, since an archive may hold one of them thousands of times.
REMEMBERED = 64


class Arrivals:
    """What of the documents that come must be read, so that what the case has in just this reading is not read again.

    ``held`` gives what the case holds of a source, by its SHA-256, ``reading`` its current reading. What is on its way
    and not written yet counts as held; whoever writes looks again.
    """

    def __init__(
        self,
        held: Callable[[str], Held | None],
        reading: Callable[[str], Reading],
        made_by: Callable[[], MadeBy],
        *,
        told: tuple[str, ...] = (),
        anew: bool = False,
    ) -> None:
        self._lookup = held
        self._reading = reading
        self._made_by = made_by
        self._told = told
        self._anew = anew
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._documents: dict[str, Document] = {}
        self._waiting: Counter[str] = Counter()

    def of(self, items: Iterable[Work]) -> Iterator[Work]:
        """The items, with what need not be read in the place of its document."""
        for item in items:
            if isinstance(item, Document):
                self._waiting[item.source.sha256] += 1
                yield self._arrived(item)
            else:
                yield item

    def stored(self, batch: Iterable[Ready]) -> None:
        """Hear that these were written."""
        for each in batch:
            digest = each.source.sha256 if isinstance(each, Seen) else each.sha256
            if digest is None or digest not in self._waiting:
                continue
            self._waiting[digest] -= 1
            if not self._waiting[digest]:
                del self._waiting[digest]
                if self._documents.pop(digest, None) is not None:
                    self._held.pop(digest, None)

    def _arrived(self, document: Document) -> Work:
        source, made_by = document.source, self._made_by()
        digest, text = source.sha256, sha256(document.text)
        one = self._known(digest)
        if one is None:
            self._note(document, text, made_by)
            return document
        if one.current is None:
            return _added(document, Outcome.REMOVED, one.removal)
        source = one.named(source)
        document = replace(document, source=source)
        fresh = one.meet(Occurrence(source=source, told=self._told))
        if not one.is_first_place(source):
            text = one.current.text_sha256
        key = rows.key(one.together, text, made_by)
        wanted = one.wanted(lambda _: key, made_by.codebook, anew=self._anew)
        if wanted is Wanted.READ:
            one.keys[key] = 0
            one.current = Current(id=0, key=key, text_sha256=text, codebook=made_by.codebook)
            if sha256(document.text) != text:
                document = self._as_it_stands(document)
            if one.together == source:
                return document
            return Retold(document=replace(document, source=one.together), occurrence=source)
        original = document.original if one.packing == "none" else None
        if fresh or original is not None or wanted is Wanted.CHOOSE or self._waiting[digest] > 1:
            return Seen(source=source, text_sha256=text, made_by=made_by, original=original)
        return _added(document, Outcome.STAYED if wanted is Wanted.STAY else Outcome.PRESENT)

    def _known(self, digest: str) -> Held | None:
        one = self._held.get(digest)
        if one is None:
            one = self._lookup(digest)
            if one is None:
                return None
            self._held[digest] = one
        self._held.move_to_end(digest)
        while len(self._held) > REMEMBERED and (oldest := next(iter(self._held))) not in self._waiting:
            del self._held[oldest]
        return one

    def _note(self, document: Document, text: str, made_by: MadeBy) -> None:
        """Take a document as held that will be."""
        source = document.source
        key = rows.key(source, text, made_by)
        packing = "none" if document.original is None and source.sha256 != text else "plain"
        first = [Occurrence(source=source, told=self._told)]
        current = Current(id=0, key=key, text_sha256=text, codebook=made_by.codebook)
        self._documents[source.sha256] = document
        self._held[source.sha256] = Held(id=0, packing=packing, occurrences=first, keys={key: 0}, current=current)

    def _as_it_stands(self, document: Document) -> Document:
        """A document that came as of another format, with the text that the case has of its bytes."""
        digest = document.source.sha256
        there = self._documents.get(digest) or self._reading(digest)
        return replace(document, text=there.text, regions=there.regions)


def _added(document: Document, outcome: Outcome, removal: Removal | None = None) -> Added:
    source = document.source
    return Added(outcome=outcome, sha256=source.sha256, document=source.id, title=source.title, removal=removal)

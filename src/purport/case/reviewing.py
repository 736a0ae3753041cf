"""What people judge of a case: the methods of ``Case`` by which its records are reviewed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from purport.case import custody, sqlite
from purport.case.judged import JudgedReading, as_judged
from purport.case.judgement_words import columns
from purport.case.judgements import Anchor, Judgement, Verdict, anchors, fitted, standing
from purport.case.judging import judge, judgements, numbered, withdraw
from purport.case.records import CaseDocument, Found
from purport.case.reviewed import annotated
from purport.case.table import Table
from purport.case.verdict_files import Asked, Place
from purport.case.writing import judging
from purport.errors import CaseError, NotInCase, OptionError, PurportError
from purport.types import Reading

# So many judgements are written at a time.
BATCH = 200


class Reviewing:
    """The part of a case that is judged."""

    path: Path
    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def reading(self, document: "str | CaseDocument | Found") -> Reading:
        """The current reading of a document."""
        raise NotImplementedError

    def readings(self) -> Iterator[Reading]:
        """The current reading of every document."""
        raise NotImplementedError

    def judge(
        self,
        verdict: str,
        record: str | Found | Anchor,
        other: str | Found | Anchor | None = None,
        *,
        correction: Mapping[str, Any] | None = None,
        reason: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Judge a statement or an incident, or whether two of them are of the same; see ``Verdict``.

        A record is a hit, or a document with an id, or with words that only one record has: "raid#s3", "raid#freed".
        A judgement is never changed or deleted: the last one of an author on a record stands, and ``withdrawn`` takes
        it back; ``replaces`` of what is given tells whose place it takes. A correction after a correction adds to it,
        field by field. It stays when the text is read anew. ``correction`` holds fields as they should be, as
        ``{"certainty": "possible", "speaker": "Mary Isbister"}``; see ``corrections.py`` for which. What is found and
        shown from then on is the record as it was judged; what was read stays in the reading of its document.

        Raises NotInCase where there is no such record, OptionError for a verdict that is none or does not fit, for a
        correction that cannot be, and where there is nothing to withdraw.
        """
        asked = Asked(verdict=verdict, record=record, other=other, correction=correction, reason=reason, author=author)
        for made in self.judging([asked]):
            if isinstance(made, PurportError):
                raise made
            return made
        raise AssertionError

    def judging(
        self, asked: Iterable[Asked | PurportError], *, author: str | None = None
    ) -> Iterator[Judgement | PurportError]:
        """Judge many records, and give each judgement once it is safe in the file; what cannot be judged gives its
        error in its place, and the rest goes on. See ``verdict_files`` for judgements that stand in a file. ``author``
        is who judges where one asked does not say.

        Raises CaseError where the file cannot be written.
        """
        custody.checked_author(author)
        each = iter(asked)
        while batch := list(islice(each, BATCH)):
            resolved = [self._resolved(one, author) for one in batch]
            digests = [s for one in resolved if not isinstance(one, PurportError) for s in _sources(one)]
            with (
                self._plainly(),
                sqlite.writing(self._connection) as connection,
                judging(connection, dict.fromkeys(digests)),
            ):
                made = [_judged(connection, one) for one in resolved]
            fit = iter(self._fitted(one for one in made if isinstance(one, Judgement)))
            yield from [next(fit) if isinstance(one, Judgement) else one for one in made]

    def withdraw(self, number: int, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Take back a judgement by its number, also where its record is there no longer.

        Raises OptionError where there is none of the number, it is another author's, or it stands no longer.
        """
        name = custody.checked_author(author)
        with self._plainly(), sqlite.writing(self._connection) as connection:
            made = numbered(connection, number)
            with judging(connection, _anchored(made)):
                taken = withdraw(connection, made, author=name, reason=reason)
        return self._fitted([taken])[0]

    def judgement(self, number: int) -> Judgement:
        """The judgement of a number. Raises OptionError where there is none."""
        with self._plainly():
            made = numbered(self._connection, number)
        return self._fitted([made])[0]

    def judgements(self, *, past: bool = False, unfitting: bool = False) -> Table[Judgement]:
        """The judgements that stand, oldest first; with ``past``, those that were taken back or replaced too; with
        ``unfitting``, of these only those for which the current reading has no record on their words any longer."""
        with self._plainly():
            made = list(judgements(self._connection))
        found = self._fitted(made if past else standing(made))
        return Table((each for each in found if not (unfitting and each.fits)), columns)

    def judged_readings(self) -> Iterator[JudgedReading]:
        """The current reading of every document as it was judged, in the order of ``readings``."""
        yield from map(self.judged, self.readings())

    def judged(self, reading: Reading) -> JudgedReading:
        """A reading of the case as it was judged: with its corrections, and who judged what of it."""
        with self._plainly():
            return as_judged(self._connection, reading)

    def annotated(self) -> Iterator[dict[str, Any]]:
        """The documents that were reviewed whole, in the form of annotated texts; see ``reviewed.py``."""
        for judged in self.judged_readings():
            if (found := annotated(judged)) is not None:
                yield found

    def _fitted(self, made: Iterable[Judgement]) -> list[Judgement]:
        kept = list(made)
        readings = {}
        for digest in sorted({source for each in kept for source in _anchored(each)}):
            with suppress(NotInCase):
                readings[digest] = self.reading(digest)
        return fitted(kept, readings)

    def _resolved(self, asked: Asked | PurportError, author: str | None) -> Asked | PurportError:
        """What is asked, its records as anchors and its author named; or why it cannot be."""
        if isinstance(asked, PurportError):
            return asked
        try:
            if asked.verdict not in tuple(Verdict):
                raise OptionError(f"{asked.verdict!r} is no verdict; it is one of {', '.join(Verdict)}")
            return replace(
                asked,
                author=custody.checked_author(asked.author if asked.author is not None else author),
                record=self._anchor(asked.record, asked.words),
                other=None if asked.other is None else self._anchor(asked.other, None),
            )
        except CaseError as error:
            if not isinstance(error, NotInCase):
                raise
            return _named(error, asked)
        except PurportError as error:
            return _named(error, asked)

    def _anchor(self, record: str | Found | Anchor | Place, words: str | None) -> Anchor:
        if isinstance(record, Anchor | Place):
            return self._there(record)
        if isinstance(record, str):
            document, _, wanted = record.rpartition("#")
            reading = self.reading(document or record)
        else:
            part = record.statement or record.incident
            wanted = "" if part is None else part.id
            reading = self.reading(record.sha256)
        every = list(anchors(reading))
        fits = [each for each, one in every if one.id == wanted]
        fits = fits or [each for each, _ in every if wanted and wanted in each.quote]
        document = reading.source.id
        if len(fits) != 1:
            raise NotInCase(
                f"{'several records' if fits else 'no statement or incident'} of {document!r} fit {wanted!r}; "
                f"name one by its id, or by words that only it has: {document}#WORDS",
                where=str(self.path),
            )
        if words and not _has(reading.text, fits[0], words):
            raise NotInCase(
                f"{wanted!r} of {document!r} stands on other words now: “{fits[0].quote}”; it was read anew since. "
                "Take the records out of the case again",
                where=str(self.path),
            )
        return fits[0]

    def _there(self, wanted: Anchor | Place) -> Anchor:
        """The anchor of the record of the current reading that stands on the same words."""
        for each, _ in anchors(self.reading(wanted.source)):
            if (each.record, each.spans, each.quote) == (wanted.record, wanted.spans, wanted.quote):
                return each
        raise NotInCase(
            f"no {wanted.record} of the current reading stands on “{wanted.quote}” any longer; judge what does instead",
            where=str(self.path),
        )


def _judged(connection: Connection, asked: Asked | PurportError) -> Judgement | PurportError:
    if isinstance(asked, PurportError):
        return asked
    assert isinstance(asked.record, Anchor) and not isinstance(asked.other, str | Found | Place)
    assert asked.author is not None
    try:
        return judge(
            connection,
            Verdict(asked.verdict),
            asked.record,
            asked.other,
            author=asked.author,
            correction=asked.correction,
            reason=asked.reason,
        )
    except OptionError as error:
        return _named(error, asked)


def _named(error: PurportError, asked: Asked) -> PurportError:
    if asked.where is not None:
        error.where = asked.where
    return error


def _sources(asked: Asked) -> list[str]:
    return [one.source for one in (asked.record, asked.other) if isinstance(one, Anchor)]


def _anchored(made: Judgement) -> list[str]:
    return [one.source for one in (made.subject, made.other) if one is not None]


def _has(text: str, found: Anchor, words: str) -> bool:
    """Whether words are those of a record: as it quotes them, or as they stand between its first part and its last."""
    wanted = " ".join(words.split())
    known = [found.quote, *(text[a[0] : b[1]] for a in found.spans for b in found.spans if a[0] < b[1])]
    return wanted in (" ".join(each.split()) for each in known)

"""What can be asked of a case: the methods of ``Case`` that find."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from purport.case import near_duplicates, query_checks, search, similar, sqlite
from purport.case.held import hits_with_places
from purport.case.hit_columns import columns, near_columns, similar_columns
from purport.case.judged import hits_as_judged
from purport.case.judgements import State
from purport.case.judging import any_judged
from purport.case.matching import DOCUMENTS, INCIDENTS, STATEMENTS, Sort, fields, positive_words
from purport.case.near_duplicates import NearDuplicate
from purport.case.query import Field, Node, Not, both, parse
from purport.case.query_fields import Code, Period, checked, period
from purport.case.records import CaseDocument, Found
from purport.case.search import Question
from purport.case.similar import Similar
from purport.case.table import Table
from purport.errors import ModelMissing, OptionError
from purport.language.folding import words
from purport.types import Reading

if TYPE_CHECKING:
    from purport.language.sentences import SentenceModel

MOST_COUNTED = 100
MOST_TOTAL = 10_000
REJECTED = Field("is", Code(State.REJECTED.value))
# What a query must not ask for if texts without a statement or an incident shall be found too.
_NOT_OF_TEXTS = frozenset(STATEMENTS.fields) - frozenset(DOCUMENTS.fields)


class Hits(Table[Found]):
    """What was found, in order. ``ranked``: the best first, not the newest; ``capped``: more fits than was weighed
    (see ``search.CANDIDATES``), so that what would be better may be missing; ``rejected``: so many records that fit
    were left out, since all who judged them reject them, MOST_COUNTED if there are more; ``notes``: how a part of the
    query was taken that may be meant otherwise, in words; ``asked``: what of each sort was asked for, as
    ``Case.totals`` counts it."""

    def __init__(
        self,
        found: Iterable[Found],
        *,
        ranked: bool = False,
        capped: bool = False,
        rejected: int = 0,
        notes: Iterable[str] = (),
        asked: Iterable[tuple[Sort, Question]] = (),
    ) -> None:
        super().__init__(found, columns)
        self.ranked = ranked
        self.capped = capped
        self.rejected = rejected
        self.notes = tuple(notes)
        self.asked = tuple(asked)

    def sheet(self) -> list[dict[str, Any]]:
        """The rows of a table in which statements and incidents are judged: how each is named, columns to be filled in,
        then what ``rows`` has. ``verdict_files`` reads it back."""
        empty: dict[str, Any] = dict.fromkeys(("verdict", "correction", "reason"))
        return [{"record": hit.record, **empty, **columns(hit)} for hit in self if hit.record]


class Finding:
    """The part of a case that finds."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def reading(self, document: "str | CaseDocument | Found") -> Reading:
        """The current reading of a document."""
        raise NotImplementedError

    def find(
        self,
        query: str | None = None,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        kind: str | None = None,
        certainty: str | None = None,
        least_confidence: float | None = None,
        rejected: bool = False,
        rank: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Hits:
        """Statements that fit the query and every filter, then incidents, then documents where the words stand
        elsewhere.

        query: words (all of them, whatever their case and accents), "phrases" in quotation marks, beginnings as
            ``pris*``, OR, NOT or ``-``, parentheses, and fields: ``speaker:"Norran Front" -kind:denial date:2020..2021
            place:Tórshavn~50km``. See docs/search.md.
        speaker: who speaks, by name, part of a name in whole words, or the codebook's id.
        addressee: to whom it is said, named likewise.
        actor: who speaks, passes on, is spoken to or of, acts or is the target, named likewise.
        date, since, until: partial dates (2020, 2020-08, 2020-08-06, 2020-W32, 2020-08-02/2020-08-03), ends included.
            Incidents go by when they took place, statements and texts by when the document was published; what has no
            date fits no period.
        incident: incidents of a type, one of ours or of a codebook that the case was read with, and statements in
            which such an incident is told.
        kind, certainty: of statements; see ``purport.types``.
        least_confidence: of statements, 0 to 1.
        rejected: records too that all who judged them reject. A query with ``is:`` says itself which it wants.
        rank: what fits the words best comes first, instead of the newest (statements and texts by publication,
            incidents by their own date; what has no date comes last).
        limit, offset: so many of each sort at most, and so many of each left out before.

        What a sort of record lacks it never fulfils: a query for a speaker finds statements alone. Raises OptionError
        where the query or a value cannot be.
        """
        node = _asked(query, speaker, addressee, actor, date, since, until, incident, kind, certainty)
        sorts = [STATEMENTS, INCIDENTS]
        if positive_words(node) and not fields(node) & _NOT_OF_TEXTS:
            sorts.append(DOCUMENTS)
        return self._found(node, sorts, least_confidence, rejected, rank, limit, offset)

    def statements(
        self,
        query: str | None = None,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        kind: str | None = None,
        certainty: str | None = None,
        least_confidence: float | None = None,
        rejected: bool = False,
        rank: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Hits:
        """Statements, newest document first, then in reading order. All is as in ``find``."""
        node = _asked(query, speaker, addressee, actor, date, since, until, incident, kind, certainty)
        return self._found(node, [STATEMENTS], least_confidence, rejected, rank, limit, offset)

    def incidents(
        self,
        query: str | None = None,
        *,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        rejected: bool = False,
        rank: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Hits:
        """Incidents, latest first, undated ones last. All is as in ``find``."""
        node = _asked(query, None, None, actor, date, since, until, incident, None, None)
        return self._found(node, [INCIDENTS], None, rejected, rank, limit, offset)

    def totals(self, hits: Hits, *, most: int | None = None) -> dict[str, int]:
        """How many statements, incidents and documents fit what hits were found for, by sort, whatever their limit;
        ``most`` (MOST_TOTAL) where there are as many or more. Documents count too where a statement of theirs fits."""
        most = MOST_TOTAL if most is None else most
        with self._plainly():
            return {sort.name: search.count(self._connection, question, sort, most) for sort, question in hits.asked}

    def near_duplicates(
        self, document: "str | CaseDocument | Found | None" = None, *, least: float = near_duplicates.LEAST
    ) -> Table[NearDuplicate]:
        """Documents whose texts are nearly the same word for word, the likest first: those of one document (named as
        for ``reading``), or all links of the case. ``least`` is the share of five-word stretches that both have, 0.4
        to 1; a text of which seven tenths stand in another is one as well.

        Texts that came since are compared first. Raises OptionError, NotInCase, CaseError.
        """
        if not near_duplicates.LEAST <= least <= 1:
            raise OptionError(f"least {least:g} is not between {near_duplicates.LEAST:g} and 1; give a share that is")
        wanted = None if document is None else self.reading(document).source.sha256
        self.link_duplicates()
        with self._plainly():
            if wanted is None:
                return Table(near_duplicates.every_pair(self._connection, least), near_columns)
            found = near_duplicates.of_document(self._connection, wanted)
            limit = max(least, near_duplicates.LEAST_CONTAINED)
            return Table((n for n in found if n.similarity >= least or n.contained >= limit), near_columns)

    def gather_terms(self) -> None:
        """Make search in a case quicker to which much was added: some 6 s for a million statements."""
        with self._plainly(), sqlite.writing(self._connection):
            search.gather(self._connection)

    def copies(self, documents: "Iterable[CaseDocument | Found]") -> dict[str, int]:
        """In how many other documents as good as the same text stands, by SHA-256, where there are any: as far as texts
        have been compared (``link_duplicates``)."""
        with self._plainly():
            return near_duplicates.counted(self._connection, (document.sha256 for document in documents))

    def without_copies(self, hits: Iterable[Found]) -> list[Found]:
        """Hits without those that say word for word what an earlier one says, in a copy of its text: as far as texts
        have been compared (``link_duplicates``)."""
        every = list(hits)
        with self._plainly():
            texts = near_duplicates.firsts(self._connection, (hit.sha256 for hit in every))
        kept: dict[tuple[object, ...], Found] = {}
        for hit in every:
            sort = (hit.statement is not None, hit.incident is not None)
            kept.setdefault((texts.get(hit.sha256, hit.sha256), sort, *words(hit.anchor.text)), hit)
        return list(kept.values())

    def link_duplicates(self) -> None:
        """Compare the texts that came since this was last done with those before; what is broken off goes on from
        there. ``near_duplicates`` does so by itself."""
        with self._plainly():
            while near_duplicates.unlinked(self._connection):
                with sqlite.writing(self._connection):
                    near_duplicates.link_batch(self._connection)

    def similar(
        self, document: "str | CaseDocument | Found | None" = None, *, text: str | None = None, limit: int = 10
    ) -> Table[Similar]:
        """Documents on the same matter as a document (named as for ``reading``) or as a text, the likest first.

        They are compared by their words, and by sense where the sentence model is installed (``purport[similar]``);
        texts that have no vectors yet get them first. Raises OptionError, NotInCase, CaseError.
        """
        if (document is None) == (text is None):
            raise OptionError("give a document, or a text as text=…, to find documents like it")
        if limit < 1:
            raise OptionError(f"limit {limit} is below one; give how many to find")
        reading = None if document is None else self.reading(document)
        whole = text if reading is None else reading.text
        model = _installed_model()
        if model is not None:
            for _ in self.adding_vectors():
                pass
        own = None if reading is None else reading.source.sha256
        with self._plainly():
            return Table(similar.similar(self._connection, whole or "", own, model, limit), similar_columns)

    def adding_vectors(self) -> Iterator[int]:
        """Give every text of the case its vectors, and after each batch how many still have none; what is broken off
        goes on from there. Raises ModelMissing where the sentence model is not installed."""
        model = _sentence_model()
        with self._plainly():
            while left := similar.unread(self._connection, model):
                rows = similar.next_vectors(self._connection, model)
                with sqlite.writing(self._connection):
                    similar.keep(self._connection, rows)
                yield left - len(rows)

    def _found(
        self,
        node: Node | None,
        sorts: list[Sort],
        least_confidence: float | None,
        rejected: bool,
        rank: bool,
        limit: int | None,
        offset: int,
    ) -> Hits:
        if least_confidence is not None:
            from purport.reading.threshold import checked_confidence

            checked_confidence(least_confidence)
        for name, value in (("limit", limit), ("offset", offset)):
            if value is not None and value < 0:
                raise OptionError(f"{name} {value} is below nought; give 0 or more")
        found: list[Found] = []
        every: list[tuple[Sort, Question]] = []
        capped, left_out = False, 0
        with self._plainly():
            shown = rejected or "is" in fields(node) or not any_judged(self._connection)
            node = query_checks.with_records(self._connection, node)
            asked = Question(
                query=node,
                around=search.around(self._connection),
                rows_of=search.rows_of(self._connection),
                least_confidence=least_confidence,
                ranked=rank,
                limit=limit,
                offset=offset,
            )
            query_checks.check_values(self._connection, node)
            for sort in sorts:
                # Where nothing is rejected, nothing need be kept out.
                keeps_out = not shown and sort is not DOCUMENTS and self._counted(asked, REJECTED, sort, 1)
                wanted = replace(asked, query=both([node, Not(REJECTED)])) if keeps_out else asked
                every.append((sort, wanted))
                answer = search.find(self._connection, wanted, sort)
                told = {hit.sha256 for hit in found} if sort is DOCUMENTS else set()
                found += [hit for hit in answer.found if hit.sha256 not in told]
                capped = capped or answer.capped
                if keeps_out:
                    left_out += self._counted(asked, both([node, REJECTED]), sort, MOST_COUNTED)
            found = hits_with_places(self._connection, hits_as_judged(self._connection, found))
            notes = list(query_checks.notes(self._connection, node, anything=bool(found)))
        return Hits(
            found,
            ranked=rank and bool(positive_words(node)),
            capped=capped,
            rejected=min(left_out, MOST_COUNTED),
            notes=notes,
            asked=every,
        )

    def _counted(self, asked: Question, node: Node | None, sort: Sort, most: int) -> int:
        return search.count(self._connection, replace(asked, query=node), sort, most)


def _sentence_model() -> "SentenceModel":
    from purport.language.sentences import sentence_model, vocabulary_of
    from purport.reading.attribution_model import FILE

    return sentence_model(vocabulary_of(FILE))


def _installed_model() -> "SentenceModel | None":
    try:
        return _sentence_model()
    except ModelMissing:
        return None


def _asked(
    query: str | None,
    speaker: str | None,
    addressee: str | None,
    actor: str | None,
    date: str | None,
    since: str | None,
    until: str | None,
    incident: str | None,
    kind: str | None,
    certainty: str | None,
) -> Node | None:
    named = {"speaker": speaker, "addressee": addressee, "actor": actor}
    chosen = {"type": incident, "kind": kind, "certainty": certainty}
    values = [Field(name, checked(name, v)) for name, v in (named | chosen).items() if v is not None]
    dates = [
        *([period(date)] if date else []),
        *([Period(period(since).first, None)] if since else []),
        *([Period(None, period(until).last)] if until else []),
    ]
    return both([parse(query) if query is not None else None, *values, *(Field("date", value) for value in dates)])

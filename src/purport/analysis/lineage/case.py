"""Where the documents of a case come from: ``purport lineage``."""

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from purport.analysis.accounts import Account, accounts_of
from purport.analysis.copies.copying import COPIED
from purport.analysis.copies.linker import KEPT, Linker, families, neighbours, unlinked
from purport.analysis.lineage.groups import TAKEN
from purport.analysis.lineage.links import Link, links
from purport.analysis.lineage.naming import name_batch, unnamed
from purport.analysis.lineage.origins import origins
from purport.analysis.lineage.records import Lineage
from purport.case import Case, Table
from purport.codebooks.actor_tables import codebook_files
from purport.codebooks.actors import ActorCodebook, actor_codebook
from purport.errors import OptionError

# So many accounts are looked at together, and so many families told, at most.
MOST_ACCOUNTS, MOST_FAMILIES = 120, 1_000


class Lineages(Table[Lineage]):
    """Lineages, the largest first; as a table a row for each link between two accounts. ``left_out`` counts the
    documents of families that are too large to be looked at in full."""

    def __init__(self, found: Iterable[Lineage], left_out: int = 0) -> None:
        super().__init__(found, _columns)
        self.left_out = left_out

    def rows(self) -> list[dict[str, Any]]:
        """One dict a link, column to value."""
        return [row for lineage in self for row in link_rows(lineage)]


def link_texts(case: Case) -> Iterator[int]:
    """Link the texts of a case that came since this was last done with those before, and after each batch how many are
    left; what is broken off goes on from there."""
    linker = Linker()
    while True:
        with case.transaction() as connection:
            linker.link_batch(connection)
            name_batch(connection)
            left = max(unlinked(connection), unnamed(connection))
        yield left
        if not left:
            return


def lineages(
    case: Case,
    query: str | None = None,
    *,
    documents: Iterable[str] = (),
    least: float = COPIED,
    codebooks: Iterable[Path | str] = (),
) -> Lineages:
    """Who copies whom: of the documents given (named as for ``Case.reading``) or found by a query (as for
    ``Case.find``), together with all of their origins, as one lineage; without either, a lineage for every family of
    documents that copy, credit, cite or link each other, or have the same text, the largest first.

    ``least`` is the strength from which on texts are held to be copies, 0.5 to 1; ``codebooks`` are files or folders of
    your own that tell, besides ours, whose an outlet is. Texts that came since are linked first. Raises OptionError,
    NotInCase, CaseError, CodebookError.
    """
    if not KEPT <= least <= 1:
        raise OptionError(f"least {least:g} is not between {KEPT:g} and 1; give a strength that is")
    codebook = actor_codebook(codebook_files(codebooks))
    for _ in link_texts(case):
        pass
    asked = [case.reading(each).source.sha256 for each in documents]
    if query is not None:
        asked += [hit.sha256 for hit in case.find(query)]
    if not asked and query is None:
        return _families(case, least, codebook)
    if not asked:
        return Lineages(())
    with case.transaction() as connection:
        texts = connection.exec_driver_sql(
            "SELECT DISTINCT text_id FROM readings JOIN sources ON sources.id = source_id "
            "WHERE current AND sources.sha256 IN (SELECT value FROM json_each(?))",
            (json.dumps(asked),),
        ).scalars()
        near = sorted(neighbours(connection, list(texts), least, MOST_ACCOUNTS))
        found = list(dict.fromkeys([*asked, *_documents(connection, near)]))
    whole = _lineage(case, found[:MOST_ACCOUNTS], least, codebook)
    # Of those that share a passage some turn out to be of other origins, which is seen only with all of them at hand.
    kept = {a.id for a in whole.accounts if a.sha256 in asked}
    kept |= {each for origin in whole.origins if kept & set(origin.accounts) for each in origin.accounts}
    return Lineages([_of(whole, kept)], max(0, len(found) - MOST_ACCOUNTS))


def lineage_of(accounts: Iterable[Account], *, least: float = COPIED, codebook: ActorCodebook | None = None) -> Lineage:
    """The lineage of some accounts on one matter. ``least`` is as for ``lineages``; ``codebook`` tells whose an outlet
    is, ours where none is given."""
    each = list(accounts)
    return origins(each, links(each, codebook or actor_codebook(), least=least))


def link_rows(lineage: Lineage) -> Iterator[dict[str, Any]]:
    """The links of a lineage as rows of a table; where an account has none, a row without a link."""
    sources = {account.id: account.source for account in lineage.accounts}
    for account in lineage.accounts:
        origin = lineage.origin_of(account.id)
        own: list[Link | None] = [link for link in lineage.links if link.one == account.id]
        for link in own or [None]:
            other = sources[link.other] if link and link.other else None
            evidence = link.evidence[0] if link and link.evidence else None
            yield {
                "document": account.source.id,
                "publisher": account.source.publisher,
                "published": account.source.published,
                "origin": origin.name if origin else None,
                "kind": link.kind.value if link else None,
                "strength": link.strength if link else None,
                "other": other.id if other else None,
                "other publisher": other.publisher if other else (link.name if link else None),
                "other published": other.published if other else None,
                "words": evidence.one.text if evidence and evidence.one else None,
                "other words": evidence.other.text if evidence and evidence.other else None,
            }


def _families(case: Case, least: float, codebook: ActorCodebook) -> Lineages:
    with case.transaction() as connection:
        groups = families(connection, least, MOST_ACCOUNTS)[:MOST_FAMILIES]
        documents = [_documents(connection, group) for group in groups]
    left_out = sum(max(0, len(each) - MOST_ACCOUNTS) for each in documents)
    whole = (_lineage(case, each[:MOST_ACCOUNTS], least, codebook) for each in documents)
    found = [part for each in whole for part in _parts(each)]
    return Lineages(sorted(found, key=lambda each: -len(each.accounts)), left_out)


def _parts(whole: Lineage) -> list[Lineage]:
    """A lineage as the families into which it falls once all links are known, of two accounts at least."""
    parts: list[set[str]] = []
    tied = [{link.one, link.other or f" {link.name}"} for link in whole.links if link.kind in TAKEN]
    for each in [*tied, *(set(origin.accounts) for origin in whole.origins)]:
        touched = [part for part in parts if part & each]
        parts = [part for part in parts if not part & each] + [each.union(*touched)]
    ids = [account.id for account in whole.accounts]
    kept = [[each for each in ids if each in part] for part in parts]
    return [_of(whole, part) if len(part) < len(ids) else whole for part in kept if len(part) > 1]


def _of(whole: Lineage, ids: Collection[str]) -> Lineage:
    tied = [link for link in whole.links if link.one in ids and (link.other is None or link.other in ids)]
    return origins([account for account in whole.accounts if account.id in ids], tied)


def _documents(connection: Any, text_ids: list[int]) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT sources.sha256 FROM readings JOIN sources ON sources.id = source_id "
        "WHERE current AND text_id IN (SELECT value FROM json_each(?)) ORDER BY day = 0, day, readings.id",
        (json.dumps(text_ids),),
    )
    return [row[0] for row in rows]


def _lineage(case: Case, sha256s: Iterable[str], least: float, codebook: ActorCodebook) -> Lineage:
    accounts = (each for digest in sha256s for each in accounts_of(case, case.reading(digest)))
    return lineage_of(accounts, least=least, codebook=codebook)


def _columns(lineage: Lineage) -> dict[str, Any]:
    return {"lineage": lineage.sentence}

"""The claims of a case, each with its first telling and its repeats."""

from datetime import date
from typing import Any

from purport.analysis.same_claim.claims import ToldClaim, claims
from purport.analysis.same_claim.groups import SameClaim, same_claims
from purport.analysis.same_incident.case import as_held, incidents
from purport.case import Case, Table
from purport.language.folding import words


def claims_of(case: Case) -> Table[SameClaim]:
    """Every claim of fact of a case, those that most documents repeat first."""
    known = {telling.key: number for number, found in enumerate(incidents(case)) for telling in found.tellings}
    told = [each for reading in case.readings() for each in claims(as_held(case, reading))]
    judged = [each for each in case.judgements() if each.subject.record == "statement"]
    return Table(same_claims(told, known, judged), claim_columns)


def claim_columns(found: SameClaim) -> dict[str, Any]:
    """The cells of a claim in a table, by column."""
    first = found.first
    return {
        "claim": first.text,
        "speaker": first.speaker,
        "kind": first.statement.kind.value,
        "document": first.document,
        "statement": first.statement.id,
        "publisher": first.publisher,
        "documents": found.documents,
        "repeats": len(found.repeats),
        "speakers": ", ".join(found.speakers),
    }


def holds_words(found: SameClaim, wanted: str | None) -> bool:
    """Whether all of some words stand in one telling of a claim, or are its speaker's; always where none are asked."""
    asked = set(words(wanted or ""))
    every = (found.first, *(each.claim for each in found.repeats))
    return not asked or any(asked <= {*words(each.text), *words(each.speaker or "")} for each in every)


def told_by(claim: ToldClaim) -> str:
    """Where a claim is told: the publisher and the day, or the document."""
    day = date.fromordinal(claim.published[0]).isoformat() if claim.published else None
    return ", ".join(filter(None, (claim.publisher or claim.document, day)))


def as_dict(found: SameClaim) -> dict[str, Any]:
    """A claim as plain data: what ``purport claims --json`` prints."""
    return claim_columns(found) | {
        "told": [
            _telling(found.first, None, None),
            *(_telling(each.claim, each.probability, each.how) for each in found.repeats),
        ]
    }


def _telling(claim: ToldClaim, likely: float | None, how: str | None) -> dict[str, Any]:
    spans = [{"text": part.text, "start": part.start, "end": part.end} for part in claim.statement.content]
    return {
        "document": claim.document,
        "sha256": claim.source,
        "statement": claim.statement.id,
        "speaker": claim.speaker,
        "published": date.fromordinal(claim.published[0]).isoformat() if claim.published else None,
        "content": spans,
        "probability": likely,
        "how": how,
    }

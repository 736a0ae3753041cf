"""What is found, as the cells of a table."""

from typing import Any

from purport.case.near_duplicates import NearDuplicate
from purport.case.records import Found
from purport.case.similar import Similar

_COLUMNS = (
    *("document", "published", "sort", "who", "addressee", "kind", "certainty", "distanced", "mode", "status"),
    *("from", "to", "place", "words", "start", "end", "judged"),
)


def columns(hit: Found) -> dict[str, Any]:
    """The cells of a hit in a table, by column."""
    statement, incident = hit.statement, hit.incident
    cells: dict[str, Any] = dict.fromkeys(_COLUMNS)
    cells |= {"document": hit.source.id, "published": hit.source.published, "sort": "text"}
    if statement is not None:
        speaker, addressee = statement.speaker, statement.addressee
        cells |= {
            "sort": "statement",
            "who": None if speaker is None else speaker.name or speaker.text,
            "addressee": None if addressee is None else addressee.name or addressee.text,
            "kind": statement.kind.value,
            "certainty": statement.certainty.value,
            "distanced": statement.distanced,
        }
    elif incident is not None:
        cells |= {
            "sort": "incident",
            "who": ", ".join(party.name for party in incident.actors) or None,
            "kind": incident.type,
            "mode": incident.mode.value,
            "status": incident.status.value,
            "from": incident.date and incident.date.start,
            "to": incident.date and incident.date.end,
            "place": incident.place and incident.place.name,
        }
    if hit.judgements:
        cells["judged"] = hit.state.value
    return cells | {"words": hit.anchor.text, "start": hit.anchor.start, "end": hit.anchor.end}


def near_columns(pair: NearDuplicate) -> dict[str, Any]:
    """The cells of two documents that are nearly the same."""
    return {
        "document": pair.source.id,
        "publisher": pair.source.publisher,
        "published": pair.source.published,
        "other": pair.other.id,
        "other publisher": pair.other.publisher,
        "other published": pair.other.published,
        "similarity": pair.similarity,
        "contained": pair.contained,
    }


def similar_columns(found: Similar) -> dict[str, Any]:
    """The cells of a document on the same matter."""
    return {
        "document": found.source.id,
        "publisher": found.source.publisher,
        "published": found.source.published,
        "score": found.score,
        "same words": found.words,
        "same sense": found.sense,
        "passage": found.anchor.text,
    }

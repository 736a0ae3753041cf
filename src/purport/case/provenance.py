"""What was made from what, when, by what and by whom, from the log of a case: PROV as JSON (W3C)."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.custody import Act, Entry

PREFIX = {"purport": "https://github.com/purport/purport/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
Record = tuple[str, dict[str, Any]]


def provenance(connection: Connection) -> Iterator[bytes]:
    """The PROV-JSON document, in pieces: sources, where they
    were met, texts, readings and judgements are entities, each act is an activity,
    those who acted and the program that read are agents."""
    sections: dict[str, Callable[[Entry], Iterator[Record]]] = {
        "entity": _entities,
        "activity": _activities,
        "used": _used,
        "wasGeneratedBy": _generated,
        "wasDerivedFrom": _derived,
        "specializationOf": _specialized,
        "wasAssociatedWith": _associated,
    }
    yield b'{"prefix":' + msgspec.json.encode(PREFIX)
    yield b',"agent":' + msgspec.json.encode(_agents(connection))
    for name, records in sections.items():
        yield f',"{name}":{{'.encode()
        seen: set[str] = set()
        for entry in custody.entries(connection):
            for key, record in records(entry):
                if key not in seen:
                    yield (b"," if seen else b"") + msgspec.json.encode(key) + b":" + msgspec.json.encode(record)
                    seen.add(key)
        yield b"}"
    yield b"}\n"


def _agents(connection: Connection) -> dict[str, dict[str, Any]]:
    authors = connection.exec_driver_sql("SELECT DISTINCT author FROM log ORDER BY author").scalars()
    people = {_person(author): {"prov:type": _qualified("prov:Agent"), "prov:label": author} for author in authors}
    program = {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": "purport"}
    return {**people, "purport:program": program}


def _entities(entry: Entry) -> Iterator[Record]:
    detail = _detail(entry)
    match entry.act:
        case Act.ADDED:
            yield _source(entry), {"prov:label": detail["document"], "purport:sha256": entry.subject}
        case Act.OCCURRED:
            yield _occurrence(detail), {"prov:label": detail["document"], "purport:sha256": detail["occurrence"]}
        case Act.READ:
            yield _text(detail), {"purport:sha256": detail["text"]}
            yield _reading(detail), {"purport:sha256": detail["reading"]}
        case Act.JUDGED:
            yield _judgement(detail), {"purport:verdict": detail["verdict"]}


def _activities(entry: Entry) -> Iterator[Record]:
    yield _activity(entry), {"prov:type": entry.act, "prov:startTime": entry.at, "prov:endTime": entry.at}


def _used(entry: Entry) -> Iterator[Record]:
    if entry.act in (Act.READ, Act.OCCURRED, Act.COMPLETED, Act.JUDGED, Act.REMOVED):
        yield f"_:u{entry.seq}", {"prov:activity": _activity(entry), "prov:entity": _source(entry)}


def _generated(entry: Entry) -> Iterator[Record]:
    detail = _detail(entry)
    for number, name in enumerate(_MADE.get(Act(entry.act), ())):
        yield f"_:g{entry.seq}.{number}", {"prov:entity": name(detail), "prov:activity": _activity(entry)}


def _derived(entry: Entry) -> Iterator[Record]:
    if entry.act == Act.READ:
        detail = _detail(entry)
        whole, text = _source(entry), _text(detail)
        yield f"_:d{entry.seq}.0", {"prov:generatedEntity": text, "prov:usedEntity": whole}
        yield f"_:d{entry.seq}.1", {"prov:generatedEntity": _reading(detail), "prov:usedEntity": text}


def _specialized(entry: Entry) -> Iterator[Record]:
    """An occurrence is a source at one place."""
    if entry.act == Act.OCCURRED:
        place = {"prov:specificEntity": _occurrence(_detail(entry)), "prov:generalEntity": _source(entry)}
        yield f"_:s{entry.seq}", place


def _associated(entry: Entry) -> Iterator[Record]:
    yield f"_:a{entry.seq}.0", {"prov:activity": _activity(entry), "prov:agent": _person(entry.author)}
    if entry.act == Act.READ:
        yield f"_:a{entry.seq}.1", {"prov:activity": _activity(entry), "prov:agent": "purport:program"}


def _detail(entry: Entry) -> dict[str, Any]:
    detail: dict[str, Any] = msgspec.json.decode(entry.detail)
    return detail


def _activity(entry: Entry) -> str:
    return f"purport:act-{entry.seq}"


def _source(entry: Entry) -> str:
    return f"purport:source-{entry.subject}"


def _occurrence(detail: dict[str, Any]) -> str:
    return f"purport:occurrence-{detail['occurrence']}"


def _text(detail: dict[str, Any]) -> str:
    return f"purport:text-{detail['text']}"


def _reading(detail: dict[str, Any]) -> str:
    return f"purport:reading-{detail['reading']}"


def _judgement(detail: dict[str, Any]) -> str:
    return f"purport:judgement-{detail['judgement']}"


def _person(author: str) -> str:
    return "purport:author-" + "".join(c if c.isalnum() else f"_{ord(c):x}_" for c in author)


_MADE = {Act.READ: (_text, _reading), Act.OCCURRED: (_occurrence,), Act.JUDGED: (_judgement,)}


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}

"""Incidents as rules read them, completed by what the trained model sees.

The model learnt from wire copy in capitals, and from a record that kept deeds against persons and things and left out
fighting between forces. In such copy it decides: of the kinds of incident that it knows those stay that it sees told,
with the parts that it gives them, and those that are only planned, threatened or denied, of which the record is silent.
A text of a few sentences is no whole report: there what rules read stays beside what the model sees. Elsewhere it adds
only what rules left open.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from purport.language import Doc
from purport.language.casing import in_capitals
from purport.reading.incident_accounts import tellers
from purport.reading.incident_fillers import Filler, actor_at, fillers
from purport.reading.incident_model import TYPES, Part, Seen, incident_model
from purport.reading.incident_modes import mode_of
from purport.reading.triggers import Trigger
from purport.types import Actor, Incident, Kind, Mode, Party, Span, Statement, Status

# How sure a filler must be to count in copy in capitals, and how likely an incident of a type must be told.
WORTH = {"individual": 0.45, "organisation": 0.65, "object": 0.35, "victim": 0.15, "weapon": 0.35}
TOLD = 0.4
LIKELY = 0.5
# How well an incident that rules read must fit one that the model sees told.
FITTING = 0.1
# How likely a mention must be to count where it stands.
NAMED = 0.15
# A text in capitals that is shorter tells too little for the model to decide by what it does not see in it.
REPORT_CHARACTERS = 600
# How sure a part must be that rules left open elsewhere.
SURE = 0.6
_KNOWN = {
    "attack": "attack",
    "assassination": "attack",
    "battle": "attack",
    "airstrike": "attack",
    "bombing": "bombing",
    "kidnapping": "kidnapping",
    "arson": "arson",
    "robbery": "robbery",
}
_KINDS = {"individual": "person", "organisation": "group", "object": "object", "victim": "person"}
_ACTING, _SUFFERING = ("individual", "organisation"), ("object", "victim")


def completed(
    doc: Doc,
    incidents: Sequence[Incident],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    see: Callable[[Doc, Sequence[tuple[int, int]] | None], Seen] | None = None,
) -> list[Incident]:
    """The incidents, in the order in which they are first told, with what the model sees of them."""
    see = see or incident_model().see
    if in_capitals(doc.text):
        return _of_record(doc, incidents, actors, statements, see(doc, None))
    open_ = [incident for incident in incidents if incident.type in _KNOWN and _lacks(incident)]
    if not open_:
        return list(incidents)
    seen = see(doc, [(span.start, span.end) for incident in open_ for span in incident.mentions])
    return [_filled(doc, incident, actors, seen) if incident in open_ else incident for incident in incidents]


def _of_record(
    doc: Doc, incidents: Sequence[Incident], actors: Sequence[Actor], statements: Sequence[Statement], seen: Seen
) -> list[Incident]:
    """What a record of deeds keeps: of the types it knows those incidents that are told, and all of other types."""
    kept = [incident for incident in incidents if incident.type not in _KNOWN]
    open_ = [incident for incident in incidents if incident.type in _KNOWN]
    named = [f for f in fillers(doc.text, seen.parts, actors) if f.worth >= WORTH[f.role]]
    told = [int(k) for k in np.argsort(-seen.types) if seen.types[k] >= TOLD]
    for k in told:
        fitting = [f for f in named if f.types[k] >= LIKELY or k == max(told, key=lambda t: f.types[t])]
        base = max(open_, key=lambda incident: _fit(incident, k, seen), default=None)
        if base is None or _fit(base, k, seen) < FITTING:
            base = _beside(doc, k, open_, seen) or _told(doc, k, statements, seen)
            if base is None:
                continue
        like = [one for one in open_ if one is not base and _KNOWN[one.type] == TYPES[k]]
        made = [
            replace(
                one,
                type=one.type if _KNOWN[one.type] == TYPES[k] else TYPES[k],
                actors=_parties(doc, parts, _ACTING, actors),
                targets=_parties(doc, parts, _SUFFERING, actors),
                weapons=_weapons(doc, parts),
            )
            for one, parts in _shared_out(doc, [base, *like], fitting)
        ]
        taken = {one.id for one in made}
        open_ = [one for one in open_ if one.id not in taken]
        kept += made
    short = len(doc.text) < REPORT_CHARACTERS
    kept += [one for one in open_ if (short and (one.type == "battle" or not told)) or _is_no_deed(one, statements)]
    return sorted(kept, key=lambda incident: incident.mentions[0].start)


def _is_no_deed(incident: Incident, statements: Sequence[Statement]) -> bool:
    """Whether an incident is only planned or threatened, or is denied by someone."""
    if incident.mode in (Mode.PLANNED, Mode.THREATENED):
        return True
    told_in = [statement for statement in statements if statement.id in incident.statements]
    return incident.mode is Mode.DENIED and any(s.kind is Kind.DENIAL for s in told_in)


def _shared_out(
    doc: Doc, incidents: Sequence[Incident], named: Sequence[Filler]
) -> list[tuple[Incident, Sequence[Filler]]]:
    """Which of the fillers of one type are of which incident: those whose sentences name them, else the first. An
    incident after the first stands by itself where it befell what the first did not; else it is told anew, and what is
    named with it is the first's. Whoever did one did all of whom nothing else is told."""
    at = [{doc.sentence_at(span.start) for span in incident.mentions} for incident in incidents]
    parts: list[list[Filler]] = [[] for _ in incidents]
    for filler in named:
        near = {doc.sentence_at(part.start) for part in filler.mentions if part.probability >= NAMED}
        for n in [n for n, sentences in enumerate(at) if near & sentences] or [0]:
            parts[n].append(filler)
    own = [n for n in range(1, len(incidents)) if any(f.role in _SUFFERING and f not in parts[0] for f in parts[n])]
    anew = [filler for n in range(1, len(incidents)) if n not in own for filler in parts[n]]
    first = [*parts[0], *(filler for k, filler in enumerate(anew) if filler not in (*parts[0], *anew[:k]))]
    doers = [filler for filler in parts[0] if filler.role == "organisation"]
    return [
        (incidents[0], first),
        *((incidents[n], parts[n] if _named(parts[n], "organisation") else [*parts[n], *doers]) for n in own),
    ]


def _named(named: Iterable[Filler], role: str) -> bool:
    return any(filler.role == role for filler in named)


def _fit(incident: Incident, k: int, seen: Seen) -> float:
    """How well an incident that rules read is one of a type that the model sees told."""
    told = max(float(seen.told(span.start, span.end)[k]) for span in incident.mentions)
    return told + (0.3 if _KNOWN[incident.type] == TYPES[k] else 0.0)


def _beside(doc: Doc, k: int, incidents: Sequence[Incident], seen: Seen) -> Incident | None:
    """The incident that rules read in the sentence of the word that is likeliest to tell of a type."""
    at = doc.sentence_at(int(seen.words.starts[int(seen.tells[:, k].argmax())]))
    return next((one for one in incidents if any(doc.sentence_at(m.start) == at for m in one.mentions)), None)


def _told(doc: Doc, k: int, statements: Sequence[Statement], seen: Seen) -> Incident | None:
    """An incident of a type by the word that is likeliest to tell of one; None where that tells of no single event."""
    row = int(seen.tells[:, k].argmax())
    words = (doc.span(int(seen.words.starts[row]), int(seen.words.ends[row])),)
    mode = _mode(doc, words[0], TYPES[k], statements)
    if mode is None:
        return None
    digest = hashlib.sha256(f"{doc.text}|{words[0].start}-{words[0].end}".encode("utf-8", "surrogatepass"))
    return Incident(
        id=f"i{digest.hexdigest()[:15]}",
        type=TYPES[k],
        mode=mode,
        mentions=words,
        status=Status.REPORTED,  # until all of it is read
        statements=tuple(s.id for s in tellers(words, statements)),
    )


def _mode(doc: Doc, words: Span, name: str, statements: Sequence[Statement]) -> Mode | None:
    """How the clause about a word tells of it."""
    span = doc.tokens.char_span(words.start, words.end, alignment_mode="expand")
    assert span is not None  # the words are the text's
    trigger = Trigger(token=span.root, type=name, start=words.start, end=words.end)
    return mode_of(trigger, statements)


def _lacks(incident: Incident) -> bool:
    return not (incident.actors and incident.targets)


def _filled(doc: Doc, incident: Incident, actors: Sequence[Actor], seen: Seen) -> Incident:
    """An incident with the parts that rules left open and of which the model is sure in the sentences that tell it."""
    k = TYPES.index(_KNOWN[incident.type])
    at = {doc.sentence_at(span.start) for span in incident.mentions}
    near = [part for part in seen.parts if doc.sentence_at(part.start) in at and part.types[k] >= LIKELY]
    sure = [f for f in fillers(doc.text, near, actors) if f.best.probability >= SURE]
    taken = {(p.start, p.end) for p in (*incident.actors, *incident.targets)}
    free = [f for f in sure if not any(a < f.best.end and f.best.start < b for a, b in taken)]
    return replace(
        incident,
        actors=incident.actors or _parties(doc, free, _ACTING, actors),
        targets=incident.targets or _parties(doc, free, _SUFFERING, actors),
        weapons=incident.weapons or _weapons(doc, free),
    )


def _weapons(doc: Doc, named: Iterable[Filler]) -> tuple[Span, ...]:
    return tuple(_span(doc, filler.best) for filler in _ordered(named) if filler.role == "weapon")


def _parties(doc: Doc, named: Iterable[Filler], roles: Sequence[str], actors: Sequence[Actor]) -> tuple[Party, ...]:
    """The fillers of some roles as parties, by the names of the actors whose mentions they are."""
    out = []
    for filler in _ordered(named):
        if filler.role in roles:
            span = _span(doc, filler.best)
            actor = actor_at(actors, span.start, span.end)
            out.append(
                Party(
                    text=span.text,
                    start=span.start,
                    end=span.end,
                    name=" ".join(span.text.split()) if actor is None else actor.name,
                    actor=None if actor is None else actor.id,
                    kind=_KINDS[filler.role],
                )
            )
    return tuple(out)


def _ordered(named: Iterable[Filler]) -> list[Filler]:
    return sorted(named, key=lambda filler: filler.best.start)


def _span(doc: Doc, part: Part) -> Span:
    return doc.span(part.start, part.end)

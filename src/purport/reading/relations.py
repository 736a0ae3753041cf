"""How actors are told to stand to one another: edges with their words, dates and sources."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from spacy.tokens import Token

from purport.codebooks.actors import ActorCodebook, actor_codebook
from purport.codebooks.relation_words import relation_words
from purport.language import Doc
from purport.reading.clauses import objects_of
from purport.reading.finder import Findings
from purport.reading.incident_accounts import tellers, told_by
from purport.reading.incident_dates import incident_date
from purport.reading.incident_parties import Participants
from purport.reading.incident_settings import Nearness, lies_within, saying_bounds, setting
from purport.reading.publications import publisher_of
from purport.reading.relation_ends import Told, with_real_ends
from purport.reading.told_relations import told_relations
from purport.reading.triggers import Trigger
from purport.types import (
    Certainty,
    Incident,
    IncidentDate,
    Mode,
    Party,
    Relation,
    RelationKind,
    Span,
    Standing,
)

MUTUAL = frozenset(
    {
        *(RelationKind.RIVAL, RelationKind.ALLY, RelationKind.FIGHTS),
        *(RelationKind.NEGOTIATES_WITH, RelationKind.AGREES_WITH),
    }
)
# What an incident that happened says of its parties: among those who take part in it, or of an actor to a target.
_AMONG = {
    "negotiation": RelationKind.NEGOTIATES_WITH,
    "agreement": RelationKind.AGREES_WITH,
    "ceasefire": RelationKind.AGREES_WITH,
    "battle": RelationKind.FIGHTS,
}
_AGAINST = {
    **dict.fromkeys(
        ("attack", "bombing", "airstrike", "assassination", "kidnapping", "arson", "robbery"), RelationKind.ATTACKS
    ),
    "battle": RelationKind.FIGHTS,
}
# With more parties than these it is not told who meets, or who fights, whom.
_MOST = {RelationKind.FIGHTS: 2, RelationKind.NEGOTIATES_WITH: 4, RelationKind.AGREES_WITH: 4}


class RelationFinder:
    """Finds relations between named actors: those told in words, and those of the parties to incidents."""

    assigns = "relations"
    requires: tuple[str, ...] = ("dates", "actors", "statements", "incidents")

    def __init__(self, codebook: ActorCodebook | None = None) -> None:
        self._codebook = codebook

    def find(self, doc: Doc, found: Findings) -> Iterable[Relation]:
        """The relations, in the order in which they are first told; one told twice by the same source is one."""
        if not doc.text.strip():
            return ()
        in_words = list(_in_words(doc, found, self._codebook))
        members = {(_key(r.actor), _key(r.other)) for r in in_words if r.kind is RelationKind.PART_OF}
        told = in_words + [
            each
            for each in _of_incidents(doc, found, self._codebook)
            # who attacks one of its own is more often told in another clause
            if each.kind is not RelationKind.ATTACKS or (_key(each.other), _key(each.actor)) not in members
        ]
        publisher = publisher_of(doc, found.statements, self._codebook or actor_codebook())
        if publisher is not None and publisher.partisan:  # in its own voice it speaks for itself
            told = [replace(each, according_to=each.according_to or publisher.name) for each in told]
        return _merged(doc, told)


def _in_words(doc: Doc, found: Findings, codebook: ActorCodebook | None) -> Iterator[Relation]:
    each = [with_real_ends(told) for told in told_relations(doc)]
    if not each:
        return
    who = Participants(doc, found, codebook)
    for told in each:
        actor, other = (_without(doc, _party(who, noun), told.token) for noun in (told.actor, told.other))
        if actor is None or other is None or other.kind not in told.others or _key(actor) == _key(other):
            continue
        if any(
            told.kind is _AMONG.get(i.type) and any(told.token.idx == m.start for m in i.mentions)
            for i in found.incidents
        ):
            continue  # told as an incident
        words = doc.span(told.token.idx, told.token.idx + len(told.token))
        telling = tellers([words], found.statements)
        denied = any(statement.certainty is Certainty.DENIED for statement in telling)
        yield _relation(
            doc,
            actor=actor,
            kind=told.kind,
            other=other,
            standing=Standing.DENIED if denied and told.standing is Standing.HOLDS else told.standing,
            mentions=(words,),
            date=_date(doc, told, found) if told.dated else None,
            statements=tuple(statement.id for statement in telling),
            according_to=told_by(words.start, found.statements) or _accuser(who, told),
        )


def _accuser(who: Participants, told: Told) -> str | None:
    """Who alleges a relation that someone is accused of; "unspecified" where nobody is named, None where it is told."""
    if told.alleged is None:
        return None
    parties = [party for noun in told.alleged if (party := _party(who, noun)) is not None]
    return parties[0].name if parties else "unspecified"


def _party(who: Participants, noun: Token) -> Party | None:
    """The named actor for whom a noun stands, by the name under which the text's actors have it; None for things and
    for people without a name."""
    party = next(iter(who.parties([noun], acting=False)), None)
    if party is None or party.kind == "object":
        return None
    if party.actor is None:
        return party if noun.pos_ == "PROPN" and party.name[:1].isupper() else None
    return replace(party, name=next((actor.name for actor in who.actors if actor.id == party.actor), party.name))


def _without(doc: Doc, party: Party | None, word: Token) -> Party | None:
    """A party without the words up to the one that tells of it: "the Norwegian-backed Front" is the Front."""
    if party is None or not party.start <= word.idx < party.end:
        return party
    start, end = doc.trimmed(word.idx + len(word), party.end)
    if start == end:
        return None
    text = doc.text[start:end]
    return replace(party, text=text, start=start, name=text if party.actor is None else party.name)


def _date(doc: Doc, told: Told, found: Findings) -> IncidentDate | None:
    token = told.token
    trigger = Trigger(token=token, type="other", start=token.idx, end=token.idx + len(token))
    sayings = saying_bounds(token.idx, found.statements)
    where = setting(doc, trigger, [date for date in found.dates if not lies_within(date, sayings)], ())
    return incident_date(where.dates) if where.dates and where.dates_near <= Nearness.CLAUSE else None


def _of_incidents(doc: Doc, found: Findings, codebook: ActorCodebook | None) -> Iterator[Relation]:
    names = {actor.id: actor.name for actor in found.actors}
    happened = [i for i in found.incidents if i.mode is Mode.HAPPENED and (i.type in _AMONG or i.type in _AGAINST)]
    who = Participants(doc, found, codebook) if any(i.type in _AMONG for i in happened) else None
    for incident in happened:
        if who is not None and incident.type in _AMONG:
            incident = replace(incident, actors=tuple(_principal(doc, who, party) for party in incident.actors))
        for kind, actor, other in _sides(incident, names):
            if _key(actor) == _key(other):
                continue
            yield _relation(
                doc,
                actor=actor,
                kind=kind,
                other=other,
                standing=Standing.HOLDS,
                mentions=incident.mentions,
                date=incident.date,
                statements=incident.statements,
                according_to=_teller(incident, found),
                incident=incident.id,
            )


def _principal(doc: Doc, who: Participants, party: Party) -> Party:
    """For whom someone meets or signs: "negotiators of the League" do for the League."""
    words = doc.tokens.char_span(party.start, party.end, alignment_mode="expand")
    if words is None or words.root.lemma_.lower() not in relation_words().lists["representing"]:
        return party
    behind = [*objects_of(words.root, "of", "from", "for"), *(c for c in words.root.lefts if c.pos_ == "PROPN")]
    return next((found for noun in behind if (found := _party(who, noun)) is not None), party)


def _sides(incident: Incident, names: Mapping[str, str]) -> Iterator[tuple[RelationKind, Party, Party]]:
    actors, targets = (
        [replace(party, name=names.get(party.actor or "", party.name)) for party in parties if _named(party)]
        for parties in (incident.actors, incident.targets)
    )
    against = _AGAINST.get(incident.type)
    if against is not None:
        for actor, target in product(actors, targets):
            yield against, actor, target
    among = _AMONG.get(incident.type)
    if among is not None and not (against and targets) and len(actors) <= _MOST[among]:
        for actor, other in combinations(actors, 2):
            yield among, actor, other


def _named(party: Party) -> bool:
    return party.actor is not None and party.kind != "object"


def _teller(incident: Incident, found: Findings) -> str | None:
    """On whose word an incident is told: None where the writer tells it somewhere in the text's own voice."""
    names = [told_by(mention.start, found.statements) for mention in incident.mentions]
    return None if None in names else names[0]


def _key(party: Party) -> str:
    return party.actor or party.name.lower()


def _relation(
    doc: Doc,
    *,
    actor: Party,
    kind: RelationKind,
    other: Party,
    standing: Standing,
    mentions: tuple[Span, ...],
    date: IncidentDate | None,
    statements: tuple[str, ...],
    according_to: str | None,
    incident: str | None = None,
) -> Relation:
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass"))
    digest.update(f"|{actor.start}|{kind}|{other.start}|{mentions[0].start}".encode())
    return Relation(
        id=f"r{digest.hexdigest()[:15]}",
        actor=actor,
        kind=kind,
        other=other,
        standing=standing,
        mentions=mentions,
        date=date,
        statements=statements,
        according_to=according_to,
        incident=incident,
    )


def _merged(doc: Doc, told: Sequence[Relation]) -> tuple[Relation, ...]:
    """One relation for all tellings of it by one source and of one date, in reading order."""
    held: dict[object, Relation] = {}
    for each in sorted(told, key=lambda r: (r.mentions[0].start, r.incident is not None)):
        ends = (_key(each.actor), _key(each.other))
        same = (
            tuple(sorted(ends)) if each.kind in MUTUAL else ends,
            each.kind,
            each.standing,
            each.date,
            each.according_to,
        )
        first = held.get(same)
        if first is None:
            held[same] = each
            continue
        mentions = {span.start: span for span in (*first.mentions, *each.mentions)}
        held[same] = _relation(
            doc,
            actor=first.actor,
            kind=first.kind,
            other=first.other,
            standing=first.standing,
            mentions=tuple(mentions[start] for start in sorted(mentions)),
            date=first.date,
            statements=tuple(dict.fromkeys((*first.statements, *each.statements))),
            according_to=first.according_to,
            incident=first.incident if first.incident == each.incident else first.incident and each.incident,
        )
    return tuple(held.values())

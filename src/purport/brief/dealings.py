"""What was given for what, and how actors stand to one another, each on the words that tell it."""

from collections.abc import Iterable

from purport.brief.dates import incident_date
from purport.brief.library import Library, nameless
from purport.brief.records import Citation, Sentence
from purport.brief.words import capitalised, entry, quoted, squeezed
from purport.types import Incident, Reading, Relation, Standing


def exchanged(library: Library, reading: Reading, incident: Incident) -> Sentence | None:
    """What each side of an exchange gave: "Exchange: the League gave “1,000 men” to the Guard; …"; None where it is
    no exchange."""
    if not incident.exchange:
        return None
    clauses, cited = [], []
    for given in incident.exchange:
        words = quoted(reading.text[given.start : given.end])
        giver = library.named(squeezed(given.giver.name)) if given.giver is not None else None
        receiver = library.named(squeezed(given.receiver.name)) if given.receiver is not None else None
        told = f"{giver} gave {words}" if giver else f"{receiver} received {words}" if receiver else f"{words} given"
        clauses.append(told + (f" to {receiver}" if giver and receiver else "") + _by(library, given.according_to))
        cited.append(library.cite(reading, *library.sentence(reading, given.start, given.end)))
    return Sentence(text=f"Exchange: {'; '.join(clauses)}.", citations=tuple(dict.fromkeys(cited)))


def related(library: Library, readings: Iterable[Reading]) -> tuple[Sentence, ...]:
    """Every relation that is told, dated ones in time and before the rest; one told alike in several places once, with
    all their words."""
    told: dict[tuple[str, str | None, str], list[Citation]] = {}
    for reading in readings:
        for relation in reading.relations:
            when = incident_date(relation.date) if relation.date is not None else None
            key = (relation.date.start if relation.date is not None else "~", when, _edge(library, relation))
            spans = [(m.start, m.end) for m in relation.mentions if m.text.strip()]
            told.setdefault(key, []).extend(library.cite_all(reading, (library.sentence(reading, *s) for s in spans)))
    return tuple(
        Sentence(text=text, citations=tuple(dict.fromkeys(cited)), label=when)
        for (_, when, text), cited in sorted(told.items(), key=lambda entry: entry[0][0])
        if cited
    )


def _edge(library: Library, relation: Relation) -> str:
    ends = [library.named(squeezed(party.name)) for party in (relation.actor, relation.other)]
    words = f"{capitalised(ends[0])}: {entry('relations', relation.kind)} {ends[1]}"
    if relation.standing is not Standing.HOLDS:
        words += f" ({relation.standing})"
    return words + _by(library, relation.according_to) + "."


def _by(library: Library, name: str | None) -> str:
    """On whose word: ", according to the mayor"; nothing where it is the writer's own."""
    if name is None:
        return ""
    return ", according to " + ("a source it does not name" if nameless(name) else library.named(squeezed(name)))

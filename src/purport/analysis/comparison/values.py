"""What an account says of each field of an incident, on whose word and where; and whether two values agree."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from purport.analysis.comparison import blame as matrix_blame
from purport.analysis.comparison import figure_parts
from purport.analysis.comparison.blame_words import UNSPECIFIED
from purport.analysis.same_incident import counts as incident_counts
from purport.analysis.same_incident import days as incident_days
from purport.analysis.same_incident import parties as incident_parties
from purport.analysis.same_incident import places as incident_places
from purport.analysis.same_incident.days import DaysRelation
from purport.analysis.same_incident.pairs import KINDRED
from purport.analysis.same_incident.parties import PartyRelation
from purport.analysis.same_incident.places import PlaceRelation
from purport.analysis.same_incident.sentences import sentence
from purport.types import (
    Incident,
    IncidentFigure,
    Kind,
    Level,
    Mode,
    Party,
    Place,
    Reading,
    Says,
    Side,
    Span,
    Statement,
    bounds,
)

_MOST_NAMES = 3
_EARLIER = re.compile(r"\b(?:days?|weeks?|months?|years?) after (?:a|an|another)\b", re.IGNORECASE)
_UNREAL = frozenset({Mode.PLANNED, Mode.THREATENED, Mode.HYPOTHETICAL})
_RANKS = {Level.COUNTRY: 3.0, Level.REGION: 2.0, Level.CITY: 1.0, Level.SITE: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as an account gives it.

    ``text`` is the value in words; ``by`` on whose word it is told: None for the account's own, "unspecified" for
    someone's whom it does not name; ``spans`` where it stands in the account's text. ``held`` is what it is compared
    by, ``width`` how much it leaves open; ``described`` whether it only describes ("gunmen") and names nobody.
    """

    text: str
    by: str | None
    spans: tuple[Span, ...]
    held: Any
    width: float = 0.0
    described: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Who is held to have done it, or said not to have."""

    parties: tuple[Party, ...]
    did: bool


def dates(reading: Reading, incident: Incident) -> Iterator[Value]:
    """The date of an incident: first and last day."""
    days = incident_days.days_of(incident.date)
    if incident.date is not None and days is not None:
        start, end = incident.date.start, incident.date.end or incident.date.start
        text = start if start == end else f"{start} to {end}"
        spans = _date_spans(reading, incident) or _mentioned(incident)
        yield Value(text=text, by=None, spans=spans, held=days, width=incident_days.width(days))


def dates_agree(one: Value, other: Value) -> bool:
    """Dates agree that have a day in common: a month agrees with a day in it."""
    return incident_days.relation(one.held, other.held) is not DaysRelation.APART


def places(reading: Reading, incident: Incident) -> Iterator[Value]:
    """The place of an incident."""
    place = incident.place
    if place is not None:
        country = f" ({place.country})" if place.country and place.level is not Level.COUNTRY else ""
        yield Value(
            text=f"{place.name}{country}",
            by=None,
            spans=(Span(text=place.text, start=place.start, end=place.end),),
            held=place,
            width=_RANKS.get(place.level or Level.CITY, 1.0),
        )


def places_agree(one: Value, other: Value) -> bool:
    """Places agree that are one, or of which one lies in the other; what cannot be told does not differ."""
    first: Place = one.held
    found = incident_places.relation(first, other.held)
    return found in (PlaceRelation.SAME, PlaceRelation.WITHIN, PlaceRelation.UNKNOWN)


def types(reading: Reading, incident: Incident) -> Iterator[Value]:
    """The type of an incident."""
    text = incident.type.replace("_", " ")
    yield Value(text=text, by=None, spans=_mentioned(incident), held=incident.type)


def types_agree(one: Value, other: Value) -> bool:
    """Types agree that are one, or by which reports may call one event; "other" is at odds with none."""
    pair = {one.held, other.held}
    return len(pair) == 1 or "other" in pair or any(pair <= kin for kin in KINDRED)


def modes(reading: Reading, incident: Incident) -> Iterator[Value]:
    """How real the account makes it; nothing where it only denies that one had a hand in it."""
    if incident.mode is not Mode.DENIED or not matrix_blame.denies_only_a_hand(reading, incident):
        yield Value(text=str(incident.mode), by=None, spans=_mentioned(incident), held=incident.mode)


def modes_agree(one: Value, other: Value) -> bool:
    """Modes agree that are one, or both of what has not been."""
    return one.held == other.held or {one.held, other.held} <= _UNREAL


def actors(reading: Reading, incident: Incident) -> Iterator[Value]:
    """Who took part, all in one value: no things, nobody who is only counted among the dead or hurt, and nobody who is
    only told to have had no hand in it."""
    denying = [
        (sentence(reading.text, span.start, span.end), incident_parties.core(each.name))
        for each in matrix_blame.hands_denied(reading, incident)
        for span in each.spans
    ]

    def only_denies(party: Party) -> bool:
        core = incident_parties.core(party.name)
        return any(start <= party.start < end and core & name for (start, end), name in denying)

    yield from _parties(
        tuple(
            each for each in incident.actors
            if each.kind != "object" and not _only_counted(each, incident) and not only_denies(each)
        )
    )  # fmt: skip


def targets(reading: Reading, incident: Incident) -> Iterator[Value]:
    """Whom or what it was done to, all in one value; who is only counted ("four people") is no target but a figure."""
    yield from _parties(tuple(each for each in incident.targets if not _only_counted(each, incident)))


def parties_agree(one: Value, other: Value) -> bool:
    """Parties differ where both accounts name some and none is in common; "gunmen" differ from nobody."""
    return incident_parties.relation(one.held, other.held) is not PartyRelation.DIFFERENT


def responsibility(reading: Reading, incident: Incident) -> Iterator[Value]:
    """Who claims it, denies a hand in it, or is blamed for it by someone; of names that may be one's, the longest."""
    found = list({(value.text, value.by): value for value in reversed(list(_blames(reading, incident)))}.values())[::-1]
    for value in found:
        longer = [each for each in found if each is not value and _says_the_same(value, each)]
        if not any(len(each.text) > len(value.text) for each in longer):
            yield value


def _says_the_same(one: Value, other: Value) -> bool:
    first, second = one.held, other.held
    return (
        first.did == second.did
        and any(incident_parties.alike(a, b) for a in first.parties for b in second.parties)
        and (one.by == other.by or not first.did)
    )


def _blames(reading: Reading, incident: Incident) -> Iterator[Value]:
    spoken = {statement.id: statement for statement in reading.statements}
    basis = incident.status_basis
    tellers = basis.tellers if basis is not None else ()
    denied = list(matrix_blame.hands_denied(reading, incident))
    for teller in tellers:
        says = matrix_blame.stance(reading, teller)
        if says is Says.DISOWNS and any(each.by == teller.name for each in denied):
            continue
        if teller.name is None or says not in (Says.CLAIMS, Says.DISOWNS) or teller.side is not Side.ACTOR:
            continue
        spans = tuple(span for each in teller.statements if each in spoken for span in _words(spoken[each]))
        party = next(
            (
                each
                for each in incident.actors
                if incident_parties.core(each.name) == incident_parties.core(teller.name)
            ),
            None,
        )
        party = party or Party(text=teller.name, start=0, end=0, name=teller.name, kind="group")
        did = says is Says.CLAIMS
        text = f"{teller.name} claims it" if did else f"{teller.name} denies a hand in it"
        yield Value(
            text=text, by=teller.name, spans=spans or _mentioned(incident), held=Blame(parties=(party,), did=did)
        )
    for each in matrix_blame.hands_claimed(reading, incident):
        if not any(teller.name == each.name and teller.says is Says.CLAIMS for teller in tellers):
            yield Value(
                text=f"{each.name} claims it",
                by=each.by,
                spans=each.spans,
                held=Blame(parties=(matrix_blame.party(each, incident),), did=True),
            )
    for each in denied:
        yield Value(
            text=f"{each.name} denies a hand in it" if each.itself else f"{each.name} did not do it",
            by=each.by or UNSPECIFIED,
            spans=each.spans,
            held=Blame(parties=(matrix_blame.party(each, incident),), did=False),
        )
    for each in matrix_blame.accused(reading, incident):
        yield Value(
            text=f"{each.name} {'suspected' if each.suspected else 'blamed'}",
            by=each.by,
            spans=each.spans,
            held=Blame(parties=(matrix_blame.party(each, incident),), did=True),
        )
    for statement in reading.statements:
        if statement.kind is Kind.ACCUSATION:
            blamed = tuple(
                each for each in incident.actors if _within(each, statement) and incident_parties.named(each)
            )
            if blamed:
                by = (statement.speaker.name or statement.speaker.text) if statement.speaker else None
                text = f"{_names(blamed)} blamed"
                yield Value(
                    text=text, by=by or UNSPECIFIED, spans=_words(statement), held=Blame(parties=blamed, did=True)
                )


def responsibility_agrees(one: Value, other: Value) -> bool:
    """Who is said to have done it differs where the same one is said not to have, or where others are named."""
    first, second = one.held, other.held
    found = incident_parties.relation(first.parties, second.parties)
    if first.did != second.did:
        return found is not PartyRelation.SHARED
    return not first.did or found is not PartyRelation.DIFFERENT


def figures(reading: Reading, incident: Incident) -> list[IncidentFigure]:
    """The figures of an incident that have a bound, but for those that are a part of another, those that are only told
    to be denied, those of an earlier one to which its sentence goes back ("four days after a bomb killed four people")
    and the one person that a name is: who that is stands among the targets."""
    found = _figures(reading, incident)
    among = {(part.start, part.what) for part in figure_parts.parts(reading.text, found)}
    return [figure for figure in found if (figure.start, figure.what) not in among]


def parts(reading: Reading, incident: Incident) -> list[IncidentFigure]:
    """The figures that are a part of another that is given of an incident ("four of them children")."""
    return list(figure_parts.parts(reading.text, _figures(reading, incident)))


def _figures(reading: Reading, incident: Incident) -> list[IncidentFigure]:
    return [
        figure_parts.of_whom(reading.text, figure)
        for figure in incident.figures
        if incident_counts.known(figure)
        and not _of_an_earlier_one(reading.text, figure)
        and not _counts_a_name(figure, incident)
        and not figure_parts.denied(reading, incident, figure)
    ]


def _counts_a_name(figure: IncidentFigure, incident: Incident) -> bool:
    names = [incident_parties.core(each.name) for each in incident.targets if incident_parties.is_a_name(each)]
    return figure.low == figure.high == 1 and any(name <= incident_parties.core(figure.who or "") for name in names)


def _of_an_earlier_one(text: str, figure: IncidentFigure) -> bool:
    start, _ = sentence(text, figure.start, figure.end)
    return _EARLIER.search(text[start : figure.start]) is not None


def figure_value(figure: IncidentFigure) -> Value:
    """A figure as a value."""
    low, high = figure.low or 0.0, math.inf if figure.high is None else figure.high
    about = "about " if incident_counts.is_about(figure) and figure.low == figure.high else ""
    return Value(
        text=about + bounds(figure.low, figure.high),
        by=figure.according_to,
        spans=(Span(text=figure.text, start=figure.start, end=figure.end),),
        held=figure,
        width=high - low + (low / 5 if about else 0.0),
    )


def figures_agree(one: Value, other: Value) -> bool:
    """Figures agree whose bounds have a number in common: "at least 200" agrees with 318."""
    return incident_counts.overlap(one.held, other.held)


FIELDS: Mapping[str, tuple[Callable[[Reading, Incident], Iterator[Value]], Callable[[Value, Value], bool]]] = {
    "date": (dates, dates_agree),
    "place": (places, places_agree),
    "type": (types, types_agree),
    "responsibility": (responsibility, responsibility_agrees),
    "actors": (actors, parties_agree),
    "targets": (targets, parties_agree),
    "mode": (modes, modes_agree),
}
"""For each field but the figures what finds its values in an account, and whether two agree."""
FIELDS_BEFORE_FIGURES = 4
"""So many of them stand before the figures."""


def _parties(parties: tuple[Party, ...]) -> Iterator[Value]:
    if parties:
        spans = tuple(Span(text=each.text, start=each.start, end=each.end) for each in parties)
        described = not any(incident_parties.named(each) for each in parties)
        yield Value(
            text=_names(parties), by=None, spans=spans, held=parties, width=float(described), described=described
        )


def _only_counted(party: Party, incident: Incident) -> bool:
    """Whether nothing is said of a party but how many of it there are, in words of a figure."""
    counted = any(party.start < each.end and each.start < party.end for each in incident.figures)
    return counted and not incident_parties.telling(party)


def _names(parties: tuple[Party, ...]) -> str:
    by_core = {incident_parties.core(each.name) or each.name: each.name for each in reversed(parties)}
    names = [each.name for each in parties if by_core.get(incident_parties.core(each.name) or each.name) == each.name]
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _mentioned(incident: Incident) -> tuple[Span, ...]:
    return incident.mentions[:1]


def _date_spans(reading: Reading, incident: Incident) -> tuple[Span, ...]:
    """The words that give an incident its date: those of these days that stand nearest to a mention."""
    days = incident_days.days_of(incident.date)
    fits = [each for each in reading.dates if incident_days.ordinals(each.value) == days]
    places = [mention.start for mention in incident.mentions] or [0]
    fits.sort(key=lambda date: min(abs(date.start - place) for place in places))
    return tuple(Span(text=each.text, start=each.start, end=each.end) for each in fits[:1])


def _words(statement: Statement) -> tuple[Span, ...]:
    return tuple(filter(None, (statement.cue, *statement.content)))


def _within(party: Party, statement: Statement) -> bool:
    return any(part.start <= party.start and party.end <= part.end for part in statement.content)

"""What is said to have happened: incidents from their triggers, with who, where, when, how many and on whose word."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Token

from purport.codebooks.actors import ActorCodebook, actor_codebook
from purport.codebooks.incident_types import Types, incident_types, using, words
from purport.language import Doc
from purport.reading.finder import Findings
from purport.reading.incident_accounts import tellers
from purport.reading.incident_avowals import avowed
from purport.reading.incident_completion import completed
from purport.reading.incident_dates import incident_date
from purport.reading.incident_discussed import held_responsible, taken_up
from purport.reading.incident_figures import counted
from purport.reading.incident_frame import told_day
from purport.reading.incident_grouping import groups
from purport.reading.incident_mentions import Mention, without_others
from purport.reading.incident_modes import mode_of
from purport.reading.incident_parties import Participants
from purport.reading.incident_places import incident_place
from purport.reading.incident_roles import roles, spans
from purport.reading.incident_sequence import days_by_others
from purport.reading.incident_settings import Nearness, lies_within, saying_bounds, setting, tried_for
from purport.reading.incident_sides import parties_between
from purport.reading.incident_status import answers_to, evidenced
from purport.reading.incident_tellers import drawn_out
from purport.reading.incident_totals import of_long, own_counts, totals
from purport.reading.incident_typing import incident_type_of
from purport.reading.incident_whereabouts import unnamed_places
from purport.reading.publications import publisher_of
from purport.reading.sub_events import by_attackers, sub_events
from purport.reading.triggers import Trigger, triggers
from purport.types import Date, Incident, IncidentDate, IncidentFigure, Level, Mode, Party, Place, Span, Status

# Types that befall persons: "them" is no body of men there.
_OF_PERSONS = frozenset({"prisoner_release", "jailbreak", "trial", "kidnapping", "arrest"})
_ARMED_MEN = frozenset({"attackers", "fighters", "gunmen", "insurgents", "militants", "raiders", "rebels"})
_PRISON = re.compile(r"\b(?:prison|jail|detention (?:facility|centre|center))s?\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n")
# The surest first: an incident told as done is not undone by one more mention as plan or fear.
_MODES = (Mode.HAPPENED, Mode.ATTEMPTED, Mode.DENIED, Mode.THREATENED, Mode.PLANNED, Mode.HYPOTHETICAL)


class IncidentFinder:
    """Finds incidents: concrete events, past, under way or ahead, each with its mode; no habits, no whole wars."""

    assigns = "incidents"
    requires: tuple[str, ...] = ("dates", "places", "figures", "actors", "statements")

    def __init__(self, codebook: ActorCodebook | None = None, types: Types | None = None) -> None:
        self._codebook = codebook
        self._types = types

    def find(self, doc: Doc, found: Findings) -> Iterable[Incident]:
        """The incidents, in the order in which they are first told."""
        if not doc.text.strip():
            return ()
        with using(self._types or incident_types()):
            return self._find(doc, found)

    def _find(self, doc: Doc, found: Findings) -> Iterable[Incident]:
        found = replace(found, statements=drawn_out(doc.text, found.statements))
        told, loose = mentions(doc, found, self._codebook)
        made = groups(told)
        grouped = {m.trigger.token.i for group in made for m in group}
        apart = [m for m in told if m.trigger.token.i not in grouped and not of_long(m.trigger)]
        loose += [figure for m in apart for figure in m.figures]
        between = parties_between(made)
        outside = replace(found, places=_outside_names(found))
        later = taken_up(doc, made, loose)
        accused = held_responsible(doc, made, found, self._codebook)
        read = [
            _incident(doc, group, told, outside, later.get(n, ()), accused.get(n, ()), between[n])
            for n, group in enumerate(made)
        ]
        read = days_by_others(made, read)
        publisher = publisher_of(doc, found.statements, self._codebook or actor_codebook())
        whole = completed(doc, [one for one in read if one is not None], found.actors, found.statements)
        answers = answers_to(whole, found.statements)
        return [evidenced(one, found.statements, publisher, ids) for one, ids in zip(whole, answers, strict=True)]


def mentions(
    doc: Doc, found: Findings, codebook: ActorCodebook | None = None
) -> tuple[list[Mention], list[IncidentFigure]]:
    """Every trigger that tells of an event, with all that its clause says of it, in reading order; and the figures
    whose sentences have no trigger."""
    seen: list[tuple[Trigger, Mode]] = []
    for trigger in triggers(doc, found.places):
        mode = mode_of(trigger, found.statements)
        if mode is not None:
            seen.append((trigger, mode))
    figures: dict[int, list[IncidentFigure]] = {}
    loose: list[IncidentFigure] = []
    for item in counted(doc, [trigger for trigger, _ in seen], found.figures, found.statements):
        if item.trigger is None:
            loose.append(item.figure)
        else:
            figures.setdefault(item.trigger.token.i, []).append(item.figure)
    breaks = [match.start() for match in _PARAGRAPH.finditer(doc.text)]
    towns = {
        offset for place in found.places if place.level is not Level.COUNTRY for offset in range(place.start, place.end)
    }
    who = Participants(doc, found, codebook)
    named = _outside_names(found)
    found = replace(found, places=(*named, *unnamed_places(doc, named)))
    told = [
        _mention(doc, trigger, mode, found, tuple(figures.get(trigger.token.i, ())), breaks, towns, who)
        for trigger, mode in seen
    ]
    near = [m for m in told if m.dates_near is Nearness.PHRASE]
    of_nouns = {date.start for m in near if m.trigger.nominal for date in m.dates}
    of_participles = {date.start for m in near if m.trigger.token.dep_ == "acl" for date in m.dates}
    return [_without_others_days(m, of_nouns if m.trigger.nominal else of_participles) for m in told], loose


def _without_others_days(mention: Mention, of_phrases: Set[int]) -> Mention:
    """A mention without the day of its clause that another has in its own phrase, a noun's or a participle's: "the raid
    came after the arrests of last March", "were exchanged for men kidnapped in May"."""
    if mention.dates_near is not Nearness.CLAUSE:
        return mention
    return replace(mention, dates=tuple(date for date in mention.dates if date.start not in of_phrases))


def _outside_names(found: Findings) -> tuple[Place, ...]:
    """The places whose words are no part of the name of a person or a body ("the Islands Guard"), countries apart."""
    named = {
        offset
        for actor in found.actors
        if actor.kind not in ("state", "country")
        for mention in actor.mentions
        if mention.text[:1].isupper() or " " in mention.text
        for offset in range(mention.start, mention.end)
    }
    return tuple(place for place in found.places if place.level is Level.COUNTRY or place.start not in named)


def _mention(
    doc: Doc,
    trigger: Trigger,
    mode: Mode,
    found: Findings,
    figures: tuple[IncidentFigure, ...],
    breaks: Sequence[int],
    towns: Set[int],
    who: Participants,
) -> Mention:
    cast = roles(trigger, towns)
    sayings = saying_bounds(trigger.token.idx, found.statements)
    where = setting(
        doc,
        trigger,
        [date for date in found.dates if not lies_within(date, sayings)],
        [place for place in found.places if not lies_within(place, sayings)],
    )
    agents = tuple(who.parties(cast.agents, acting=True))
    if _by_force(doc, trigger, cast.targets, agents, found):
        trigger = replace(trigger, type="jailbreak")
    targets = tuple(
        party
        for party in who.parties(cast.targets, acting=False)
        if not (trigger.type in _OF_PERSONS and party.kind == "group" and party.text.lower() == "them")
    )
    return Mention(
        trigger=trigger,
        mode=mode,
        span=doc.span(trigger.start, trigger.end),
        sentence=doc.sentence_at(trigger.start),
        paragraph=sum(offset <= trigger.start for offset in breaks),
        agents=agents or avowed(who, trigger, targets),
        targets=targets,
        weapons=tuple(spans(doc, cast.weapons)),
        causes=tuple(cause.i for cause in cast.causes),
        dates=where.dates,
        dates_near=where.dates_near,
        places=where.places,
        places_near=where.places_near,
        figures=figures,
    )


def _by_force(doc: Doc, trigger: Trigger, freed: Sequence[Token], agents: Sequence[Party], found: Findings) -> bool:
    """Whether an armed group sets prisoners free whom another holds: in a text on a prison that is attacked."""
    groups_of = {actor.id for actor in found.actors if actor.kind == "group"} | {
        actor.name for actor in found.actors if actor.kind == "group"
    }
    return (
        trigger.type == "prisoner_release"
        and not trigger.nominal
        and any(noun.lemma_.lower() in words("captives") - {"hostage", "captive"} for noun in freed)
        and bool(agents)
        and all(
            party.actor in groups_of or party.name in groups_of or party.text.split()[-1].lower() in _ARMED_MEN
            for party in agents
        )
        and _PRISON.search(doc.text) is not None
    )


def _incident(
    doc: Doc,
    group: Sequence[Mention],
    told: Sequence[Mention],
    found: Findings,
    later: Sequence[IncidentFigure],
    accused: Sequence[Party],
    between: Sequence[Party],
) -> Incident | None:
    lead = _lead(group, told)
    group = without_others(group, told)
    telling = [m for m in group if m.trigger.begins and not m.trigger.effect] or group
    mode = next(mode for mode in _MODES if any(m.mode is mode for m in telling))
    kind = incident_type_of(group)
    acting = group if kind == "battle" else by_attackers(group)
    actors = tuple(_merged([*(party for m in acting for party in m.agents), *accused]))
    if not actors and lead is not None:
        actors = lead.agents
    targets = tuple(_merged(party for m in acting for party in m.targets if not _same(party, actors)))
    own, told_on = _date(group, lead), told_day(doc, group, found.dates, found.statements)
    # What is told as "last week" is not of the report's day, though no calendar says which week.
    elsewhen = any(m.dates and m.dates_near is not Nearness.SENTENCE for m in group)
    date = own or (told_on if mode is Mode.HAPPENED and not elsewhen else None)
    # On another day than the report's it may have been elsewhere too.
    framed = own is None or (told_on is not None and told_on.start == own.start)
    place = incident_place(doc, group, found, framed)
    if not _concrete(group, mode, actors, targets, date):
        return None
    actors = actors or tuple(between)
    words = tuple(m.span for m in group)
    counts = own_counts([(m.trigger, m.figures) for m in group])
    return Incident(
        id=_id(doc, words),
        type=kind,
        mode=mode,
        mentions=words,
        date=date,
        place=place,
        actors=actors,
        targets=targets,
        weapons=tuple(_once(span for m in group for span in m.weapons)),
        sub_events=sub_events(group),
        figures=tuple(
            _figures(
                [
                    *(figure for _, figures in counts for figure in figures),
                    *totals(doc, counts),
                    *later,
                ]
            )
        ),
        status=Status.REPORTED,  # until all of it is read
        statements=tuple(s.id for s in tellers(words, found.statements)),
    )


def _id(doc: Doc, words: Sequence[Span]) -> str:
    """A stable name: the same text with the same mentions gives the same."""
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass"))
    for span in words:
        digest.update(f"|{span.start}-{span.end}".encode())
    return f"i{digest.hexdigest()[:15]}"


def _concrete(
    group: Sequence[Mention], mode: Mode, actors: Sequence[Party], targets: Sequence[Party], date: IncidentDate | None
) -> bool:
    """Whether enough is told to take it for one event: anything at all of what was done or tried, of the rest who and
    whom."""
    somewhere = any(m.where for m in group)
    if mode in (Mode.HAPPENED, Mode.ATTEMPTED):
        if (
            not date
            and not somewhere
            and len(actors) < 2
            and all(m.trigger.type == "negotiation" and _is_kind(m) for m in group)
        ):
            return False
        return bool(actors or targets or date or somewhere or any(m.figures for m in group))
    return bool((actors and (targets or somewhere)) or (date and (actors or targets)))


def _is_kind(mention: Mention) -> bool:
    """Whether a plural without article or count names talks in general."""
    token = mention.trigger.token
    return token.tag_ == "NNS" and not any(child.dep_ in ("det", "nummod", "poss") for child in token.lefts)


def _date(group: Sequence[Mention], lead: Mention | None) -> IncidentDate | None:
    """The date in a mention's own phrase, else clause, else sentence; else that of a list's opening line."""
    dated = [m for m in group if m.dates]
    if any(m.trigger.type == "trial" for m in dated):  # not on the day of what was done
        dated = [m for m in dated if not tried_for(m.trigger.token)]
    # "Four days later" tells when an act ended or the next began; the first is what has a day otherwise.
    first = [m for m in dated if not all(_is_later(date) for date in m.dates)]
    for near in Nearness:
        for m in first or dated:
            if m.dates_near is near:
                return incident_date(m.dates)
    return incident_date(lead.dates) if lead is not None else None


def _is_later(date: Date) -> bool:
    return date.text.lower().endswith((" later", " afterwards"))


def _lead(group: Sequence[Mention], told: Sequence[Mention]) -> Mention | None:
    """The dated mention of a list's opening line, for a line of the list that has no date of its own."""
    first = group[0]
    if not first.where or not any(child.dep_ in ("nummod", "det") for child in first.trigger.token.lefts):
        return None
    before = [
        m
        for m in told
        if m.span.start < first.span.start and m.dates and m.trigger.token.lemma_ == first.trigger.token.lemma_
    ]
    return before[0] if before and first.paragraph > before[0].paragraph else None


def _same(party: Party, others: Sequence[Party]) -> bool:
    return any(party.start == other.start or party.name.lower() == other.name.lower() for other in others)


def _merged(items: Iterable[Party]) -> Iterator[Party]:
    """The parties, each name once, the first in the text."""
    seen: set[str] = set()
    for party in sorted(items, key=lambda p: p.start):
        key = party.actor or party.name.lower()
        if key not in seen:
            seen.add(key)
            yield party


def _once(items: Iterable[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for span in sorted(items, key=lambda s: s.start):
        if span.text.lower() not in seen:
            seen.add(span.text.lower())
            yield span


def _figures(items: Iterable[IncidentFigure]) -> Iterator[IncidentFigure]:
    """The figures in reading order; the same bounds of the same thing on the same word stand once."""
    seen: set[tuple[object, ...]] = set()
    for figure in sorted(items, key=lambda f: (f.start, f.end)):
        what = "captured" if figure.what == "arrested" else figure.what
        key = (what, figure.low, figure.high, figure.according_to)
        if key not in seen:
            seen.add(key)
            yield figure

"""The day and the province that a report tells of throughout: they hold for incidents whose sentences name none."""

import re
from collections.abc import Sequence

from purport.codebooks.gazetteer import REGION, gazetteer
from purport.language import Doc
from purport.reading.entry_places import place_of
from purport.reading.incident_course import is_elsewhere
from purport.reading.incident_dates import incident_date
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import body_start, in_dateline, lies_within, saying_bounds, tried_for
from purport.types import Date, IncidentDate, Level, Place, Statement

# How far before or after an incident, in sentences, the day may be told that holds for it.
REACH = 6
_PLANNED = frozenset({"due", "expected", "planned", "postponed", "scheduled"})
_HEADING = re.compile(r"[\s*#]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?", re.IGNORECASE)
_HEADING_END = re.compile(r"[*.:]*\s*\n|[*]*[.:][*]*\s+(?=[\"“'‘A-ZÀ-ÖØ-Þ])|\s+[-–—]\s+")


def told_day(
    doc: Doc, group: Sequence[Mention], dates: Sequence[Date], statements: Sequence[Statement]
) -> IncidentDate | None:
    """The day of the heading under which an incident is told, else the one day that is told in its paragraph, else near
    it in the report; None where there are more.

    Titles, datelines and the time of a saying ("he told reporters on Monday") tell no day of the deed, so the day of
    publication alone is none.
    """
    first = next((mention for mention in group if not _told_back(mention)), None)
    if first is None:
        return None
    headed = _headed(doc, first, dates)
    if headed is not None:
        return headed
    told = [(date, when) for date in dates if (when := _told(doc, date, statements)) is not None]
    same = [(date, when) for date, when in told if _paragraph(doc, date.start) == _paragraph(doc, first.span.start)]
    for near in (same, told):
        if near and len({when.start for _, when in near}) == 1:
            date, when = near[0]
            reach = abs(doc.sentence_at(date.start) - first.sentence)
            return when if when.precision == "day" and when.start == when.end and reach <= REACH else None
        if near:
            return None
    return None


def _headed(doc: Doc, mention: Mention, dates: Sequence[Date]) -> IncidentDate | None:
    """The day with which a mention's paragraph is headed ("Monday 2 February. A drone …"), or the line above it where
    more lines are headed with days; a single line is the day of the report."""
    headings = [date for date in dates if _is_heading(doc.text, date)]
    above = [date for date in headings if date.end <= mention.span.start]
    if not above:
        return None
    if len(headings) == 1 and _paragraph(doc, above[-1].start) != _paragraph(doc, mention.span.start):
        return None
    when = incident_date([above[-1]])
    return when if when is not None and when.precision == "day" and when.start == when.end else None


def _is_heading(text: str, date: Date) -> bool:
    start = text.rfind("\n", 0, date.start) + 1
    return _HEADING.fullmatch(text, start, date.start) is not None and _HEADING_END.match(text, date.end) is not None


def _told_back(mention: Mention) -> bool:
    """Whether a clause looks back on what was before ("had attacked") or names deeds in the plural ("attacks"), or
    what someone is tried for."""
    token = mention.trigger.token
    if mention.trigger.nominal:
        return token.tag_ in ("NNS", "NNPS") or tried_for(token)
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "has", "have") for child in token.children)


def _told(doc: Doc, date: Date, statements: Sequence[Statement]) -> IncidentDate | None:
    if date.start < body_start(doc.text) or in_dateline(doc.text, date.start):
        return None
    if _is_planned(doc, date) or _is_told_elsewhere(doc, date):
        return None
    return None if lies_within(date, sayings(statements)) else incident_date([date])


def _is_planned(doc: Doc, date: Date) -> bool:
    """Whether a day is only that for which something was planned: "a further exchange planned for 6 February"."""
    words = doc.tokens.char_span(date.start, date.end, alignment_mode="expand")
    return words is not None and any(
        above.lower_ in _PLANNED and above.pos_ in ("VERB", "ADJ") for above in words.root.ancestors
    )


def _is_told_elsewhere(doc: Doc, date: Date) -> bool:
    words = doc.tokens.char_span(date.start, date.end, alignment_mode="expand")
    return words is not None and is_elsewhere(words.root)


def sayings(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Where the statements of a text tell of their saying, not of what was said."""
    return [
        bounds
        for statement in statements
        if statement.content
        for bounds in saying_bounds(statement.content[0].start, [statement])
    ]


def _paragraph(doc: Doc, offset: int) -> int:
    return doc.text.count("\n", 0, offset)


def only_region(
    doc: Doc, group: Sequence[Mention], places: Sequence[Place], country: str | None = None
) -> Place | None:
    """The province in which every place of an incident's paragraph lies, else every place of the report, as a province
    with its own point and radius; None where they lie in several. ``country``: one that it must lie in."""
    at = group[0].span.start
    inner = [
        place
        for place in places
        if place.level is not Level.COUNTRY
        and not place.metonym
        and place.start >= body_start(doc.text)
        and not in_dateline(doc.text, place.start)
        and (place.country is not None or place.region is not None)
    ]
    same = [place for place in inner if _paragraph(doc, place.start) == _paragraph(doc, at)]
    for near in (same, inner):
        if not near:
            continue
        regions = {(place.country, place.region) for place in near}
        if len(regions) != 1 or near[0].region is None or (country is not None and near[0].country != country):
            return None
        return _as_region(min(near, key=lambda place: abs(place.start - at)))
    return None


def _as_region(place: Place) -> Place | None:
    """The province in which a place lies, told by that place's words."""
    entries = gazetteer().lookup(place.region or "")
    entry = next(
        (e for e in entries if e.rank == REGION and (e.country, e.name) == (place.country, place.region)), None
    )
    return None if entry is None else place_of(entry, place)

"""Figures that are no rivals of the others of an account: a part of one that it gives ("fourteen, four of them
children"), and what it tells only to deny it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from purport.analysis.comparison.blame import denies_only_a_hand, takes_for_granted
from purport.analysis.same_incident.counts import counted_as
from purport.analysis.same_incident.sentences import sentence
from purport.types import Incident, IncidentFigure, Kind, Mode, Reading

_HURT = r"(?:seriously|critically|gravely|severely|badly|heavily|lightly|slightly|mildly)"
_OF_THEM = re.compile(
    r"\s+(?:(?:are|is|was|were)\s+)?of\s+(?:them|whom|those|these|the\s+(?:wounded|injured|dead|killed|victims|missing))\b"
    r"(?:\s+(?:are|is|was|were))?(?P<who>(?:\s+(?!and\b|or\b|in\b|on\b|at\b|said\b|told\b)[a-zà-ÿ-]+){0,2})",
    re.IGNORECASE,
)
_HOW_BADLY = re.compile(rf"\s+(?:(?:of them|people)\s+)?(?P<who>{_HURT})\b", re.IGNORECASE)
_INCLUDING = re.compile(r"\b(?:including|among (?:them|whom|those)|of (?:them|whom))\b[^.;]{0,60}$", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:\b(?:at least|about|around|some|over|more than|up to)\s+)?$", re.IGNORECASE)
_CLAUSE = r"(?:^|[,;:“\"—-]\s*|\b(?:and|but|while|that)\s+)"
_WHO = r"(?:[Tt]he\s+|[Ii]ts\s+)?(?P<who>(?!(?:and|but|he|she)\b)[\w’'-]+(?:\s+[\w’'-]+){0,2}?)"
_DID = r"\s+(?:\w+ed|fought|shot|took|beat|drove|held)\b[^.;]*\s(?:and|but)"
_LOST = re.compile(
    rf"{_CLAUSE}{_WHO}(?:{_DID})?(?:\s+ha[sd]|\s+have)?\s+lost\s+(?:only\s+|just\s+)?(?:at least\s+|about\s+)?$"
)
_PRONOUN = re.compile(r"we|they|it", re.IGNORECASE)
_ANY_SOLDIER = re.compile(r"(?:men|man|people|person|members?|fighters?|soldiers?)?", re.IGNORECASE)
_BEFORE = 300


def parts(text: str, figures: Sequence[IncidentFigure]) -> Iterator[IncidentFigure]:
    """Those of some figures that are a part of another that is told before, each of whom its words tell."""
    for figure in figures:
        who = _part_of(text, figure)
        if who is not None and any(_holds(text, whole, figure) for whole in figures):
            yield replace(figure, who=who or None)


def denied(reading: Reading, incident: Incident, figure: IncidentFigure) -> bool:
    """Whether an account tells a figure only to deny it; one that is told where no more than a hand in it is denied is
    its own."""
    if figure.low == figure.high == 0:
        return False
    if incident.mode is Mode.DENIED and not denies_only_a_hand(reading, incident):
        return True
    return any(
        part.start <= figure.start and figure.end <= part.end
        for statement in reading.statements
        if statement.kind is Kind.DENIAL and not takes_for_granted(statement)
        for part in statement.content
    )


def of_whom(text: str, figure: IncidentFigure) -> IncidentFigure:
    """A figure of whom it is, where its own words say no more than that one lost so many: who lost them."""
    start, _ = sentence(text, figure.start, figure.end)
    found = _LOST.search(text[start : figure.start])
    unsaid = _ANY_SOLDIER.fullmatch(figure.who or "") is not None
    if found is None or not unsaid:
        return figure
    return replace(figure, who="own side" if _PRONOUN.fullmatch(found["who"]) else found["who"])


def _part_of(text: str, figure: IncidentFigure) -> str | None:
    """Of whom a figure is a part of another, "" where its words do not say; None where it is none."""
    start, end = sentence(text, figure.start, figure.end)
    after, before = text[figure.end : end], text[start : figure.start]
    if (found := _OF_THEM.match(after) or _HOW_BADLY.match(after)) is not None:
        return found["who"].strip()
    if _INCLUDING.search(_AT_LEAST.sub("", before)) is not None:
        return figure.who or ""
    return None


def _holds(text: str, whole: IncidentFigure, part: IncidentFigure) -> bool:
    """Whether a figure may be the whole of which another is a part."""
    if _HOW_BADLY.match(text[whole.end :]):
        return False
    near = whole.end <= part.start <= whole.end + _BEFORE and "\n\n" not in text[whole.end : part.start]
    return near and counted_as(whole.what) == counted_as(part.what) and (part.low or 0) <= (whole.high or float("inf"))

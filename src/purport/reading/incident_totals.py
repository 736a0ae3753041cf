"""Counts that are told one after the other and add up: "arrested a commander … also detained two fighters"."""

from calendar import month_name
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from purport.language import Doc
from purport.reading.role_bearers import is_event
from purport.reading.triggers import Trigger
from purport.types import IncidentFigure

# Fates that are told of the same persons in other words.
_FATES = (frozenset({"captured", "arrested"}), frozenset({"killed"}), frozenset({"injured"}), frozenset({"freed"}))
# How many sentences on a count may add to the last.
_APART = 6
_KNOWN = frozenset({"all", "both", "he", "her", "him", "she", "them", "they"})
# Words that take up persons told of before.
_TAKEN_UP = frozenset({"all", "both", "his", "the", "these", "those"})
# Nouns for the course of an event beside the incident codebook's own.
_COURSE = frozenset({"mission", "patrol", "raid", "search", "sweep"})
_MAKE = frozenset({"carry", "conduct", "execute", "launch", "make", "mount", "perform", "stage"})
_SPANS = frozenset({"decade", "month", "season", "spring", "summer", "autumn", "winter", "year"})
_SEVERAL = frozenset({"different", "multiple", "numerous", "separate", "several", "various"})
_MORE = frozenset({"additional", "another", "further", "more", "other", "others"})


def sums_up(trigger: Trigger) -> bool:
    """Whether a clause tells of several events at once: "detained 20 men during four separate operations"."""
    if trigger.nominal:
        return False
    above = [token for token in trigger.token.ancestors if token.pos_ in ("VERB", "NOUN")]
    objects = [child for verb in above for child in verb.children if child.dep_ == "dobj"]
    return any(map(_several_events, (*trigger.token.subtree, *objects)))


def _several_events(noun: Token) -> bool:
    """Whether a noun has several events made or gone through: "conducted four raids", "during separate raids"."""
    within = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in", "over", "across")
    if noun.tag_ != "NNS" or not (within or (noun.dep_ == "dobj" and noun.head.lemma_ in _MAKE)):
        return False
    if not (is_event(noun) or noun.lemma_.lower() in _COURSE):
        return False
    return any(child.dep_ == "nummod" or child.lower_ in _SEVERAL for child in noun.lefts)


def of_long(trigger: Trigger) -> bool:
    """Whether a clause counts what happened over months: "have killed 30 since January"."""
    verb = trigger.token
    while verb.dep_ in ("conj", "advcl", "xcomp", "ccomp") and verb.head.pos_ == "VERB":
        verb = verb.head
    perfect = any(child.dep_ == "aux" and child.lower_ in ("have", "has") for child in verb.children)
    return perfect and not trigger.nominal and any(map(_is_long, verb.subtree))


def _is_long(token: Token) -> bool:
    """Whether a word tells of a span of months or years: "since January", "over the past month", "so far this year"."""
    if token.lower_ == "recently":
        return True
    span = token.lemma_.lower() in _SPANS or token.text in month_name
    if not span:
        return False
    lefts = {child.lower_ for child in token.lefts}
    if lefts & {"past", "last", "recent", "previous"}:
        return token.dep_ == "pobj" and token.head.lower_ in ("in", "over", "during", "within")
    above = [token, *token.ancestors]
    return "this" in lefts or any(word.lower_ == "since" for word in above[:5])


def own_counts(
    told: Sequence[tuple[Trigger, Sequence[IncidentFigure]]],
) -> list[tuple[Trigger, Sequence[IncidentFigure]]]:
    """What an incident's clauses count without those that count what happened over months, where others tell of it."""
    if all(of_long(trigger) for trigger, _ in told if trigger.begins):
        return list(told)
    return [(trigger, figures) for trigger, figures in told if not figures or not of_long(trigger)]


def adds(trigger: Trigger, figures: Sequence[IncidentFigure]) -> bool:
    """Whether a clause counts persons beside those counted before it: "also detained two", "two additional fighters",
    "two fighters were detained during the raid"."""
    counted = [figure for figure in figures if _fate(figure) is not None and _anew(trigger, figure)]
    return any(_adds(trigger, figure) or _during(trigger) for figure in counted)


def _anew(trigger: Trigger, figure: IncidentFigure) -> bool:
    """Whether a figure's words bring in persons not told of before: neither "him" nor "the two"."""
    words = figure.text.lower().rstrip(",").split(maxsplit=1)
    if words[0].rstrip(",") in _KNOWN:
        return False
    span = trigger.token.doc.char_span(figure.start, figure.end, alignment_mode="expand")
    return span is None or span.start == 0 or span.doc[span.start - 1].lower_ not in _TAKEN_UP


def _during(trigger: Trigger) -> bool:
    """Whether a clause says in the course of what known event it happened: "during the operation"."""
    return not trigger.nominal and any(
        token.dep_ == "pobj"
        and (is_event(token) or token.lemma_.lower() in _COURSE)
        and any(child.lower_ in ("the", "this", "that") for child in token.lefts)
        for token in trigger.token.subtree
    )


def side_by_side(one: Token, other: Token) -> bool:
    """Whether two verbs head clauses joined by "and": "killed the leader and detained two", "one was shot and two were
    held", of which the parse takes the first for what the second says."""
    upper, lower = (one, other) if other.head.i == one.i else (other, one)
    if lower.head.i != upper.i or lower.i == upper.i:
        return False
    return lower.dep_ == "conj" or (
        lower.dep_ == "ccomp" and lower.i < upper.i and any(child.dep_ == "cc" for child in upper.lefts)
    )


def _adds(trigger: Trigger, figure: IncidentFigure) -> bool:
    token = trigger.token
    said = {word.lower() for word in (figure.who or figure.text).split()}
    also = any(child.lower_ == "also" for child in token.children)
    return not trigger.nominal and (also or bool(said & _MORE))


def _fate(figure: IncidentFigure) -> frozenset[str] | None:
    return next((fate for fate in _FATES if figure.what in fate), None)


def totals(doc: Doc, told: Sequence[tuple[Trigger, Sequence[IncidentFigure]]]) -> Iterator[IncidentFigure]:
    """The sums of what an incident's clauses, in reading order, count beside each other; each spans its parts."""
    for fate in _FATES:
        so_far: IncidentFigure | None = None
        last: Trigger | None = None
        for trigger, figures in told:
            mine = [figure for figure in figures if figure.what in fate and figure.low is not None]
            if not mine:
                continue
            most = max(mine, key=lambda figure: figure.low or 0)
            if so_far is None or most.start < so_far.end:
                so_far = so_far if so_far is not None and (so_far.low or 0) >= (most.low or 0) else most
            elif _new(last, trigger, so_far, mine) and _near(doc, so_far, most):
                so_far = _sum(doc, so_far, most)
                yield so_far
            elif (most.low or 0) > (so_far.low or 0) or _told_again(so_far, most):
                so_far = most
            last = trigger


def _near(doc: Doc, so_far: IncidentFigure, most: IncidentFigure) -> bool:
    """Whether two counts stand close enough for one figure to span them: a few sentences on, in one
    paragraph."""
    apart = doc.sentence_at(most.start) - doc.sentence_at(so_far.end - 1)
    return apart <= _APART and "\n\n" not in doc.text[so_far.end : most.start]


def _new(last: Trigger | None, trigger: Trigger, so_far: IncidentFigure, mine: Sequence[IncidentFigure]) -> bool:
    """Whether a clause's one count comes on top of what was counted so far. Several after a single person do, so they
    are no recount."""
    if len(mine) > 1 or not _anew(trigger, mine[0]) or not _compatible(so_far, mine[0]):
        return False
    if _adds(trigger, mine[0]) or (last is not None and side_by_side(last.token, trigger.token)):
        return True
    return so_far.low == so_far.high == 1 and (mine[0].low or 0) > 1 and not trigger.nominal


def _told_again(so_far: IncidentFigure, most: IncidentFigure) -> bool:
    """Whether a clause begins to tell the whole anew with one of several counted before: "captured the leader and an
    aide … The leader was detained … An additional man was detained"."""
    before = so_far.high is None or so_far.high > 1
    return before and most.low == most.high == 1 and _definite(so_far, most)


def _definite(so_far: IncidentFigure, most: IncidentFigure) -> bool:
    words = most.text.lower().split()
    return most.text.lower() in _KNOWN or words[-1] in so_far.text.lower().split()


def _compatible(first: IncidentFigure, second: IncidentFigure) -> bool:
    """Whether two counts are on one word, or one of them on none."""
    return None in (first.according_to, second.according_to) or first.according_to == second.according_to


def _sum(doc: Doc, first: IncidentFigure, second: IncidentFigure) -> IncidentFigure:
    high = None if first.high is None or second.high is None else first.high + second.high
    text = doc.text[first.start : second.end]
    return IncidentFigure(
        text=text,
        start=first.start,
        end=second.end,
        what=first.what,
        who=None,
        low=(first.low or 0) + (second.low or 0),
        high=high,
        according_to=first.according_to if first.according_to == second.according_to else None,
    )

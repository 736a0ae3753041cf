"""What is compared, list by list: when two parts are the same one, and what of a pair is judged.

A judge returns None where the annotation does not say, else a count with what the annotation and the reading have.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import UNSET

from purport.evaluation.matching import (
    KILOMETRES,
    characters,
    f1,
    kilometres,
    one_to_one,
    overlap,
    same_date,
    same_name,
    touch,
    words_within,
)
from purport.evaluation.scores import Count, Measure
from purport.types import Level, bounds

CONTENT_F1 = 0.8
"""From which share of words in common the content of a found statement is right."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The count of one pair, and both sides in words, to show where they differ."""

    count: Count
    annotated: str
    read: str

    @property
    def right(self) -> bool:
        """Whether there is nothing to mend."""
        return self.count.hits == self.count.found == self.count.annotated


Judge = Callable[[Any, Any, str], Judgement | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing judged of each pair: a share of the pairs, or an F1 over the things that each side lists."""

    name: str
    judge: Judge
    share: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """How one list is compared: what a pair is worth (0: no pair), what stands for a part, what is judged of a pair."""

    name: str
    worth: Callable[[Any, Any, str], float]
    spans: Callable[[Any], Iterable[Any]]
    checks: tuple[Check, ...]

    def measures(self) -> Iterable[Measure]:
        """What it measures, in the order it is told."""
        yield Measure(self.name, "found")
        for check in self.checks:
            yield Measure(self.name, check.name, check.share)


def share(right: bool, annotated: object, read: object) -> Judgement:
    """One pair, right or not."""
    return Judgement(Count(int(right), 1, 1), _words(annotated), _words(read))


def _words(value: object) -> str:
    return "nothing" if value is None else str(value)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words)) or "nothing"


def _equal(name: str) -> Judge:
    """A field that must be the same."""

    def judge(annotated: Any, read: Any, text: str) -> Judgement | None:
        wanted, got = getattr(annotated, name), getattr(read, name)
        return None if wanted is UNSET else share(wanted == got, wanted, got)

    return judge


def _names(name: str) -> Judge:
    """Names listed on both sides, one to one: hands, actors, targets."""

    def judge(annotated: Any, read: Any, text: str) -> Judgement | None:
        wanted = getattr(annotated, name)
        if wanted is UNSET:
            return None
        mine = [part.name for part in getattr(read, name)]
        theirs = [_name(part) for part in wanted]
        hits = len(one_to_one(theirs, mine, lambda one, other: float(same_name(one, other))))
        # A party named twice, by two mentions say, is one to the other side.
        distinct = len(set(mine)), len(set(theirs))
        return Judgement(Count(min(hits, *distinct), *distinct), _listed(theirs), _listed(mine))

    return judge


def _name(part: Any) -> str:
    return (part.name if part.name is not UNSET else None) or part.text or ""


# ---- Statements ---------------------------------------------------------------------------------


def statement_worth(annotated: Any, read: Any, text: str) -> float:
    """Cues that touch; or, where one side has none or the speakers agree, contents that share half their words."""
    content = f1(words_within(text, annotated.content), words_within(text, read.content)) if annotated.content else 0.0
    if annotated.cue and read.cue and touch(characters([annotated.cue]), characters([read.cue])):
        return 1 + content
    enough = content >= 0.5 and (not annotated.cue or not read.cue or _speakers_agree(annotated.speaker, read.speaker))
    return content if enough else 0.0


def linked_worth(annotated: Any, read: Any, text: str) -> float:
    """Cue, speaker and content of one statement together: cues touch, the other two share half of both.

    As far as they are annotated; 0 where one of them does not fit.
    """
    if annotated.cue is not UNSET:
        cues = characters([annotated.cue]), characters([read.cue])
        if not touch(*cues) and any(cues):
            return 0.0
    if annotated.speaker is not UNSET and not _speakers_overlap(annotated.speaker, read.speaker):
        return 0.0
    if annotated.content is UNSET:
        return 1.0
    content = overlap(characters(annotated.content), characters(read.content))
    return content if content >= 0.5 else 0.0


def _speakers_overlap(annotated: Any, read: Any) -> bool:
    if annotated is None or annotated.start is None:
        stands = read is not None and read.start is not None
        return not stands if annotated is None else same_name(_name(annotated), read.name if read else None)
    return overlap(characters([annotated]), characters([read])) >= 0.5


def _speakers_agree(annotated: Any, read: Any) -> bool:
    if annotated is UNSET:
        return True
    if annotated is None or read is None:
        return annotated is read
    return touch(characters([annotated]), characters([read])) or same_name(_name(annotated), read.name or read.text)


def _resolved(name: str) -> Judge:
    """Who speaks or is spoken to: nobody named, somebody left open, or a name that must be the same."""

    def judge(annotated: Any, read: Any, text: str) -> Judgement | None:
        wanted, mine = getattr(annotated, name), getattr(read, name)
        if wanted is UNSET or (wanted is not None and wanted.name is UNSET):
            return None
        got = mine.name or mine.text if mine else None
        if wanted is None:
            return share(mine is None or mine.text is None, None, got)
        if wanted.name is None:
            return share(mine is not None and mine.name is None, "left open", got)
        return share(same_name(wanted.name, got), wanted.name, got)

    return judge


def _content(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.content is UNSET:
        return None
    right = f1(words_within(text, annotated.content), words_within(text, read.content)) >= CONTENT_F1
    return share(right, *(" … ".join(span.text for span in part.content) for part in (annotated, read)))


def _distanced(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.distanced is UNSET:
        return None
    wanted, got = bool(annotated.distanced), bool(read.distanced)
    words = {True: "distanced", False: "not distanced"}
    return Judgement(Count(int(wanted and got), int(got), int(wanted)), words[wanted], words[got])


def _hedges(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.hedges is UNSET:
        return None
    pairs = one_to_one(
        annotated.hedges, read.hedges, lambda one, other: float(touch(characters([one]), characters([other])))
    )
    count = Count(len(pairs), len(read.hedges), len(annotated.hedges))
    return Judgement(count, *(_listed(span.text for span in part.hedges) for part in (annotated, read)))


def statement_spans(statement: Any) -> list[Any]:
    """Where a statement stands: its cue, and its content."""
    return [part for part in (statement.cue, *(statement.content or ())) if part]


STATEMENTS = Rule(
    "statements",
    statement_worth,
    statement_spans,
    (
        Check("speaker name", _resolved("speaker")),
        Check("content", _content),
        *(Check(name, _equal(name)) for name in ("kind", "certainty", "quote", "polarity", "time")),
        Check("hedges", _hedges, share=False),
        Check("distanced", _distanced, share=False),
        Check("via", _names("via"), share=False),
        Check("addressee", _resolved("addressee")),
    ),
)

EXACT = ("speaker", "cue", "content")
"""The spans of a statement whose two ends are held against the annotation."""


# ---- Dates, places, figures, actors, themes -------------------------------------------------------------


def _span_worth(annotated: Any, read: Any, text: str) -> float:
    return overlap(characters([annotated]), characters([read])) if annotated.start < read.end else 0.0


def _bounds(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.low is UNSET or annotated.high is UNSET:
        return None
    wanted, got = (annotated.low, annotated.high), (read.low, read.high)
    return share(wanted == got, bounds(*wanted), bounds(*got))


def _near(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.lat is UNSET or annotated.lon is UNSET:
        return None
    wanted, got = (annotated.lat, annotated.lon), (read.lat, read.lon)
    if None in wanted or None in got:
        right = None in wanted and None in got
    elif read.level is Level.COUNTRY and annotated.country == read.country:
        right = True  # a country's pin may stand anywhere in it
    else:
        right = kilometres(wanted, got) <= KILOMETRES
    return share(right, *(None if None in point else f"{point[0]:.2f}, {point[1]:.2f}" for point in (wanted, got)))


DATES = Rule("dates", _span_worth, lambda part: [part], (Check("value", _equal("value")),))
PLACES = Rule(
    "places",
    _span_worth,
    lambda part: [part],
    (Check("country", _equal("country")), Check(f"within {KILOMETRES:.0f} km", _near)),
)
FIGURES = Rule("figures", _span_worth, lambda part: [part], (Check("bounds", _bounds),))


def _mentions_worth(annotated: Any, read: Any, text: str) -> float:
    return float(len(characters(annotated.mentions) & characters(read.mentions)))


def _actor_name(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.name is UNSET:
        return None
    return share(same_name(annotated.name, read.name), annotated.name, read.name)


ACTORS = Rule(
    "actors",
    _mentions_worth,
    lambda actor: actor.mentions,
    (Check("name", _actor_name), Check("kind", _equal("kind"))),
)


def _theme_worth(annotated: Any, read: Any, text: str) -> float:
    return float(annotated.code == read.code and touch(characters([annotated]), characters([read])))


THEMES = Rule("themes", _theme_worth, lambda theme: [theme], ())


# ---- Incidents ----------------------------------------------------------------------------------


def _date(annotated: Any, read: Any, text: str) -> Judgement | None:
    wanted, got = annotated.date, read.date
    if wanted is UNSET:
        return None
    if wanted is None or got is None:
        return share(wanted is got, wanted and wanted.start, got and got.start)
    return share(same_date(wanted.start, got.start), wanted.start, got.start)


def _country(annotated: Any, read: Any, text: str) -> Judgement | None:
    if annotated.place is UNSET:
        return None
    if annotated.place is None or read.place is None:
        return share(annotated.place is read.place, *(part.place and part.place.name for part in (annotated, read)))
    return _equal("country")(annotated.place, read.place, text)


def _figures(annotated: Any, read: Any, text: str) -> Judgement | None:
    """What is counted and between which bounds, on both sides."""
    if annotated.figures is UNSET:
        return None
    pairs = one_to_one(annotated.figures, read.figures, _same_figure)
    count = Count(len(pairs), len(read.figures), len(annotated.figures))
    return Judgement(count, *(_listed(map(_figure, part.figures)) for part in (annotated, read)))


def _same_figure(annotated: Any, read: Any) -> float:
    alike = annotated.what in (UNSET, read.what)
    known = annotated.low is UNSET or (annotated.low, annotated.high) == (read.low, read.high)
    return overlap(characters([annotated]), characters([read])) if alike and known else 0.0


def _figure(part: Any) -> str:
    what = "" if part.what is UNSET else f" {part.what}"
    return f"{part.text}{what}"


def _according_to(annotated: Any, read: Any, text: str) -> Judgement | None:
    """Of the figures that the annotation gives to someone: how many stand with that name in the reading."""
    told = [part for part in annotated.figures or () if part.according_to not in (UNSET, None)]
    if not told:
        return None
    pairs = one_to_one(told, read.figures, _same_teller)
    words = (
        _listed(f"{part.text} ({part.according_to or 'nobody'})" for part in side) for side in (told, read.figures)
    )
    return Judgement(Count(len(pairs), len(told), len(told)), *words)


def _same_teller(annotated: Any, read: Any) -> float:
    together = touch(characters([annotated]), characters([read]))
    return float(together and same_name(annotated.according_to, read.according_to))


INCIDENTS = Rule(
    "incidents",
    _mentions_worth,
    lambda incident: incident.mentions,
    (
        *(Check(name, _equal(name)) for name in ("type", "mode", "status")),
        Check("date", _date),
        Check("country", _country),
        Check("actors", _names("actors"), share=False),
        Check("targets", _names("targets"), share=False),
        Check("figures", _figures, share=False),
        Check("figures' tellers", _according_to),
    ),
)

RULES: Mapping[str, Rule] = {
    rule.name: rule for rule in (STATEMENTS, INCIDENTS, DATES, PLACES, FIGURES, ACTORS, THEMES)
}


def measures() -> Sequence[Measure]:
    """All that can be measured, in the order it is told."""
    exact = (Measure("statements", f"exact {name}") for name in EXACT)
    first, *rest = STATEMENTS.measures()
    others = (measure for rule in RULES.values() if rule is not STATEMENTS for measure in rule.measures())
    return (first, Measure("statements", "linked"), *exact, *rest, *others)

"""Whether an expression is told as past or to come, and where in its sentence it stands; by words, without syntax."""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from purport.reading.dates.grammar import Expression
from purport.reading.dates.words import Scan, calendar

_SENTENCE_END = re.compile(
    r"[.!?\n;](?:(?<=;)|(?<=\n)\s*\n|(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z]))",
)
_PAST_FORMS = (
    "was|were|had|did|said|told|went|came|made|took|began|met|held|led|left|won|lost|fell|rose|saw|became|gave|got|"
    "brought|sent|kept|knew|spoke|wrote|stood|ran|bought|sold|shot|struck|fled|fought|caught|broke|chose|drove|grew|"
    "drew|threw|felt|heard|built|sought|flew|sank|"
    # not "hundred", "United"
    "(?!(?:hundred|need|indeed|speed|proceed|exceed|succeed|unspecified)\\b)[a-z]+ed"
)
# Not "will be held", "to be named", "will have left", "the planned trip".
_FINITE = rf"\b(?<!\bbe )(?<!\bto )(?<!\bhave )(?<!\ba )(?<!\ban )(?<!\bthe )(?:{_PAST_FORMS})\b"
_PAST = re.compile(_FINITE)
_DONE = re.compile(
    r"\b(?:(?:was|were)\s+(\w+ed|held|shot|seen|told|taken|begun|broken|built|sent|set up)|"
    rf"(?<!\bis )(?<!\bare )({_FINITE}))\s+(?:in|on)\s+\Z"
)


# "a planned truce", "the hastily planned trip"
_ATTRIBUTE = (
    r"(?:(?<=\ba )|(?<=\bthe )|(?<=\bits )|(?<=\btheir )|(?<=ly ))\w+ (?!(?:to|for|in|on|at|by|before|next)\b)[a-z]"
)


@cache
def _future() -> re.Pattern[str]:
    tables = calendar()["tense"]
    sure, expected = ("|".join(map(re.escape, tables[name])) for name in ("future", "expected"))
    return re.compile(
        rf"\b(?:{sure})\b|(?<!was )(?<!were )(?<!been )(?!{_ATTRIBUTE})\b(?:{expected})\b|"
        r"\b(?:agreed|promised|pledged|vowed|threatened|swore) (?:not )?to [a-z]+|\bto [a-z]+ (?=(?:\S+ ){0,12}by \Z)"
    )


@lru_cache(maxsize=4)
def _sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, the blank after each included."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def _before(words: Scan, expression: Expression, reach: int) -> str:
    """What stands before an expression in its sentence, no more than ``reach`` characters of it."""
    start, ends = words.starts[expression.first], _sentence_ends(words.text)
    place = bisect_right(ends, start)
    return words.text[max(start - reach, ends[place - 1] if place else 0) : start]


def _after(words: Scan, expression: Expression, reach: int) -> str:
    """What follows an expression in its sentence, no more than ``reach`` characters of it."""
    end, ends = words.ends[expression.last - 1], _sentence_ends(words.text)
    place = bisect_left(ends, end)
    return words.text[end : min(end + reach, ends[place] if place < len(ends) else len(words.text))]


def tense(words: Scan, expression: Expression) -> str | None:
    """ "past" or "future", as the verb nearest to an expression in its sentence has it, one before it rather than one
    after; None where no verb tells. A weekday or day that owns ("Wednesday's ruling") is past."""
    end = words.ends[expression.last - 1]
    if words.text[end : end + 2] in ("'s", "’s"):
        return "past"
    before = _before(words, expression, 300)
    future = max((m.end() for m in _future().finditer(before)), default=-1)
    past = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if future >= 0 or past >= 0:
        return "future" if future >= past else "past"
    after = _after(words, expression, 200)
    to_come, gone = _future().search(after), _PAST.search(after)
    if to_come is not None and (gone is None or to_come.start() <= gone.start()):
        return "future"
    return "past" if gone is not None else None


def done(words: Scan, expression: Expression) -> bool:
    """Whether the words right before an expression tell that it lies behind ("was signed in December")."""
    start = words.starts[expression.first]
    match = _DONE.search(words.text[max(0, start - 60) : start])
    return match is not None and (match[1] or match[2]) not in calendar()["tense"]["expected"]


def ahead(words: Scan, expression: Expression) -> bool:
    """Whether an expression is told as lying ahead."""
    return tense(words, expression) == "future"


def leads(words: Scan, expression: Expression) -> bool:
    """Whether an expression opens its sentence, with no more than a preposition before it."""
    before = _before(words, expression, 40)
    return len(before.split()) <= 1 or before.rstrip(" (").endswith("\n")


def same_sentence(words: Scan, one: Expression, other: Expression) -> bool:
    """Whether two expressions stand in one sentence, of no more than usual length."""
    first, second = (one, other) if one.first <= other.first else (other, one)
    begin, end = words.ends[first.last - 1], words.starts[second.first]
    if end - begin >= 300:
        return False
    ends = _sentence_ends(words.text)
    return bisect_right(ends, begin) == bisect_right(ends, end)

"""Whether an expression is told as past or to come, and where in its sentence it stands; by words, without syntax."""

import re
from functools import cache

from purport.reading.dates.grammar import Expression
from purport.reading.dates.words import Scan, calendar

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n|;")
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|made|took|began|met|held|led|left|won|lost|fell|rose|saw|became|"
    # not "will be named", "hundred", "United"
    r"(?<!\bbe )(?<!\bto )(?!(?:hundred|need|indeed|speed|proceed|exceed|succeed|unspecified)\b)[a-z]+ed)\b"
)
_DONE = re.compile(
    r"\b(?:was|were)\s+(\w+ed|held|shot|seen|told|taken|begun|broken|built|sent|set up)\s+(?:in|on)\s+\Z"
)


@cache
def _future() -> re.Pattern[str]:
    tables = calendar()["tense"]
    sure, expected = ("|".join(map(re.escape, tables[name])) for name in ("future", "expected"))
    return re.compile(rf"\b(?:{sure})\b|(?<!was )(?<!were )(?<!been )\b(?:{expected})\b")


def tense(words: Scan, expression: Expression) -> str | None:
    """ "past" or "future", as the verb nearest to an expression in its sentence has it, one before it rather than one
    after; None where no verb tells. A weekday or day that owns ("Wednesday's ruling") is past."""
    text, start, end = words.text, words.starts[expression.first], words.ends[expression.last - 1]
    if text[end : end + 2] in ("'s", "’s"):
        return "past"
    before = _SENTENCE_END.split(text[max(0, start - 300) : start])[-1]
    future = max((m.end() for m in _future().finditer(before)), default=-1)
    past = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if future >= 0 or past >= 0:
        return "future" if future >= past else "past"
    after = _SENTENCE_END.split(text[end : end + 200])[0]
    to_come, gone = _future().search(after), _PAST.search(after)
    if to_come is not None and (gone is None or to_come.start() <= gone.start()):
        return "future"
    return "past" if gone is not None else None


def done(words: Scan, expression: Expression) -> bool:
    """Whether the words right before an expression tell that it lies behind ("was signed in December")."""
    start = words.starts[expression.first]
    match = _DONE.search(words.text[max(0, start - 60) : start])
    return match is not None and match[1] not in calendar()["tense"]["expected"]


def ahead(words: Scan, expression: Expression) -> bool:
    """Whether an expression is told as lying ahead."""
    return tense(words, expression) == "future"


def leads(words: Scan, expression: Expression) -> bool:
    """Whether an expression opens its sentence, with no more than a preposition before it."""
    before = _SENTENCE_END.split(
        words.text[max(0, words.starts[expression.first] - 40) : words.starts[expression.first]]
    )[-1]
    return len(before.split()) <= 1 or before.rstrip(" (").endswith("\n")


def same_sentence(words: Scan, one: Expression, other: Expression) -> bool:
    """Whether two expressions stand in one sentence, of no more than usual length."""
    first, second = sorted((one, other), key=lambda e: e.first)
    between = words.text[words.ends[first.last - 1] : words.starts[second.first]]
    return len(between) < 300 and _SENTENCE_END.search(between) is None

"""Calendar expressions to dates, in reading order, each by the rule of its name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from purport.reading.dates import days, hijri_dates, longer, weekdays, years
from purport.reading.dates.anchors import Anchor
from purport.reading.dates.context import Context
from purport.reading.dates.grammar import Expression
from purport.reading.dates.periods import Period
from purport.reading.dates.tense import ahead, leads
from purport.reading.dates.words import Scan
from purport.types import Date

RULES = {**days.RULES, **weekdays.RULES, **longer.RULES, **years.RULES, **hijri_dates.RULES}


@dataclass(slots=True)
class Paragraph:
    """Whether the paragraph has told its year, as a text is gone through. ``fresh``: nothing yet has told it."""

    words: Scan
    fresh: bool = True
    read: int = 0

    def entered(self, expression: Expression) -> bool:
        """Whether a new paragraph began between the expression asked about before and this."""
        start = self.words.starts[expression.first]
        new = self.words.text.find("\n", self.read, start) >= 0
        self.fresh, self.read = self.fresh or new, start
        return new

    def told(self) -> None:
        """Take the year as told."""
        self.fresh = False


def resolved(
    words: Scan, found: Sequence[Expression], anchor: Anchor, further: Mapping[int, Anchor] | None = None
) -> Iterator[Date]:
    """The dates of a text's expressions; those of which nothing can be known are left out, as are sets. ``further``:
    the anchors that hold from an expression on, by its index."""
    context = Context(words, found, anchor, RULES, days.day_first(words, found))
    paragraph = Paragraph(words)
    for index, expression in enumerate(found):
        if further and index in further:
            context = replace(context, anchor=further[index])
        rule = RULES.get(expression.rule)
        if rule is None:
            continue
        parts = context.parts(index)
        if paragraph.entered(expression) and context.anchor.narrative:
            context.memory.resume()
        try:
            value = rule(context, parts)
        except (OverflowError, ValueError):
            continue  # outside the calendar that can be reckoned with
        if value is None:
            continue
        if value.period is not None and not _aside(context, expression, value.period):
            memory, stated = context.memory, value.basis == "stated"
            # The end of "1915-17" takes the story with it where its beginning has.
            opens = memory.story == memory.year if expression.rule == "end_year" else leads(words, expression)
            memory.keep(value.period, value.basis, opens, stated and paragraph.fresh)
            if stated or opens:
                paragraph.told()
        start = words.starts[expression.first]
        yield Date(text=parts.text, start=start, end=start + len(parts.text), value=value.value, basis=value.basis)


def _aside(context: Context, expression: Expression, period: Period) -> bool:
    """Whether a narrative only looks ahead with this ("planned for 1976") and does not go on from there."""
    here = context.memory.year
    if not context.anchor.narrative or here is None:
        return False
    return period.first.year > here and ahead(context.words, expression)

"""Weekdays and weekends: of the week of writing or one told, and of a month ("the last Friday of May")."""

from datetime import date, timedelta

from purport.reading.dates import periods
from purport.reading.dates.context import Context, Parts, Resolved, Rule
from purport.reading.dates.grammar import Expression
from purport.reading.dates.tense import ahead, same_sentence
from purport.reading.dates.words import CODE


def _weekday(context: Context, parts: Parts) -> Resolved | None:
    wanted = parts.one("WEEKDAY", "WKD")
    part = parts.part_of_day
    if parts.unit is not None:
        return _weekday_of_week(context, parts, wanted)
    beside = _day_in_brackets(context, parts, wanted)
    if beside is not None:
        return Resolved(beside.isoformat(), periods.day(beside), "relative")
    base = (context.memory.day, "relative") if (parts.told or context.anchor.narrative) and context.memory.day else None
    if base is None and context.today is not None:
        base = context.today, context.anchor.basis
    if base is None and context.memory.day is not None and _names_day_before(context, parts, wanted):
        base = context.memory.day, "relative"
    if base is None or base[0] is None:
        return Resolved(f"XXXX-WXX-{wanted}{part}", None, "stated")
    here = base[0]
    back = (here.isoweekday() - wanted) % 7
    if parts.step < 0:
        day = here - timedelta(days=back or 7)
    elif parts.step > 0:
        day = here + timedelta(days=-back % 7 or 7)
    elif parts.has("THIS"):
        day = here + timedelta(days=-back % 7) if ahead(parts.words, parts.expression) else here - timedelta(days=back)
    elif back and ahead(parts.words, parts.expression):
        day = here + timedelta(days=7 - back)
    else:
        day = here - timedelta(days=back)
    return Resolved(day.isoformat() + part, periods.day(day), base[1])


def _weekday_of_week(context: Context, parts: Parts, wanted: int) -> Resolved | None:
    """ "Monday last week", "Friday of next week"."""
    if parts.unit != "week":
        return None
    if context.today is None:
        return Resolved(f"XXXX-WXX-{wanted}", None, "stated")
    day = context.today + timedelta(weeks=parts.step, days=wanted - context.today.isoweekday())
    return Resolved(day.isoformat(), periods.day(day), context.anchor.basis)


def _day_in_brackets(context: Context, parts: Parts, wanted: int) -> date | None:
    """The day that stands with its weekday, one of them in brackets: "Tuesday (5 May)", "5 May (Tuesday)"."""
    words, found, index = context.words, context.found, parts.index
    for one, other in ((index - 1, index), (index, index + 1)):
        if one < 0 or other == len(found) or words.codes[found[one].last : found[other].first] != CODE["OPEN"]:
            continue
        place = one + other - index
        if found[place].rule == "day":
            day = context.rules["day"](context, context.parts(place))
            if day is not None and day.period is not None and day.period.first.isoweekday() == wanted:
                return day.period.first
    return None


def _names_day_before(context: Context, parts: Parts, weekday: int) -> bool:
    """Whether a weekday is that of the day told just before it ("two days later, on Thursday")."""
    day = context.memory.day
    if day is None or not parts.index or day.isoweekday() != weekday:
        return False
    return same_sentence(context.words, context.found[parts.index - 1], parts.expression)


def _weekend(context: Context, parts: Parts) -> Resolved | None:
    base = (
        (context.memory.day, "relative")
        if (context.anchor.narrative or parts.has("THAT", "SAME")) and context.memory.day
        else None
    )
    if base is None and context.today is not None:
        base = context.today, context.anchor.basis
    if base is None or base[0] is None:
        return None if parts.told else context.open("weekend")
    here = base[0]
    if not parts.step and not parts.has("THIS", "COMING") and base[1] != "relative":
        here += timedelta(weeks=0 if here.isoweekday() >= 6 or ahead(parts.words, parts.expression) else -1)
    else:
        here += timedelta(weeks=parts.step)
    period = periods.weekend(here)
    return Resolved(period.value, period, base[1])


def _nth_weekday(context: Context, parts: Parts) -> Resolved | None:
    """ "The last Friday of May": of the month that its second half names or points at."""
    words, first, last = parts.words, parts.expression.first, parts.expression.last
    at = next(i for i in range(first, last) if words.name(i) == "WEEKDAY")
    rest = context.parts_of(Expression(_month_rule(parts), at + 2, last), parts.index)
    month = context.rules[rest.expression.rule](context, rest)
    if month is None or month.period is None:
        return Resolved(f"{month.value}-XX", None, month.basis) if month is not None else None
    nth = -1 if words.name(at - 1) == "LAST" else parts.one("NTH", "ORDINAL")
    day = periods.nth_weekday(nth, parts.one("WEEKDAY"), month.period.first)
    return Resolved(day.isoformat(), periods.day(day), month.basis) if day.month == month.period.first.month else None


def _month_rule(parts: Parts) -> str:
    if parts.month is None:
        return "period"
    return "month" if parts.year is None and parts.unit is None else "month_of_year"


RULES: dict[str, Rule] = {"weekday": _weekday, "weekend": _weekend, "nth_weekday": _nth_weekday}

"""Days, and their parts and groups: the rules that give a day its value.

Each rule takes the text's context and the parts of one expression, and gives what it comes to, or None.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from purport.reading.dates import periods
from purport.reading.dates.context import Context, Parts, Resolved, Rule
from purport.reading.dates.grammar import LISTED_DAYS, Expression
from purport.reading.dates.periods import containing, moved, real_day
from purport.reading.dates.tense import ahead, same_sentence
from purport.reading.dates.words import CODE, Scan, calendar

NEAR_CHARACTERS = 25  # between a time and its day: "6 a.m. (0500 GMT) on Friday"
TOLD_CHARACTERS = 200
# A name goes on so far: "the 4 May Revolutionary People's Front".
NAME_WORDS = 3
# An event between "the day after" and its own date.
EVENT_OF_A_DAY = re.compile(r"\s+|\s+(?:the|an?)\s+(?:[\w'’-]+\s+){1,6}(?:of|on)\s+")
DATING = {"day", "iso", "weekday", "feast", "hijri"}
APPOSITION = {CODE["COMMA"], CODE["DASH"], CODE["OPEN"]}


def _day(context: Context, parts: Parts) -> Resolved | None:
    month = parts.month
    number = parts.one("DAY", "ORDINAL", "NTH")
    assert month is not None
    basis = "stated"
    if parts.has("BC"):
        return None
    year = parts.year
    if year is None and parts.unit == "year":
        base = context.base(parts)
        if base is None:
            return None
        year, basis = base[0].year + parts.step, base[1]
    if year is None:
        if _names_a_group(parts):
            return None
        known = _year_of_event(context, parts, month, number) or context.year_of(month, number, parts)
        if known is None:
            return Resolved(f"XXXX-{month:02}-{number:02}", None, "stated") if number <= 31 else None
        year, basis = known
    day = real_day(year, month, number)
    if day is None:
        return None
    period = periods.day(day)
    return Resolved(period.value + parts.part_of_day, period, basis)


def _names_a_group(parts: Parts) -> bool:
    """Whether a day is the name of those who took it for theirs ("the March 23 Movement", "the 17 November group")."""
    words, last = parts.words, parts.expression.last
    if not parts.has("THE") and words.name(parts.expression.first - 1) != "OPEN":
        return False
    tables = calendar()["not_days"]
    if words.word(last).lower() in tables["groups"]:
        return True
    for index in range(last, last + NAME_WORDS):
        if words.name(index) != "CAPITAL":
            return False
        if words.word(index).lower() in tables["names"]:
            return True
    return False


def _year_of_event(context: Context, parts: Parts, month: int, number: int) -> tuple[int, str] | None:
    """The year of a day known by what happened on it ("the 11 September attacks"), where it lies not ahead."""
    event = calendar()["events"].get(f"{month:02}-{number:02}")
    if event is None or parts.words.word(parts.expression.last).lower() not in event["words"]:
        return None
    day = context.anchor.day
    return (event["year"], "inferred") if day is None or (event["year"], month, number) <= day.timetuple()[:3] else None


def _named_day(context: Context, parts: Parts) -> Resolved | None:
    there = date.fromisoformat(parts.one("NAMEDDAY"))
    if context.anchor.day is not None and context.anchor.day < there:
        return None
    return Resolved(there.isoformat(), periods.day(there), "stated")


def _days(context: Context, parts: Parts) -> Resolved | None:
    month = parts.month
    numbers = parts.by_class.get("DAY", []) + parts.by_class.get("ORDINAL", [])
    assert month is not None
    known = (parts.year, "stated") if parts.year else context.year_of(month, numbers[0], parts)
    if known is None:
        return Resolved(f"XXXX-{month:02}-{numbers[0]:02}/XXXX-{month:02}-{numbers[-1]:02}", None, "stated")
    first, last = real_day(known[0], month, numbers[0]), real_day(known[0], month, numbers[-1])
    if first is None or last is None or first >= last:
        return None
    return Resolved(f"{first}/{last}", periods.day(last), known[1])


def _bare_day(context: Context, parts: Parts) -> Resolved | None:
    for place in range(parts.index + 1, min(parts.index + LISTED_DAYS + 2, len(context.found))):
        other = context.parts(place)
        if other.month is not None:
            number = parts.one("DAY", "ORDINAL")
            known = (other.year, "stated") if other.year else context.year_of(other.month, number, other)
            day = real_day(known[0], other.month, number) if known else None
            return Resolved(day.isoformat(), periods.day(day), known[1]) if day and known else None
    return None


def _next_day(context: Context, parts: Parts) -> Resolved | None:
    """The second day in "6 and 7 May" told the other way round, or "the 20th": of the month told last."""
    last = context.memory.last
    if last is None or last.grain not in ("day", "month"):
        return None
    day = real_day(parts.year or last.first.year, last.first.month, parts.one("DAY", "ORDINAL"))
    basis = "stated" if parts.year else "relative"
    return Resolved(day.isoformat() + parts.part_of_day, periods.day(day), basis) if day else None


def _deictic(context: Context, parts: Parts) -> Resolved | None:
    if _is_a_title(parts):
        return None
    part = parts.part_of_day or ("TNI" if "night" in parts.text.lower() else "")
    if context.today is None:
        return context.open("day", part) if parts.one("DEICTIC") else context.now("day", part)
    day = context.today + timedelta(days=parts.one("DEICTIC"))
    return Resolved(day.isoformat() + part, periods.day(day), context.anchor.basis)


def _is_a_title(parts: Parts) -> bool:
    """Whether "Today" is the end of a name ("Shetland Today"), and no word of a heading all in capitals."""
    words, first, last = parts.words, parts.expression.first, parts.expression.last
    if words.word(first) != "Today" or words.name(first - 1) != "CAPITAL":
        return False
    following = words.word(last)
    return following.islower() or words.name(last) in ("S", "DOT", "COMMA", "CLOSE")


def _part_of_day(context: Context, parts: Parts) -> Resolved | None:
    part = parts.one("PARTDAY")
    before = parts.has("BEFORE")  # "the night before"
    told = (parts.told or before) and context.memory.day is not None
    here = context.memory.day if told or context.anchor.narrative else context.today
    if here is None:
        return None if parts.told or before else context.open("day", part)
    day = here + timedelta(days=-1 if before else parts.step)
    return Resolved(day.isoformat() + part, periods.day(day), "relative" if told else context.anchor.basis)


def _day_before(context: Context, parts: Parts) -> Resolved | None:
    unit = parts.unit
    if unit is None:
        return None
    step = -1 if parts.has("BEFORE") else 1
    if parts.has("DEICTIC"):
        if context.today is None:
            return context.open("day")
        day = context.today + timedelta(days=parts.one("DEICTIC") + step)
        return Resolved(day.isoformat(), periods.day(day), context.anchor.basis)
    if parts.has("LAST"):
        base: tuple[date, str] | None = (context.anchor.day, context.anchor.basis) if context.anchor.day else None
        step -= 1
    else:
        told = context.memory.at(unit)
        base = (told, "relative") if told else None
    if base is None:
        return context.open(unit) if parts.has("LAST") else None
    period = containing(unit, moved(base[0], unit, step))
    return Resolved(period.value, period, base[1])


def _event_day(context: Context, parts: Parts) -> Resolved | None:
    """ "The day after the raid of 3 June", "two days after the raid" beside its date, or after its sentence.

    None where nothing near tells the day of the event."""
    unit, count = parts.unit, 1 if parts.has("THE") else parts.count
    if unit is None or count is None:
        return None
    near = _dated_event(context, parts.index)
    if near is not None:
        there = moved(near, unit, -count if parts.has("BEFORE") else count)
    elif _set_beside(context, parts.index) and context.memory.day is not None:
        there = context.memory.day  # "on 3 June, two days after the ship had sailed"
        unit = "day"
    elif unit == "day" and parts.has("THE") and _just_told(context, parts.index) and context.memory.day is not None:
        there = moved(context.memory.day, unit, -1 if parts.has("BEFORE") else 1)
    else:
        return None
    period = containing(unit, there)
    return Resolved(period.value, period, "relative")


def _dated_event(context: Context, index: int) -> date | None:
    """The day of the event that the next words name, where they tell it: "the raid of 3 June", "Tuesday's raid"."""
    if index + 1 == len(context.found):
        return None
    here, other = context.found[index], context.found[index + 1]
    rule = context.rules[other.rule] if other.rule in DATING else None
    between = context.words.text[context.words.ends[here.last - 1] : context.words.starts[other.first]]
    if rule is None or not EVENT_OF_A_DAY.fullmatch(between):
        return None
    found = rule(context, context.parts(index + 1))
    return found.period.first if found is not None and found.period is not None else None


def _set_beside(context: Context, index: int) -> bool:
    """Whether an expression stands in apposition to the day before it."""
    if not index:
        return False
    before, here = context.found[index - 1], context.found[index]
    between = context.words.codes[before.last : here.first]
    return before.rule in ("day", "iso", "weekday") and between in APPOSITION


def _just_told(context: Context, index: int) -> bool:
    """Whether the day told last stands in the same sentence or the one before, and no other date between."""
    if not index:
        return False
    before, here = context.found[index - 1], context.found[index]
    between = context.words.text[context.words.ends[before.last - 1] : context.words.starts[here.first]]
    return before.rule in ("day", "iso", "weekday") and len(between) < TOLD_CHARACTERS and "\n\n" not in between


def _week_of(context: Context, parts: Parts) -> Resolved | None:
    day = _day(context, parts)
    if day is None or day.period is None or parts.unit not in ("week", None):
        return None
    period = periods.week(day.period.first) if parts.unit else periods.weekend(day.period.first)
    return Resolved(period.value, period, day.basis)


def _feast(context: Context, parts: Parts) -> Resolved | None:
    rule = parts.one("FEAST")
    year, basis = parts.year, "stated"
    if year is None:
        base = context.base(parts)
        if base is None:
            if rule.startswith(("hijri", "easter")):
                return Resolved("XXXX-XX-XX", None, "stated")
            if " " in rule:
                return Resolved(f"XXXX-{int(rule.split()[2]):02}", None, "stated")
            return Resolved(f"XXXX-{rule}", None, "stated") if rule[0].isdigit() else None
        year, basis = base[0].year, base[1]
        there = periods.feast(rule, year)
        if basis != "relative" and context.anchor.grain != "year":
            gap = (there - base[0]).days
            if parts.step < 0 or (gap > 7 and not parts.has("THIS") and not ahead(parts.words, parts.expression)):
                year -= gap >= 0
            elif gap < 0 and (parts.step > 0 or ahead(parts.words, parts.expression)):
                year += 1
    there = periods.feast(rule, year)
    return Resolved(there.isoformat() + (parts.one("PARTDAY") or ""), periods.day(there), basis)


def _iso(context: Context, parts: Parts) -> Resolved | None:
    stamp: str = parts.one("ISO")
    day = date.fromisoformat(stamp[:10])
    return Resolved(stamp, periods.day(day), "stated")


def _numeric(context: Context, parts: Parts) -> Resolved | None:
    """13/01/2020 and 01/13/2020 are plain, and points stand after the day; where both readings are days, the plain
    ones of the text decide, else only the year is known."""
    first, second, year = _figures(parts.one("NUMERIC"))
    if first == second or first > 12 or second > 12 or "." in parts.text:
        day = real_day(year, second, first) or real_day(year, first, second)
        return Resolved(day.isoformat(), periods.day(day), "stated") if day else None
    if context.day_first is None:
        return Resolved(f"{year}-XX-XX", None, "stated")
    day = date(year, second, first) if context.day_first else date(year, first, second)
    return Resolved(day.isoformat(), periods.day(day), "inferred")


def _figures(written: str) -> tuple[int, int, int]:
    first, second, year = map(int, re.split("[/.-]", written))
    return first, second, year + (0 if year > 99 else 2000 if year < 70 else 1900)


def day_first(words: Scan, found: Sequence[Expression]) -> bool | None:
    """Whether a text writes the day before the month in 03/04/2020, by its dates that allow one reading only; None
    where none tells or they differ."""
    orders = set()
    for expression in found:
        written = words.word(expression.first)
        if expression.rule == "numeric" and "." not in written:
            first, second, _ = _figures(written)
            orders |= {first > 12} if (first > 12) != (second > 12) else set()
    return orders.pop() if len(orders) == 1 else None


def _clock(context: Context, parts: Parts) -> Resolved | None:
    hour, minute, half = parts.one("CLOCK") or (parts.one("DAY"), 0, "")
    half = (parts.one("AMPM") or half)[:1]
    if hour > 23 or (half in ("a", "p") and not 1 <= hour <= 12):
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    day: Resolved | None = None
    if parts.has("WEEKDAY"):
        day = context.rules["weekday"](context, parts)
    elif parts.has("DEICTIC"):
        day = _deictic(context, parts)
    elif half:
        when = _day_beside(context, parts.index)
        day = Resolved(when.isoformat(), periods.day(when), "relative") if when else None
    if day is None or day.period is None:
        return None
    return Resolved(f"{day.period.value}T{hour:02}:{minute:02}", day.period, day.basis)


def _day_beside(context: Context, index: int) -> date | None:
    """The day that the next words name, else the last told: in a report, only where the same sentence told it."""
    here = context.found[index]
    if index + 1 < len(context.found):
        other = context.found[index + 1]
        rule = context.rules[other.rule] if other.rule in ("weekday", "day", "deictic") else None
        near = context.words.starts[other.first] - context.words.ends[here.last - 1] < NEAR_CHARACTERS
        near = near and CODE["TO"] not in context.words.codes[here.last : other.first]  # "until 6 a.m., until Sunday"
        if rule is not None and near and same_sentence(context.words, here, other):
            found = rule(context, context.parts(index + 1))
            if found is not None and found.period is not None:
                return found.period.first
    told = index > 0 and same_sentence(context.words, here, context.found[index - 1])
    return context.memory.day if told or context.anchor.narrative else None


RULES: dict[str, Rule] = {
    "day": _day,
    "days": _days,
    "bare_day": _bare_day,
    "next_day": _next_day,
    "deictic": _deictic,
    "part_of_day": _part_of_day,
    "day_before": _day_before,
    "event_day": _event_day,
    "week_of": _week_of,
    "feast": _feast,
    "iso": _iso,
    "named_day": _named_day,
    "numeric": _numeric,
    "clock": _clock,
}

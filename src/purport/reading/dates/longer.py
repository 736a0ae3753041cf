"""Months, seasons, quarters, halves of years, and steps of so many units: the rules that give them their value.

Each rule takes the text's context and the parts of one expression, and gives what it comes to, or None.
"""

import re
from datetime import date

from purport.reading.dates import periods
from purport.reading.dates.context import SAME, Context, Parts, Resolved, Rule
from purport.reading.dates.periods import containing, moved
from purport.reading.dates.tense import ahead, same_sentence
from purport.reading.dates.words import calendar
from purport.reading.dates.years import bare_year


def _month_of_year(context: Context, parts: Parts) -> Resolved | None:
    month, year, basis = parts.month, parts.year, "stated"
    assert month is not None
    if year is None:
        base = context.base(parts)
        if base is None or parts.unit != "year":
            return None
        year, basis = base[0].year + parts.step, base[1]
    period = periods.month(year, month)
    return Resolved(period.value, period, basis)


def _month(context: Context, parts: Parts) -> Resolved | None:
    month = parts.month
    assert month is not None
    if _is_a_name(parts):
        return None
    if not parts.step and not parts.has(*SAME):
        known = context.year_of(month, None, parts)
        if known is None:
            return Resolved(f"XXXX-{month:02}", None, "stated")
        period = periods.month(known[0], month)
        return Resolved(period.value, period, known[1])
    base = context.base(parts)
    if base is None:
        return Resolved(f"XXXX-{month:02}", None, "stated")
    year = base[0].year
    if parts.step < 0:
        year -= month >= base[0].month
    elif parts.step > 0:
        year += month <= base[0].month
    period = periods.month(year, month)
    return Resolved(period.value, period, base[1])


def _is_a_name(parts: Parts) -> bool:
    """Whether a month's name is that of a person or a thing ("April Jensen", "the May Hotel", "Black September")."""
    words, first, last = parts.words, parts.expression.first, parts.expression.last
    if words.word(first - 1).lower() in calendar()["not_months"]["before"]:
        return True
    if words.name(last) != "CAPITAL" or words.word(last).isupper() or last - first > 2:
        return False
    if parts.has("MAY"):
        return parts.has("THE") or words.name(first - 1) == "THE"
    return parts.text in calendar()["not_months"]["given_names"] and words.name(first - 1) in ("OTHER", "CAPITAL")


def _season(context: Context, parts: Parts) -> Resolved | None:
    code = parts.one("SEASON", "FALL")
    if parts.has("BC"):
        return None
    year, basis = parts.year, "stated"
    if year is None:
        borrowed = context.borrowed(periods.SEASON_MONTH[code], parts.index)
        if borrowed is not None:
            year, basis = borrowed, "stated"
        elif parts.unit == "year":
            base = context.base(parts)
            if base is None:
                return None
            year, basis = base[0].year + parts.step, base[1]
        else:
            return _bare_season(context, parts, code)
    period = periods.season(year, code)
    return Resolved(period.value, period, basis)


def _bare_season(context: Context, parts: Parts, code: str) -> Resolved | None:
    beside = _month_within(context, parts, code)
    if beside is not None:
        period = periods.season(beside, code)
        return Resolved(period.value, period, "inferred")
    base = context.base(parts)
    if base is None:
        return Resolved(f"XXXX-{code}", None, "stated") if not context.anchor.narrative else None
    start, here = periods.SEASON_MONTH[code], base[0].month
    year = base[0].year
    told = context.memory.month
    if base[1] == "relative" and told is not None and told.year == year:
        here = max(here, told.month)  # of a winter that two years share, the months told before it are the first
    if parts.has("BEFORE"):
        year -= start >= here
    elif parts.step < 0:
        year -= start + 2 >= here
    elif parts.step > 0:
        year += start <= here
    elif not parts.has(*SAME) and base[1] != "relative":
        if ahead(parts.words, parts.expression):
            year += start + 2 < here
        else:
            year -= start > here
    period = periods.season(year, code)
    return Resolved(period.value, period, base[1])


def _month_within(context: Context, parts: Parts, code: str) -> int | None:
    """The year of a month of a season that the same sentence goes on to tell ("the summer offensive of June 1942")."""
    if parts.step or parts.has(*SAME, "BEFORE") or parts.index + 1 == len(context.found):
        return None
    other = context.found[parts.index + 1]
    if other.rule not in ("day", "month_of_year") or not same_sentence(context.words, parts.expression, other):
        return None
    told = context.parts(parts.index + 1)
    if told.year is None or told.month not in periods.SEASON_MONTHS[code]:
        return None
    return told.year


def _ago(context: Context, parts: Parts) -> Resolved | None:
    count, unit = parts.count, parts.unit
    if parts.has("HALF") and unit in MONTHS:
        count, unit = _with_half(parts), "month"
    if count is None or unit is None or context.anchor.narrative:
        return None
    if context.anchor.day is None or not context.known(unit):
        return context.open("year" if unit == "decade" else unit)
    return _stepped(context, parts, context.anchor.day, unit, -count, context.anchor.basis)


def _in_future(context: Context, parts: Parts) -> Resolved | None:
    """ "In three days" where the clause lies ahead; else it tells how long something took."""
    count, unit, day = parts.count, parts.unit, context.anchor.day
    if count is None or unit is None or context.anchor.narrative or day is None or not context.known(unit):
        return None
    if parts.words.word(parts.expression.first - 1).lower() != "in" or not ahead(parts.words, parts.expression):
        return None
    return _stepped(context, parts, day, unit, count, context.anchor.basis)


MONTHS = {"year": 12, "decade": 120}


def _with_half(parts: Parts) -> int | None:
    """The months in "half a year", "a year and a half", "two and a half years"."""
    months = MONTHS[parts.unit or ""]
    if not parts.has("AND"):
        return months // 2
    count = parts.one("NUMWORD", "DAY") or 1
    return int(count * months + months // 2)


def _later(context: Context, parts: Parts) -> Resolved | None:
    count, unit = parts.count, parts.unit
    base = context.memory.last
    if count is None or unit is None:
        return None
    backward = parts.has("BEFORE", "AGO") or not parts.text.lower().endswith("later")
    beside = _year_in_apposition(parts) if unit == "year" else None
    if beside is not None:
        return Resolved(f"{beside}", periods.year(beside), "relative")
    if base is None:
        if context.anchor.day is None or not context.known(unit):
            return None
        return _stepped(context, parts, context.anchor.day, unit, -count if backward else count, context.anchor.basis)
    start = context.memory.at(unit)
    return _stepped(context, parts, start, unit, -count if backward else count, "relative") if start else None


def _year_in_apposition(parts: Parts) -> int | None:
    """The year that follows at once: "ten years later, in 2024"."""
    words, last = parts.words, parts.expression.last
    if [words.name(i) for i in range(last, last + 3)] != ["COMMA", "IN", "YEAR"]:
        return None
    year: int = words.values[last + 2]
    return year


def _stepped(context: Context, parts: Parts, start: date, unit: str, steps: int, basis: str) -> Resolved | None:
    there = moved(start, unit, steps)
    quarter = context.memory.quarter
    if unit == "year" and steps == -1 and quarter is not None:
        period = containing("quarter", moved(quarter.first, "year", steps))
    else:
        period = containing({"decade": "year", "fortnight": "week"}.get(unit, unit), there)
    return Resolved(period.value, period, basis)


def _period(context: Context, parts: Parts) -> Resolved | None:
    unit = parts.unit
    if unit is None or (unit == "day" and not parts.told and not parts.step):
        return None
    if parts.has("PAST") and not parts.has("THIS", "LAST", "NEXT") and unit != "decade":
        return _stretch(context, parts)
    base = context.base(parts)
    grain = "week" if unit == "fortnight" else unit
    if parts.has("LAST") and parts.has("THE") and parts.words.name(parts.expression.last) == "OF":
        return None  # "the last week of July"
    if base is None:
        if parts.told or unit == "day":
            return None
        beside = context.year_beside(parts) if unit == "year" else None
        if beside is not None:
            return Resolved(f"{beside + parts.step}", periods.year(beside + parts.step), "inferred")
        return context.open(grain) if parts.step else context.now(grain)
    start, basis = base
    if basis == context.anchor.basis and not (parts.told or context.anchor.narrative or context.known(grain)):
        return context.open(grain) if parts.step else context.now(grain)
    period = containing(grain, moved(start, unit, parts.step))
    return Resolved(period.value, period, basis)


def _stretch(context: Context, parts: Parts) -> Resolved | None:
    """ "The past two weeks": the interval up to the day of writing, by days or, from a month up, by months."""
    unit = parts.unit
    count = parts.count or (1 if not parts.has("SEVERAL") else None)
    here = context.anchor.day
    if count is None or unit is None or here is None or context.anchor.narrative or parts.has("PREVIOUS", "FOLLOWING"):
        return None
    if not context.known(unit) or context.anchor.grain == "year":
        return None
    there = moved(here, unit, count * (parts.step or -1))
    first, last = min(here, there), max(here, there)
    width = 10 if unit in ("day", "week", "fortnight") else 7
    return Resolved(f"{first.isoformat()[:width]}/{last.isoformat()[:width]}", None, context.anchor.basis)


def _quarter(context: Context, parts: Parts) -> Resolved | None:
    """A quarter by its number; or the one the text is about, or the same a year before."""
    number, base, memory = parts.one("NTH", "ORDINAL"), context.anchor.day, context.memory
    if parts.has("LAST") and parts.has("OF") and number is None:
        number = 4
    lowered = parts.text.lower()
    shift = -1 if re.search(r"year[- ](?:ago|earlier)|last year", lowered) else 1 if "next year" in lowered else 0
    if number is None:
        period = memory.quarter if "current" not in lowered or base is None else containing("quarter", base)
        if period is None and base is not None and "quarter" in lowered and (parts.step or parts.has(*SAME)):
            period = containing("quarter", moved(base, "quarter", -1 if "latest" in lowered else parts.step))
        if period is None and parts.year:
            return bare_year(context, parts)  # "the 2020-2021 period"
        if period is None:
            return None
        if shift or parts.year:
            period = periods.quarter(parts.year or period.first.year + shift, (period.first.month + 2) // 3)
        return Resolved(period.value, period, "relative")
    if number > 4:
        return None
    year, basis = parts.year, "stated"
    if year is None:
        if base is None:
            return Resolved(f"XXXX-Q{number}", None, "stated")
        year, basis = base.year + shift, context.anchor.basis
        if not shift and number > (base.month + 2) // 3 and not ahead(parts.words, parts.expression):
            year -= 1
    period = periods.quarter(year, number)
    if not shift and (base is None or moved(period.first, "quarter", 1) <= base):
        memory.quarter = period
    return Resolved(period.value, period, basis)


def _year_part(context: Context, parts: Parts) -> Resolved | None:
    """ "Q3 2021", "H1 2020"; without its year the last that has begun, or one ahead."""
    code, year, basis, base = parts.one("YEARPART"), parts.year, "stated", context.anchor.day
    kind, number = periods.YEAR_PARTS[code[0]], int(code[1])
    if year is None:
        year = context.borrowed(1, parts.index)
    if year is None:
        if base is None:
            return Resolved(f"XXXX-{code}", None, "stated")
        year, basis = base.year, context.anchor.basis
        if kind(year, number).first > base and not ahead(parts.words, parts.expression):
            year -= 1
    period = kind(year, number)
    return Resolved(period.value, period, basis)


def _half(context: Context, parts: Parts) -> Resolved | None:
    number = parts.one("NTH", "ORDINAL") or 2
    year, basis = parts.year, "stated"
    if year is None:
        base = context.base(parts)
        if base is None or parts.unit != "year":
            return None
        year, basis = base[0].year + parts.step, base[1]
    if number > 2:
        return None
    period = periods.half(year, number)
    return Resolved(period.value, period, basis)


RULES: dict[str, Rule] = {
    "month_of_year": _month_of_year,
    "month": _month,
    "season": _season,
    "ago": _ago,
    "later": _later,
    "period": _period,
    "stretch": _stretch,
    "quarter": _quarter,
    "half": _half,
    "year_part": _year_part,
    "in_future": _in_future,
}

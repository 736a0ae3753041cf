"""Years, decades and centuries: the rules that give them their value, and what tells a year from a count."""

import re

from purport.reading.dates import periods
from purport.reading.dates.context import Context, Parts, Resolved, Rule
from purport.reading.dates.grammar import end_year
from purport.reading.dates.words import CODE, Scan, calendar


def bare_year(context: Context, parts: Parts) -> Resolved | None:
    """A number of four figures, where it is a year."""
    year = parts.year
    if year is None or not _is_year(parts, year):
        return None
    period = periods.year(year)
    return Resolved(period.value, period, "stated")


def _is_year(parts: Parts, year: int) -> bool:
    """Whether a number of four figures is a year and no count, by what stands around it."""
    if not parts.has("YEAR") or parts.has("THE", "EARLY", "LATER", "END", "FISCAL", "LATTER"):
        return True
    words, first, last = parts.words, parts.expression.first, parts.expression.last
    if words.text[max(0, words.starts[first] - 1) : words.starts[first]] in tuple("$£€#@/.,_"):
        return False
    tables, following = calendar()["not_years"], words.word(last)
    if _numbers_a_model(words, first):
        return False
    if words.word(first - 1).lower() in tables["before"] or following in ("%", "°"):
        return False
    if following in tables["after"]:
        # "in 2003 people fled", yet "1500 people"
        return following in tables["subjects"] and words.word(first - 1).lower() in ("in", "since", "by", "until")
    if 1900 <= year <= 2050:
        return True
    plural = following.islower() and following.endswith("s") and len(following) > 3
    introduced = words.name(first - 1) in _INTRODUCING and (not plural or words.name(first - 1) == "THE")
    return introduced or words.name(last) in ("DASH", "CLOSE", "BREAK")


def _numbers_a_model(words: Scan, index: int) -> bool:
    """Whether a number is that of a make, or part of a longer one: "M-1979", "555-1234"."""
    maker = words.word(index - 2)
    if words.name(index - 1) == "DASH" and words.name(index - 2) == "NUMBER":
        return True  # "555-1234"
    joined = words.starts[index] - words.starts[index - 2] == len(maker) + 1 if index > 1 else False
    return joined and words.name(index - 1) == "DASH" and maker.isupper() and len(maker) <= MAKER_LETTERS


# How long the letters before the number of a make are at most.
MAKER_LETTERS = 3


_INTRODUCING = {
    "IN",
    "OF",
    "TO",
    "AND",
    "PREP",
    "THE",
    "DASH",
    "OPEN",
    "COMMA",
    "EARLY",
    "BEFORE",
    "AFTER",
    "A",
    "BREAK",
}


def _years(context: Context, parts: Parts) -> Resolved | None:
    if parts.has("SLASHED"):
        first, last = parts.one("SLASHED")
        return Resolved(f"{first}/{last}", periods.year(last), "stated")
    first, short = parts.by_class["YEAR"][0], parts.one("DAY", "NUMBER")
    last = end_year(parts.words, parts.expression.last - 1)
    if last is not None:
        return Resolved(f"{first}/{last}", periods.year(last), "stated")
    # "2020-08", yet "2004-05" is a pair of years
    period = periods.month(first, short) if short and 1 <= short <= 12 and len(parts.text) == len("2020-08") else None
    return Resolved(period.value, period, "stated") if period else None


def _end_year(context: Context, parts: Parts) -> Resolved | None:
    """The second year of "1915-17"."""
    year = end_year(parts.words, parts.expression.first)
    return Resolved(f"{year}", periods.year(year), "stated") if year is not None else None


def _short_year(context: Context, parts: Parts) -> Resolved | None:
    number = parts.one("DAY", "NUMBER")
    start = parts.words.starts[parts.expression.first]
    if (
        number is None
        or number > 99
        or parts.words.text[max(0, start - 1) : start] in ("'", "’", "`", '"')
        or not re.search(r"['’]\d\d\Z", parts.text)
    ):
        return None
    base = context.base(parts)
    here = base[0].year if base else 2000
    year = max((c for c in (number + h for h in range(1500, 2100, 100)) if c <= here), default=None)
    return Resolved(f"{year}", periods.year(year), "relative") if year else None


def _decade(context: Context, parts: Parts) -> Resolved | None:
    if parts.has("NINETIES"):
        if parts.one("THE") not in (None, "the"):
            return None  # "in her sixties"
        return Resolved(str(parts.one("NINETIES")), None, "stated")
    number = parts.one("DECADE")
    if number is None:
        return None
    if number < 100:
        if not parts.has("APOSTROPHE") and not _follows_decade(context, parts.index):
            return None
        number += 1900
    return Resolved(f"{number // 10}", periods.decade(number // 10), "stated") if number >= 1000 else None


def _follows_decade(context: Context, index: int) -> bool:
    """Whether an expression is joined to a decade before it ("the 1970s and 80s")."""
    if not index or context.found[index - 1].rule != "decade":
        return False
    between = context.words.codes[context.found[index - 1].last : context.found[index].first]
    return 0 < len(between) <= 2 and set(between) <= {CODE["COMMA"], CODE["AND"], CODE["DASH"]}


def _century(context: Context, parts: Parts) -> Resolved | None:
    number = parts.one("NTH", "ORDINAL")
    if parts.has("BC"):
        return Resolved(f"BC{number - 1:02}", None, "stated")
    return Resolved(f"{number - 1:02}", None, "stated")


def _year_bc(context: Context, parts: Parts) -> Resolved | None:
    number = parts.one("NUMBER", "YEAR", "DAY", "DECADE")
    if number is None:
        return None
    suffix = ""
    if parts.month is not None:
        number, suffix = parts.by_class.get("NUMBER", parts.by_class.get("YEAR", [number]))[-1], f"-{parts.month:02}"
    elif parts.has("SEASON", "FALL"):
        suffix = f"-{parts.one('SEASON', 'FALL')}"
    return Resolved(f"BC{number // 10:03}" if parts.has("DECADE") else f"BC{number:04}{suffix}", None, "stated")


RULES: dict[str, Rule] = {
    "year": bare_year,
    "years": _years,
    "end_year": _end_year,
    "short_year": _short_year,
    "decade": _decade,
    "century": _century,
    "year_bc": _year_bc,
    "month_bc": _year_bc,
    "season_bc": _year_bc,
}

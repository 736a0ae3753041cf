"""The queries by which firsts are sought, in the language of ``purport find``."""

from datetime import date

from purport.case.folding import words
from purport.errors import OptionError


def field(name: str, value: str) -> str:
    """A field that holds a name or a code. Raises OptionError where there is nothing to look for in it."""
    plain = " ".join(value.replace('"', " ").split())
    if not words(plain):
        raise OptionError(f"{name} {value!r} has no letter or digit to look for; give a name, an id or a code")
    return f'{name}:"{plain}"'


def towards(value: str) -> str:
    """Statements that speak of someone, or to them."""
    return f"({field('about', value)} OR {field('addressee', value)})"


def both(*parts: str | None) -> str:
    """All of some queries."""
    return " ".join(part for part in parts if part)


def group(query: str) -> str:
    """A query as one part of another."""
    return f"({query})" if " OR " in query else query


def before(query: str, day: int) -> str:
    """What fits a query and may be of an earlier day."""
    return both(query, f"date:<{date.fromordinal(day).isoformat()}")


def since(query: str | None, day: int) -> str:
    """What fits a query and may be of a day or a later one."""
    return both(query, f"date:>={date.fromordinal(day).isoformat()}")

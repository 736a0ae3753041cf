"""The queries by which firsts are sought, in the language of ``purport find``."""

from datetime import date

from purport.errors import OptionError
from purport.language.folding import words


def field(name: str, value: str) -> str:
    """A field that holds a name or a code. Raises OptionError where there is nothing to look for in it."""
    plain = " ".join(value.replace('"', " ").split())
    if not words(plain):
        raise OptionError(f"{name} {value!r} has no letter or digit to look for; give a name, an id or a code")
    return f'{name}:"{plain}"'


def person(name: str, value: str) -> str:
    """A field that holds a person, by the first and the last of their names: Jon M. Hay is Jon Hay too."""
    each = words(value)
    return field(name, value) if len(each) < 2 else both(field(name, each[0]), field(name, each[-1]))


def towards(value: str, *, of_person: bool = False) -> str:
    """Statements that speak of someone, or to them."""
    made = person if of_person else field
    about, addressee = (made(name, value) for name in ("about", "addressee"))
    return f"({about} OR {addressee})" if about.count(":") == 1 else f"(({about}) OR ({addressee}))"


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

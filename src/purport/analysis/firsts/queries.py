"""The queries by which firsts are sought, in the language of ``purport find``."""

import re
from collections.abc import Iterable
from datetime import date

from purport.analysis.firsts.propositions import telling
from purport.codebooks.cues import word_list
from purport.errors import OptionError
from purport.language.folding import words
from purport.language.lemmas import forms

MOST_FORMS = 150
"""So many words a query may have beside its fields."""
# What follows "n" in "did n't" is a word of its own in the index; of "no-one" its "no" is enough.
_MORE = ("cannot", "t", "false", "untrue", "lie", "lies")
NEGATING = frozenset(word for each in word_list("negations") for word in words(each)[:1] if len(word) > 1) | {*_MORE}
"""Words without one of which hardly anything is denied, but where the cue does."""
DENYING = f"(certainty:denied OR kind:denial OR {' OR '.join(sorted(NEGATING))})"
"""What may deny what it says: all that was read as denied, and whatever has a word that negates."""
# A field with its value, words in quotation marks, or else a plain word.
_PLAIN = re.compile(
    r"""[^\W\d_]+:(?:["“”„«»][^"“”„«»]*["“”„«»]|\S+)|["“”„«»][^"“”„«»]*["“”„«»]|(?P<word>[^\s()"“”„«»]+)"""
)
_OPERATORS = ("AND", "OR", "NOT")


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


def surely_before(query: str, day: int) -> str:
    """What fits a query and is of an earlier day, whatever its date leaves open."""
    at = date.fromordinal(day).isoformat()
    return both(query, f"date:<{at} -date:>={at}")


def since(query: str | None, day: int) -> str:
    """What fits a query and may be of a day or a later one."""
    return both(query, f"date:>={date.fromordinal(day).isoformat()}")


def all_forms(word: str) -> str:
    """A word in all its forms: "(burn OR burned OR burning OR burns OR burnt)"."""
    return any_of([word])


def in_all_forms(query: str) -> str:
    """A query in which each plain word, outside of fields and quotation marks, stands in all its forms. One with a
    field for several values stays as it is."""
    return query if ":(" in query else _PLAIN.sub(_formed, query)


def _formed(match: re.Match[str]) -> str:
    word = match["word"]
    if word is None or word in _OPERATORS or word.startswith("-") or len(words(word)) != 1 or word.endswith("*"):
        return match[0]
    folded = words(word)[0]
    return word if telling(folded) is None or len(forms(folded)) == 1 else all_forms(folded)


def any_of(told: Iterable[str]) -> str:
    """One of some words at least, in any of its forms."""
    every = sorted({form for word in told for form in forms(word)})[:MOST_FORMS]
    return f'"{every[0]}"' if len(every) == 1 else f"({' OR '.join(every)})"

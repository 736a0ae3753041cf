"""A query turned into what SQLite's FTS5 matches, for one sort of record at a time.

A field that a sort does not have is never fulfilled there. Dates are no terms but ranges of row ids, and documents are
rows of their own, so a query with dates or documents within OR or NOT comes apart into branches, each with one range.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from purport.case.arabic import forms
from purport.case.query import And, Field, Node, Not, Or, Words
from purport.case.query_fields import Around, Code, Period
from purport.case.terms import Mark, id_term, value_term
from purport.errors import OptionError
from purport.language.folding import words

MOST_BRANCHES = 32
UNJUDGED = Field("is", Code("unjudged"))
DOCUMENT = "document"
_NO_TERMS = {"date", DOCUMENT}


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record: its name, its tables, and by field the marks under which its terms stand."""

    name: str
    table: str
    terms: str
    fields: Mapping[str, tuple[str, ...]]


_SHARED = {
    "publisher": (Mark.PUBLISHER,),
    "place": (Mark.PLACE,),
    "country": (Mark.COUNTRY,),
    "theme": (Mark.THEME,),
}
_JUDGED = {"is": (Mark.JUDGED,)}
_TOLD = {"type": (Mark.TYPE,), "mode": (Mark.MODE,), "status": (Mark.STATUS,)}
STATEMENTS = Sort(
    "statement",
    "statements",
    "statement_terms",
    {
        **_SHARED,
        **_TOLD,
        **_JUDGED,
        "speaker": (Mark.SPEAKER,),
        "via": (Mark.VIA,),
        "addressee": (Mark.ADDRESSEE,),
        "about": (Mark.ABOUT,),
        "actor": (Mark.SPEAKER, Mark.VIA, Mark.ADDRESSEE, Mark.ABOUT),
        "kind": (Mark.KIND,),
        "certainty": (Mark.CERTAINTY,),
    },
)
INCIDENTS = Sort(
    "incident",
    "incidents",
    "incident_terms",
    {**_SHARED, **_TOLD, **_JUDGED, "about": (Mark.ACTOR, Mark.TARGET), "actor": (Mark.ACTOR, Mark.TARGET)},
)
DOCUMENTS = Sort("document", "readings", "document_terms", _SHARED)


@dataclass(frozen=True, slots=True)
class Branch:
    """Records that match ``terms`` (None: any), whose date touches ``within`` and none of ``without``, and that stand
    in the documents of all names ``of`` and of none ``not_of``."""

    terms: Node | None = None
    within: Period | None = None
    without: tuple[Period, ...] = ()
    of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()


def branches(node: Node | None) -> list[Branch]:
    """The query as branches: what fits any of them fits. Raises OptionError where dates or documents make too
    many."""
    return [Branch()] if node is None else _branches(node)


def positive_words(node: Node | None) -> tuple[Words, ...]:
    """The words and phrases that a record may be found by, in order, each once."""
    found: dict[Words, None] = {}

    def collect(part: Node) -> None:
        if isinstance(part, Words):
            found[part] = None
        elif isinstance(part, And | Or):
            for each in part.parts:
                collect(each)

    if node is not None:
        collect(node)
    return tuple(found)


def fields(node: Node | None) -> set[str]:
    """The fields that are asked for, under NOT too."""
    if isinstance(node, And | Or):
        return set().union(*map(fields, node.parts))
    if isinstance(node, Not):
        return fields(node.part)
    return {node.name} if isinstance(node, Field) else set()


def expression(node: Node | None, sort: Sort, around: Callable[[Around], Iterable[str]]) -> str | None:
    """What FTS5 shall match, with no word taken for syntax; None where nothing can fit.

    ``around`` gives the terms of the places within a distance.
    """
    made = True if node is None else _made(_plain(node), sort, around)
    if isinstance(made, bool):
        return _quoted(Mark.EVERY) if made else None
    return made


def _plain(node: Node) -> Node:
    """The query with what nobody judged as what is not judged: only the others tell of it."""
    if isinstance(node, And | Or):
        return type(node)(tuple(map(_plain, node.parts)))
    if isinstance(node, Not):
        part = _plain(node.part)
        return part.part if isinstance(part, Not) else Not(part)
    return Not(Field("is", Code("judged"))) if node == UNJUDGED else node


# Within a query True is what always fits, False what never does.
_Match = str | bool


def _made(node: Node, sort: Sort, around: Callable[[Around], Iterable[str]]) -> _Match:
    if isinstance(node, Words):
        return _phrases(words(node.text), node.begins, ("",))
    if isinstance(node, Field):
        return _field(node, sort, around)
    if isinstance(node, Not):
        part = _made(node.part, sort, around)
        return not part if isinstance(part, bool) else f"({_quoted(Mark.EVERY)} NOT {part})"
    if isinstance(node, Or):
        return _either([_made(part, sort, around) for part in node.parts])
    wanted = [_made(part, sort, around) for part in node.parts if not isinstance(part, Not)]
    unwanted = _either([_made(part.part, sort, around) for part in node.parts if isinstance(part, Not)])
    if False in wanted or unwanted is True:
        return False
    every = [part for part in wanted if isinstance(part, str)]
    both = f"({' AND '.join(every)})" if len(every) > 1 else every[0] if every else True
    if unwanted is False:
        return both
    return f"({_quoted(Mark.EVERY) if both is True else both} NOT {unwanted})"


def _either(parts: Sequence[_Match]) -> _Match:
    if True in parts:
        return True
    every = list(dict.fromkeys(part for part in parts if isinstance(part, str)))
    return f"({' OR '.join(every)})" if len(every) > 1 else every[0] if every else False


def _field(field: Field, sort: Sort, around: Callable[[Around], Iterable[str]]) -> _Match:
    marks, value = sort.fields.get(field.name), field.value
    if marks is None:
        return False
    if isinstance(value, Around):
        return _either([_quoted(term) for term in around(value)])
    if isinstance(value, Code):
        return _either([_quoted(value_term(mark, value.value)) for mark in marks])
    if isinstance(value, Period):
        raise TypeError("dates stand in branches")
    named = _phrases(words(value.text), value.begins, marks)
    if value.begins or field.name in ("publisher", "place"):
        return named
    return _either([named, *(_quoted(id_term(mark, value.text)) for mark in marks)])


def _phrases(each: list[str], begins: bool, marks: Sequence[str]) -> _Match:
    """Words one after the other, the first in any of its forms."""
    star = "*" if begins else ""
    first, *rest = each
    return _either(
        [_quoted(" ".join(f"{mark}{word}" for word in (form, *rest))) + star for mark in marks for form in forms(first)]
    )


def _quoted(term: str) -> str:
    return f'"{term}"'


def _branches(node: Node) -> list[Branch]:
    if not fields(node) & _NO_TERMS:
        return [Branch(node)]
    if isinstance(node, Field):
        return [Branch(within=node.value) if isinstance(node.value, Period) else Branch(of=(_named(node),))]
    if isinstance(node, Not):
        return _branches(_negated(node.part)) if not isinstance(node.part, Field) else [_without(node.part)]
    if isinstance(node, Or):
        return _few([branch for part in node.parts for branch in _branches(part)])
    assert isinstance(node, And)
    found = [Branch()]
    for part in node.parts:
        found = _few([_joined(one, two) for one, two in product(found, _branches(part))])
    return found


def _negated(node: Node) -> Node:
    if isinstance(node, And | Or):
        other = Or if isinstance(node, And) else And
        return other(tuple(_negated(part) for part in node.parts))
    return node.part if isinstance(node, Not) else Not(node)


def _without(field: Field) -> Branch:
    return Branch(without=(field.value,)) if isinstance(field.value, Period) else Branch(not_of=(_named(field),))


def _named(field: Field) -> str:
    assert field.name == DOCUMENT and isinstance(field.value, Code)
    return field.value.value


def _few(found: list[Branch]) -> list[Branch]:
    if len(found) > MOST_BRANCHES:
        raise OptionError(
            f"dates and documents within OR and NOT make more than {MOST_BRANCHES} cases of this query; ask in parts"
        )
    return found


def _joined(one: Branch, two: Branch) -> Branch:
    parts = [
        part for node in (one.terms, two.terms) if node for part in (node.parts if isinstance(node, And) else [node])
    ]
    terms = None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))
    within = two.within if one.within is None else one.within if two.within is None else _both(one.within, two.within)
    return Branch(terms, within, one.without + two.without, one.of + two.of, one.not_of + two.not_of)


def _both(one: Period, two: Period) -> Period:
    """From the later first day to the earlier last one; it may end before it begins, and what is dated by a year
    touches it all the same."""
    firsts = [first for first in (one.first, two.first) if first is not None]
    lasts = [last for last in (one.last, two.last) if last is not None]
    return Period(max(firsts, default=None), min(lasts, default=None))


def ordinals(period: Period) -> tuple[int, int]:
    """The first and the last day as numbers; a record without a date has day 0 and is in none."""
    return (period.first or date.min).toordinal(), (period.last or date.max).toordinal()

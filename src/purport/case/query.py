"""The query language of a case, parsed into frozen records: one grammar for the command line, Python and the workbench.

    query   = either
    either  = both { "OR" both }
    both    = unary { ["AND"] unary }
    unary   = ("NOT" | "-") unary | "(" either ")" | [FIELD ":"] (word | "phrase" | "(" either ")") [ "~" distance ]

Operators are in capitals; ``and`` is a word. Every error tells at which character it is, and a way out.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from purport.case.query_fields import FIELDS, Value, checked
from purport.errors import OptionError
from purport.language.folding import words

LONGEST = 4_000
DEEPEST = 20
MOST_TERMS = 200
# A shorter beginning fits so many words that it says nothing.
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after the other; with ``begins`` the last one may go on. ``text`` is as it was typed."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what it shall hold, as its sort of value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """One of them at least."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Anything but this."""

    part: "Node"


Node = Words | Field | And | Or | Not


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query and where it begins."""

    kind: str
    text: str
    at: int


def parse(query: str) -> Node | None:
    """What is asked for; None where nothing is. Raises OptionError with the place where it cannot be read."""
    if len(query) > LONGEST:
        raise OptionError(f"the query has {len(query):,} characters; {LONGEST:,} are the most: ask in parts")
    parser = _Parser(query)
    return parser.whole()


def both(parts: Iterable[Node | None]) -> Node | None:
    """What fits all that is asked."""
    every = tuple(part for part in parts if part is not None)
    return every[0] if len(every) == 1 else And(every) if every else None


_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<open>\()|(?P<close>\))
    |(?P<field>[^\W\d_]+(?:_[^\W\d_]+)*):(?=\S)
    |(?P<phrase>[{_QUOTES}])
    |(?P<near>~)(?=\S)
    |(?P<minus>-)(?=[^\s\-)])
    |(?P<word>[^\s(){_QUOTES}~]+)
    |(?P<other>.)""",
    re.X | re.S,
)
_OPERATORS = {"AND", "OR", "NOT"}
# What other query languages have, and this one has not.
_BOOSTED = re.compile(r"[^^]*\w[^^]*\^\d*(?:\.\d+)?")
_NEAR = re.compile(r"NEAR(?:/\d+)?")


class _Parser:
    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = self._tokens()
        self.next = 0
        self.terms = 0

    def whole(self) -> Node | None:
        if not self.tokens:
            return None
        node = self.either(None, 0)
        if (left := self.token) is not None:
            raise self.wrong(left, 'this closes nothing; leave it out, or put "(" before what it shall close')
        if node is None:
            raise OptionError(f"{self.query.strip()!r} has no letter or digit to look for; give a word or a field")
        return node

    def either(self, field: Token | None, depth: int) -> Node | None:
        parts = [self.both(field, depth)]
        while (token := self.token) is not None and token.kind == "OR":
            self.next += 1
            self.operand(token)
            parts.append(self.both(field, depth))
        return _joined(Or, parts)

    def both(self, field: Token | None, depth: int) -> Node | None:
        parts: list[Node | None] = []
        while (token := self.token) is not None and token.kind not in ("OR", "close"):
            if token.kind == "AND":
                if not parts:
                    raise self.wrong(token, "AND joins two parts; put something before it, or write “and” small")
                self.next += 1
                self.operand(token)
            parts.append(self.unary(field, depth))
        if not parts and token is not None and token.kind == "OR":
            raise self.wrong(token, "OR joins two parts; put something before it, or write “or” small")
        return _joined(And, parts)

    def unary(self, field: Token | None, depth: int) -> Node | None:
        token = self.taken()
        if depth > DEEPEST:
            raise self.wrong(token, f"parentheses and NOT stand more than {DEEPEST} deep; ask in parts")
        if token.kind in ("NOT", "minus"):
            self.operand(token)
            part = self.unary(field, depth + 1)
            return None if part is None else part.part if isinstance(part, Not) else Not(part)
        if token.kind == "open":
            if (token_inside := self.token) is not None and token_inside.kind == "close":
                raise self.wrong(token, "nothing stands in these parentheses; leave them out")
            node = self.either(field, depth + 1)
            if self.token is None:
                raise self.wrong(token, "this is never closed; put “)” where it shall end, or leave it out")
            self.next += 1
            return node
        if token.kind == "field":
            if field is not None:
                raise self.wrong(token, f"a field within {field.text}:(…); close the parenthesis before it")
            self.known(token)
            self.operand(token)
            if self.tokens[self.next].kind in ("minus", "NOT"):
                raise self.wrong(token, f"put what is not wanted before the field: -{token.text}:…")
            return self.unary(token, depth + 1)
        if token.kind in ("word", "phrase"):
            return self.term(token, field)
        raise self.wrong(token, f"{token.text!r} cannot stand here; put it in quotation marks or leave it out")

    def term(self, token: Token, field: Token | None) -> Node | None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise self.wrong(token, f"there are more than {MOST_TERMS} words and fields; ask in parts")
        self.foreign(token)
        distance = self.distance(field)
        if field is not None:
            try:
                return Field(field.text.lower(), checked(field.text.lower(), token.text, distance))
            except OptionError as error:
                raise self.wrong(token, error.message) from None
        if token.kind == "word" and token.text.endswith(":") and token.text[:-1].lower() in FIELDS:
            raise self.wrong(token, f"something is missing after {token.text}; put it there without a blank")
        begins = token.kind == "word" and token.text.endswith("*")
        bare = token.text.rstrip("*") if begins else token.text
        letters = sum(map(len, words(bare)))
        if begins and 0 < letters < SHORTEST_BEGINNING:
            told = f"{token.text!r} is the beginning of too many words; give {SHORTEST_BEGINNING} letters or more"
            raise self.wrong(token, told)
        return Words(bare, begins) if letters else None

    def foreign(self, token: Token) -> None:
        """Raise where something stands as other query languages write it, which would be taken for words here."""
        if token.kind != "word":
            return
        if _BOOSTED.fullmatch(token.text):
            told = "no word counts more than another; leave out “^” and what follows, or put all in quotation marks"
            raise self.wrong(token, told)
        following = self.token
        calls = following is not None and following.kind == "open" and following.at == token.at + len(token.text)
        if _NEAR.fullmatch(token.text) and (calls or "/" in token.text):
            told = "there is no NEAR; write words that follow one another in quotation marks, others one by one"
            raise self.wrong(token, told)

    def distance(self, field: Token | None) -> str | None:
        token = self.token
        if token is None or token.kind != "near":
            return None
        if field is None or FIELDS[field.text.lower()] != "place":
            raise self.wrong(token, "a distance stands after a place alone: place:Tórshavn~50km")
        self.next += 1
        value = self.taken()
        if value.kind != "word":
            raise self.wrong(token, "a distance is missing after this; write ~50km")
        return value.text

    def known(self, token: Token) -> None:
        if token.text.lower() not in FIELDS:
            near = difflib.get_close_matches(token.text.lower(), FIELDS, 1)
            told = f"do you mean {near[0]}:? " if near else ""
            raise self.wrong(
                token,
                f"there is no field {token.text}:; {told}Fields are {', '.join(FIELDS)}; "
                "what shall be looked for as it stands goes in quotation marks",
            )

    def operand(self, token: Token) -> None:
        """Raise where nothing that can be looked for follows."""
        following = self.token
        if following is None or following.kind in ("AND", "OR", "close"):
            name = f"{token.text}:" if token.kind == "field" else token.text
            raise self.wrong(token, f"something is missing after {name}; put it there, or leave {name} out")

    def wrong(self, token: Token, message: str) -> OptionError:
        return OptionError(f"{_shown(self.query, token.at)} (character {token.at + 1}): {message}")

    @property
    def token(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def taken(self) -> Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def _tokens(self) -> list[Token]:
        found, at = [], 0
        while match := _TOKEN.match(self.query, at):
            kind, text = match.lastgroup or "other", match[match.lastgroup or "other"]
            start, at = at, match.end()
            if kind == "phrase":
                closing = re.compile(f"[{_QUOTES}]").search(self.query, at)
                if closing is None:
                    raise self.wrong(Token(kind, text, start), "this quotation mark is never closed; close it")
                text, at = self.query[at : closing.start()], closing.end()
            if kind == "word" and text in _OPERATORS:
                kind = text
            if kind != "space":
                found.append(Token(kind, text, start))
        return found


def _joined(join: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    """The parts as one node, those of the same kind taken apart."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, join):
            flat += part.parts
        elif part is not None:
            flat.append(part)
    once = tuple(dict.fromkeys(flat))
    return None if not once else once[0] if len(once) == 1 else join(once)


def _shown(query: str, at: int) -> str:
    """The query about a place, with the place marked."""
    before, after = query[max(0, at - 20) : at], query[at : at + 20]
    cut = "…" if at > 20 else ""
    return f"{cut}{before}⟨here⟩{after}{'…' if at + 20 < len(query) else ''}"

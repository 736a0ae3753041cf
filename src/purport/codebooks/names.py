"""Names found in running text: one scan, the longest name first, in the case in which it is written.

Names are kept by their first word, so a text costs one look-up a word however many names there are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from purport.language.casing import in_capitals

_WORD = re.compile(r"\w+")
_LINE_WORDS = 3
# What stands before an abbreviation, and never before a verb or pronoun of the same letters.
_BEFORE = frozenset(["THE", "BY", "OF", "TO", "AGAINST", "FROM", "WITH", "FOR", "IN"])
# Same length, so that offsets hold: blanks, apostrophes and hyphens as the codebooks write them.
_PLAIN = (
    ("\n", " "),
    ("\t", " "),
    ("\u00a0", " "),
    ("’", "'"),
    ("ʼ", "'"),
    ("‘", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and whose it is. ``form`` is name, demonym or capital; ``word`` tells an abbreviation that is an
    English word in capitals ("IS", "WHO")."""

    text: str
    owner: str
    form: str = "name"
    word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A name at its place in a text: code points, half open."""

    name: Name
    start: int
    end: int


class NameIndex:
    """Finds names in a text. Where two names are spelt alike, the first one given stands."""

    def __init__(self, names: Iterable[Name]) -> None:
        names = tuple(names)
        self._mixed = _by_first_word((name.text, name) for name in names)
        self._capitals = _by_first_word((name.text.upper(), name) for name in names)

    def matches(self, text: str) -> list[Match]:
        """The names in ``text``, in reading order, none overlapping another.

        In a text, or a line, set in capitals throughout, an abbreviation that is a word counts only where its
        owner is named otherwise too and the word before it fits a name.
        """
        capitals = in_capitals(text)
        plain = text
        for written, ours in _PLAIN:
            plain = plain.replace(written, ours)
        found = list(_scan(plain, self._capitals if capitals else self._mixed))
        named = {m.name.owner for m in found if not m.name.word}
        return [
            m for m in found if not m.name.word or _is_name(text, m, capitals=capitals, named=m.name.owner in named)
        ]


def _by_first_word(pairs: Iterable[tuple[str, Name]]) -> Mapping[str, tuple[tuple[str, Name], ...]]:
    table: dict[str, dict[str, Name]] = {}
    for text, name in pairs:
        for variant in (text, text[:1].upper() + text[1:]):
            first = _WORD.search(variant)
            if first and first.start() == 0:
                table.setdefault(first.group(), {}).setdefault(variant, name)
    return {first: tuple(sorted(group.items(), key=lambda item: -len(item[0]))) for first, group in table.items()}


def _scan(plain: str, table: Mapping[str, tuple[tuple[str, Name], ...]]) -> Iterator[Match]:
    done = 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < done:
            continue
        for text, name in table.get(word.group(), ()):
            end = start + len(text)
            if plain.startswith(text, start) and not plain[end : end + 1].isalnum():
                yield Match(name=name, start=start, end=end)
                done = end
                break


def _is_name(text: str, match: Match, *, capitals: bool, named: bool) -> bool:
    if not capitals:
        line = text[text.rfind("\n", 0, match.start) + 1 : _line_end(text, match.end)]
        if len(_WORD.findall(line)) < _LINE_WORDS or line != line.upper():
            return True
    before = re.search(r"(\w+)\W*\Z", text[max(0, match.start - 20) : match.start])
    bracketed = text[match.start - 1 : match.start] == "(" and text[match.end : match.end + 1] == ")"
    return named and (bracketed or bool(before and before.group(1).upper() in _BEFORE))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end

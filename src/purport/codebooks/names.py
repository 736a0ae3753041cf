"""Names found in running text: one scan, the longest name first, in the case in which it is written.

Names are kept by their first word, so a text costs one look-up a word however many names there are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from purport.codebooks.entries import STATE
from purport.language.casing import in_capitals

# Thai, Lao, Burmese, Khmer, kana and Han: written without blanks, so that each letter may begin or end a name.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_UNSPACED_LETTER = re.compile(rf"[{_UNSPACED}]")
_GOES_ON = re.compile(rf"[^\W_{_UNSPACED}]")
# Particles that Arabic joins to a word; the article loses its alif behind one of them ("للدولة").
_PARTICLES = re.compile("[\u0648\u0641]|[\u0648\u0641]?[\u0628\u0644\u0643]")
_TO, _ALIF = "\u0644", "\u0627"
_ARABIC = re.compile("[\u0621-\u064a]")
# A shorter name that seems to follow a particle is mostly the end of another word.
_JOINABLE = 4
_LINE_WORDS = 3
# Single names this long are told from other words even in capitals.
_LONG = 5
# What stands before an abbreviation, and never before a verb or pronoun of the same letters.
_BEFORE = frozenset(["THE", "BY", "OF", "TO", "AGAINST", "FROM", "WITH", "FOR", "IN"])
# Same length, so that offsets hold: blanks, apostrophes, hyphens and the ways of writing one Arabic letter.
_PLAIN = str.maketrans(
    dict.fromkeys("\n\t\u00a0", " ")
    | dict.fromkeys("’ʼ‘", "'")
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627")
    | {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647", "\u06c1": "\u0647"}
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


_Table = Mapping[str, tuple[tuple[str, Name], ...]]


class NameIndex:
    """Finds names in a text. Where two names are spelt alike, the first one given stands.

    A name counts in capitals too where it has several words, or is a long one and no state's.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        names = tuple(names)
        raised = [name for name in names if _stands_raised(name)]
        self._mixed = _by_first_word([*((name.text, name) for name in names), *((n.text.upper(), n) for n in raised)])
        self._capitals = _by_first_word((name.text.upper(), name) for name in names)

    def matches(self, text: str) -> list[Match]:
        """The names in ``text``, in reading order, none overlapping another.

        In a text, or a line, set in capitals throughout, an abbreviation that is a word counts only where its
        owner is named otherwise too and the word before it fits a name.
        """
        capitals = in_capitals(text)
        found = list(_scan(text.translate(_PLAIN), self._capitals if capitals else self._mixed))
        named = {m.name.owner for m in found if not m.name.word}
        return [
            m for m in found if not m.name.word or _is_name(text, m, capitals=capitals, named=m.name.owner in named)
        ]


def _stands_raised(name: Name) -> bool:
    return bool(re.search(r"\w[ -]\w", name.text)) or (
        len(name.text) >= _LONG and name.form == "name" and not name.owner.startswith(STATE)
    )


def _by_first_word(pairs: Iterable[tuple[str, Name]]) -> _Table:
    table: dict[str, dict[str, Name]] = {}
    for text, name in pairs:
        plain = text.translate(_PLAIN)
        for variant in (plain, plain[:1].upper() + plain[1:]):
            first = _WORD.search(variant)
            if first and first.start() == 0:
                table.setdefault(first.group(), {}).setdefault(variant, name)
    return {first: tuple(sorted(group.items(), key=lambda item: -len(item[0]))) for first, group in table.items()}


def _scan(plain: str, table: _Table) -> Iterator[Match]:
    done = 0
    for word in _WORD.finditer(plain):
        if word.start() < done:
            continue
        found = _at(plain, word.group(), word.start(), table) or _joined(plain, word.group(), word.start(), table)
        if found is not None:
            yield found
            done = found.end


def _at(plain: str, word: str, start: int, table: _Table) -> Match | None:
    """The longest name that begins with ``word`` at ``start``."""
    for text, name in table.get(word, ()):
        if plain.startswith(text, start) and _ends(plain, start + len(text)):
            return Match(name=name, start=start, end=start + len(text))
    return None


def _joined(plain: str, word: str, start: int, table: _Table) -> Match | None:
    """The Arabic name at ``start`` to which a particle is joined; the particle is no part of it."""
    if not _ARABIC.match(word):
        return None
    for length in (1, 2):
        particle, rest = word[:length], word[length:]
        if _PARTICLES.fullmatch(particle) is None:
            continue
        found = _at(plain, rest, start + length, table)
        if found is None and particle.endswith(_TO) and rest.startswith(_TO):
            found = _without_alif(plain, rest, start + length, table)
        if found is not None and len(found.name.text) >= _JOINABLE:
            return found
    return None


def _without_alif(plain: str, word: str, start: int, table: _Table) -> Match | None:
    """The longest name that begins with ``word`` at ``start``, but for the alif of its article."""
    for text, name in table.get(_ALIF + word, ()):
        if plain.startswith(text[1:], start) and _ends(plain, start + len(text) - 1):
            return Match(name=name, start=start, end=start + len(text) - 1)
    return None


def _ends(plain: str, end: int) -> bool:
    """Whether no word goes on at ``end``."""
    return _GOES_ON.match(plain, end) is None or _UNSPACED_LETTER.match(plain, end - 1) is not None


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

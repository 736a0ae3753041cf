"""What a number counts, and whether it counts at all: by the words around it, without syntax."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from purport.codebooks.incident_types import words as incident_words

UNIT_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w’'.-]*|[^\w\s]|\d[\d,.]*")
_QUOTES = set("“”\"'’‘")
# Passed over between a number and what it counts: "hundreds of its members", "six of the 58 boats".
_BETWEEN = {"of", "the", "its", "their", "our", "his", "her", "these", "those", "them", "whom", "more", "other"}
_AUXILIARIES = {"were", "was", "are", "have", "had", "has", "people"}


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """The tables of ``figures.toml``."""
    return tomllib.loads((files("purport.codebooks") / "data" / "figures.toml").read_text(encoding="utf-8"))


@cache
def words_of(kind: str) -> frozenset[str]:
    """One list of ``figures.toml``'s table of words."""
    return frozenset(lexicon()["words"][kind])


# ---- What is counted --------------------------------------------------------------------------------


def counted(text: str, start: int, end: int, amount: float) -> str | None:
    """What a number at ``start`` to ``end`` counts: the noun phrase after it with the fate told of it ("civilians
    killed"), else the fate alone ("35 were injured", "killing 12")."""
    line = text[end : end + 120].split("\n\n")[0]
    words = [m for m in _WORD.finditer(line) if m.group() not in _QUOTES]
    skip = 0
    while skip < min(3, len(words)) and (
        words[skip].group().lower() in _BETWEEN or (skip > 0 and words[skip].group()[0].isdigit())
    ):
        skip += 1
    phrase = _noun_phrase(line, words[skip:], amount)
    if phrase is not None:
        return phrase
    told = [m.group().lower().rstrip(".") for m in words[skip : skip + 4]]
    if told and told[0] in _AUXILIARIES:
        return next((w for w in told[1:] if w in words_of("fate")), None)
    verb = re.search(r"([^\W\d_]+)\s\Z", text[max(0, start - 20) : start])
    return lexicon()["verbs"].get(verb[1].lower()) if verb else None


def _noun_phrase(line: str, words: list[re.Match[str]], amount: float) -> str | None:
    """The words up to a plural noun, and on to the fate or the further plural that follows it."""
    taken = 0
    for word in words[:UNIT_WORDS]:
        lowered = word.group().lower().rstrip(".")
        verb = taken > 0 and amount == 1 and lowered.endswith("ed")
        if not lowered[:1].isalpha() or lowered in words_of("stop") or verb:
            break
        taken += 1
        if lowered in words_of("fate") or _ends_sentence(word.group()):
            break
        if _is_plural(lowered) and amount != 1:
            after = words[taken].group().lower().rstrip(".") if taken < len(words) else ""
            if after not in words_of("fate") | words_of("plural") and not after.endswith("s"):
                break
    if not taken:
        return None
    last = words[taken - 1]
    return " ".join(line[words[0].start() : last.end() - _ends_sentence(last.group())].split())


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and "." not in word[:-1]


def _is_plural(word: str) -> bool:
    if word in words_of("plural") or (len(word) > 4 and word.endswith("men")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s"))


# ---- Whether it counts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """A number where it stands. ``number`` is its words in lower case, ``modified`` tells a word for its bounds
    before it; ``before`` and ``after`` are the text around, ``previous`` and ``following`` the nearest words in lower
    case (nothing where a sentence ends between); ``capital``: the number's own first letter is one."""

    number: str
    amount: float
    vague: bool
    modified: bool
    capital: bool
    before: str
    after: str
    previous: str
    following: str

    @property
    def in_digits(self) -> bool:
        """Whether it is written in figures."""
        return self.number[0].isdigit()

    @property
    def alone(self) -> bool:
        """Whether nothing that it could qualify follows it."""
        rest = self.after.lower()
        return not rest.strip() or rest.lstrip()[0] in ".,;)" or _GOES_ON.match(rest) is not None


def setting(text: str, start: int, end: int, number: str, amount: float, *, vague: bool, modified: bool) -> Setting:
    """The setting of a number whose phrase runs from ``start`` to ``end``."""
    while text[start].isspace():
        start += 1
    before, after = text[max(0, start - 100) : start], text[end : end + 60]
    words = re.findall(r"[\w.'’]+|[^\w\s]", before)
    previous = words[-1] if words else ""
    ends = previous.endswith(".") and len(previous) > 3
    following = re.match(r"[\s-]*([^\W\d_][\w./·’'-]*|°|[^\w\s])?", after)
    return Setting(
        number=number.lower(),
        amount=amount,
        vague=vague,
        modified=modified,
        capital=number[0].isupper(),
        before=before,
        after=after,
        previous="" if ends else previous.lower().rstrip("."),
        following=(following[1] or "").lower().rstrip(".") if following else "",
    )


def counts(at: Setting, unit: str | None) -> bool:
    """Whether a number counts something (``unit``, where that is known), rather than naming, measuring, dating or
    numbering it."""
    if any(other(at) for other in _OTHER_USES):
        return False
    acted_on = at.previous in lexicon()["verbs"]
    if at.number in words_of("vague_persons"):
        joined = acted_on or at.previous in ("and", "with")
        return unit is not None and _of_persons(unit) and (joined or _befallen(unit, at.after))
    if at.number == "one" and not _one_counts(at, unit):
        return acted_on and at.alone
    if unit is not None and not (acted_on and at.alone):
        return at.vague or _fits(at, unit)
    if at.vague:
        return at.number not in ("several", "tens", "a couple", "a handful", "scores") or acted_on
    told = acted_on or at.previous in words_of("takes_number") or _TOLL.search(at.before) is not None
    large = at.amount >= 1000 and "," in at.number
    return at.modified or large or (told and at.alone) or _PART.match(at.after) is not None


_GOES_ON = re.compile(r"\s(?:and|in|on|at|from|of|others?|more)\b")
# "the toll rose to 45"
_TOLL = re.compile(
    r"\b(?:toll|total|number|rose|risen|rising|climbed|jumped|fell|brought|bringing|casualties)\b[^;\n]{0,80}"
    r"\s(?:to|at|of)\s\Z",
    re.IGNORECASE,
)
# "six of the boats"
_PART = re.compile(r"\sof\s(?:the|them|those|these|its|their|his|her|whom|which|\d)", re.IGNORECASE)
_AGED = re.compile(r"\bage[sd]?(?:\s(?:of|between|from))?\s(?:\d+\s?(?:and|to|-|–)\s?)?\Z", re.IGNORECASE)
_STREET = re.compile(
    r"\s(?:[A-Z][\w.]*\s){1,3}(?:Street|St\.|Drive|Dr\.|Avenue|Ave\.?|Road|Rd\.|Lane|Boulevard|Blvd\.?)(?!\w)"
)
# "3 to 1", "1 in 10", "2-for-1"
_RATIO = re.compile(
    r"(?:\d|one|two|three|four|five)\s(?:in|out of every|for every)\s\Z|-(?:for|to|in)-\Z|\b\d\sto\s\Z", re.IGNORECASE
)
_RATIO_AFTER = re.compile(r"\s(?:in|for every)\s(?:\d+|three|four|five|ten)\b(?!\s[A-Z])|-(?:for|to|in)-|\sto\s1\b")
_PEOPLED = ("strong", "member", "man", "person", "nation")


def _hyphenated(at: Setting) -> bool:
    """ "18-year-old", "Mi-24" """
    joined = re.match(r"[-–][^\W\d_]", at.after) is not None and not at.after[1:].lower().startswith(_PEOPLED)
    return joined or at.before.endswith(("-", "–", "/", "[", "#", "§", "+", "№"))


def _measured(at: Setting) -> bool:
    """ "5 km", "three days", "6 a.m." """
    return at.following in words_of("measure") or re.match(r"\s?(?:m|km|ft|kg|mm|cm|mph)\b", at.after) is not None


def _spliced(at: Setting) -> bool:
    """ "10:30", "[3]", "2.5.1", "7 th" """
    return at.after[:1] in ("/", "]", ":") or re.match(r"[-–.]\d|(?:st|nd|rd|th) ", at.after) is not None


def _numbered(at: Setting) -> bool:
    """Decimals, codes, ages, addresses and the numbers of a list."""
    if not at.in_digits:
        return False
    plain = not any(c.isalpha() for c in at.number)
    if plain and ("." in at.number or (len(at.number) > 6 and "," not in at.number)):
        return True
    if at.number.startswith("0") or _AGED.search(at.before) or _STREET.match(at.after):
        return True
    apart = at.previous in (",", "(") and at.after[:1] in (",", ")", ".") and at.amount < 120  # "Isbister, 42, of"
    listed = at.after[:1] in (".", ")") and re.search(r"(?:\A|\n)\s*\(?\Z", at.before) is not None
    return listed or (apart and not at.modified)


def _named(at: Setting) -> bool:
    """ "Resolution 1701", "chapter two" """
    return at.previous in words_of("named") and not at.modified


def _ratio(at: Setting) -> bool:
    return _RATIO.search(at.before) is not None or _RATIO_AFTER.match(at.after) is not None


_OTHER_USES: tuple[Callable[[Setting], bool], ...] = (_hyphenated, _measured, _spliced, _numbered, _named, _ratio)


def _of_persons(unit: str) -> bool:
    """Whether what is counted are persons, by the incident codebook's words for them."""
    known = incident_words("persons")
    words = unit.lower().split()
    return any(w.endswith("men") or w in ("people", "others") or w.removesuffix("s") in known for w in words)


def _befallen(unit: str, after: str) -> bool:
    """Whether a fate is told of what is counted: "numerous others were detained", "multiple men killed"."""
    words = [word.lower().strip(".,;") for word in f"{unit} {after}".split()]
    return any(word in words_of("fate") for word in words)


def _one_counts(at: Setting, unit: str | None) -> bool:
    """Whether "one" is a number here and no pronoun, article or part of a name ("TV One")."""
    named = at.capital and at.previous[-1:].isalnum() and not at.before.endswith("\n")
    pronoun = at.previous in words_of("one_before") or at.following in words_of("one_after")
    return unit is not None and not named and not pronoun


def _fits(at: Setting, unit: str) -> bool:
    """Whether what follows a number can be what it counts: a plural, a fate, a common noun, or the noun of "one"."""
    words = unit.lower().split()
    if at.amount == 1 or at.number.endswith(("hundred", "thousand", "million", "billion", "dozen")):
        return True
    if any(_is_plural(w) or w in words_of("fate") for w in words):
        return True
    return not unit.split()[-1][0].isupper()

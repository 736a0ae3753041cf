"""What a number counts, and whether it counts at all: by the words around it, without syntax."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from purport.codebooks.incident_types import words as incident_words
from purport.reading.numerals import cardinals, number_words

UNIT_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w’'.-]*|[^\w\s]|\d[\d,.]*")
_QUOTES = set("“”\"'’‘")
# Passed over between a number and what it counts: "hundreds of its members", "six of the 58 boats".
_BETWEEN = {"of", "the", "its", "their", "our", "his", "her", "these", "those", "them", "whom", "more", "other"}
# Where what follows is no more of the same sentence: a blank line, a list's next item, a line that a label opens.
_NEXT_ITEM = re.compile(r"\n\n|\n[ \t]*(?:[-*•|#]|[^\W\d_][^\n:]{0,30}:\s)")
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
    line = _NEXT_ITEM.split(text[end : end + 120], maxsplit=1)[0]
    joined = _PEOPLED.match(line)
    if joined is not None:
        named = lexicon()["members"].get(joined[1].lower())
        return named or _group_noun(line[joined.end() :])
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


def _group_noun(line: str) -> str | None:
    """The noun that "300-strong" tells of: up to the first for a group of persons, else the word that follows."""
    words = re.match(r"\s((?:[^\W\d_][\w’'-]*\s?){1,4})", line)
    phrase = words[1].split() if words else []
    groups = incident_words("groups") | incident_words("collectives") | words_of("sized")
    length = next((i for i, word in enumerate(phrase, 1) if word.lower() in groups), 1)
    first = phrase[0].lower() if phrase else ""
    return " ".join(phrase[:length]) if first and first not in words_of("stop") else None


def _noun_phrase(line: str, words: list[re.Match[str]], amount: float) -> str | None:
    """The words up to a plural noun, and on to the fate or the further plural that follows it."""
    taken = 0
    for word, following in zip(words[:UNIT_WORDS], [*words[1:], None], strict=False):
        lowered = word.group().lower().rstrip(".")
        if taken and lowered in words_of("fate") and following is not None and _begins_object(following.group()):
            break  # "gunmen killed three guards" counts gunmen
        verb = taken > 0 and amount == 1 and lowered.endswith("ed")
        if not lowered[:1].isalpha() or lowered in words_of("stop") or verb:
            break
        taken += 1
        if lowered in words_of("fate") or _ends_sentence(word.group()):
            break
        if is_plural(lowered) and amount != 1:
            after = words[taken].group().lower().rstrip(".") if taken < len(words) else ""
            if after not in words_of("fate") | words_of("plural") and not after.endswith("s"):
                break
    if not taken:
        return None
    last = words[taken - 1]
    return " ".join(line[words[0].start() : last.end() - _ends_sentence(last.group())].split())


def _begins_object(word: str) -> bool:
    lowered = word.lower()
    return lowered[0].isdigit() or lowered in words_of("determiners") or lowered in cardinals()


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and "." not in word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word in lower case is a plural noun, by its form or by the list of those without one."""
    if word in words_of("plural") or (len(word) > 4 and word.endswith("men")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s"))


# ---- Whether it counts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """A number where it stands. ``number`` is its words in lower case, ``modifier`` the word for its bounds before it,
    if any; ``before`` and ``after`` are the text around, ``previous`` and ``following`` the nearest words in lower
    case (nothing where a sentence ends between); ``capital``: the number's own first letter is one."""

    number: str
    amount: float
    vague: bool
    modifier: str
    capital: bool
    before: str
    after: str
    previous: str
    following: str

    @property
    def modified(self) -> bool:
        """Whether a word before it tells of its bounds."""
        return bool(self.modifier)

    @property
    def in_digits(self) -> bool:
        """Whether it is written in figures."""
        return self.number[0].isdigit()

    @property
    def alone(self) -> bool:
        """Whether nothing that it could qualify follows it."""
        rest = self.after.lower()
        return not rest.strip() or rest.lstrip()[0] in ".,;)" or _GOES_ON.match(rest) is not None


def setting(text: str, start: int, end: int, number: str, amount: float, *, vague: bool, modifier: str) -> Setting:
    """The setting of a number whose phrase runs from ``start`` to ``end``."""
    before, after = text[max(0, start - 100) : start], text[end : end + 60]
    words = re.findall(r"[\w.'’]+|[^\w\s]", before)
    previous = words[-1] if words else ""
    ends = previous.endswith(".") and len(previous) > 3
    following = re.match(r"[\s-]*([^\W\d_][\w./·’'-]*|°|[^\w\s])?", after)
    return Setting(
        number=number.lower(),
        amount=amount,
        vague=vague,
        modifier=modifier,
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
        return unit is not None and of_persons(unit) and (joined or _befallen(unit, at.after))
    if at.number == "one" and not _one_counts(at, unit):
        return acted_on and at.alone
    if unit is not None and not (acted_on and at.alone):
        return at.vague or _fits(at, unit)
    if at.vague:
        loose = at.number in ("several", "tens", "a couple", "a handful", "scores")
        return not loose or acted_on or at.following in words_of("auxiliaries")
    if _acts(at):
        return True
    told = acted_on or at.previous in words_of("takes_number") or _TOLL.search(at.before) is not None
    told = told or (at.previous == "of" and _size().search(at.before) is not None)
    scaled = at.alone and at.number.endswith(tuple(number_words()["scales"]))  # "then 20 million"
    large = at.amount >= 1000 and ("," in at.number or scaled)
    return at.modified or large or (told and at.alone) or _PART.match(at.after) is not None or _voted(at)


def stands_for(at: Setting) -> bool:
    """Whether a number that a label names stands for what it counts, rather than for a measure or a part of a code."""
    return not any(other(at) for other in (_hyphenated, _measured, _spliced))


def _acts(at: Setting) -> bool:
    """Whether a number is the subject of its clause: "three died", "of the 88, 17 were missing"."""
    if at.amount < 2 or (at.amount == 2 and at.previous in ("the", "these", "those")):
        return False
    if at.following in words_of("acts"):
        return at.previous in words_of("clause_before") or not at.in_digits
    listed = re.search(r"\d,?\sand\s\Z", at.before) is not None
    return at.following in words_of("auxiliaries") and at.previous in words_of("clause_before") and not listed


def _voted(at: Setting) -> bool:
    """ "voted 22 to 9", either of them"""
    first = _VOTE.search(at.before) is not None and re.match(r"\sto\s\d", at.after) is not None
    return first or _VOTE_TO.search(at.before) is not None


_VOTE = re.compile(r"\bvot(?:e\sof|ed)\s(?:by\s)?\Z", re.IGNORECASE)
_VOTE_TO = re.compile(r"\bvot(?:e\sof|ed)\s(?:by\s)?[\d,]+\sto\s\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:and|in|on|at|from|of|others?|more|last)\b")
# "the toll rose to 45"
_TOLL = re.compile(
    r"\b(?:toll|total|number|rose|risen|rising|climbed|jumped|fell|brought|bringing|casualties)\b[^;\n]{0,80}"
    r"\s(?:to|at|of|from)\s\Z|\bvotes\s(?:to|against)\s\Z|\b(?:up|down)\sfrom\s\Z"
    r"|\b(?:put|puts|putting|estimated|estimates)\b[^.;\n]{0,80}\sat\s\Z"
    r"|\bto\s[\d,.]+\sfrom\s\Z|\b(?:against|compared\s(?:with|to))\s\Z",
    re.IGNORECASE,
)


_PAID = re.compile(
    r"\b(?:ransom|pay|pays|paid|paying|payment|demand|demands|demanded|demanding|cost|costs|fine[ds]?|worth|sum|reward"
    r"|stole|want|wants|wanted|ask|asks|asked|price)\b[^.;\n]*\Z",
    re.IGNORECASE,
)


@cache
def _size() -> re.Pattern[str]:
    """ "a force of 300" """
    return re.compile(rf"\b(?:{'|'.join(sorted(words_of('sized')))})\sof\s\Z", re.IGNORECASE)


# "six of the boats"
_PART = re.compile(r"\sof\s(?:the|them|those|these|its|their|his|her|whom|which|\d)", re.IGNORECASE)
_AGED = re.compile(r"\bage[sd]?(?:\s(?:of|between|from))?\s(?:\d+\s?(?:and|to|-|–)\s?)?\Z", re.IGNORECASE)
_STREET = re.compile(
    r"\s(?:[A-Z][\w.]*\s){1,3}(?:Street|St\.|Drive|Dr\.|Avenue|Ave\.?|Road|Rd\.|Lane|Boulevard|Blvd\.?)(?!\w)"
)
# "3 to 1", "1 in 10", "2-for-1"
_RATIO = re.compile(
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine)\s(?:in|out of every|for every)\s\Z"
    r"|-(?:for|to|in)-\Z|\b\d\sto\s\Z",
    re.IGNORECASE,
)
_RATIO_AFTER = re.compile(r"\s(?:in|for every)\s(?:\d+|three|four|five|ten)\b(?!\s[A-Z])|-(?:for|to|in)-|\sto\s1\b")
# "one nurse in three is ill"
_ONE_IN = re.compile(
    r"\s(?:[^\W\d_]+\s){1,2}in\s(?:every\s)?(?:\d+|three|four|five|six|ten)(?=[.,;]|\s(?:is|are|was|were|has|had)\b)"
)
# "300-strong crew", "a 10-man squad"
_PEOPLED = re.compile(r"[-–](strong|member|man|woman|person|nation|country)(?![\w-])", re.IGNORECASE)
_MAKE = re.compile(r"\b([A-Z][^\W\d_]+)[\s-]\Z")


def _hyphenated(at: Setting) -> bool:
    """ "18-year-old", "Mi-24", "one-man" """
    peopled = at.amount > 1 and _PEOPLED.match(at.after) is not None
    joined = re.match(r"[-–][^\W\d_]", at.after) is not None and not peopled
    return joined or at.before.endswith(("-", "–", "/", "[", "#", "§", "+", "№"))


def is_paid(text: str, start: int) -> bool:
    """Whether pounds that are told at an offset are money: they are paid or asked for just before."""
    return _PAID.search(text[max(0, start - 60) : start]) is not None


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
    if plain and ("." in at.number or (len(at.number) > 6 and at.number.isdecimal())):
        return True
    if at.number.startswith("0") or _AGED.search(at.before) or _STREET.match(at.after):
        return True
    apart = at.previous in (",", "(") and at.after[:1] in (",", ")", ".") and at.amount < 120  # "Isbister, 42, of"
    listed = at.after[:1] in (".", ")") and re.search(r"(?:\A|\n)\s*\(?\Z", at.before) is not None
    return listed or (apart and not at.modified)


def _named(at: Setting) -> bool:
    """ "Resolution 1701", "chapter two", "Boeing 737" """
    make = _MAKE.search(at.before) if at.in_digits else None
    return not at.modified and (
        at.previous in words_of("named") or (make is not None and make[1].lower() in words_of("makes"))
    )


def _age_limit(at: Setting) -> bool:
    """ "children under 5" """
    limits = at.modifier in ("under", "over", "above", "below")
    return limits and at.amount < 100 and at.previous in words_of("young") and (at.alone or at.amount <= 25)


def _grouped(at: Setting) -> bool:
    """ "a pair" without "of" several"""
    return at.number in lexicon()["groups"] and at.following != "of"


def _broken(at: Setting) -> bool:
    """ "four-and-a-half" of what is measured"""
    return not float(at.amount).is_integer()


def _ratio(at: Setting) -> bool:
    small = at.amount <= 100  # "since 5 May to 922" is none
    after = _RATIO_AFTER.match(at.after) is not None or (at.amount == 1 and _ONE_IN.match(at.after) is not None)
    of_ten = at.amount in (10, 100, 1000) and at.before.endswith(" out of ")
    return (small and _RATIO.search(at.before) is not None) or after or of_ten


_OTHER_USES: tuple[Callable[[Setting], bool], ...] = (
    _hyphenated,
    _measured,
    _spliced,
    _numbered,
    _named,
    _age_limit,
    _grouped,
    _broken,
    _ratio,
)


def of_persons(unit: str) -> bool:
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
    if any(is_plural(w) or w in words_of("fate") for w in words):
        return True
    verb = words[0].endswith("ed") and at.in_digits and _MAKE.search(at.before) is not None  # "LX 318 carried"
    return not verb and not unit.split()[-1][0].isupper()

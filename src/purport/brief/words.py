"""The brief's own words, from ``wording.toml``, and small matters of English."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("purport.brief").joinpath("wording.toml").read_text(encoding="utf-8"))


@cache
def word_list(table: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(_data()[table][name])


def entry(table: str, name: str) -> Any:
    """One entry of a table, or None."""
    return _data()[table].get(name)


def first_word(words: str) -> str:
    """The first word in lower case, "" where there is none."""
    match = _WORD.search(words)
    return match.group().lower() if match else ""


def capitalised(words: str) -> str:
    """The words with their first letter in upper case."""
    return words[:1].upper() + words[1:]


def joined(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def squeezed(words: str) -> str:
    """The words with every run of blanks as one, outer ones left out."""
    return " ".join(words.split())


def quoted(words: str) -> str:
    """The words in quotation marks, marks within them made single, marks around them not doubled."""
    inner = squeezed(words).rstrip(",;:")
    whole = re.fullmatch('["“”„«]+([^"“”„«»]*)["“”»]+([.,]?)', inner)
    if whole:
        inner = whole[1]
    inner = re.sub('[“”„«»]|""?', "’", re.sub('(^|(?<=[\\s(\\[—–]))(“|„|«|""?)', "‘", inner))
    return f"“{inner.strip().removesuffix('.').rstrip(',')}”"


def balanced(words: str) -> bool:
    """Whether quotation marks and brackets open and close in pairs."""
    straight = words.count('"')
    return straight % 2 == 0 and words.count("“") == words.count("”") and words.count("(") == words.count(")")


def curled(words: str) -> str:
    """Straight double quotation marks made “curly”, where they come in pairs."""
    if words.count('"') % 2:
        return words
    opening = iter([True, False] * words.count('"'))
    return re.sub('"', lambda _: "“" if next(opening) else "”", words)


def shortened(words: str, most: int = 45) -> str:
    """The words, cut where a clause ends when they are more than ``most``, with an ellipsis in place of the rest."""
    parts = words.split()
    if len(parts) <= most:
        return words
    clause = word_list("words", "clause_starts")
    best = None
    for index in range(most // 2, most):
        before, after = parts[index - 1], first_word(parts[index])
        if (before[-1] in ";:–—" or (before[-1] == "," and after in clause)) and balanced(" ".join(parts[:index])):
            best = index
    if best is None:
        commas = [i for i in range(most // 2, most) if parts[i - 1][-1] == "," and balanced(" ".join(parts[:i]))]
        even = [i for i in range(most // 2, most) if balanced(" ".join(parts[:i]))]
        best = commas[-1] if commas else even[-1] if even else most
    return " ".join(parts[:best]).rstrip(",;:–— ") + " …"

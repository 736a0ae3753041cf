"""Which runs of words may be names of places: the longest names the gazetteer knows, and capitalised names in the
company of place words."""

from collections.abc import Iterator
from typing import NamedTuple

from purport.codebooks.gazetteer import COUNTRY, ROMANISED, TOWN, WORLD, Entry, gazetteer
from purport.codebooks.placewords import lexicon
from purport.reading.tokens import Words

MAX_TOKENS = 9
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
# What ties two parts of a Persian or Pashto name: Nahr-e Saraj, Nawah-ye Barakzai.
_EZAFE = frozenset(("e", "ye", "i", "yi"))


def romanised_lands(words: Words) -> frozenset[str]:
    """The countries a text speaks of where one name has many spellings."""
    lex = lexicon()
    named = {words.text[n] for n in range(len(words)) if words.named[n]}
    spoken_of = {lex.demonyms.get(w.lower()) for w in named}
    spoken_of |= {e.country for w in named if len(w) > 3 for e in gazetteer().lookup(w)[:1] if e.rank == COUNTRY}
    return frozenset(c for c in spoken_of if c) & ROMANISED


class CandidateSpan(NamedTuple):
    """Tokens, the noun that says their kind, entries, and whether gazetteer or company make it likely."""

    first: int
    last: int
    noun: str | None
    entries: tuple[Entry, ...]
    likely: bool


def spans_of(words: Words, romanised: frozenset[str]) -> Iterator[CandidateSpan]:
    """The token spans that may be names of places, none overlapping another."""
    lex = lexicon()
    n = 0
    while n < len(words):
        if not (
            words.named[n]
            or (words.low[n] in lex.articles and words.lower(n + 1) in ("-", "‐") and words.capital(n + 2))
        ):
            n += 1
            continue
        last, entries = longest(words, n)
        bare = words.low[n] == "the" and not any(e.name.startswith("The ") for e in entries)
        if words.low[n] in lex.determiners and (last <= n + 1 or bare) and words.lower(n + 1) not in ("-", "‐"):
            n += 1
            continue
        run = _run(words, n)
        if words.low[n] in lex.directions and last <= n + 1:
            if n + 1 < run and words.low[run - 1] in lex.nouns and words.low[run - 1] not in lex.organisations:
                yield CandidateSpan(n, run, words.low[run - 1], (), _in_company(words, n, run))
            n += 1
            continue
        if last == n + 1 and words.low[n] in lex.nouns and not any(e.rank in (COUNTRY, WORLD) for e in entries):
            n += 1
            continue
        if last == n + 1 < run and words.low[n] in lex.leading:
            last, entries = run, ()
        if last and last < run and _ties(words, last):
            last, entries = 0, ()
        if romanised and (not last or run > last) and run - n < 5 and _in_company(words, n, run):
            similar = tuple(e for e in gazetteer().similar(words.slice(n, run)) if e.country in romanised)
            if similar:
                last, entries = run, similar
        likely = bool(entries)
        if not last or (not entries and last > n):
            last = run
            likely = _in_company(words, n, last)
        last, noun = _extended(words, n, last)
        if words.low[n] not in lex.demonyms or last > n + 1:
            yield CandidateSpan(n, last, noun, entries, likely)
        n = last if likely else n + 1


def longest(words: Words, first: int) -> tuple[int, tuple[Entry, ...]]:
    """The end of the longest name from ``first`` on that the gazetteer knows, and its entries; (0, ()) if none."""
    ends = []
    n = first
    while n < min(len(words), first + MAX_TOKENS):
        if words.named[n] or (n > first and words.text[n][0].isdigit() and len(words.text[n]) < 3):
            ends.append(n + 1)
        elif words.low[n] not in lexicon().connectors:
            break
        n += 1
    look = gazetteer()
    for end in reversed(ends):
        if end - first == 1 and len(words.text[first]) < 2:
            continue
        name = words.slice(first, end)
        if len(name) > 60:
            continue
        entries = look.lookup(name)
        if name in lexicon().towns:
            entries = tuple(e for e in entries if e.rank == TOWN)
        if entries:
            if words.lower(end) in ("'s", "’s"):
                owned = tuple(e for e in look.lookup(words.slice(first, end + 1)) if e.name.endswith(("'s", "’s")))
                if owned:
                    return end + 1, owned
            return end, entries
    return 0, ()


def _run(words: Words, first: int) -> int:
    """The end of the capitalised name that begins at ``first``."""
    lex = lexicon()
    n = first + 1
    while n < len(words):
        if words.named[n] and words.spaced[n - 1]:
            n += 1
        elif (
            words.low[n] in ("-", "‐")
            and not words.spaced[n]
            and (words.capital(n + 1) or words.lower(n + 1) in lex.articles)
        ):
            n += 2
        elif (words.low[n] in lex.articles and words.lower(n + 1) in ("-", "‐") and words.capital(n + 2)) or _ties(
            words, n
        ):
            n += 3
        elif words.named[n] and words.low[n - 1] in ("-", "‐"):
            n += 1
        else:
            break
    return min(n, len(words))


def _ties(words: Words, n: int) -> bool:
    """Whether a hyphen and an ezafe at ``n`` tie a name to the one that follows."""
    return words.low[n] in ("-", "‐") and words.lower(n + 1) in _EZAFE and words.capital(n + 2)


def _in_company(words: Words, first: int, last: int) -> bool:
    """Whether the company of a name outside the gazetteer makes it worth judging."""
    lex = lexicon()
    if words.label[first] in PLACE_LABELS or words.lower(first - 1) in lex.prepositions:
        return True
    if words.lower(last) in lex.nouns or words.low[last - 1] in lex.nouns or words.low[first] in lex.nouns:
        return True
    return words.lower(first - 1) == "of"


def _extended(words: Words, first: int, last: int) -> tuple[int, str | None]:
    """The end of a name with the noun that belongs to it (Mosul Dam), and the noun by it that says its kind."""
    lex = lexicon()
    after = words.lower(last)
    if (
        after in lex.nouns
        and words.capital(last)
        and after not in ("state", "university", "college", "school", "republic")
    ):
        return last + 1, after
    if after in ("military", "international", "air") and words.lower(last + 1) in ("airport", "airfield", "base"):
        return last + 2, words.lower(last + 1)
    if after in ("mosque", "airbase", "airfield", "airport", "dam"):
        return last + 1, after
    if after in lex.nouns:
        return last, after
    if words.low[last - 1] in lex.nouns and last - first > 1:
        return last, words.low[last - 1]
    if words.lower(first - 1) == "of" and words.lower(first - 2) in lex.nouns:
        return last, words.lower(first - 2)
    if words.lower(first - 1) in lex.nouns:
        return last, words.lower(first - 1)
    return last, None

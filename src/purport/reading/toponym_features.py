"""What a candidate for a place name is judged by: its own words, its neighbours, and what the gazetteer knows of it."""

import math
from functools import cache

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, SITE, TOWN, WORLD, Entry, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon
from purport.language.casing import is_word
from purport.reading.tokens import Words
from purport.reading.toponym_spans import longest

# How far back a list of names is followed to the preposition before it.
LIST_WORDS = 12
# A verb of departing stands so many words before "for" at most: left the harbour of Lerwick for Kirkwall.
DEPARTURE_WORDS = 6
# A town of so many people is known by its name alone.
LARGE_TOWN = 100_000
_ROADS = ("highway", "route", "hwy.", "hwy", "rt.")
RANKS = {COUNTRY: "country", REGION: "region", DISTRICT: "district", TOWN: "town", SITE: "site", WORLD: "world"}


def features_of(words: Words, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """What the model judges a candidate by, from its own words and their neighbours."""
    lex = lexicon()
    low = words.slice(first, last).lower()
    before, after = words.lower(first - 1), words.lower(last)
    kind = _known(low, entries)
    out = ["bias", f"g={kind}", f"tokens={min(3, last - first)}"]
    if entries:
        out.append(f"people={int(math.log10(max(1, max(e.population for e in entries))))}")
        out.append(f"entries={min(4, int(math.log2(len(entries))))}")
        out.append("primary" if any(normal(e.name) == normal(low) for e in entries[:8]) else "alias")
    label = words.label[first] or "none"
    if normal(low) in capitals() and low not in lex.given:
        out += ["capital", f"capital/{label}"]
    whole = words.entity[first]
    exact = whole and words.entity[last - 1] == whole
    inside = exact and (
        (first > 0 and words.entity[first - 1] == whole and words.low[first - 1] != "the")
        or (last < len(words) and words.entity[last] == whole and words.low[last] != "'s")
    )
    shape = "in" if inside else "is" if exact else "cut" if whole else "no"
    out += [f"e={label}", f"e={label}/{shape}", f"e={label}/g={kind}", f"tag={words.tag[last - 1]}"]
    out += [f"w-1={before}", f"w-2={words.lower(first - 2)}", f"w+1={after}", f"w+2={words.lower(last + 1)}"]
    if words.begins[first]:
        out.append("begins")
    shouted = len(low) > 3 and last - first < 4 and words.slice(first, last).isupper()
    if shouted and (after in ("/", "(", "-", "–", "—", "--", ",", ":", "_") or before == "/"):
        out.append("dateline")
    prep = before in lex.prepositions or (before == "the" and words.lower(first - 2) in lex.prepositions)
    if prep:
        out += ["prep", f"prep/g={kind}"]
    if before in ("and", "or", ",") and _listed(words, first):
        out.append("listed")
    if before in lex.motions or (before in ("for", "from") and _departing(words, first - 1)):
        out.append("moved")
    if before == "of" and words.lower(first - 2) in lex.heads:
        out += ["of-head", f"of-head/g={kind}"]
    if (before == "of" and words.lower(first - 2) in lex.settled) and not entries and not words.capital(first - 2):
        out.append("proved")
    if not entries:
        out.append(f"w-1={before}/unknown")
    if _in_body(words, first, last, before in lex.locatives) or _is_road(words, low, last):
        out.append("body")
    company = _neighbours(words, first, last)
    out += company
    if low in lex.seats and not prep and "before-region" not in company:
        out.append("body")
    known = last - first > 1 and words.low[first] in lex.given
    if not entries and exact and label == "PERSON" and not prep and (known or _acts(words, first, last)):
        out.append("person")
    out += [f"{c}/{label}" for c in company]
    if last - first == 1:
        if low in lex.unlikely:
            out += ["unlikely", f"unlikely/{prep}"]
        if low in lex.surnames:
            out += ["surname", f"surname/{prep}"]
        if low in lex.given:
            out.append("given")
        if low in lex.given or low in lex.namesakes:
            named = label == "PERSON" and words.entity[last : last + 1] == [whole]
            rare = low in lex.given and not any(e.rank == COUNTRY for e in entries) and not gazetteer().lookup(after)
            if not prep and "c+1=other" in company and (named or rare):
                out.append("person")
        if is_word(low):
            out += ["word", f"word/{prep}", f"word/{label}"]
        if len(low) < 4:
            out.append("short")
    if words.text[first].isupper() and len(words.text[first]) > 1:
        out.append("capitals")
    ordinary = any(is_word(w) or w in lex.demonyms or w in lex.nouns for w in words.low[first:last])
    if not entries and not ordinary and after in lex.divisions and not words.capital(last):
        out.append("proved")
    if last - first > 1:
        if words.low[first] in lex.nouns:
            out.append(f"lead={words.low[first]}")
        if words.low[last - 1] in lex.nouns:
            out += [f"tail={words.low[last - 1]}", f"tail={lex.nouns[words.low[last - 1]]}"]
    doubts = {"unlikely", "given", "surname", "c+1=org", "c+1=other", "hyphen+1", "after-person"}
    if before in lex.locatives and "primary" in out and doubts.isdisjoint(out) and _large(entries):
        out.append("located")
    if "." in words.text[last - 1]:
        out.append("stop")
    return tuple(out)


@cache
def capitals() -> frozenset[str]:
    """The names of capitals, in normal form."""
    return frozenset(name for names in lexicon().capitals.values() for name in names)


def _in_body(words: Words, first: int, last: int, located: bool) -> bool:
    """Whether a name is part of a body's (the Faroe Islands Guard, a Nordland group), which may be anywhere.

    Not so after a bare preposition, where a headline goes on with its verb: "Bomb in Oslo Wounds Guards".
    """
    lex = lexicon()
    if words.lower(last) in lex.factions and not words.capital(last):
        return not located
    if located:
        return False
    if words.lower(first - 1) == "of" and words.capital(first - 2) and words.low[first - 2] in lex.styles:
        return True
    n = last
    while n < min(len(words), last + 5) and words.named[n] and words.spaced[n - 1]:
        if words.low[n] in lex.bodies:
            return not (words.text[first].isupper() and words.text[n].isupper() and len(words.text[first]) > 3)
        n += 1
    return False


def _acts(words: Words, first: int, last: int) -> bool:
    """Whether an office is said before a name, or the name speaks: the deputy director, Jógvan Dam, said."""
    lex = lexicon()
    office = words.lower(first - 2) if words.lower(first - 1) == "," else words.lower(first - 1)
    verb = words.lower(last + 1) if words.lower(last) == "," else words.lower(last)
    return office in lex.titles or verb in ("said", "says", "told")


def _is_road(words: Words, low: str, last: int) -> bool:
    """Whether a country's initials belong to a road's number: U.S. 27, US-27, U.S. Highway 27, US Route 1."""
    initials, _, kind = low.partition(" ")
    if initials not in ("u.s.", "us", "u.s") or kind not in ("", *_ROADS):
        return False
    n = last + 1 if words.lower(last) in ("-", *_ROADS) else last
    number = words.lower(n)
    return number.isdigit() and len(number) < 4 and words.text[n + 1 : n + 2] != ["%"]


def _listed(words: Words, first: int) -> bool:
    """Whether names before this one lead back to a preposition of place: in Balclutha, Gore and Milton."""
    lex = lexicon()
    n = first - 2
    if not words.capital(n):
        return False
    while n > max(0, first - LIST_WORDS) and (words.named[n] or words.low[n] in (",", "and", "or", "-", "the", "de")):
        n -= 1
    return words.lower(n) in lex.locatives


def _departing(words: Words, n: int) -> bool:
    """Whether a verb of departing stands shortly before: left Lerwick for Kirkwall, bound for Lerwick."""
    lex = lexicon()
    return any(words.low[k] in lex.departures for k in range(max(0, n - DEPARTURE_WORDS), n))


def _large(entries: tuple[Entry, ...]) -> bool:
    return any(e.rank == TOWN and e.population >= LARGE_TOWN for e in entries)


def _known(low: str, entries: tuple[Entry, ...]) -> str:
    if not entries:
        return "none"
    ranks = {e.rank for e in entries}
    for rank in (COUNTRY, WORLD, REGION, SITE):
        if rank in ranks:
            return RANKS[rank]
    largest = max(e.population for e in entries)
    return "city" if largest > 200_000 else "town" if largest > 10_000 else "village"


def _neighbours(words: Words, first: int, last: int) -> list[str]:
    """Features of the capitalised words, hyphens, commas and kind nouns on either side."""
    lex = lexicon()
    before, after = words.lower(first - 1), words.lower(last)
    out = []
    if before in lex.titles:
        out.append("after-person")
    elif words.capital(first - 1):
        out.append(
            "after-person"
            if before in lex.given or words.label[first - 1] == "PERSON"
            else "c-1=org"
            if before in lex.organisations
            else "c-1=other"
        )
    if words.capital(last):
        if after in lex.organisations or (words.lower(last + 1) in lex.organisations and words.capital(last + 1)):
            out.append("c+1=org")
        else:
            out.append("c+1=noun" if after in lex.nouns else "c+1=demonym" if after in lex.demonyms else "c+1=other")
    if after in ("-", "–", "‐") and not words.spaced[last - 1]:
        out += (
            ["hyphen+1", f"hyphen+1={words.lower(last + 1)}"] if not words.capital(last + 1) else ["hyphen+1=capital"]
        )
    if before in ("-", "–", "‐") and first > 1 and not words.spaced[first - 2]:
        out.append("hyphen-1")
    if before == "of" and words.capital(first - 2):
        noun = words.lower(first - 2)
        out.append("of=org" if noun in lex.organisations else "of=noun" if noun in lex.nouns else "of=other")
    if before == "the" and words.lower(first - 2) == "of" and words.capital(first - 3):
        out.append("of-the=capital")
    if (
        after in lex.nouns
        or words.low[last - 1] in lex.nouns
        or (before == "of" and words.lower(first - 2) in lex.nouns)
    ):
        out.append("noun")
    if after == "," and words.capital(last + 1):
        end, entries = longest(words, last + 1)
        if entries and any(e.rank in (COUNTRY, REGION) for e in entries):
            out.append("before-region")
        elif end:
            out.append("before-place")
    if before == "," and words.capital(first - 2):
        out.append("after-name")
    if after in ("'s", "’s"):
        out.append("owns")
    return out

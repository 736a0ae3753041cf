"""Which words of a text name places: candidates from the gazetteer and from context, judged by a linear model.

Candidates are the longest names the gazetteer knows and capitalised names in the company of place words. Each is
described by its words' neighbours, tags, what else the text does with the name, and what the gazetteer knows of it;
the model's weights are data, fitted by ``training/gazetteer/fit.py``.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, ROMANISED, SITE, TOWN, WORLD, Entry, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon, weights
from purport.language import Doc
from purport.language.casing import is_word
from purport.reading.tokens import Words

MAX_TOKENS = 9
# Scores are log odds: a name is taken for a place's from here on, where a miss costs a little more than a slip.
THRESHOLD = -0.5
# How far the score of a name's other mentions moves that of one, and how far a score can go.
LEAN = 0.4
LIMIT = 4.0
# What is added where a name has one country, the document speaks of that country, and a place stands there in grammar.
BORNE_OUT = 1.5
# How far back a list of names is followed to the preposition before it.
LIST_WORDS = 12
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
RANKS = {COUNTRY: "country", REGION: "region", DISTRICT: "district", TOWN: "town", SITE: "site", WORLD: "world"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that may be a place's: offsets into the text, tokens ``first`` to ``last`` (half open), the entries
    of its name, the noun that says its kind where one stands by it, and what the model judges it by."""

    start: int
    end: int
    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]
    noun: str | None
    features: tuple[str, ...]

    @property
    def key(self) -> str:
        """What mentions of one name share."""
        return normal(self.name)


def toponyms(doc: Doc) -> list[Toponym]:
    """The places named in a text, in reading order, none overlapping another."""
    return accepted(candidates(doc))


def accepted(found: Sequence[Toponym]) -> list[Toponym]:
    """The candidates the model takes for places. Each mention's score leans on those of the name's other mentions,
    since a name that is a place's once in a document is so mostly."""
    model = weights()["toponyms"]
    scores = [max(-LIMIT, min(LIMIT, sum(model.get(f, 0.0) for f in c.features))) for c in found]
    total: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    for c, score in zip(found, scores, strict=True):
        total[c.key] += score
        count[c.key] += 1
    out = []
    for c, score in zip(found, scores, strict=True):
        others = (total[c.key] - score) / (count[c.key] - 1) if count[c.key] > 1 else 0.0
        if "person" in c.features or "body" in c.features:
            continue
        borne_out = BORNE_OUT if "borne out" in c.features else 0.0
        if score + borne_out + LEAN * others >= THRESHOLD or "proved" in c.features:
            out.append(c)
    return out


def candidates(doc: Doc) -> list[Toponym]:
    """Every name that may be a place's, with its features."""
    words = Words(doc)
    spans = list(_spans(words, _romanised_lands(words)))
    kept = {normal(words.slice(s.first, s.last)) for s in spans if s.likely}
    elsewhere: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    local = []
    taken = {n for s in spans if s.likely for n in range(s.first, s.last)}
    for first, last, noun, entries, likely in spans:
        name = words.slice(first, last)
        form = normal(name)
        if form not in kept or (not likely and not taken.isdisjoint(range(first, last))):
            continue
        taken.update(range(first, last))
        features = _features(words, first, last, entries)
        seen = elsewhere.setdefault(form, set())
        counts[form] = counts.get(form, 0) + 1
        seen.update(
            f
            for f in features
            if f in ("prep", "after-person", "before-region", "e=PERSON", "noun", "c+1=other", "c+1=org")
        )
        local.append((first, last, name, form, noun, entries, features))
    lands = _lands(words, [(form, entries, features) for _, _, _, form, _, entries, features in local])
    out = []
    for first, last, name, form, noun, entries, features in local:
        shared = [f"doc:{f}" for f in sorted(elsewhere[form])]
        shared += _focus(form, entries, features, lands)
        shared.append(f"count={min(3, counts[form])}")
        out.append(
            Toponym(words.at[first], words.end(last - 1), first, last, name, entries, noun, (*features, *shared))
        )
    return out


def _lands(words: Words, named: Sequence[tuple[str, tuple[Entry, ...], tuple[str, ...]]]) -> dict[str, set[str]]:
    """The countries a text speaks of, each with the names and peoples that say so: names of one country only."""
    lex = lexicon()
    out: dict[str, set[str]] = defaultdict(set)
    for form, entries, features in named:
        held = {e.country for e in entries}
        sure = any(e.rank == COUNTRY for e in entries) or "word" not in features
        if len(held) == 1 and sure and {"prep", "listed", "of-head", "dateline", "before-region"} & set(features):
            out[held.pop() or ""].add(form)
    for n, low in enumerate(words.low):
        if words.named[n] and low in lex.demonyms:
            out[lex.demonyms[low]].add(f"people {low}")
    return out


def _focus(
    form: str, entries: tuple[Entry, ...], features: tuple[str, ...], lands: dict[str, set[str]]
) -> Iterator[str]:
    """Whether the rest of the text speaks of the country that a name may lie in."""
    held = {e.country for e in entries if e.country}
    if not held:
        return
    others = min(2, max(len(lands.get(c, set()) - {form}) for c in held))
    yield f"focus={others}"
    if len(held) > 1 or {"unlikely", "given"} & set(features):
        return
    yield f"focus={others}/sole"
    stands = {"prep", "listed", "of-head"} & set(features)
    if stands and (others or "word" not in features):
        yield "borne out"


def _romanised_lands(words: Words) -> frozenset[str]:
    """The countries a text speaks of where one name has many spellings."""
    lex = lexicon()
    named = {words.text[n] for n in range(len(words)) if words.named[n]}
    spoken_of = {lex.demonyms.get(w.lower()) for w in named}
    spoken_of |= {e.country for w in named if len(w) > 3 for e in gazetteer().lookup(w)[:1] if e.rank == COUNTRY}
    return frozenset(c for c in spoken_of if c) & ROMANISED


class _Span(NamedTuple):
    """Tokens, the noun that says their kind, entries, and whether gazetteer or company make it likely."""

    first: int
    last: int
    noun: str | None
    entries: tuple[Entry, ...]
    likely: bool


def _spans(words: Words, romanised: frozenset[str]) -> Iterator[_Span]:
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
        last, entries = _longest(words, n)
        bare = words.low[n] == "the" and not any(e.name.startswith("The ") for e in entries)
        if words.low[n] in lex.determiners and (last <= n + 1 or bare) and words.lower(n + 1) not in ("-", "‐"):
            n += 1
            continue
        run = _run(words, n)
        if words.low[n] in lex.directions and last <= n + 1:
            if n + 1 < run and words.low[run - 1] in lex.nouns and words.low[run - 1] not in lex.organisations:
                yield _Span(n, run, words.low[run - 1], (), _in_company(words, n, run))
            n += 1
            continue
        if last == n + 1 and words.low[n] in lex.nouns and not any(e.rank in (COUNTRY, WORLD) for e in entries):
            n += 1
            continue
        if last == n + 1 < run and words.low[n] in lex.leading:
            last, entries = run, ()
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
            yield _Span(n, last, noun, entries, likely)
        n = last if likely else n + 1


def _longest(words: Words, first: int) -> tuple[int, tuple[Entry, ...]]:
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
        elif words.low[n] in lex.articles and words.lower(n + 1) in ("-", "‐") and words.capital(n + 2):
            n += 3
        elif words.named[n] and words.low[n - 1] in ("-", "‐"):
            n += 1
        else:
            break
    return min(n, len(words))


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


def _features(words: Words, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """What the model judges a candidate by, from its own words and their neighbours."""
    lex = lexicon()
    low = words.slice(first, last).lower()
    before, after = words.lower(first - 1), words.lower(last)
    known = _known(low, entries)
    out = ["bias", f"g={known}", f"tokens={min(3, last - first)}"]
    if entries:
        out.append(f"people={int(math.log10(max(1, max(e.population for e in entries))))}")
        out.append(f"entries={min(4, int(math.log2(len(entries))))}")
        out.append("primary" if any(normal(e.name) == normal(low) for e in entries[:8]) else "alias")
    label = words.label[first] or "none"
    whole = words.entity[first]
    exact = whole and words.entity[last - 1] == whole
    inside = exact and (
        (first > 0 and words.entity[first - 1] == whole and words.low[first - 1] != "the")
        or (last < len(words) and words.entity[last] == whole and words.low[last] != "'s")
    )
    shape = "in" if inside else "is" if exact else "cut" if whole else "no"
    out += [f"e={label}", f"e={label}/{shape}", f"e={label}/g={known}", f"tag={words.tag[last - 1]}"]
    out += [f"w-1={before}", f"w-2={words.lower(first - 2)}", f"w+1={after}", f"w+2={words.lower(last + 1)}"]
    if words.begins[first]:
        out.append("begins")
    shouted = len(low) > 3 and last - first < 4 and words.slice(first, last).isupper()
    if shouted and (after in ("/", "(", "-", "–", "—", "--", ",", ":", "_") or before == "/"):
        out.append("dateline")
    prep = before in lex.prepositions or (before == "the" and words.lower(first - 2) in lex.prepositions)
    if prep:
        out += ["prep", f"prep/g={known}"]
    if before in ("and", "or", ",") and _listed(words, first):
        out.append("listed")
    if before == "of" and words.lower(first - 2) in lex.heads:
        out += ["of-head", f"of-head/g={known}"]
    if (before == "of" and words.lower(first - 2) in lex.settled) and not entries and not words.capital(first - 2):
        out.append("proved")
    if not entries:
        out.append(f"w-1={before}/unknown")
    if _in_body(words, first, last, before in lex.locatives):
        out.append("body")
    company = _neighbours(words, first, last)
    out += company
    out += [f"{c}/{label}" for c in company]
    if last - first == 1:
        if low in lex.unlikely:
            out += ["unlikely", f"unlikely/{prep}"]
        if low in lex.given:
            out.append("given")
            if not prep and "c+1=other" in company and not gazetteer().lookup(after):
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
    if "." in words.text[last - 1]:
        out.append("stop")
    return tuple(out)


def _in_body(words: Words, first: int, last: int, located: bool) -> bool:
    """Whether a name is part of a body's (the Faroe Islands Guard, a Nordland group), which may be anywhere.

    Not so after a bare preposition, where a headline goes on with its verb: "Bomb in Oslo Wounds Guards".
    """
    lex = lexicon()
    if words.lower(last) in lex.factions and not words.capital(last):
        return not located
    if located:
        return False
    n = last
    while n < min(len(words), last + 5) and words.named[n] and words.spaced[n - 1]:
        if words.low[n] in lex.bodies:
            return not (words.text[first].isupper() and words.text[n].isupper() and len(words.text[first]) > 3)
        n += 1
    return False


def _listed(words: Words, first: int) -> bool:
    """Whether names before this one lead back to a preposition of place: in Balclutha, Gore and Milton."""
    lex = lexicon()
    n = first - 2
    if not words.capital(n):
        return False
    while n > max(0, first - LIST_WORDS) and (words.named[n] or words.low[n] in (",", "and", "or", "-", "the", "de")):
        n -= 1
    return words.lower(n) in lex.locatives


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
        end, entries = _longest(words, last + 1)
        if entries and any(e.rank in (COUNTRY, REGION) for e in entries):
            out.append("before-region")
        elif end:
            out.append("before-place")
    if before == "," and words.capital(first - 2):
        out.append("after-name")
    if after in ("'s", "’s"):
        out.append("owns")
    return out

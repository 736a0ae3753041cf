"""The places a text names: where they are, as far as the text and the gazetteer allow, and how far off that may be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, SITE, TOWN, Entry, distance_km, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon
from purport.language import Doc
from purport.language.casing import is_word
from purport.reading.disambiguation import KNOWN_TOWN, Choice, judged
from purport.reading.finder import Findings
from purport.reading.metonyms import is_metonym
from purport.reading.place_parts import part_of
from purport.reading.toponym_ground import capital_of, listed_as_equals, people_before, told_beside
from purport.reading.toponyms import Toponym, sorted_out
from purport.types import Level, Place, PlaceCandidate

# A site that stands in or by a known town lies within this distance of it, more or less.
SITE_RADIUS_KM = 15.0
# The share of a province's people from which on its town of the same name is the one meant.
TOWN_SHARE = 0.2
# So far apart, two places of one name in one text are two.
OTHER_KM = 50.0
_CAPITALISED = re.compile(r"[^\W\d_][\w.'’-]*(?<![.'’-])")
MOST_WORDS = 4
# In a title a common word is a place's name where a place of so many people is called so.
KNOWN_PEOPLE = 30_000
# What stands before a place that the text only measures from: "35 km (22 miles) south of".
_AWAY = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)(?:\s|-)?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)(?:\s?\([^()]{1,20}\))?\s+"
    r"(?:to\s+the\s+)?(?:(?:north|south|east|west)[\w-]{0,12}\s+of|away\s+from|from|outside|off)\s+(?:the\s+\w{1,20}\s+of\s+)?"
    r"(?:(?:central|downtown)\s+)?\Z",
    re.IGNORECASE,
)
_AWAY_CHARACTERS = 90
KM_PER_MILE = 1.609
_LEVELS = {"region": Level.REGION, "city": Level.CITY, "site": Level.SITE}


class PlaceFinder:
    """Finds places with the gazetteer and two small linear models."""

    assigns = "places"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Place]:
        """The places, in reading order."""
        return find_places(doc)


def find_places(doc: Doc) -> tuple[Place, ...]:
    """Each place name of a text, in reading order.

    A place in the gazetteer has its coordinates, with a radius in km and a level. One that is in none takes those of
    the district or province that the text puts it in, with that one's radius; else it has no coordinates. A place from
    which the text measures ("35 km south of Mosul") has so much larger a radius.
    """
    found, hints = sorted_out(doc)
    mentions = joined(found, doc.text)
    beside, whole = _named_beside(doc), _with_source(doc)
    judgements = judged([*mentions, *beside], whole, hints)
    chosen = {name: choice.entry for name, choice in judgements.items() if choice.entry is not None}
    for one, two in pairwise(beside):
        told = told_beside(one, two, chosen.get(two.key), whole)
        if told is not None:
            chosen[one.key] = told
    spoken_for = [is_metonym(doc, m) for m in mentions]
    for mention, speaks in zip(mentions, spoken_for, strict=True):
        if speaks and (capital := _capital(mention.key, judgements.get(mention.key))):
            chosen[mention.key] = capital
    meant = [_of_kind(m, chosen) for m in mentions]
    for n, mention in enumerate(mentions):
        entry = meant[n]
        after = n + 1 < len(mentions) and not listed_as_equals(mentions, n, doc.text)
        told = told_beside(mention, mentions[n + 1] if after else None, meant[n + 1] if after else None, doc.text)
        if entry is not None and told is not None and distance_km(entry.lat, entry.lon, told.lat, told.lon) > OTHER_KM:
            meant[n] = told
        elif entry is not None and told is None and after:
            above = _container(n, mentions, meant, doc.text)
            others = {e.country for k, e in enumerate(meant) if e is not None and k not in (n, n + 1)}
            if above is not None and above.country in others and _belied(entry, mention, above):
                meant[n] = None
    return tuple(_place(n, mentions, meant, judgements, doc, spoken_for[n]) for n in range(len(mentions)))


def _belied(entry: Entry, mention: Toponym, above: Entry) -> bool:
    """Whether the text puts a small town in a province of a country in which no place of its name is known."""
    if above.rank not in (REGION, DISTRICT) or entry.rank not in (DISTRICT, TOWN):
        return False
    return entry.population < KNOWN_TOWN and all(e.country != above.country for e in mention.entries)


def _capital(name: str, choice: Choice | None) -> Entry | None:
    """The capital that a name may well mean, which it does where it speaks for a government; None where none is open
    or the name is a country's."""
    if choice is None or choice.entry is None or choice.entry.rank == COUNTRY:
        return None
    likely = [entry for entry, _ in choice.rivals]
    capitals = (capital_of(name, likely, entry.country) for entry in likely)
    return next((capital for capital in capitals if capital is not None), None)


def _with_source(doc: Doc) -> str:
    """The text, and after it the title and the publisher's name, which tell where a report is at home."""
    return "\n\n".join(part for part in (doc.text, doc.source.title, doc.source.publisher) if part)


def _named_beside(doc: Doc) -> list[Toponym]:
    """Names of places in the title and the publisher's name (Shetland Times), with offsets after the text's end."""
    whole = _with_source(doc)
    out = []
    words = list(_CAPITALISED.finditer(whole, len(doc.text)))
    n = 0
    while n < len(words):
        for end in range(min(len(words), n + MOST_WORDS), n, -1):
            name = whole[words[n].start() : words[end - 1].end()]
            entries = gazetteer().lookup(name)
            if "\n" not in name and entries and not _ordinary(name, entries[0]):
                out.append(Toponym(words[n].start(), words[end - 1].end(), 0, 0, name, entries, None, ()))
                n = end
                break
        else:
            n += 1
    return out


def _ordinary(name: str, largest: Entry) -> bool:
    """Whether a name is a word of other use: News, March, Jordan."""
    low = name.lower()
    lex = lexicon()
    if len(name) < 4 or low in lex.unlikely or low in lex.given or low in lex.organisations:
        return True
    return is_word(low) and largest.population < KNOWN_PEOPLE


def joined(mentions: Sequence[Toponym], text: str) -> list[Toponym]:
    """The mentions, with "Washington" and "D.C." made one."""
    out: list[Toponym] = []
    for m in mentions:
        last = out[-1] if out else None
        if last and last.key == "washington" and m.key == "dc" and text[last.end : m.start].strip() in ("", ","):
            name = text[last.start : m.end]
            out[-1] = Toponym(
                last.start, m.end, last.first, m.last, name, gazetteer().lookup("Washington, D.C."), None, last.features
            )
        else:
            out.append(m)
    return out


def _place(
    n: int,
    mentions: Sequence[Toponym],
    meant: Sequence[Entry | None],
    judgements: Mapping[str, Choice],
    doc: Doc,
    metonym: bool,
) -> Place:
    mention = mentions[n]
    away = _away_km(doc.text, mention.start)
    entry = meant[n]
    above = None if entry else _container(n, mentions, meant, doc.text)
    choice = judgements.get(mention.key)
    # Where the words by a mention tell it apart, nothing is left open.
    open_ = choice is not None and (entry is choice.entry or (entry is None and above is None))
    candidates = tuple(_candidate(e, score) for e, score in choice.rivals) if choice is not None and open_ else ()
    where = entry or above
    level = entry.level if entry else _LEVELS.get(lexicon().nouns.get(mention.noun or "", ""))
    if where is None:
        return Place(
            text=doc.text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
            name=mention.name,
            level=level,
            metonym=metonym,
            candidates=candidates,
        )
    return Place(
        text=doc.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        name=entry.name if entry and not _is_site(mention, entry) else mention.name,
        country=where.country,
        region=where.admin1,
        lat=where.lat,
        lon=where.lon,
        radius_km=away
        + (max(where.radius_km, SITE_RADIUS_KM) if entry and _is_site(mention, entry) else where.radius_km),
        level=Level.SITE if entry and _is_site(mention, entry) else level or where.level,
        gazetteer_id=where.id if entry and not _is_site(mention, entry) else None,
        metonym=metonym,
        part=None if metonym else part_of(doc.text, mention.start, mention.end, where),
        candidates=candidates,
    )


def _candidate(entry: Entry, score: float) -> PlaceCandidate:
    return PlaceCandidate(
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        gazetteer_id=entry.id,
        score=score,
    )


def _away_km(text: str, start: int) -> float:
    """How far from a place the text puts what it tells of, in km; 0 where it is at the place."""
    found = _AWAY.search(text[max(0, start - _AWAY_CHARACTERS) : start])
    if not found:
        return 0.0
    number = float(found["number"].replace(",", "."))
    return round(number * KM_PER_MILE if found["unit"].lower().startswith("mile") else number, 1)


def _is_site(mention: Toponym, entry: Entry) -> bool:
    """Whether the words name a building or work called after the entry (Mosul Dam), not the entry itself."""
    last = normal(mention.name).split()[-1]
    return entry.rank != SITE and lexicon().nouns.get(last) == "site" and last not in normal(entry.name).split()


def _of_kind(mention: Toponym, chosen: Mapping[str, Entry]) -> Entry | None:
    """The entry a mention means: the document's for its name, or the one of the kind that stands by this mention
    ("Ghazni province", where Ghazni is else the town). "Kursk oblast" is the province that Kursk lies in.
    """
    entry = chosen.get(mention.key)
    if entry is None:
        return None
    if not mention.noun:
        return _town_of_the_name(mention, entry)
    wanted = {
        "province": REGION,
        "governorate": REGION,
        "region": REGION,
        "state": REGION,
        "oblast": REGION,
        "county": DISTRICT,
        "district": DISTRICT,
        "city": TOWN,
        "town": TOWN,
    }.get(mention.noun)
    if wanted is None or entry.rank == wanted or entry.rank == COUNTRY:
        return entry
    same = [e for e in mention.entries if e.rank == wanted and e.country == entry.country]
    lex = lexicon()
    called_so = entry.country in lex.regions if mention.noun == "region" else entry.country not in lex.english
    if not same and wanted == REGION and called_so and entry.admin1:
        return next(
            (e for e in gazetteer().lookup(entry.admin1) if (e.rank, e.country) == (REGION, entry.country)), entry
        )
    return next((e for e in same if e.admin1 == entry.admin1), entry)


def _town_of_the_name(mention: Toponym, entry: Entry) -> Entry:
    """A bare name that a province shares with its large town means the town, except in the United States."""
    if entry.rank not in (REGION, DISTRICT) or entry.country == "US":
        return entry
    towns = [e for e in mention.entries if e.rank == TOWN and (e.country, e.admin1) == (entry.country, entry.admin1)]
    return next((e for e in towns if e.population >= TOWN_SHARE * entry.population), entry)


def _container(n: int, mentions: Sequence[Toponym], meant: Sequence[Entry | None], text: str) -> Entry | None:
    """The known place in which the text puts a mention: "X district, Ghazni province", "the Faroese village of X";
    "X, south of Mosul" not."""
    people = people_before(text, mentions[n].start)
    if people is not None or n + 1 == len(mentions):
        return people
    here, after = mentions[n], mentions[n + 1]
    gap = text[here.end : after.start].lower().replace(",", " , ").split()
    link = [
        w
        for w in gap
        if w not in lexicon().nouns and w not in ("the", "of", "southern", "northern", "eastern", "western", "central")
    ]
    entry = meant[n + 1]
    if link in ([","], ["in"], [",", "in"]) and entry and entry.rank in (COUNTRY, REGION, DISTRICT):
        return entry
    return None

"""Which state's, or territory's, an institution is that a text names without it: "the army", "the government in X"."""

import re

from purport.reading import coreference
from purport.reading.actors import institution_mentions, institution_of
from purport.reading.cast import Bounds, Cast, Referent
from purport.reading.coreference import Meant

_DETERMINER = re.compile(r"\A(?:an?|one|the|this|that|these|those)\s+", re.IGNORECASE)
_SEAT = re.compile(
    r"(?P<body>(?:government|regime|authorities|administration|parliament)) (?:in|of) (?:the )?"
    r"(?P<place>[A-ZÀ-ÖØ-Þ].*)\Z"
)


def institution(cast: Cast, start: int, end: int, own: list[Bounds]) -> Meant | None:
    """ "The army", "state television": that of the state last told of, else of the state in focus."""
    words = re.sub(r"['’]s?\Z", "", cast.doc.text[start:end].strip())
    bare = _DETERMINER.sub("", words)
    found = [name for s, e, name in institution_mentions(cast.codebook, bare) if s == 0 and e == len(bare)]
    generic = bare.lower() in ("ministry", "forces", "troops")
    seat = _SEAT.match(bare)
    if seat is not None and (owner := _seated(cast, seat)) is not None:
        return owner
    if not found and not generic:
        return None
    if bare == words and not words.lower().startswith("state"):
        return None  # without an article any such body may be meant
    tail = bare.lower() if generic else found[0]
    known = [r for r in cast.referents if r.actor and "/" in r.actor and r.name.lower().endswith(tail)]
    if tail == "government":
        known = [r for r in cast.referents if r.kind == "state" and "/" not in (r.actor or "")]
    present = sorted(((cast.presence(r, start, own), r.name, r) for r in known), key=lambda row: row[:2], reverse=True)
    present = [row for row in present if row[0] > 0]
    if present:
        equal = [r for score, _, r in present if score >= coreference.EQUAL * present[0][0]]
        return Meant(referent=equal[0]) if len(equal) == 1 else Meant(candidates=tuple(equal))
    states = [] if generic else cast.focus(start)
    if states and (len(states) == 1 or states[0][1] > states[1][1]):
        entry = cast.codebook.entries[states[0][0]]
        id_, name = institution_of(entry, tail)
        return Meant(referent=Referent(name, "state", id_, "it", entry.country, {tail.split()[-1]}))
    return None


def _seated(cast: Cast, seat: re.Match[str]) -> Meant | None:
    """The institution of the state, or territory, whose capital or name the words give: "government in X"; that
    of a place no one lists keeps its own words."""
    place = seat["place"]
    names = [m for m in cast.codebook.matches(place) if m.start == 0 and m.end == len(place)]
    states = [e for m in names if (e := cast.codebook.entries[m.name.owner]).kind == "state"]
    told = [n for s, e, n in institution_mentions(cast.codebook, seat["body"]) if (s, e) == (0, len(seat["body"]))]
    if not told:
        return None
    if not states:
        return Meant(name=seat.group())
    id_, name = institution_of(states[0], told[0])
    known = cast.by_actor.get(id_)
    name = states[0].government if told[0] == "government" else name
    return Meant(referent=known or Referent(name, "state", id_, "it", states[0].country, {told[0].split()[-1]}))

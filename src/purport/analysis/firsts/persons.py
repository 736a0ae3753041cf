"""Who is introduced with a title and later goes by the bare name: "Spokesman Egil Rask of the Arran League" is Egil
Rask, as long as nobody else in the case may be meant by that."""

from collections.abc import Iterable
from itertools import pairwise

from purport.analysis.firsts import queries
from purport.case import Case
from purport.codebooks.persons import person_lexicon
from purport.language.folding import folded, words
from purport.types import Speaker

MOST_LOOKED_AT = 1_000
"""So many statements of those who have a name are looked at, the newest."""
UNLISTED = "unlisted:"
_BEHIND = frozenset({"of", "from", "for", "at", "in", "with"})
_FEWEST = 2


class Persons:
    """The speakers of a case, each bare name looked up once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._met: dict[str, list[Speaker]] = {}

    def known(self, speaker: Speaker) -> tuple[str, str] | None:
        """What tells a speaker from all others, and the name to ask for: by the codebook's id, or else by name; None
        where nobody is named."""
        name = speaker.name or speaker.text
        if name is None or not folded(name).strip():
            return None
        if _is_unlisted(speaker) and (bare := bare_name(name)) is not None and (same := self._one(bare)) is not None:
            return same.actor or folded(bare), bare
        return speaker.actor or folded(name), name

    def _one(self, bare: str) -> Speaker | None:
        """The speaker who goes by a bare name; None where nobody does, or more than one may be meant."""
        met = self._speakers(bare)
        plain = [each for each in met if words(_name(each)) == words(bare)]
        if not plain or len({each.actor for each in plain}) > 1:
            return None
        others = [each for each in met if each not in plain]
        titled = all(_is_unlisted(each) and words(bare_name(_name(each)) or "") == words(bare) for each in others)
        return plain[0] if titled and _is_chain(_name(each) for each in others) else None

    def _speakers(self, bare: str) -> list[Speaker]:
        """All who have a name within theirs, each name and id once."""
        key = folded(bare)
        if key not in self._met:
            placed = self.case.placed_statements(queries.field("speaker", bare), limit=MOST_LOOKED_AT)
            found = self.case.statements_by_number([each.number for each in placed])
            speakers = [statement.speaker for _, statement in found.values()]
            named = {(folded(_name(each)), each.actor): each for each in speakers if each is not None}
            self._met[key] = list(named.values())
        return self._met[key]


def bare_name(name: str) -> str | None:
    """A person's names within a name that gives a title before them: "Egil Rask" in "Spokesman Egil Rask of the Arran
    League"; None where there is no such title, or fewer than two names follow it."""
    lexicon = person_lexicon()
    told = name.replace(",", " , ").split()
    titles = [at for at, word in enumerate(told) if lexicon.is_title(word)]
    if not titles:
        return None
    # Titles come one after the other: "Mayor Captain Egil Rask".
    last = titles[0]
    while last + 1 in titles:
        last += 1
    bare = []
    for word in told[last + 1 :]:
        if word in _BEHIND or word == ",":
            break
        bare.append(word)
    heads = lexicon.group_heads | lexicon.organisation_heads
    persons = len(bare) >= _FEWEST and all(word[:1].isupper() and word not in heads for word in bare)
    return " ".join(bare) if persons else None


def _name(speaker: Speaker) -> str:
    return speaker.name or speaker.text or ""


def _is_unlisted(speaker: Speaker) -> bool:
    return speaker.actor is None or speaker.actor.startswith(UNLISTED)


def _is_chain(names: Iterable[str]) -> bool:
    """Whether each of some names is within the next longer one: one person may be introduced so, more or less fully."""
    ordered = sorted({" ".join(words(name)) for name in names}, key=len)
    return all(f" {one} " in f" {other} " for one, other in pairwise(ordered))

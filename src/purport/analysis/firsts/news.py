"""What the newest documents say for the first time: who speaks, on what, and of or to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from purport.analysis.firsts import queries
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Sort
from purport.analysis.firsts.search import Asked, first
from purport.analysis.same_incident.case import as_held
from purport.case import Case
from purport.language.folding import folded, words
from purport.reading.themes import themes_of
from purport.types import Actor, Reading, Speaker, Statement

PERSON = "person"


@dataclass(frozen=True, slots=True)
class _Said:
    """That somebody speaks, on a theme or towards another; of both whether they are a person."""

    actor: str
    is_person: bool = False
    theme: str | None = None
    towards: str | None = None
    towards_person: bool = False

    @property
    def speaker(self) -> str:
        """The query for what the speaker says."""
        return (queries.person if self.is_person else queries.field)("speaker", self.actor)

    def asked(self) -> Asked:
        """It as what is sought."""
        sort = Sort.THEME if self.theme else Sort.TOWARDS if self.towards else Sort.SPEAKER
        query = queries.both(
            self.speaker,
            queries.field("theme", self.theme) if self.theme else None,
            queries.towards(self.towards, of_person=self.towards_person) if self.towards else None,
        )
        return Asked(sort=sort, query=query, of=self.speaker, actor=self.actor, theme=self.theme, towards=self.towards)


def news(case: Case, archive: Archive, day: int) -> list[First]:
    """What is said for the first time in the documents of a day or later, those first whose speaker had the most
    occasions before, then those who speak most.

    Of a speaker who was never heard before it is told that they speak, and not of every theme that it is their first.
    Speakers and those of whom they speak are those that the readings list as actors, not "officials" or "reporters".
    """
    said: dict[_Said, None] = {}
    for placed in case.placed_documents(queries.since(None, day)):
        said |= dict.fromkeys(_said(as_held(case, case.reading_by_number(placed.number))))
    new: dict[str, bool] = {}
    found = []
    for each in said:
        if each.actor not in new:
            new[each.actor] = not _earlier(case, each.speaker, day)
        if new[each.actor] is (each.theme is None and each.towards is None) and not _earlier(
            case, each.asked().query, day
        ):
            told = first(case, archive, each.asked())
            if told is not None:
                found.append(told)
    return sorted(found, key=lambda told: (-told.said_before, -told.search.finds))


def _earlier(case: Case, query: str, day: int) -> bool:
    return bool(case.count_statements(queries.before(query, day), most=1))


def _said(reading: Reading) -> Iterator[_Said]:
    actors = {folded(actor.name): actor for actor in reading.actors}
    for statement in reading.statements:
        speaker = _listed(statement.speaker, actors)
        if speaker is None:
            continue
        by = speaker.name, speaker.kind == PERSON
        yield _Said(*by)
        for theme in themes_of(reading, statement):
            yield _Said(*by, theme=theme)
        for other in _towards(reading, statement, actors):
            if other.id != speaker.id:
                yield _Said(*by, towards=other.name, towards_person=other.kind == PERSON)


def _listed(who: Speaker | None, actors: dict[str, Actor]) -> Actor | None:
    """The actor of a reading who speaks or is spoken to."""
    if who is None or not words(who.name or who.text or ""):
        return None
    by_id = next((actor for actor in actors.values() if who.actor is not None and actor.id == who.actor), None)
    return by_id or actors.get(folded(who.name or who.text or ""))


def _towards(reading: Reading, statement: Statement, actors: dict[str, Actor]) -> Iterator[Actor]:
    if (addressed := _listed(statement.addressee, actors)) is not None:
        yield addressed
    for actor in reading.actors:
        if any(p.start <= m.start and m.end <= p.end for m in actor.mentions for p in statement.content):
            yield actor

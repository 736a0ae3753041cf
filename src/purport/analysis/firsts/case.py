"""What was said for the first time in a case: ``purport firsts``."""

from collections.abc import Iterable, Iterator

from purport.analysis.firsts import queries
from purport.analysis.firsts.claims import claim_firsts
from purport.analysis.firsts.news import news
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Reversal, Sort
from purport.analysis.firsts.reversals import reversals_among
from purport.analysis.firsts.search import Asked, first
from purport.analysis.firsts.words import first_columns, reversal_columns
from purport.case import Case, Table
from purport.case.days import days
from purport.errors import NotInCase, OptionError


def first_statements(
    case: Case,
    *,
    actor: str | None = None,
    theme: str | None = None,
    towards: str | None = None,
    claim: str | None = None,
) -> Table[First]:
    """The first statement of what is asked, in this archive.

    actor: who speaks, by name, part of a name in whole words, or the codebook's id. Alone: the first statement at all,
        then on each theme, and on or to each actor of the documents in which they speak.
    theme: a code of the codebook. Alone: of anybody.
    towards: the one of whom it speaks or to whom it is said.
    claim: a query; of the claims of fact among the statements that fit it each has its first, affirmed and denied.

    Statements are placed by the publication of their documents. Raises OptionError where nothing is asked, or a value
    cannot be; NotInCase where nothing fits.
    """
    archive = Archive(case)
    if claim is not None:
        if theme is not None or towards is not None:
            raise OptionError("a claim is asked for by itself or with an actor; put more into its query, as theme:CODE")
        found = claim_firsts(case, archive, claim, actor)
    else:
        found = [
            each for asked in _asked(case, archive, actor, theme, towards) if (each := first(case, archive, asked))
        ]
    if not found:
        raise NotInCase(_nothing(actor, theme, towards, claim), where=str(case.path))
    if claim is None:
        found.sort(key=lambda each: each.search.before.rpartition("<")[2])
    return Table(found, first_columns)


def reversals(case: Case, *, actor: str | None = None, claim: str | None = None) -> Table[Reversal]:
    """Who went back on their word: two statements of one speaker on one claim, of different days, one affirming and one
    denying it; of a speaker, or among the statements that fit a query. The surest first. Raises OptionError."""
    if actor is None and claim is None:
        raise OptionError("reversals are sought of an actor, or of a claim; give --actor NAME or --claim QUERY")
    asked = queries.group(queries.in_all_forms(claim)) if claim else None
    query = queries.both(queries.field("speaker", actor) if actor else None, asked)
    return Table(reversals_among(case, query), reversal_columns)


def firsts_since(case: Case, since: str | None = None) -> Table[First]:
    """What was said for the first time in documents published on a day or later; without one, on the last day of which
    there is a document. Those first whose speaker had the most occasions before. Raises OptionError."""
    archive = Archive(case)
    day = newest(archive, since)
    return Table([] if day is None else news(case, archive, day), first_columns)


def reversals_since(case: Case, since: str | None = None) -> Table[Reversal]:
    """Who went back on their word in documents published on a day or later, likewise."""
    archive = Archive(case)
    day = newest(archive, since)
    return Table([] if day is None else reversals_among(case, None, since=day), reversal_columns)


def newest(archive: Archive, since: str | None) -> int | None:
    """The day that is meant, as an ordinal: the one given, else the last of which there is a document."""
    return archive.last if since is None else days(since)[0].toordinal()


def _asked(case: Case, archive: Archive, actor: str | None, theme: str | None, towards: str | None) -> Iterator[Asked]:
    if actor is None and theme is None and towards is None:
        raise OptionError("nothing is asked for; give an actor, a theme, one towards whom it is said, or a claim")
    speaker = queries.field("speaker", actor) if actor else None
    if theme is not None or towards is not None:
        query = queries.both(
            speaker,
            queries.field("theme", theme) if theme else None,
            queries.towards(towards) if towards else None,
        )
        sort = Sort.THEME if theme is not None else Sort.TOWARDS
        yield Asked(sort=sort, query=query, of=speaker, actor=actor, theme=theme, towards=towards)
        return
    assert actor is not None and speaker is not None
    yield Asked(sort=Sort.SPEAKER, query=speaker, of=speaker, actor=actor)
    for code in case.themes():
        query = queries.both(speaker, queries.field("theme", code))
        yield Asked(sort=Sort.THEME, query=query, of=speaker, actor=actor, theme=code)
    for name in _others(case, archive, actor):
        query = queries.both(speaker, queries.towards(name))
        yield Asked(sort=Sort.TOWARDS, query=query, of=speaker, actor=actor, towards=name)


def _others(case: Case, archive: Archive, actor: str) -> Iterable[str]:
    """The actors of the documents in which one speaks, those of most documents first, without that one."""
    spoken = archive.spoken(queries.field("speaker", actor))
    return case.actors_of([each.number for each in spoken], without=actor)


def _nothing(actor: str | None, theme: str | None, towards: str | None, claim: str | None) -> str:
    if claim is not None:
        return f"no claim of fact with a date fits {claim!r}; see what `purport find` gives for it"
    parts = [
        f"of {actor!r}" if actor else "",
        f"on {theme!r}" if theme else "",
        f"on or to {towards!r}" if towards else "",
    ]
    what = " ".join(filter(None, parts))
    return f"there is no statement {what} with a date; `purport find` shows what there is, and those without a date"

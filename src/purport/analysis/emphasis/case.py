"""The emphasis of a publication or an actor, from a case: ``purport emphasis``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from purport.analysis.emphasis.items import Item, items
from purport.analysis.emphasis.reprints import How, Place, Reprint, Reprints
from purport.analysis.emphasis.series import MAIN, Measure, Series
from purport.analysis.emphasis.tally import ItemCount, Tally, item_counts, with_title
from purport.analysis.emphasis.titles import themes_of_titles
from purport.analysis.periods import By, Period, issue_of, period_index, period_key, periods_of
from purport.case import Case, Table
from purport.case.publishing import says
from purport.codebooks.edition import edition
from purport.codebooks.themes import theme_codebook
from purport.errors import OptionError
from purport.types import Source

# So many reprints are left out of a query by name.
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """What was counted of a publication, or of an actor.

    ``documents`` and ``items`` are those that were counted, ``reprints`` the items that were not since they stand in an
    earlier one, ``titles`` how many headlines only their sources tell, ``undated`` the documents whose date does not
    tell in which period they came out. ``themes`` are the ones asked for, or else all that were met, the one of most
    statements first.
    """

    publication: str | None
    actor: str | None
    by: By
    periods: tuple[Period, ...]
    themes: tuple[str, ...]
    documents: int
    items: int
    titles: int
    reprints: tuple[Reprint, ...]
    undated: int
    tally: Tally

    @property
    def subject(self) -> str:
        """Whose emphasis it is, in words."""
        if self.publication is None:
            return self.actor or ""
        return f"{self.actor} in {self.publication}" if self.actor else self.publication

    def series(self, theme: str, measure: Measure | str = Measure.TEXT_SHARE) -> Series:
        """A theme by a measure. Raises OptionError for a measure that is none."""
        return self.tally.series(theme, checked_measure(measure, self.actor), of_documents=self.actor is not None)

    def table(self, measures: Iterable[Measure | str] = MAIN) -> Table[dict[str, Any]]:
        """A row for each theme, measure and period: ``rows()`` as dicts, ``frame()`` as a dataframe."""
        asked = [checked_measure(each, self.actor) for each in measures]
        rows = (row for theme in self.themes for each in asked for row in self.series(theme, each).rows())
        return Table(rows, dict)

    def query(self, theme: str, periods: Sequence[Period] | None = None) -> str:
        """The query by which `purport find` gives the statements that carry a theme in some periods. Documents that
        repeat an earlier one are left out of it by name, as long as they are few."""
        chosen = self.periods if periods is None else periods
        parts = [
            f'publisher:"{_quotable(self.publication)}"' if self.publication else "",
            f'speaker:"{_quotable(self.actor)}"' if self.actor else "",
            f'theme:"{_quotable(theme)}"',
            f"date:{chosen[0].start.isoformat()}..{chosen[-1].end.isoformat()}" if chosen else "",
        ]
        again = dict.fromkeys(each.document for each in self.reprinted(theme, chosen) if _is_document(each))
        if len(again) <= _MOST_NAMED:
            parts += (f'-document:"{name}"' for name in again)
        return " ".join(filter(None, parts))

    def reprinted(self, theme: str, periods: Sequence[Period]) -> list[Reprint]:
        """The reprints of some periods that hold statements with a theme, and stand in the archive as documents or in
        parts of them; the same bytes stand there once."""
        labels = {period.label for period in periods}
        return [
            each
            for each in self.reprints
            if each.statements.get(theme) and each.period in labels and each.how is not How.SAME_BYTES
        ]


def emphasis_of(
    case: Case,
    publication: str | None = None,
    *,
    actor: str | None = None,
    themes: Iterable[str] = (),
    by: By | str | None = None,
    whole_documents: bool = False,
) -> Emphasis:
    """Count what a publication, an actor, or an actor in a publication gives to themes, period by period.

    publication: a publisher by name.
    actor: who speaks, by the codebook's id or whole name; then only their statements count.
    themes: codes; without them all that are met.
    by: issue, week or month; by default issues of a publication, weeks of an actor.
    whole_documents: a document that is all of its issue is one item too, and not cut at its headings.

    Items that stand in an earlier one of the same publication (without one, in any) are counted there alone. Raises
    OptionError, CaseError.
    """
    if publication is None and actor is None:
        raise OptionError("emphasis needs a publication or an actor; give --publication NAME or --actor ID")
    period = _checked_by(by, publication)
    sources = case.published_sources(publication, speaker=actor)
    # By the name that the archive has, however it is asked for.
    publication = None if publication is None else sources[0].publisher
    # Of an actor only the issues in which they speak are here, which tells nothing of gaps.
    everything = sources if actor is None or publication is None else case.published_sources(publication)
    periods = periods_of(everything, period, periodical=publication is not None)
    index = period_index(periods, period)
    if not periods:
        raise OptionError(
            f"no document of {publication or actor!r} tells its {'date' if period is By.ISSUE else f'{period.value}'}; "
            "give dates with `purport add --published`"
        )
    tally, seen = Tally(periods), Reprints()
    found: list[Reprint] = []
    titled: list[tuple[int, str, ItemCount, str]] = []
    undated = counted = 0
    other_codebook = False
    alone = _alone(everything)
    mine = None if actor is None else partial(says, speaker=actor)
    for each in case.published(publication, speaker=actor):
        at = index.get(period_key(each.source, period))
        if at is None:
            undated += 1
            continue
        whole_issue = not whole_documents and publication is not None and _issue(each.source) in alone
        parts = items(each.reading, each.source, whole_issue=whole_issue)
        other_codebook = other_codebook or not each.reading.made_by.codebook.startswith(edition())
        new: list[ItemCount] = []
        again: list[tuple[Item, ItemCount, tuple[Place, How]]] = []
        for part, count in zip(parts, item_counts(each.reading, parts, mine), strict=True):
            text = each.reading.text[part.start : part.end]
            first = seen.first_of(text, document=each.source.id, sha256=each.source.sha256, start=part.start)
            if first is not None:
                again.append((part, count, first))
                continue
            new.append(count)
            if part.title is not None and actor is None:
                titled.append((at, part.title, count, each.source.sha256))
            else:
                tally.add(at, count, each.source.sha256)
        found += (_reprint(each.source, periods[at].label, not new, *row) for row in again)
        counted += any(count.whole.items for count in new)
    codes = themes_of_titles(title for _, title, _, _ in titled)
    for at, title, count, document in titled:
        tally.add(at, with_title(count, codes[title]), document)
    return Emphasis(
        publication=publication,
        actor=actor,
        by=period,
        periods=periods,
        themes=_checked_themes(themes, tally, actor, read_anew=other_codebook) or tally.themes,
        documents=counted,
        items=tally.items,
        titles=len(titled),
        reprints=tuple(found),
        undated=undated,
        tally=tally,
    )


def checked_measure(measure: Measure | str, actor: str | None = None) -> Measure:
    """The measure of a name. Raises OptionError where it is none, or cannot be told of an actor."""
    try:
        found = Measure(measure)
    except ValueError:
        raise OptionError(f"{measure!r} is no measure; it is one of {', '.join(Measure)}") from None
    if found is Measure.SENTENCE_SHARE and actor is not None:
        raise OptionError("sentence_share is of a publication; of an actor take text_share, their statements")
    return found


def _reprint(
    source: Source, period: str, whole: bool, item: Item, count: ItemCount, first: tuple[Place, How]
) -> Reprint:
    (document, start), how = first
    return Reprint(
        document=source.id,
        start=item.start,
        end=item.end,
        of=document,
        of_start=start,
        how=how,
        period=period,
        whole=whole,
        statements={code: held.statements for code, held in count.themes.items() if held.statements},
    )


def _is_document(reprint: Reprint) -> bool:
    """Whether a query can leave it out by the name of its document."""
    return reprint.whole and '"' not in reprint.document


def _checked_by(by: By | str | None, publication: str | None) -> By:
    if by is None:
        return By.WEEK if publication is None else By.ISSUE
    try:
        found = By(by)
    except ValueError:
        raise OptionError(f"{by!r} is no period; it is one of {', '.join(By)}") from None
    if found is By.ISSUE and publication is None:
        raise OptionError("an actor has no issues; take --by week or --by month, or name a publication too")
    return found


def _checked_themes(themes: Iterable[str], tally: Tally, actor: str | None, *, read_anew: bool) -> tuple[str, ...]:
    """The themes asked for: some that was met, or one of our codebook, of which noughts tell that it was not."""
    asked = tuple(dict.fromkeys(themes))
    if not tally.themes:
        if actor is not None:
            raise OptionError(f"nothing that {actor!r} says carries a theme; `purport find CASE speaker:…` shows it")
        way_out = (
            "some were read with codebooks other than ours of today: add them again with `purport add`"
            if read_anew
            else "`purport codebook themes` lists what is looked for, `purport add --codebook` adds themes of your own"
        )
        raise OptionError(f"none of the documents has a theme; {way_out}")
    unmet = [each for each in asked if each not in tally.themes]
    if unmet and (unknown := [each for each in unmet if each not in theme_codebook().themes]):
        raise OptionError(f"no document counted has the theme {unknown[0]!r}; there are {', '.join(tally.themes)}")
    return asked


def _issue(source: Source) -> object:
    return period_key(source, By.ISSUE)


def _alone(sources: Iterable[Source]) -> set[object]:
    """The issues of which there is one document."""
    counts: dict[object, set[str]] = {}
    for each in sources:
        if issue_of(each) is not None:
            counts.setdefault(_issue(each), set()).add(each.sha256)
    return {issue for issue, documents in counts.items() if len(documents) == 1}


def _quotable(name: str | None) -> str:
    return (name or "").replace('"', " ").strip()

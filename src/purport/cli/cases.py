"""``purport add``, ``purport documents`` and ``purport brief``."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from purport.brief import Brief
    from purport.case import Case
    from purport.case.making import Work
    from purport.case.records import Removal
    from purport.sources import Unread

_WORDS = {
    "added": "added",
    "reread": "read anew",
    "occurred": "there already, another place or fact noted",
    "stayed": "left as read with a codebook that was not given now (--anew reads them without)",
    "present": "there already",
    "removed": "removed before and not added again",
    "failed": "failed",
}
# So many other places of a document are named.
_NAMED = 3
# Where one document in so many was added just now, bringing the terms of search together is worth its while.
MUCH = 20


def add(
    case: options.Case,
    files: options.Files,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    author: options.Author = None,
    url: options.Url = None,
    format: options.Format = None,
    map: options.Map = None,
    fetch: options.Fetch = None,
    model: options.Model = None,
    codebook: options.Codebooks = None,
    processes: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="So many processes read where it takes long; by default one a processor."
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read anew also what was read with a codebook that is not given now.")
    ] = False,
) -> None:
    """Read documents into a case, made where there is none.

    A file of `purport read --json` is added as the readings that it holds, every anchor proved. What is in the case
    already is not added again; where it comes from another place, that is kept beside what was known of it. What is
    told of a file again, as with --published, corrects what was told of it before. A document that cannot be read is
    named on standard error, the rest goes on, and the exit status is 1.
    """
    from purport.api import metadata
    from purport.case import Case
    from purport.case.occurrences import FACTS
    from purport.sources import gathered

    given = metadata(published=published, publisher=publisher, title=title, author=author, url=url)
    columns = options.columns(map)
    gathered([], given=given, format=format, columns=columns)  # tells of an option that cannot be before it is made

    def of_files(found: list[str]) -> "Iterator[Work | Unread]":
        return gathered(found, given=given, format=format, columns=columns, fetched=fetch)

    with Case.open(case, create=True) as opened:
        found = of_files(files) if format else _work(files, of_files)
        told = [name for name in FACTS if getattr(given, name)]
        failed = add_documents(opened, found, model, codebook or (), processes, told=told, anew=anew)
    if failed:
        raise typer.Exit(1)


def _work(files: list[str], of_files: "Callable[[list[str]], Iterator[Work | Unread]]") -> "Iterator[Work | Unread]":
    """The documents of files, and where a file holds readings these instead."""
    from purport.case.reading_files import holds_readings, lines

    for of_readings, group in groupby(files, lambda file: file != "-" and holds_readings(Path(file))):
        if not of_readings:
            yield from of_files(list(group))
            continue
        for file in group:
            with Path(file).open("rb") as stream:
                yield from lines(stream, file)


def add_documents(
    case: "Case",
    items: "Iterator[Work | Unread]",
    model: Path | None = None,
    codebooks: Iterable[Path] = (),
    processes: int | None = None,
    *,
    told: Iterable[str] = (),
    anew: bool = False,
) -> bool:
    """Add documents to a case with progress on standard error, and say what became of them; whether any failed.

    One that the case has in just this reading is not read again. ``told`` and ``anew`` are as for ``Case.read``.
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from purport.case import Outcome

    tally = Tally()
    console = output.console(errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading")
        added = case.read(items, model=model, codebooks=codebooks, processes=processes, told=told, anew=anew)
        for done in added:
            if done.error:
                output.say(done.error)
            if done.removal:
                output.say(_removed(done.document, done.removal))
            tally.count(done.outcome, done.statements, done.incidents)
            progress.update(task, description=tally.progress)
        case.link_duplicates()
        if tally.outcomes[Outcome.ADDED] * MUCH >= len(case):
            case.gather_terms()
    output.console().print(f"{case.path}: {tally}", soft_wrap=True)
    return bool(tally.outcomes[Outcome.FAILED])


def _removed(document: str | None, removal: "Removal") -> str:
    told = f"was removed by {removal.author} on {removal.at}: “{removal.reason}”; it is not added again"
    return f"{document}: {told}"


class Tally:
    """How many documents came to what, and how much was read in those that were written."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.statements = self.incidents = 0

    def count(self, outcome: str, statements: int = 0, incidents: int = 0) -> None:
        """Count one document."""
        self.outcomes[outcome] += 1
        if outcome in ("added", "reread"):
            self.statements += statements
            self.incidents += incidents

    @property
    def progress(self) -> str:
        """One line for while it goes on."""
        return f"{_counted(self.outcomes.total(), 'document')}, {self._read}"

    def __str__(self) -> str:
        counts = [f"{self.outcomes[outcome]:,} {word}" for outcome, word in _WORDS.items() if self.outcomes[outcome]]
        return f"{', '.join(counts) or 'nothing to add'} ({self._read})"

    @property
    def _read(self) -> str:
        return f"{_counted(self.statements, 'statement')}, {_counted(self.incidents, 'incident')}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def documents(case: options.Case, json: options.Json = False) -> None:
    """List the documents of a case, in the order in which they were first added."""
    import msgspec

    from purport.case import Case
    from purport.views.wording import one_line

    with Case.open(case) as opened:
        found = opened.documents()
    for each in found:
        if json:
            output.write_line(msgspec.json.encode({**msgspec.to_builtins(each), "also": each.also}).decode())
            continue
        source = each.source
        counts = f"{_counted(each.statements, 'statement')}, {_counted(each.incidents, 'incident')}"
        places = f"met at {len(each.occurrences):,} places" if len(each.occurrences) > 1 else ""
        told = (source.publisher, source.published, source.title, counts, places, also_at(each.also))
        where = one_line(" · ".join(filter(None, told)))
        output.console().print(f"{each.sha256[:12]}  {one_line(source.id)}  {where}", soft_wrap=True)
    if not found and not json:
        output.console().print("no documents")


def also_at(names: Sequence[str]) -> str:
    """The other places of a document in few words."""
    if not names:
        return ""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"also at {', '.join(names[:_NAMED])}{more}"


def brief(
    case: options.Case,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as one self-contained HTML file.", dir_okay=False)
    ] = None,
    markdown: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as Markdown.", dir_okay=False)] = None,
    json: options.Json = False,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="Its title.")] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Print the words it cites too.")] = False,
    attitudes: options.Attitudes = False,
    least_confidence: options.LeastConfidence = None,
) -> None:
    """Print the brief of a case, or write it to a file.

    What is new, who claims what, rival figures side by side, a chronology, open conflicts: every sentence carries
    citations that lead to the exact words.
    """
    from purport.brief import compose
    from purport.case import Case

    with Case.open(case) as opened:
        composed = compose(opened, title=title, attitudes=attitudes, least_confidence=least_confidence)
    if html:
        write_html(composed, html)
        typer.echo(f"{html}: the brief as one HTML file")
    if markdown:
        from purport.brief import to_markdown

        output.write_file(markdown, to_markdown(composed))
        typer.echo(f"{markdown}: the brief as Markdown")
    if json:
        import msgspec

        from purport.brief import to_dict

        output.write_line(msgspec.json.encode(to_dict(composed)).decode())
    if not (html or markdown or json):
        from purport.brief import to_terminal

        output.console().print(to_terminal(composed, quotes=quotes))


def write_html(brief: "Brief", path: Path) -> None:
    """Write a brief as one HTML file."""
    from purport.brief import to_html

    output.write_file(path, to_html(brief))

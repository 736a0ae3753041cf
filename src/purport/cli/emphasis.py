"""``purport emphasis``."""

from pathlib import Path
from typing import Annotated

import typer

from purport.cli import options, output
from purport.errors import OptionError

Publication = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A publication, by the whole name of its publisher.", show_default=False),
]
Actor = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="Only what this actor says, by the codebook's id or whole name; in all publications or in one.",
        show_default=False,
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme", metavar="CODE", help="A theme; may be given several times. Without it all.", show_default=False
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        metavar="PERIOD",
        help="issue, week or month; by default issues of a publication, weeks of an actor.",
        show_default=False,
    ),
]


def emphasis(
    case: options.Case,
    publication: Publication = None,
    actor: Actor = None,
    theme: Themes = None,
    by: By = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="MEASURE",
            help="text_share, sentence_share, breadth, prominence (or front_page, headline, lead), volume; may be "
            "given several times. By default text_share, breadth, prominence and volume.",
            show_default=False,
        ),
    ] = None,
    whole_documents: Annotated[
        bool,
        typer.Option("--whole-documents", help="Do not cut an issue that is one document into items at its headings."),
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the first measure over time as an SVG picture.", show_default=False),
    ] = None,
    json: options.Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV: a row for each theme, measure and period.")] = False,
) -> None:
    """Count how much of a publication, or of what an actor says, goes to each theme, by issue, week or month.

    Every share has its numerator, its denominator and a 95% interval. Items that were printed before count once; issues
    that are missing are shown, and never counted as nought.
    """
    import msgspec

    from purport.analysis.emphasis.as_json import as_dict
    from purport.analysis.emphasis.as_svg import to_svg
    from purport.analysis.emphasis.as_terminal import to_terminal
    from purport.analysis.emphasis.case import checked_measure, emphasis_of
    from purport.analysis.emphasis.series import MAIN
    from purport.case import Case

    if json and csv:
        raise OptionError("--json and --csv are two forms of the same; give one of them")
    measures = tuple(dict.fromkeys(checked_measure(each, actor) for each in measure or MAIN))
    with Case.open(case) as opened:
        found = emphasis_of(
            opened, publication, actor=actor, themes=theme or (), by=by, whole_documents=whole_documents
        )
    if svg is not None:
        output.write_file(svg, to_svg(found, measures[0]))
    if json:
        output.write_line(msgspec.json.encode(as_dict(found, measures)).decode())
    elif csv:
        output.write_table(found.table(measures).rows())
    else:
        console = output.console()
        console.print(to_terminal(found, measures))
        if svg is not None:
            console.print(f"{svg}: written", soft_wrap=True)

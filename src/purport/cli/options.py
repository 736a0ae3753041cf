"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from purport.errors import OptionError

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Text, Markdown, HTML, PDF, DOCX, mail, feeds, CSV, Telegram's exports, WARC and WACZ, JSON Lines (a "
        "document a line: id, text, published, title, publisher, url, …), and ZIP of these. A folder stands for the "
        "files in it, - for standard input.",
        show_default=False,
    ),
]
Case = Annotated[Path, typer.Argument(metavar="CASE", help="The case's file.", show_default=False)]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Date of publication: YYYY-MM-DD, YYYY-MM or YYYY. Relative dates are counted from it."
    ),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Title = Annotated[str | None, typer.Option(metavar="TITLE", help="Its title.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")]
Format = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help="text, markdown, html, csv, pdf, …; without it content and name decide."),
]
Map = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,…",
        help="Which column of a table is what, as text=body,published=date; by default by the columns' names.",
        show_default=False,
    ),
]
Fetch = Annotated[
    Path | None,
    typer.Option(
        metavar="WARC",
        help="Ask the addresses (https://…) among the files, as far as robots.txt lets us, and add the answers to this "
        "file (pages.warc.gz). Without it nothing is fetched.",
        show_default=False,
    ),
]
Attitudes = Annotated[
    bool, typer.Option("--attitudes", help="Show thoughts and wishes too that are ascribed without words.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]
Model = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A model that `purport train` wrote; by default the one that comes along."),
]
Codebooks = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook",
        metavar="FILE",
        help="A codebook of your own besides ours, or a folder of them; may be given several times.",
        show_default=False,
    ),
]
LeastConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="X",
        help="Keep only statements of at least this confidence, 0 to 1, and what they tell of incidents.",
    ),
]


def columns(written: str | None) -> dict[str, str] | None:
    """What ``--map`` says: the column of each field. Raises OptionError where a part of it is no pair."""
    if written is None:
        return None
    pairs = [part.partition("=") for part in written.split(",")]
    for field, sign, column in pairs:
        if not (field.strip() and sign and column.strip()):
            raise OptionError(f"--map {written!r}: each part is FIELD=COLUMN, as in text=body,published=date")
    return {field.strip(): column.strip() for field, _, column in pairs}

"""``purport read`` and ``purport schema``."""

from typing import Annotated

import typer

from purport.cli import options, output


def read(
    files: options.Files,
    json: Annotated[bool, typer.Option("--json", help="One reading a line, in the form of `purport schema`.")] = False,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    author: options.Author = None,
    url: options.Url = None,
    format: options.Format = None,
    map: options.Map = None,
    fetch: options.Fetch = None,
    attitudes: options.Attitudes = False,
    model: options.Model = None,
    codebook: options.Codebooks = None,
    least_confidence: options.LeastConfidence = None,
) -> None:
    """Read documents: who says what, what is said to have happened, when, where, how many.

    A document that cannot be read is named on standard error, the rest goes on, and the exit status is 1.
    """
    from purport.api import read_files

    readings = read_files(
        files,
        format=format,
        columns=options.columns(map),
        fetched=fetch,
        published=published,
        publisher=publisher,
        title=title,
        author=author,
        url=url,
        model=model,
        codebooks=codebook or (),
        least_confidence=least_confidence,
    )
    errors = output.Errors()
    if json:
        from purport.codec import encode

        for reading in errors.said(readings):
            output.write_line(encode(reading))
    else:
        from purport.views import reading_view

        console = output.console()
        for number, reading in enumerate(errors.said(readings)):
            if number:
                console.rule(style="dim")
            console.print(reading_view(reading, attitudes=attitudes))
    if errors.any:
        raise typer.Exit(1)


def schema() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from purport.codec import schema

    output.write_line(json.dumps(schema(), indent=2, ensure_ascii=False))

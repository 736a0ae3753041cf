"""``purport evaluate``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from purport.types import Reading


class By(StrEnum):
    """What gets a row of its own."""

    DOCUMENT = "document"


def evaluate(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER",
            help="Annotated texts: *.json (one document each) and *.jsonl files, in the form of `purport read --json`.",
            show_default=False,
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object, with all there is.")] = False,
    by: Annotated[By | None, typer.Option(help="A row for each document too.", show_default=False)] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Where the two differ, with context.")] = False,
    model: options.Model = None,
    codebook: options.Codebooks = None,
    least_confidence: options.LeastConfidence = None,
    attitudes: Annotated[
        bool, typer.Option("--attitudes", help="Count thoughts and wishes too that are ascribed without words.")
    ] = False,
    readings: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Score these readings (one a line, - for standard input) instead of reading now."
        ),
    ] = None,
) -> None:
    """Score readings against texts annotated by hand: how much is found, how much of it is right.

    What an annotation leaves out is not scored. An annotated file that breaks the form is named on standard error, and
    nothing is scored.
    """
    from purport.evaluation import annotated_documents, evaluation_view
    from purport.evaluation import evaluate as held

    errors = output.Errors()
    documents = list(errors.said(annotated_documents(folder)))
    if errors.any:
        raise typer.Exit(1)
    console = output.console(errors=True)
    with console.status("reading"):
        evaluation = held(
            documents,
            None if readings is None else _readings(readings),
            model=model,
            codebooks=codebook or (),
            attitudes=attitudes,
            least_confidence=least_confidence,
        )
    if json:
        import msgspec

        output.write_line(msgspec.json.encode(evaluation.to_dict()).decode())
    else:
        output.console().print(evaluation_view(evaluation, by_document=by is not None, misses=misses))


def _readings(path: str) -> "Iterator[Reading]":
    """The readings in a file, one a line. Raises the error of the first line that holds none."""
    import sys
    from pathlib import Path

    from purport.codec import decode
    from purport.errors import InputError, PurportError

    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                try:
                    yield decode(line)
                except PurportError as error:
                    error.where = f"{path}:{number}"
                    raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot be read: {reason}. Name a file that `purport read --json` wrote.", where=path
        ) from None

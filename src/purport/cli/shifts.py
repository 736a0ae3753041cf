"""``purport shifts``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from purport.cli import output
from purport.errors import InputError, PurportError


def shifts(
    counts: Annotated[
        Path,
        typer.Option(
            "--counts",
            metavar="FILE",
            help='Counts made elsewhere, JSON: {"periods": […], "exposure": […], "themes": {name: […]}}; - for '
            "standard input. An exposure of 0 or null is a missing issue.",
            show_default=False,
        ),
    ],
    fdr: Annotated[
        float, typer.Option(metavar="X", help="The share of false ones to expect among what is called.")
    ] = 0.1,
    ratio: Annotated[
        float, typer.Option(metavar="X", help="Tell how many more issues it would take to see this ratio.")
    ] = 1.5,
    unit: Annotated[str, typer.Option(metavar="NAME", help="What is counted, in the plural.")] = "statements",
    json: Annotated[bool, typer.Option("--json", help="One theme a line.")] = False,
) -> None:
    """Tell whether the share of a theme has changed: since when, by how much, how sure; or what could have been seen.

    A lasting shift, a pulse of one to three issues, a notable issue and a change of measurement are kept apart.
    """
    import msgspec

    from purport.analysis.shifts.as_json import as_dict
    from purport.analysis.shifts.as_terminal import sentence
    from purport.analysis.shifts.counts import counts_from_json
    from purport.analysis.shifts.verdicts import shifts_of

    data, where = _read(counts)
    try:
        found = shifts_of(counts_from_json(data), fdr=fdr, ratio=ratio)
    except InputError as error:
        raise InputError(error.message, where=where) from None
    if json:
        for each in found:
            output.write_line(msgspec.json.encode(as_dict(each)).decode())
        return
    console = output.console()
    for each in found:
        console.print(sentence(each, unit))


def _read(path: Path) -> tuple[bytes, str]:
    if str(path) == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return path.read_bytes(), str(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(f"cannot be read: {reason}", where=str(path)) from None

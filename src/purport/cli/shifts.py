"""``purport shifts``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import output
from purport.cli.emphasis import Actor, By, Publication, Themes
from purport.cli.finding import find_command
from purport.errors import InputError, OptionError, PurportError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from purport.analysis.emphasis.behind import Behind
    from purport.analysis.emphasis.changes import Changes
    from purport.analysis.emphasis.series import Measure
    from purport.analysis.shifts import CodedSample

_MEASURE = "text_share"
Measured = Annotated[str, typer.Option(metavar="MEASURE", help="text_share, sentence_share, breadth or prominence.")]


def shifts(
    case: Annotated[
        Path | None, typer.Argument(metavar="CASE", help="The case's file; or give --counts.", show_default=False)
    ] = None,
    publication: Publication = None,
    actor: Actor = None,
    theme: Themes = None,
    by: By = None,
    measure: Measured = _MEASURE,
    counts: Annotated[
        Path | None,
        typer.Option(
            "--counts",
            metavar="FILE",
            help='Counts made elsewhere, JSON: {"periods": […], "exposure": […], "themes": {name: […]}}; - for '
            "standard input. An exposure of 0 or null is a missing issue.",
            show_default=False,
        ),
    ] = None,
    fdr: Annotated[
        float, typer.Option(metavar="X", help="The share of false ones to expect among what is called.")
    ] = 0.1,
    ratio: Annotated[
        float, typer.Option(metavar="X", help="Tell how many more issues it would take to see this ratio.")
    ] = 1.5,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="What --counts counts, in the plural; by default its kind.", show_default=False
        ),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the themes with what changed as an SVG picture.", show_default=False),
    ] = None,
    no_audits: Annotated[
        bool,
        typer.Option("--no-audits", help="Leave out what people coded (`purport code`), which goes into the ratios."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One theme a line.")] = False,
) -> None:
    """Tell whether the share of a theme has changed: since when, by how much, how sure; or what could have been seen.

    A lasting shift, a pulse of one to three issues, a notable issue and a change of measurement are kept apart. Of a
    case the shares of a publication's statements are taken, or of what an actor says, as `purport emphasis` counts
    them; each verdict comes with the query that gives the statements behind it.
    """
    if (case is None) == (counts is None):
        raise OptionError("give a CASE with --publication or --actor, or --counts FILE; one of the two")
    of_case = publication or actor or theme or by or svg or no_audits or measure != _MEASURE
    if counts is not None and of_case:
        raise OptionError("--counts has its own periods and themes; leave out the options of a case")
    if counts is not None:
        _of_counts(counts, fdr, ratio, unit, json)
        return
    assert case is not None
    _of_case(case, publication, actor, theme or [], by, measure, fdr, ratio, svg, not no_audits, json)


def _of_case(
    path: Path,
    publication: str | None,
    actor: str | None,
    themes: list[str],
    by: str | None,
    measure: str,
    fdr: float,
    ratio: float,
    svg: Path | None,
    audits: bool,
    json: bool,
) -> None:
    import msgspec

    from purport.analysis.emphasis.as_svg import to_svg
    from purport.analysis.emphasis.changes import as_dict, shifts_in
    from purport.case import Case

    with Case.open(path) as opened:
        found = shifts_in(
            opened,
            publication,
            actor=actor,
            themes=themes,
            by=by,
            measure=measure,
            fdr=fdr,
            ratio=ratio,
            audits=audits,
        )
    if svg is not None:
        output.write_file(svg, to_svg(found.emphasis, found.measure, found.marked))
    if json:
        told = {
            "publication": found.emphasis.publication,
            "actor": actor,
            "by": found.emphasis.by,
            "measure": found.measure,
            "false_discovery": {"rate": found.fdr, "themes": found.together},
        }
        for each in found:
            output.write_line(msgspec.json.encode(as_dict(each) | told).decode())
        return
    _show(found, path)
    if svg is not None:
        output.console().print(f"{svg}: written", soft_wrap=True)


def _show(found: "Changes", path: Path) -> None:
    from rich.text import Text

    from purport.analysis.emphasis.words import summary
    from purport.analysis.shifts.as_terminal import sentence
    from purport.views.wording import one_line

    console = output.console()
    console.print(Text(summary(found.emphasis), "bold"))
    console.print(Text(together(found.fdr, found.together), "dim"))
    for theme, samples in found.coded.items():
        console.print(Text(coded(theme, samples), "dim"))
    established = True
    for each in found.by_weight():
        # What is not established stands together, last.
        if established:
            console.print()
        established = bool(each.periods)
        console.print(sentence(each.shift, found.unit, found.emphasis.by))
        if established:
            show_behind(path, each.behind, found.measure, "them: ")
        if each.behind_before is not None:
            show_behind(path, each.behind_before, found.measure, "before: ")
        for hit in each.statements:
            source = hit.source
            where = one_line(" · ".join(filter(None, (source.published, source.title, source.id))))
            console.print(Text(f"    “{one_line(hit.anchor.text)}” {where}", "dim"), soft_wrap=True)


def together(fdr: float, themes: int) -> str:
    """Over how many themes false discovery was held down, in words."""
    return (
        f"Of what is called at most {fdr:.0%} is expected to be false, over "
        f"{'the one theme there is' if themes == 1 else f'all {themes:,} themes together'}."
    )


def coded(theme: str, samples: "Sequence[CodedSample]") -> str:
    """Which samples that people coded went into the ratio of a theme, in words."""
    from purport.views.wording import one_line

    first, last = samples[0].first, samples[-1].last
    many = "a sample" if len(samples) == 1 else f"{len(samples):,} samples"
    return (
        f"What people coded of {one_line(theme)} goes into its ratio: {many}, {first} to {last} (--no-audits leaves "
        "it out)."
    )


def show_behind(path: Path, behind: "Behind | None", measure: "Measure", said: str = "") -> None:
    """Print the command that gives the statements behind a verdict, and what to know where they are not just those that
    were counted."""
    from rich.text import Text

    from purport.analysis.emphasis.behind import counts_statements
    from purport.analysis.emphasis.series import UNITS

    console = output.console()
    if behind is None:
        console.print(Text("    (no statement has it, but headlines that only their sources tell)", "dim"))
        return
    console.print(Text(f"    {said}{find_command(path, behind.query)}", "dim"), soft_wrap=True)
    note = behind.note
    if not counts_statements(measure):
        note = f"the statements with the theme; the verdict counts {UNITS[measure][0]}"
    if note is not None:
        console.print(Text(f"        ({note})", "dim"), soft_wrap=True)


def _of_counts(counts: Path, fdr: float, ratio: float, unit: str | None, json: bool) -> None:
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
        console.print(sentence(each, unit or each.kind.value))


def _read(path: Path) -> tuple[bytes, str]:
    if str(path) == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return path.read_bytes(), str(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(f"cannot be read: {reason}", where=str(path)) from None

"""``purport code``: sheets to be coded, entered, and what they tell of coders and machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from purport.cli import options, output
from purport.cli.custody import Author
from purport.errors import PurportError

if TYPE_CHECKING:
    from purport.analysis.coding.agreement import Agreement
    from purport.analysis.coding.audit import Audit
    from purport.analysis.coding.estimates import Estimate

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Have statements coded by theme, and measure it.")

Themes = Annotated[
    list[str] | None, typer.Option("--theme", metavar="CODE", help="A theme's code; may be given several times.")
]


@app.command()
def sheet(
    case: options.Case,
    theme: Themes = None,
    per_period: Annotated[int, typer.Option(metavar="N", help="So many statements of each theme in each period.")] = 20,
    by: Annotated[str, typer.Option(metavar="PERIOD", help="week, month or year.")] = "month",
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed draws the same sample.")] = 1,
    among: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY", help="Only among statements that fit, as for `purport find`.", show_default=False
        ),
    ] = None,
    author: Author = None,
) -> None:
    """Draw statements to be coded and write them as CSV, with an empty column present for yes or no.

    Half are statements of which the machine says that they have the theme, half such of which it says that they have
    not, where there are as many; which is which is not in the sheet. The case keeps out of how many each was drawn.
    """
    from purport.analysis.coding.sampling import draw_sheet
    from purport.analysis.coding.sheet_files import sheet_rows
    from purport.case import Case

    with Case.open(case) as opened:
        made = draw_sheet(opened, theme or (), per_period=per_period, by=by, seed=seed, among=among, author=author)
        rows = sheet_rows(opened, made)
    output.write_table(rows)
    of = sum(stratum.of for stratum in made.strata)
    output.console(errors=True).print(
        f"{made.name}: {len(rows):,} statements to code, drawn from {of:,}; fill in present with yes or no and "
        f"enter it with `purport code enter {case} FILE --coder NAME`",
        soft_wrap=True,
    )


@app.command()
def enter(
    case: options.Case,
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="The sheet, filled in.", show_default=False)],
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Who coded it.", show_default=False)] = None,
    author: Author = None,
) -> None:
    """Enter a sheet that somebody filled in: yes, no, or nothing in the column present.

    Nothing entered is ever changed: what the coder enters later takes its place, and withdrawn takes it back. Where a
    line is wrong nothing is entered.
    """
    from purport.analysis.coding.sheet_files import enter_sheet
    from purport.case import Case

    with Case.open(case) as opened, _opened(sheet) as stream:
        done = enter_sheet(opened, stream, str(sheet), coder=coder, author=author)
    for error in done.errors:
        output.say(error)
    if done.errors:
        output.say("nothing was entered")
        raise typer.Exit(1)
    parts = [f"{done.written:,} entered", f"{done.known:,} already there" if done.known else ""]
    parts.append(f"{done.empty:,} not coded" if done.empty else "")
    output.console().print(f"{case}: {', '.join(filter(None, parts))}", soft_wrap=True)


@app.command()
def sheets(case: options.Case, json: options.Json = False) -> None:
    """List the sheets that were drawn, and by whom how much of them was coded."""
    import msgspec

    from purport.case import Case
    from purport.case.coding import sheet_columns

    with Case.open(case) as opened:
        found, made = opened.sheets(), opened.codings()
    for each in found:
        coded: dict[str, int] = {}
        for coding in made:
            if (coding.theme, coding.unit) in each.drawn:
                coded[coding.coder] = coded.get(coding.coder, 0) + 1
        cells = sheet_columns(each)
        if json:
            output.write_line(msgspec.json.encode(cells | {"coded": coded}).decode())
            continue
        among = f" among {each.among}" if each.among else ""
        by = ", ".join(f"{count:,} coded by {name}" for name, count in coded.items()) or "not coded yet"
        output.console().print(
            f"{each.name}  {cells['themes']}{among} by {each.by}, seed {each.seed}: "
            f"{len(each.units):,} statements; {by}",
            soft_wrap=True,
        )
    if not found and not json:
        output.console().print("no sheets")


@app.command()
def agreement(
    case: options.Case,
    theme: Themes = None,
    coder: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Measure the machine by this coder; else by most coders.", show_default=False
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Print how far coders agree (Krippendorff's alpha), and how good the machine is: precision and recall by period.

    Each with the interval in which it lies in 95 of 100 samples. Of all statements of a period those that were not
    coded are stood for by those that were, and never count as no.
    """
    import msgspec

    from purport.analysis.coding.agreement import agreements
    from purport.analysis.coding.audit import audits
    from purport.case import Case

    with Case.open(case) as opened:
        agreed = agreements(opened, themes=theme or ())
        audited = audits(opened, themes=theme or (), coder=coder)
    if json:
        for line in ({"agreement": msgspec.to_builtins(each)} for each in agreed):
            output.write_line(msgspec.json.encode(line).decode())
        for line in ({"audit": msgspec.to_builtins(each)} for each in audited):
            output.write_line(msgspec.json.encode(line).decode())
        return
    console = output.console()
    for code in dict.fromkeys(each.theme for each in audited):
        console.print(code, style="bold", soft_wrap=True)
        for one in agreed:
            if one.theme == code:
                console.print(f"    {_agreed(one)}", soft_wrap=True)
        own = [audit for audit in audited if audit.theme == code]
        for by, among in dict.fromkeys((audit.by, audit.among) for audit in own):
            where = f" among {among}" if among else ""
            console.print(f"    The machine, by {coder or 'most coders'}{where}, by {by}:", soft_wrap=True)
            for audit in own:
                if (audit.by, audit.among) == (by, among):
                    console.print(f"    {_audited(audit)}", soft_wrap=True)


def _agreed(found: "Agreement") -> str:
    who = " and ".join(found.coders) if len(found.coders) == 2 else ", ".join(found.coders)
    alpha = found.alpha
    if not alpha.units:
        return f"{who}: no statement was coded by both"
    same = f"the same of {found.same:.0%} in {alpha.units:,} statements"
    if alpha.value is None:
        return f"{who}: {same}; all one value, so alpha tells nothing"
    return f"{who}: alpha {alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f}), {same}"


def _audited(found: "Audit") -> str:
    parts = [
        f"precision {_estimate(found.precision)}",
        f"recall {_estimate(found.recall)}",
        f"{found.coded:,} coded of {found.drawn:,} drawn, out of {found.statements:,} statements",
    ]
    if found.ties:
        tied = "1 of them tied between coders, a half" if found.ties == 1 else None
        tied = tied or f"{found.ties:,} of them tied between coders, each a half"
        parts.append(f"{tied} (the interval goes from all against to all for the machine)")
    if found.gone:
        parts.append(f"{found.gone:,} whose words no statement stands on now")
    return f"{found.period or 'all':8} {', '.join(parts)}"


def _estimate(found: "Estimate | None") -> str:
    return "unknown" if found is None else f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(f"cannot be read: {reason}; name a sheet that is there", where=str(path)) from None

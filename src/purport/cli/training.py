"""``purport train``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import output

if TYPE_CHECKING:
    from purport.learning import MarkedText, Trained


def train(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Annotated texts: *.json (one document each) and *.jsonl files, in the form of `purport read --json`.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The model to write; its card is put beside it.", show_default=False)
    ],
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="The model to begin with; by default the one that comes along."),
    ] = None,
    epochs: Annotated[int, typer.Option(metavar="N", help="How often each text is learnt.")] = 5,
    rate: Annotated[float, typer.Option(metavar="X", help="Learning rate.")] = 2e-4,
    seed: Annotated[int, typer.Option(metavar="N", help="What decides order and split.")] = 1,
    hold_out: Annotated[float, typer.Option(metavar="SHARE", help="Of the documents, not learnt but judged by.")] = 0.2,
    work: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where checkpoints are kept; by default beside the model.")
    ] = None,
) -> None:
    """Train the model of statements further on annotated texts, so that it fits a beat.

    Scores on texts held out are printed before and after. What was cut off goes on when the same command is given
    again. An annotated file that breaks the form is named on standard error, and nothing is trained. Needs PyTorch:
    `pip install 'purport[training]'`.
    """
    from purport.errors import OptionError
    from purport.learning.adapting import Plan, check_installed
    from purport.learning.adapting import train as trained
    from purport.learning.card import card
    from purport.reading.attribution_model import FILE

    plan = Plan(epochs=epochs, rate=rate, seed=seed, hold_out=hold_out)
    page = out.with_suffix(".md")
    if page == out:
        raise OptionError(f"{out} is where the card goes; name the model {out.with_suffix('.onnx')}")
    check_installed()
    texts = _texts(folder)
    progress = _Progress()
    try:
        with progress:
            done = trained(texts, out, start=start or FILE, plan=plan, work=work, told=progress.show)
    except KeyboardInterrupt:
        typer.echo("interrupted: the same command goes on after the last epoch that was done", err=True)
        raise
    output.write_file(page, card(done, str(folder)))
    _show(done)
    typer.echo(f"{out}: the model; {page}: its card")
    typer.echo(f"Read with it: purport read --model {out} FILE")


def _texts(folder: Path) -> "list[MarkedText]":
    """What is marked in the annotated texts of a folder; ends the command where one cannot be learnt from."""
    from purport.errors import ContractError
    from purport.evaluation import annotated_documents
    from purport.learning import marked

    errors = output.Errors()
    texts = []
    for document in errors.said(annotated_documents(folder)):
        try:
            texts.append(marked(document))
        except ContractError as error:
            errors.count += 1
            output.say(error)
    if errors.any:
        raise typer.Exit(1)
    return texts


class _Progress:
    """A bar for each thing that is done, on a terminal; elsewhere a line when it is finished."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        console = output.console(errors=True)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self._lasting = not console.is_terminal
        self._progress = Progress(*columns, console=console, transient=True, disable=self._lasting)
        self._task = self._progress.add_task("beginning", total=None)
        self._before = 0

    def __enter__(self) -> None:
        self._progress.start()

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, what: str, done: int, of: int) -> None:
        """Say that so much of something is done."""
        if done <= self._before:
            self._progress.reset(self._task)
        self._before = done
        self._progress.update(self._task, description=what, completed=done, total=of)
        if self._lasting and done == of:
            typer.echo(what, err=True)


def _show(done: "Trained") -> None:
    """Print the scores before and after."""
    from rich.table import Table

    from purport.learning.card import count
    from purport.learning.scoring import FIELDS

    inside = f"; {done.left_out} inside others left out" if done.left_out else ""
    typer.echo(f"learnt {count(len(done.learnt), 'document')} with {count(done.attributions, 'statement')}{inside}")
    if done.before is None or done.after is None:
        return
    table = Table("", "before", "after", "marked", box=None, pad_edge=False, header_style="dim")
    for column in table.columns[1:]:
        column.justify = "right"
    for field in FIELDS:
        before, after = done.before[field], done.after[field]
        table.add_row(field, f"{before.f1:.1f}", f"{after.f1:.1f}", f"{after.marked:,}")
    typer.echo(f"on {count(len(done.held_out), 'document')} held out, F1 in per cent:")
    output.console().print(table)
    if done.after["whole"].f1 <= done.before["whole"].f1:
        typer.echo("No gain there: keep the model it began with, or annotate more.", err=True)

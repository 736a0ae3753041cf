"""The commands together, and how each of them ends.

What a command needs is imported when it runs, so that help is quick.
"""

import os
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from purport.cli import (
    cases,
    codebooks,
    coding,
    compare,
    custody,
    demo,
    emphasis,
    evaluation,
    finders,
    finding,
    firsts,
    lineage,
    output,
    reading,
    shifts,
    themes,
    training,
    watch,
)
from purport.errors import OptionError, PurportError
from purport.version import __version__

TRACEBACK = "PURPORT_TRACEBACK"
FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141


class _Group(TyperGroup):
    """Commands that end cleanly: an error is one line, an interrupt or a closed pipe is none."""

    def invoke(self, ctx: Any) -> Any:
        output.show_log()
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
            return done
        except PurportError as error:
            output.say(error)
            raise typer.Exit(USAGE if isinstance(error, OptionError) else FAILED) from None
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(BROKEN_PIPE) from None
        except KeyboardInterrupt:
            _drop_output()
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            output.say(PurportError(f"the system refused: {error}"))
            raise typer.Exit(FAILED) from None
        except Exception as error:
            if _interrupted(error):
                _drop_output()
                raise typer.Exit(INTERRUPTED) from None
            # Typer's own exceptions carry the status with which they end.
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort) or os.environ.get(TRACEBACK):
                raise
            output.say(
                PurportError(
                    f"failed unexpectedly ({type(error).__name__}: {error}); please report it. "
                    f"With {TRACEBACK}=1 it shows where."
                )
            )
            raise typer.Exit(FAILED) from None


def _interrupted(error: BaseException | None) -> bool:
    """Whether an error came while an interrupt was being dealt with: the database's rollback of what was cut short."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _drop_output() -> None:
    """Let what still waits to be written go nowhere: whoever read it has seen enough, and is not to be waited for."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    reading.read,
    finders.dates,
    finders.places,
    finders.figures,
    finders.actors,
    themes.themes,
    cases.add,
    cases.documents,
    cases.brief,
    finding.find,
    finding.duplicates,
    finding.similar,
    lineage.lineage,
    compare.compare,
    compare.incidents,
    compare.claims,
    firsts.firsts,
    compare.rate,
    compare.ratings,
    emphasis.emphasis,
    shifts.shifts,
    watch.watch,
    custody.judge,
    custody.judgements,
    custody.log,
    custody.verify,
    custody.dump,
    custody.export,
    custody.stamp,
    custody.remove,
    demo.demo,
    evaluation.evaluate,
    training.train,
    reading.schema,
):
    app.command()(command)
app.command("import")(custody.import_case)
app.add_typer(codebooks.app, name="codebook")
app.add_typer(coding.app, name="code")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"purport {__version__}")
        raise typer.Exit()


@app.callback()
def purport(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Who claims what, on whose word, and does it hold up?"""

"""Where output goes: readings and answers to standard output, errors and progress to standard error."""

import io
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from purport.errors import PurportError

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


def console(*, errors: bool = False) -> "Console":
    """A rich console that takes text as it is: no markup, no emoji codes, no highlighting. It honours NO_COLOR."""
    from rich.console import Console

    class _Console(Console):
        def on_broken_pipe(self) -> None:
            raise  # rich would end the program here; how it ends is settled in one place, for every command

    stream = sys.stderr if errors else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return _Console(file=stream, highlight=False, markup=False, emoji=False)


def show_log() -> None:
    """Show on standard error what the library says of work that takes long, where that is a terminal."""
    if sys.stderr.isatty():
        logger, handler = logging.getLogger("purport"), logging.StreamHandler()
        handler.setFormatter(logging.Formatter("purport: %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)


def write_line(line: str) -> None:
    """One line to standard output as UTF-8, at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def write_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as CSV to standard output, UTF-8. What a spreadsheet would take for a formula stands as a text."""
    import csv

    from purport.case.verdict_files import cell

    lines = io.StringIO(newline="")
    table = csv.DictWriter(lines, list(rows[0]) if rows else [])
    if rows:
        table.writeheader()
    table.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    sys.stdout.flush()
    sys.stdout.buffer.write(lines.getvalue().encode())
    sys.stdout.buffer.flush()


def write_file(path: Path, text: str) -> None:
    """Write a file whole. Raises PurportError where that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(
            f"cannot be written: {reason}. Name a file in a folder that is there.", where=str(path)
        ) from None


def say(error: PurportError | str) -> None:
    """One line on standard error."""
    from purport.views.wording import one_line

    sys.stderr.write(f"purport: {one_line(str(error))}\n")
    sys.stderr.flush()


class Errors:
    """Passes on what is no error and says each error; ``count`` tells how many there were."""

    def __init__(self) -> None:
        self.count = 0

    @property
    def any(self) -> bool:
        """Whether there was one."""
        return self.count > 0

    def said(self, items: Iterable[T | PurportError]) -> Iterator[T]:
        """The items that are no errors."""
        for item in items:
            if isinstance(item, PurportError):
                self.count += 1
                say(item)
            else:
                yield item

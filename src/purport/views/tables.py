"""What every table of pandas needs: a name that is known, and pandas."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from purport.errors import OptionError

if TYPE_CHECKING:
    from pandas import DataFrame


def checked_table(table: str, known: Collection[str]) -> None:
    """Raises OptionError where ``table`` is none of the known."""
    if table not in known:
        raise OptionError(f"{table!r} is no table; it is one of {', '.join(known)}")


def data_frame(rows: Sequence[Any], columns: Sequence[str]) -> "DataFrame":
    """Rows and their columns' names as a table. Raises OptionError where pandas is not installed."""
    try:
        import pandas
    except ModuleNotFoundError:
        raise OptionError(
            "tables need pandas, which is not installed; `pip install 'purport[frames]'` adds it"
        ) from None
    return pandas.DataFrame(rows, columns=list(columns))

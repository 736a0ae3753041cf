"""A sequence of records that shows itself as a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar, overload

from purport.errors import OptionError

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")
SHOWN = 60


class Table(Sequence[T]):
    """Records in order. ``columns`` turns one into the cells of a row, by column name."""

    def __init__(self, records: Iterable[T], columns: Callable[[T], dict[str, Any]]) -> None:
        self._records = tuple(records)
        self._columns = columns

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> "Table[T]": ...

    def __getitem__(self, index: int | slice) -> "T | Table[T]":
        if isinstance(index, slice):
            return Table(self._records[index], self._columns)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[T]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        return self._records == other._records if isinstance(other, Table) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._records)

    def rows(self) -> list[dict[str, Any]]:
        """One dict a record, column to value."""
        return [self._columns(record) for record in self._records]

    def frame(self) -> "pandas.DataFrame":
        """The table as a pandas dataframe. Raises OptionError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise OptionError(
                "a dataframe needs pandas, which is not installed; install it with `pip install 'purport[frames]'`"
            ) from error
        return pandas.DataFrame(self.rows())

    def __repr__(self) -> str:
        lines = [" | ".join(_cell(value) for value in row.values()) for row in self[:SHOWN].rows()]
        if len(self) > SHOWN:
            lines.append(f"… and {len(self) - SHOWN} more")
        return "\n".join([f"{len(self)} records", *lines])

    def _repr_html_(self) -> str:
        rows = self[:SHOWN].rows()
        head = "".join(f"<th>{escape(name)}</th>" for name in (rows[0] if rows else {}))
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{escape(_cell(value))}</td>' for value in row.values()) + "</tr>"
            for row in rows
        )
        more = f"<p>… and {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    text = " ".join(str(value).split())
    return text if len(text) <= 100 else text[:99] + "…"

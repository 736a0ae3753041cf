"""An evaluation as tables of pandas: one row a score, a score of a document, a miss, a bin of confidence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from purport.evaluation.scores import Evaluation, Miss, Reliability, Score
from purport.views.tables import checked_table, data_frame

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(evaluation: Evaluation, table: str) -> "DataFrame":
    """One table of an evaluation. Raises OptionError for an unknown one, or where pandas is not installed."""
    checked_table(table, TABLES)
    columns, rows = TABLES[table]
    return data_frame(list(rows(evaluation)), columns)


def _documents(evaluation: Evaluation) -> Iterable[dict[str, Any]]:
    for document in evaluation.documents:
        for score in document.scores:
            yield {"document": document.document, **asdict(score)}


def _calibration(evaluation: Evaluation) -> Iterable[dict[str, Any]]:
    return map(asdict, evaluation.calibration.bins if evaluation.calibration else ())


def _names(record: type) -> list[str]:
    return [field.name for field in fields(record)]


TABLES: Mapping[str, tuple[list[str], Callable[[Evaluation], Iterable[dict[str, Any]]]]] = {
    "scores": (_names(Score), lambda evaluation: map(asdict, evaluation.scores)),
    # Intervals are over documents: a single one has none.
    "documents": (["document", *(name for name in _names(Score) if name not in ("low", "high"))], _documents),
    "misses": (_names(Miss), lambda evaluation: map(asdict, evaluation.misses)),
    "calibration": (_names(Reliability), _calibration),
}

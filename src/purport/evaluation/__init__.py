"""Readings held against texts annotated by hand: how much is found, how much of it is right, and what is missed."""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.evaluation.annotated import annotated_document, annotated_documents
    from purport.evaluation.evaluator import evaluate
    from purport.evaluation.records import AnnotatedDocument
    from purport.evaluation.scores import Calibration, DocumentScores, Evaluation, Miss, Reliability, Score
    from purport.evaluation.terminal import evaluation_view

__all__ = [
    "AnnotatedDocument",
    "Calibration",
    "DocumentScores",
    "Evaluation",
    "Miss",
    "Reliability",
    "Score",
    "annotated_document",
    "annotated_documents",
    "evaluate",
    "evaluation_view",
]

_NAMES = {
    "annotated": "annotated_document annotated_documents",
    "evaluator": "evaluate",
    "records": "AnnotatedDocument",
    "scores": "Calibration DocumentScores Evaluation Miss Reliability Score",
    "terminal": "evaluation_view",
}
__getattr__ = attributes(__name__, {name: home for home, names in _NAMES.items() for name in names.split()})

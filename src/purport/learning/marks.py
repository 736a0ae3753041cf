"""Attributions as people marked them."""

from dataclasses import dataclass
from typing import Any

from msgspec import UNSET

from purport.errors import ContractError
from purport.evaluation.records import AnnotatedDocument

Offsets = tuple[int, int]

_NEEDED = "training needs speaker, cue and content of every statement, null or [] where the text has none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One attribution: for each role the stretches of the text that bear it, none where there are no such words."""

    speaker: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text with all its attributions."""

    id: str
    text: str
    attributions: tuple[Marked, ...]


def marked(document: AnnotatedDocument) -> MarkedText:
    """What the statements of an annotated document mark. A speaker who is named outside the text has no words in it.

    Raises ContractError where a statement, or one of its parts, was not annotated: what is not marked is learnt to
    be none.
    """
    if document.statements is UNSET:
        raise ContractError(f"`statements` is missing; {_NEEDED}", where=document.id)
    attributions = []
    for number, statement in enumerate(document.statements):
        if missing := [role for role in ("speaker", "cue", "content") if getattr(statement, role) is UNSET]:
            raise ContractError(f"statements[{number}] has no `{missing[0]}`; {_NEEDED}", where=document.id)
        speaker, cue, content = _spans(statement.speaker), _spans(statement.cue), _spans(*(statement.content or ()))
        attributions.append(Marked(speaker=speaker, cue=cue, content=content))
    return MarkedText(id=document.id, text=document.text, attributions=tuple(attributions))


def _spans(*nodes: Any) -> tuple[Offsets, ...]:
    return tuple((node.start, node.end) for node in nodes if node is not None and node.start is not None)

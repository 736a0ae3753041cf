"""Judgements as people read them: the cells of a table, and one in words."""

from typing import Any

from purport.case import corrections
from purport.case.judgements import Anchor, Judgement, Verdict

_DONE = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.REJECT: "rejected"}


def columns(made: Judgement) -> dict[str, Any]:
    """The cells of a judgement in a table, by column."""
    return {
        "number": made.id,
        "verdict": made.verdict.value,
        "record": _name(made.subject, made.record_id),
        "document": made.document,
        "sort": made.subject.record,
        "who": made.who,
        "words": made.subject.quote,
        "other": _name(made.other, made.other_record_id),
        "other words": made.other and made.other.quote,
        "correction": made.correction and corrections.written(made.correction),
        "before": made.before and corrections.written(made.before),
        "reason": made.reason,
        "author": made.author,
        "at": made.at,
        "fits": made.fits,
    }


def told(made: Judgement) -> str:
    """A judgement of one record in words: "corrected by Runa Dahl: kind report (was claim); “as she said”"."""
    before = made.before or {}
    fields = [
        f"{name} {corrections.word(value)}" + (f" (was {corrections.word(before[name])})" if name in before else "")
        for name, value in corrections.shown(made.correction or {}).items()
    ]
    if corrections.unlocated(made.correction or {}):
        fields.append("no coordinates")
    rest = "; ".join([*([", ".join(fields)] if fields else []), *([f"“{made.reason}”"] if made.reason else [])])
    return f"{_DONE.get(made.verdict, made.verdict.value)} by {made.author}" + (f": {rest}" if rest else "")


def _name(one: Anchor | None, record_id: str | None) -> str | None:
    """A record by its document, even where several have one id, and its own id."""
    return None if one is None or record_id is None else f"{one.source[:12]}#{record_id}"

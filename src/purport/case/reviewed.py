"""Readings that were reviewed whole, in the form of annotated texts: what ``purport evaluate`` and ``train`` take."""

from typing import Any

from purport.case.judged import JudgedReading
from purport.case.judgements import State, state
from purport.codec import to_dict
from purport.types import Kind

_SETTLED = frozenset((State.ACCEPTED, State.CORRECTED, State.REJECTED))
# What nobody judges: how sure the reader is, and what follows from other fields.
_LEFT_OUT = frozenset(("confidence", "statements", "according_to", "exchange", "sub_events", "status_basis"))
_SPAN = frozenset(("text", "start", "end"))


def annotated(judged: JudgedReading) -> dict[str, Any] | None:
    """A document as its reviewers have it: the statements that they accept, and those that they correct as corrected;
    its incidents likewise. None where not every statement was judged, but for thoughts and wishes, or one is disputed.
    Incidents stand in it where every one was judged.

    What the reader missed nobody can judge, so it is missing here too.
    """
    reading = judged.reading
    statements = [
        (one, state(made))
        for one, made in zip(reading.statements, judged.statements, strict=True)
        if one.kind is not Kind.ATTITUDE
    ]
    if not statements or not _SETTLED.issuperset(how for _, how in statements):
        return None
    node = to_dict(reading)
    kept = {one.id for one, how in statements if how is not State.REJECTED}
    found = {
        "schema": node["schema"],
        "source": {name: value for name, value in node["source"].items() if value},
        "text": node["text"],
        "statements": [_plain(each) for each in node["statements"] if each["id"] in kept],
    }
    states = [state(made) for made in judged.incidents]
    if states and _SETTLED.issuperset(states):
        found["incidents"] = [
            _plain(each) for each, how in zip(node["incidents"], states, strict=True) if how is not State.REJECTED
        ]
    return found


def _plain(node: Any) -> Any:
    """A node without what nobody judges, and without the empty span of who or what the text does not name there."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    absent = _SPAN | {"kind"} if node.get("text") == "" else frozenset()
    return {name: _plain(value) for name, value in node.items() if name not in _LEFT_OUT | absent}

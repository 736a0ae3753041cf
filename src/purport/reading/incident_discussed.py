"""What a text says of the incident under discussion without a word for it: later counts, and who is blamed."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.codebooks.actors import ActorCodebook
from purport.codebooks.incident_types import incident_types
from purport.language import Doc
from purport.reading.attacking import PROTESTERS
from purport.reading.clauses import agents, objects_of, patients
from purport.reading.finder import Findings
from purport.reading.incident_mentions import Mention
from purport.reading.incident_parties import Participants
from purport.reading.negation import is_negated
from purport.reading.ransoms import DEMANDED, PAID
from purport.reading.tolls import UNSAID
from purport.types import IncidentFigure, Mode, Party

_VIOLENT = frozenset(
    {"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "riot", "robbery", "kidnapping"}
)
_OUT = frozenset({"freed", "escaped", "captured"})
_HARM = frozenset(
    {
        "killed", "injured", "missing", "displaced", "besieged", "attackers", "surrendered",
        "other:killed and injured", "other:casualties",
    }
)  # fmt: skip
_MARCH = frozenset({PROTESTERS})
_RANSOMS = frozenset({PAID, DEMANDED})
# How many sentences after its last mention an incident is still under discussion.
_NEAR = 3
_REAL = (Mode.HAPPENED, Mode.DENIED, Mode.ATTEMPTED)


def taken_up(
    doc: Doc, made: Sequence[Sequence[Mention]], loose: Sequence[IncidentFigure]
) -> dict[int, list[IncidentFigure]]:
    """The figures that take up an incident told before, by the index of that incident.

    A count of killed or injured belongs to violence, one of freed, escaped or caught to a prison or captives; among
    those told not long before, one that has such figures already comes first, then the last told.
    """
    given: dict[int, list[IncidentFigure]] = {}
    for figure in loose:
        sentence = doc.sentence_at(figure.start)
        best: tuple[float, int, str] | None = None
        for n, group in enumerate(made):
            known = [f.what for m in group for f in (*m.figures, *given.get(n, ())) if f.start < figure.start]
            what = _what(figure.what, known)
            score = _speaks(what, known, group, figure.start, sentence)
            if score is not None and (best is None or score >= best[0]):
                best = (score, n, what)
        if best is not None:
            given.setdefault(best[1], []).append(replace(figure, what=best[2]))
    return given


def _what(what: str, known: Sequence[str]) -> str:
    """What a bare count counts: what the last figure of the incident did; those freed are then those who escaped."""
    if what != UNSAID or not known:
        return what
    return "escaped" if known[-1] == "freed" else known[-1]


def _speaks(what: str, known: Sequence[str], group: Sequence[Mention], offset: int, sentence: int) -> float | None:
    """How much speaks for a figure's being an incident's; None where it cannot be."""
    before = [m for m in group if m.span.start < offset]
    if not before or group[0].mode not in _REAL:
        return None
    types = {m.trigger.type for m in group}
    family = next((each for each in (_OUT, _HARM, _RANSOMS, _MARCH) if what in each), None)
    if family is None:
        return None
    holding = {"jailbreak", "prisoner_release", "kidnapping"} | ({"arrest", "battle"} if what == "captured" else set())
    held = bool(types & holding) or any(f in _OUT for f in known)
    if family is _OUT and not held:
        return None
    if family is _HARM and not types & _VIOLENT:
        return None
    if family is _RANSOMS and not types & {"kidnapping", "prisoner_release"}:
        return None
    if family is _MARCH and "protest" not in types:
        return None
    distance = sentence - max(m.sentence for m in before)
    alike = any(f in family for f in known)
    if family is _MARCH and distance > 1:
        return None
    if distance > (2 * _NEAR if alike else _NEAR):
        return None
    return 2.0 * alike - 0.5 * distance + 0.1 * min(len(before), 5)


def held_responsible(
    doc: Doc, made: Sequence[Sequence[Mention]], found: Findings, codebook: ActorCodebook | None = None
) -> dict[int, list[Party]]:
    """Those who are blamed for, or claim, the violence under discussion, by the index of that incident."""
    who: Participants | None = None
    given: dict[int, list[Party]] = {}
    for token in doc.tokens:
        parts = _responsible(token)
        if not parts:
            continue
        at = _under_discussion(made, token, doc.sentence_at(token.idx))
        if at is None:
            continue
        who = who or Participants(doc, found, codebook)
        named = [party for party in who.parties(parts, acting=True) if party.actor or party.name[:1].isupper()]
        given.setdefault(at, []).extend(named)
    return given


def _responsible(token: Token) -> list[Token]:
    """The nouns that a word makes responsible: "police blamed the League", "the League claimed responsibility"."""
    if token.pos_ != "VERB" or is_negated(token) or any(child.lower_ == "neither" for child in token.lefts):
        return []
    if token.lemma_ == "blame":
        found = patients(token)
        return objects_of(token, "on") or found
    if token.lemma_ in ("claim", "admit", "accept") and any(
        noun.lemma_.lower() == "responsibility" or (token.lemma_ == "claim" and _is_violence(noun))
        for noun in patients(token)
    ):
        return agents(token)
    return []


def _is_violence(noun: Token) -> bool:
    """Whether a definite noun that says no more takes up violence told before: "claimed the second attack"."""
    if any(child.dep_ in ("prep", "relcl", "acl") for child in noun.rights):
        return False
    types = incident_types()
    return any(child.lower_ in ("the", "this", "that", "both") for child in noun.lefts) and any(
        noun.lemma_.lower() in types[name].nouns for name in _VIOLENT if name in types
    )


def _under_discussion(made: Sequence[Sequence[Mention]], token: Token, sentence: int) -> int | None:
    """The violence that a blame is for which says no more of it: one told in the sentence, else the last before it."""
    claimed = {noun.i for noun in patients(token) if _is_violence(noun)}
    best: tuple[tuple[int, int], int] | None = None
    for n, group in enumerate(made):
        if group[0].mode not in _REAL or not any(m.trigger.type in _VIOLENT for m in group):
            continue
        told = [
            m
            for m in group
            if (m.sentence == sentence or m.span.start < token.idx) and m.trigger.token.i not in claimed
        ]
        if not told:
            continue
        last = max(min(m.sentence, sentence) for m in told)
        if sentence - last > _NEAR:
            continue
        rank = (last, max(m.span.start for m in told))
        if best is None or rank > best[0]:
            best = (rank, n)
    return best[1] if best is not None else None
